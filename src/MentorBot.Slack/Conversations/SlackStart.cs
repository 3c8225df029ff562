using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Manifest;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>
/// Looks at the start whether the tokens are good for what the bot does, and says what is missing and where to click. A Slack that
/// does not answer is asked until it does; an installation that is gone is looked for again and again, but slowly.
/// </summary>
internal sealed partial class SlackStart(ISlackApi api, SlackOptions options, Installation installation, TimeProvider time, ILogger<SlackStart> log) : BackgroundService
{
    private const string Permissions = "api.slack.com/apps → your app → OAuth & Permissions";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowWait = TimeSpan.FromMinutes(10);

    /// <summary>Without these nothing works at all; without another one, what it is for.</summary>
    private static readonly string[] Vital = ["chat:write", "commands"];

    private bool _isAdvised;

    /// <exception cref="SlackException">Nobody but the operator can put it right.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var answer = await api.AuthTestAsync(cancellationToken);
        switch (answer.Error)
        {
            case null:
                Know(answer.Value!);
                await CheckSocketModeAsync(cancellationToken);
                break;
            case { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error:
                LogUnreachable(options.ApiUrl, error.Code);
                break;
            case var error:
                throw new SlackException(Advice(error));
        }

        await base.StartAsync(cancellationToken);
    }

    private static string Advice(ApiError error) => error.Code == "not_allowed_token_type"
        ? $"Slack says that Slack:BotToken is another kind of token. Copy the Bot User OAuth Token (xoxb-…) from {Permissions}."
        : $"Slack doesn't take Slack:BotToken ({error.Code}). Install the app to your workspace and copy the Bot User OAuth Token (xoxb-…) from {Permissions}.";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; installation.Self is null; wait = wait * 2 > LongestWait ? LongestWait : wait * 2)
        {
            await Task.Delay(wait, time, stoppingToken);
            await LookAsync(stoppingToken);
        }

        while (true)
        {
            await Task.Delay(SlowWait, time, stoppingToken);
            if (installation.IsGone)
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var answer = await api.AuthTestAsync(cancellationToken);
        if (!answer.IsOk)
        {
            if (installation.Self is null && !_isAdvised && answer.Error.Kind is not (ApiErrorKind.Later or ApiErrorKind.Unknown))
            {
                _isAdvised = true;
                LogWrong(Advice(answer.Error));
            }

            return;
        }

        try
        {
            Know(answer.Value);
        }
        catch (SlackException exception)
        {
            // It runs by now, and a restart would say the same.
            LogMissing(exception.Message);
        }
    }

    private void Know(AuthTest self)
    {
        installation.Know(self);
        var missing = SlackManifest.Scopes.Where(scope => !scope.IsOptional && !self.Scopes.Contains(scope.Name)).ToList();
        if (self.Scopes.IsEmpty || missing.Count == 0)
        {
            LogKnown(self.Team);
            return;
        }

        var what = $"The Slack app lacks permissions: {string.Join("; ", missing.Select(scope => $"{scope.Name} {scope.Purpose}"))}. Add them at {Permissions} → Scopes → Bot Token Scopes, then press Reinstall to Workspace there.";
        if (missing.Exists(scope => Vital.Contains(scope.Name)))
        {
            throw new SlackException(what);
        }

        LogMissing(what);
    }

    /// <summary>Whether a socket would be given: the address that comes with it is not used, and lapses.</summary>
    private async Task CheckSocketModeAsync(CancellationToken cancellationToken)
    {
        if (!options.IsSocketMode || (await api.ConnectionsOpenAsync(cancellationToken)).Error is not { Kind: ApiErrorKind.TokenDead or ApiErrorKind.AppSetting or ApiErrorKind.Invalid } error)
        {
            return;
        }

        throw new SlackException(error switch
        {
            { Code: "missing_scope" } => "Slack:AppToken lacks the scope connections:write. Make a token with it at api.slack.com/apps → your app → Basic Information → App-Level Tokens.",
            { Code: "not_allowed_token_type" } => "Slack says that Slack:AppToken is another kind of token. Make an app-level token (xapp-…) with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens.",
            { Kind: ApiErrorKind.TokenDead } => $"Slack doesn't take Slack:AppToken ({error.Code}). Make an app-level token (xapp-…) with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens.",
            _ => $"Slack opens no connection ({error.Code}). Turn on Socket Mode at api.slack.com/apps → your app → Socket Mode.",
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack knows the bot in the workspace {Team}")]
    private partial void LogKnown(string team);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Wrong}")]
    private partial void LogWrong(string wrong);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Missing}")]
    private partial void LogMissing(string missing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not answer at {Address} ({Code}); the bot goes on asking")]
    private partial void LogUnreachable(string address, string code);
}
