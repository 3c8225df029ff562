namespace MentorBot.Simulators.Discord;

/// <summary>How often a request is held to Discord's rules.</summary>
public enum Judging
{
    EveryPayload,

    /// <summary>A payload that is byte for byte the same as one before is taken to be as good: for benchmarks.</summary>
    FirstOfEachPayload,

    /// <summary>Payloads are believed: for benchmarks.</summary>
    Off,
}

/// <summary>What the simulated Discord is like; every default is what the real one does.</summary>
public sealed record SimulatorOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long Discord's own waits last (three seconds for an answer, fifteen minutes of a token, five between identifies, sessions): 0.1 makes three seconds 0.3.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>How many times as much as Discord allows may be asked for; 0 has no limit.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>Discord: 50 requests in a second for one bot, whatever the routes.</summary>
    public int GlobalPerSecond { get; init; } = 50;

    /// <summary>Discord: more refusals than this in ten minutes (401, 403, 429) and Cloudflare bans the address.</summary>
    public int InvalidRequestLimit { get; init; } = 10_000;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>How long a session is kept after its connection is gone (Discord: a few minutes).</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many dispatches of a session are kept for a Resume.</summary>
    public int ReplayLimit { get; init; } = 10_000;

    /// <summary>How long a nonce is remembered (Discord: the past few minutes).</summary>
    public TimeSpan NonceMemory { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Discord: 1,000 Identifies in 24 hours.</summary>
    public int IdentifyTotal { get; init; } = 1_000;

    public int MaxConcurrency { get; init; } = 1;

    /// <summary>Discord: one Identify of a key in five seconds.</summary>
    public TimeSpan BetweenIdentifies { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The privileged intents that are switched on in the developer portal, as bits.</summary>
    public long PrivilegedIntents { get; init; }

    public Judging Judging { get; init; }

    /// <summary>Off to judge by the rules alone that are written down here, as in a clone without Discord's OpenAPI file.</summary>
    public bool UsesSpecification { get; init; } = true;

    /// <summary>Discord's OpenAPI file; null looks beside the solution for ../shared/protocols/discord-openapi.json.</summary>
    public string? SpecificationPath { get; init; }

    /// <summary>Off for benchmarks: requests are counted, and messages that answer interactions are not kept.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>Fixes everything that happens by chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Longest that a wait of a test lasts before it fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    internal TimeSpan Scaled(double seconds) => TimeSpan.FromSeconds(seconds * TimeFactor);
}
