namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Why a socket is no longer to be used, or was never of use.</summary>
internal enum Ending
{
    /// <summary>It broke, was closed, or never said hello.</summary>
    Lost,

    /// <summary>Slack wants it replaced, and keeps it until then.</summary>
    Refresh,

    /// <summary>Slack: the app has more than 10 of them.</summary>
    TooMany,

    /// <summary>Somebody turned Socket Mode off in the app's settings.</summary>
    TurnedOff,
}

/// <param name="Reason">In Slack's words where it said any.</param>
internal sealed record Farewell(Ending Ending, string Reason)
{
    /// <summary>What a disconnect means; Slack may learn new words for having a socket replaced.</summary>
    public static Farewell Of(string? reason) => new(
        reason switch
        {
            "too_many_websockets" => Ending.TooMany,
            "link_disabled" or "socket_mode_disabled" => Ending.TurnedOff,
            _ => Ending.Refresh,
        },
        reason ?? "unknown");
}
