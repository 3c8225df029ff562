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
    private const string TooManyToday = "30034";
    private const string Unkept = "storage";
    private const string Portal = "discord.com/developers/applications → your app";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long it is left alone where only the operator, or another day, can change what it says.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromHours(1);

    /// <summary>Null where all is done.</summary>
    private ApiError? _problem;

    /// <exception cref="DiscordException">The token is bad: nobody but the operator can put it right.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _problem = await TryAsync(cancellationToken);
        if (_problem is { Kind: ApiErrorKind.TokenDead })
        {
            throw new DiscordException(AdviceOnToken(_problem));
        }

        Tell(_problem);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; _problem is { } problem; wait = wait * 2 > LongestWait ? LongestWait : wait * 2)
        {
            await Task.Delay(Lasts(problem) ? LongRest : wait, time, stoppingToken);
            _problem = await TryAsync(stoppingToken);
            if (_problem is { Kind: ApiErrorKind.TokenDead })
            {
                // It runs by now, and to ask again would say the same, until Discord shuts the address out.
                LogWrong(AdviceOnToken(_problem));
                return;
            }

            if (_problem?.Code != problem.Code)
            {
                Tell(_problem);
            }
        }
    }

    /// <summary>Where somebody who runs a server adds the bot to it.</summary>
    internal static string InviteOf(string app) =>
        string.Create(CultureInfo.InvariantCulture, $"https://discord.com/oauth2/authorize?client_id={app}&scope=bot+applications.commands&permissions={Permissions.Wanted}");

    private static bool Lasts(ApiError error) => error is { Code: TooManyToday } or { Kind: not (ApiErrorKind.Later or ApiErrorKind.Unknown) };

    private static string AdviceOnToken(ApiError error) => $"Discord doesn't take Discord:Token ({error.Code}). Copy a new one from {Portal} → Bot → Reset Token.";

    private void Tell(ApiError? error)
    {
        switch (error)
        {
            case null or { Code: Unkept }:
                break;
            case { Code: TooManyToday }:
                LogTooMany(error.Code);
                break;
            case { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown }:
                LogUnreachable(options.ApiUrl, error.Code);
                break;
            default:
                LogRefused(error.Code, error.Detail, Portal);
                break;
        }
    }

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

        try
        {
            return await registration.RegisterAsync(self.App!.Id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnkept(exception);
            return new ApiError(ApiErrorKind.Later, Unkept);
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord refuses what the bot asks for at its start ({Code} {Detail}); it asks again in an hour. Look at {Portal}")]
    private partial void LogRefused(string code, string? detail, string portal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord takes no more commands of this app today ({Code}): it takes 200 that are new a day. Those that it has stay, and the bot tries again every hour")]
    private partial void LogTooMany(string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Which commands Discord has can't be looked up in the database; the bot goes on trying")]
    private partial void LogUnkept(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord does not answer at {Address} ({Code}); the bot goes on asking")]
    private partial void LogUnreachable(string address, string code);
}
