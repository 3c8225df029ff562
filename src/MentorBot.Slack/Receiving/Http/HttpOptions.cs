namespace MentorBot.Slack.Receiving.Http;

/// <summary>How patient the endpoints are, and how much they take.</summary>
internal sealed record HttpOptions
{
    /// <summary>Slack waits 3 s for an answer; whoever answers acknowledges before that, unless the machine is stuck.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(2.8);

    /// <summary>Above any payload of Slack's: a view alone has up to 250 kB.</summary>
    public int LargestBody { get; init; } = 1024 * 1024;

    /// <summary>How long what was taken in may still take when the program ends.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many deliveries are answered at once.</summary>
    public int MostInFlight { get; init; } = 1_000;
}
