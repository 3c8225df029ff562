namespace MentorBot.Discord.Gateway;

/// <summary>How patient the connection to the gateway is.</summary>
internal sealed record GatewayOptions
{
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan HelloPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long may pass after an identify or a resume until something comes.</summary>
    public TimeSpan ReadyPatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that lasted so long is replaced at once; one that did not, after a wait.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after an invalid session is between one and five times as long.</summary>
    public TimeSpan InvalidRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So many resumes in a row may fail; then a new session is started.</summary>
    public int MostResumes { get; init; } = 3;

    /// <summary>How old a session may be that is resumed after a restart. Discord: it is kept for a few minutes.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How often a node asks for the gateway that another one holds.</summary>
    public TimeSpan TakeEvery { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How many sessions may be started within 24 h. Discord: after 1,000 it takes the token away.</summary>
    public int MostIdentifies { get; init; } = 500;

    /// <summary>Discord: one identify in 5 s.</summary>
    public TimeSpan BetweenIdentifies { get; init; } = TimeSpan.FromSeconds(5.5);

    /// <summary>Discord: a connection that sends more than 120 payloads in 60 s is closed.</summary>
    public int MostSends { get; init; } = 110;

    public TimeSpan ClosePatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long what was taken in may still take when the program ends.</summary>
    public TimeSpan DrainPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many deliveries are answered at once.</summary>
    public int MostInFlight { get; init; } = 1_000;

    /// <summary>How many more may wait; beyond that Discord's patience with them is long over.</summary>
    public int MostWaiting { get; init; } = 10_000;
}
