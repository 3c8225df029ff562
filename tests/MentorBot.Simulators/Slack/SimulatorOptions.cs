namespace MentorBot.Simulators.Slack;

/// <summary>How often the payload of an ack is held to Block Kit's rules.</summary>
public enum AckValidation
{
    EveryPayload,

    /// <summary>A payload that is byte for byte the same as one before is taken to be as good: for benchmarks.</summary>
    FirstOfEachPayload,
}

/// <summary>What the simulated workspace is like; every default is what the real Slack does.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The scopes of MentorBot's manifest.</summary>
    public static IReadOnlyList<string> ManifestScopes { get; } =
    [
        "app_mentions:read", "channels:read", "chat:write", "commands", "files:write", "groups:read", "im:history", "im:write", "users:read",
        "channels:history", "groups:history",
    ];

    /// <summary>The events of MentorBot's manifest.</summary>
    public static IReadOnlyList<string> ManifestEvents { get; } =
    [
        "app_home_opened", "app_mention", "app_uninstalled", "channel_left", "group_left", "member_joined_channel", "member_left_channel", "message.im",
        "tokens_revoked", "user_change",
    ];

    public string TeamName { get; init; } = "Acme";

    /// <summary>What the bot may do; everything else is refused with missing_scope.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ManifestScopes;

    /// <summary>The events that the app subscribed to.</summary>
    public IReadOnlyList<string> Events { get; init; } = ManifestEvents;

    /// <summary>The slash commands of the manifest; null takes any.</summary>
    public IReadOnlyList<string>? Commands { get; init; }

    /// <summary>Whether a typed @name or #channel arrives as a token (the manifest's should_escape).</summary>
    public bool ShouldEscape { get; init; } = true;

    public bool HomeTabEnabled { get; init; } = true;

    public bool MessagesTabEnabled { get; init; } = true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long Slack's own waits last (acks, triggers, redeliveries, warnings): 0.1 makes three seconds 0.3.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>Slack: an event that nobody took comes again three times: at once, after a minute and after five.</summary>
    public IReadOnlyList<TimeSpan> RedeliverAfter { get; init; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>How many times as much as Slack allows may be called; 0 has no limit.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>Whether a post with a client_msg_id that came before is answered with the first one (Slack: not documented, so off).</summary>
    public bool ClientMessageIdsDeduplicate { get; init; }

    /// <summary>Fixes everything that happens by chance.</summary>
    public int Seed { get; init; } = 1;

    public AckValidation Acks { get; init; }

    /// <summary>Off for benchmarks: calls and what the acks say are counted and not kept.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>How often Slack pings each socket.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest that a wait of a test lasts before it fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    internal TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * TimeFactor);
}
