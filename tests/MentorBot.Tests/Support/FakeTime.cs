namespace MentorBot.Tests.Support;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>A Wednesday morning.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = start;

    public FakeTime()
        : this(Morning)
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void Advance(TimeSpan by) => _now += by;
}
