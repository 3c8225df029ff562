namespace MentorBot.Tests.Slack.Support;

/// <summary>A clock that stands still until it is moved, and whose timers come due as it moves.</summary>
internal sealed class TimerClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private int _uses;
    private DateTimeOffset _now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How often anybody looked at it or set a timer.</summary>
    public int Uses => Volatile.Read(ref _uses);

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _uses);
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by millisecond after millisecond, so that what one timer starts is seen by the next.</summary>
    public void Advance(TimeSpan by)
    {
        for (var end = GetUtcNow() + by; GetUtcNow() < end;)
        {
            Timer[] due;
            lock (_lock)
            {
                var next = _timers.Where(timer => timer.Due <= end).Select(timer => timer.Due).DefaultIfEmpty(end).Min();
                _now = next > _now ? next : _now;
                due = [.. _timers.Where(timer => timer.Due <= _now)];
                if (due.Length == 0)
                {
                    _now = end;
                }
            }

            foreach (var timer in due)
            {
                timer.ComeDue();
            }
        }
    }

    /// <summary>Moves on to when the next timer comes due; false where there is none.</summary>
    public bool AdvanceToNext()
    {
        TimeSpan next;
        lock (_lock)
        {
            if (_timers.Count == 0)
            {
                return false;
            }

            next = _timers.Min(timer => timer.Due) - _now;
        }

        Advance(next > TimeSpan.Zero ? next : TimeSpan.FromTicks(1));
        return true;
    }

    private sealed class Timer(TimerClock clock, Action callback) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref clock._uses);
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void ComeDue()
        {
            Dispose();
            callback();
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
