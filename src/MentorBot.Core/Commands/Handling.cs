namespace MentorBot.Core.Commands;

/// <summary>What is known of a request while it is handled, for the log and the metrics; counted when it is disposed of.</summary>
internal sealed class Handling(MentorMetrics metrics, TimeProvider time, string platform) : IDisposable
{
    private readonly long _started = time.GetTimestamp();

    public string Platform => platform;

    /// <summary>The command's or the route's name: one of a few, never what a person typed.</summary>
    public string Name { get; set; } = "none";

    public string Outcome { get; set; } = "answered";

    /// <summary>True once a submission is kept, so that a failure can say so.</summary>
    public bool IsKept { get; set; }

    public TimeSpan Took => time.GetElapsedTime(_started);

    public void Dispose() => metrics.Count(this);
}
