namespace MentorBot.Core.Platforms;

/// <summary>How many calls a platform takes in any window of a length.</summary>
/// <param name="Calls">At least one.</param>
public sealed record Rate(int Calls, TimeSpan Window)
{
    public static Rate AMinute(int calls) => new(calls, TimeSpan.FromMinutes(1));
}

/// <summary>
/// Hands out turns within one limit of a platform's, answers before what is due: a call begins only when a whole window has passed since
/// the answer to the one that many before it, so that no window anywhere holds one too many, however the platform counts.
/// </summary>
public sealed class Allowance : IDisposable
{
    /// <summary>The turn is given by another timer, which may be a little late.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly Rate _rate;
    private readonly int _reserve;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<long, long> _free = new();
    private readonly LinkedList<TaskCompletionSource> _answers = new();
    private readonly LinkedList<TaskCompletionSource> _due = new();
    private readonly ITimer _timer;
    private long _pausedUntil;

    /// <param name="reserve">How many turns are always left to answers.</param>
    public Allowance(Rate rate, TimeProvider time, int reserve = 0)
    {
        _rate = rate;
        _reserve = reserve;
        _time = time;
        _timer = time.CreateTimer(static allowance => ((Allowance)allowance!).HandOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pausedUntil = time.GetTimestamp();
        for (var call = 0; call < rate.Calls; call++)
        {
            _free.Enqueue(_pausedUntil, _pausedUntil);
        }
    }

    /// <summary>Nobody has a turn, waits for one, or had one within the last window.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _free.Count == _rate.Calls && _answers.Count + _due.Count == 0 && LastFree() <= _time.GetTimestamp() && _pausedUntil <= _time.GetTimestamp();
            }
        }
    }

    /// <summary>Null with a turn, which has to be given back; otherwise how long it would have taken.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(bool isDue, TimeSpan patience, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        LinkedList<TaskCompletionSource> queue;
        lock (_lock)
        {
            var wait = Wait(isDue ? _answers.Count + _due.Count + _reserve : _answers.Count);
            if (wait <= TimeSpan.Zero)
            {
                _free.Dequeue();
                return null;
            }

            if (wait > patience)
            {
                return wait;
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue = isDue ? _due : _answers;
            queue.AddLast(turn);
            Arm();
        }

        try
        {
            await turn.Task.WaitAsync(patience + Grace, _time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return GiveUp(queue, turn) ? _rate.Window : null;
        }
        catch (OperationCanceledException)
        {
            if (!GiveUp(queue, turn))
            {
                Return(wasUsed: false);
            }

            throw;
        }
    }

    /// <param name="wasUsed">Whether there was a call, to which the answer has just come.</param>
    public void Return(bool wasUsed)
    {
        lock (_lock)
        {
            var from = _time.GetTimestamp() + (wasUsed ? Ticks(_rate.Window) : 0);
            _free.Enqueue(from, from);
        }

        HandOut();
    }

    /// <summary>Stops the calls for as long as the platform asked.</summary>
    public void Pause(TimeSpan duration)
    {
        lock (_lock)
        {
            _pausedUntil = Math.Max(_pausedUntil, _time.GetTimestamp() + Ticks(duration));
        }
    }

    public void Dispose() => _timer.Dispose();

    private void HandOut()
    {
        lock (_lock)
        {
            while (_free.Count > 0 && (_answers.First ?? _due.First) is { } next)
            {
                if (NextAt() > _time.GetTimestamp())
                {
                    Arm();
                    return;
                }

                next.List!.Remove(next);
                _free.Dequeue();
                next.Value.TrySetResult();
            }
        }
    }

    /// <summary>Wakes when the next turn comes free; one that is still out hands out when it is given back.</summary>
    private void Arm()
    {
        if (NextAt() is < long.MaxValue and var next)
        {
            // A timer counts in milliseconds and may be early by a part of one.
            var wait = Span(next - _time.GetTimestamp()) + TimeSpan.FromMilliseconds(1);
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>When who is first in line may begin; for what is due that is when the reserve is free too.</summary>
    private long NextAt()
    {
        var kept = _answers.Count > 0 ? 0 : _reserve;
        return _free.Count > kept ? Math.Max(NthFree(kept), _pausedUntil) : long.MaxValue;
    }

    private bool GiveUp(LinkedList<TaskCompletionSource> queue, TaskCompletionSource turn)
    {
        lock (_lock)
        {
            return queue.Remove(turn);
        }
    }

    /// <summary>How long somebody waits who has so many before them; those whose calls are out are taken to end now.</summary>
    private TimeSpan Wait(int ahead)
    {
        var now = _time.GetTimestamp();
        var (rounds, place) = Math.DivRem(ahead, _rate.Calls);
        var from = place < _free.Count ? NthFree(place) : now + Ticks(_rate.Window);
        return Span(Math.Max(from, _pausedUntil) - now) + (rounds * _rate.Window);
    }

    private long NthFree(int place) => place == 0 ? _free.Peek() : _free.UnorderedItems.Select(item => item.Priority).Order().ElementAt(place);

    private long LastFree() => _free.UnorderedItems.Max(item => item.Priority);

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    private TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);
}
