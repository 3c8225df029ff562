using MentorBot.Core.People;
using MentorBot.Slack.Api;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>The workspace that the bot's token is for, as Slack tells it, and whether the bot is still in it.</summary>
internal sealed partial class Installation(ILogger<Installation> log)
{
    public const string Platform = "slack";

    private volatile AuthTest? _self;
    private bool _isGone;

    /// <summary>Who the bot is; null until Slack has answered for the first time.</summary>
    public AuthTest? Self => _self;

    /// <summary>Whether the app was removed, or its token revoked: then Slack takes no call of it.</summary>
    public bool IsGone => Volatile.Read(ref _isGone);

    public void Know(AuthTest self)
    {
        _self = self;
        Volatile.Write(ref _isGone, false);
    }

    /// <summary>Slack takes the token no more, whoever found that out. Before the bot is known, whoever starts it says more.</summary>
    public void Lose(string code)
    {
        if (_self is not null && !Interlocked.Exchange(ref _isGone, true))
        {
            LogGone(code);
        }
    }

    /// <summary>The workspace of the token; until it is known, the one that a delivery names.</summary>
    public Workspace WorkspaceOf(string? teamId) => new(Platform, _self?.TeamId ?? teamId ?? string.Empty);

    /// <summary>Whether something comes from the workspace of the token, or does not say from which.</summary>
    public bool IsOwn(string? teamId) => teamId is null || _self is not { } self || self.TeamId == teamId;

    /// <summary>Where a message can be looked at: Slack's addresses are made of the channel and the ts, so that no call is needed.</summary>
    public string? LinkTo(string channel, string ts, string? threadTs)
    {
        if (_self is not { } self || !Uri.TryCreate(self.Url, UriKind.Absolute, out var home))
        {
            return null;
        }

        var thread = threadTs is null || threadTs == ts ? string.Empty : $"?thread_ts={threadTs}&cid={channel}";
        return $"{home.GetLeftPart(UriPartial.Authority)}/archives/{channel}/p{ts.Replace(".", string.Empty, StringComparison.Ordinal)}{thread}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "MentorBot was removed from the Slack workspace, or its token revoked ({Code}). Install the app again at api.slack.com/apps, put the new Slack:BotToken into the configuration and restart")]
    private partial void LogGone(string code);
}
