using System.Diagnostics;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>The time of the platform and of the bot alike: several times as fast as the real one, so that nobody waits for patience to end.</summary>
/// <param name="speed">How many times as fast.</param>
internal sealed class FaultTime(int speed = FaultTime.Usual) : TimeProvider
{
    private const int Usual = 8;

    /// <summary>A Wednesday morning, at which everybody works.</summary>
    private static readonly DateTimeOffset Start = new(2030, 11, 6, 10, 0, 0, TimeSpan.Zero);

    private readonly long _began = Stopwatch.GetTimestamp();
    private long _skipped;

    public override long TimestampFrequency => Stopwatch.Frequency;

    // Never 0, which stands for "never" where somebody keeps one.
    public override long GetTimestamp() => ((Stopwatch.GetTimestamp() - _began) * speed) + Interlocked.Read(ref _skipped) + 1;

    public override DateTimeOffset GetUtcNow() => Start + Stopwatch.GetElapsedTime(0, GetTimestamp());

    /// <summary>Goes on at a later time, without what would have happened in between; timers that run notice nothing.</summary>
    public void Skip(TimeSpan span) => Interlocked.Add(ref _skipped, (long)(span.TotalSeconds * Stopwatch.Frequency));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private TimeSpan Real(TimeSpan span) => span > TimeSpan.Zero ? span / speed : span;

    private sealed class Timer(FaultTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
