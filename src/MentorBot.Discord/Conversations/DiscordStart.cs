using System.Globalization;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>
/// Looks at the start whether the token is good, says how the bot is added to a server and what is in its way, and registers the commands
/// where they have changed. A Discord that does not answer is asked until it does; a bad token is never tried again.
/// </summary>
internal sealed partial class DiscordStart(IDiscordApi api, DiscordOptions options, Self self, CommandRegistration registration, TimeProvider time, ILogger<DiscordStart> log) : BackgroundService
{
    private const string Portal = "discord.com/developers/applications → your app";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private bool _isRegistered;

    /// <exception cref="DiscordException">Nobody but the operator can put it right.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await TryAsync(cancellationToken) is { } error)
        {
            if (IsTheirs(error))
            {
                throw new DiscordException(Advice(error));
            }

            LogUnreachable(options.ApiUrl, error.Code);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; self.App is null || !_isRegistered; wait = wait * 2 > LongestWait ? LongestWait : wait * 2)
        {
            await Task.Delay(wait, time, stoppingToken);
            if (await TryAsync(stoppingToken) is { } error && IsTheirs(error))
            {
                // It runs by now, and to ask again would say the same, until Discord shuts the address out.
                LogWrong(Advice(error));
                return;
            }
        }
    }

    /// <summary>Where somebody who runs a server adds the bot to it.</summary>
    internal static string InviteOf(string app) =>
        string.Create(CultureInfo.InvariantCulture, $"https://discord.com/oauth2/authorize?client_id={app}&scope=bot+applications.commands&permissions={Permissions.Wanted}");

    private static bool IsTheirs(ApiError error) => error.Kind is not (ApiErrorKind.Later or ApiErrorKind.Unknown);

    private static string Advice(ApiError error) => error.Kind == ApiErrorKind.TokenDead
        ? $"Discord doesn't take Discord:Token ({error.Code}). Copy a new one from {Portal} → Bot → Reset Token."
        : $"Discord doesn't let the bot start ({error.Code} {error.Detail}). Look at {Portal}.";

    /// <summary>Null where all is done, or can only be done by a later version.</summary>
    private async Task<ApiError?> TryAsync(CancellationToken cancellationToken)
    {
        if (self.App is null)
        {
            var answer = await api.AppAsync(cancellationToken);
            if (!answer.IsOk)
            {
                return answer.Error;
            }

            Know(answer.Value);
        }

        var error = await registration.RegisterAsync(self.App!.Id, cancellationToken);
        _isRegistered = error is null;
        return error;
    }

    private void Know(AppInfo app)
    {
        self.Know(app);
        var invite = InviteOf(app.Id);
        LogKnown(app.Name, invite);
        if (!string.IsNullOrEmpty(app.InteractionsUrl))
        {
            LogInteractionsUrl(app.InteractionsUrl, Portal);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord knows the bot as {Name}. Add it to a server: {Invite}")]
    private partial void LogKnown(string name, string invite);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Discord app has an Interactions Endpoint URL ({Url}), so that Discord sends what people do there and none of it to the bot. Remove it at {Portal} → General Information → Interactions Endpoint URL")]
    private partial void LogInteractionsUrl(string url, string portal);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Wrong}")]
    private partial void LogWrong(string wrong);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord does not answer at {Address} ({Code}); the bot goes on asking")]
    private partial void LogUnreachable(string address, string code);
}
