namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>How many sockets there are, and how patient they are.</summary>
internal sealed record SocketOptions
{
    /// <summary>Slack: at most 10 an app; with two, one is there while the other is renewed.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Between the first openings, so that Slack does not end all sockets at one time.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a socket may take to be of use.</summary>
    public TimeSpan HelloPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often Slack is pinged, over each socket.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a pong may take before the socket counts as dead.</summary>
    public TimeSpan PongPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A socket that lasted so long is replaced at once; one that did not, after a wait.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait where somebody has to change a setting first.</summary>
    public TimeSpan SlowRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an old socket stays for what it delivered: Slack waits 3 s for an acknowledgement.</summary>
    public TimeSpan DrainPatience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Slack: it keeps the connection after the closing handshake.</summary>
    public TimeSpan ClosePatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long what was taken in may still take when the program ends.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many deliveries are answered at once.</summary>
    public int MostInFlight { get; init; } = 1_000;
}
