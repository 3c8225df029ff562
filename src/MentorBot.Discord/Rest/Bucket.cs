namespace MentorBot.Discord.Rest;

/// <summary>
/// Hands out turns within one of Discord's limits as its answers tell of it, answers before what is due. As long as nothing is known
/// there is one call at a time; later as many as the window still takes, those that are out taken off.
/// </summary>
internal sealed class Bucket(TimeProvider time) : IDisposable
{
    /// <summary>Discord's clock may say the end of one window a little differently from answer to answer; in seconds.</summary>
    private const double SameWindow = 0.02;

    /// <summary>The turn is given by another timer, which may be a little late.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _answers = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _due = new();
    private ITimer? _timer;
    private bool _isKnown;
    private bool _hasMoved;
    private int _limit = 1;
    private int _remaining = 1;
    private int _out;
    private double _window;
    private long _resetAt;

    /// <summary>Nobody has a turn or waits for one, and the last window is over.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _out + _answers.Count + _due.Count == 0 && _resetAt <= time.GetTimestamp();
            }
        }
    }

    public bool HasMoved
    {
        get
        {
            lock (_lock)
            {
                return _hasMoved;
            }
        }
    }

    /// <summary>A turn, which has to be given back; or how long it would have taken; or none, since another bucket counts.</summary>
    public async ValueTask<(bool HasMoved, TimeSpan? Wait)> TakeAsync(bool isDue, TimeSpan patience, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> turn;
        LinkedList<TaskCompletionSource<bool>> queue;
        lock (_lock)
        {
            var next = NextAt();
            if (_hasMoved)
            {
                return (true, null);
            }

            if (_answers.Count + (isDue ? _due.Count : 0) == 0 && next <= time.GetTimestamp())
            {
                _out++;
                return (false, null);
            }

            if (next < long.MaxValue && time.GetElapsedTime(time.GetTimestamp(), next) is var wait && wait > patience)
            {
                return (false, wait);
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            queue = isDue ? _due : _answers;
            queue.AddLast(turn);
            Arm(next);
        }

        try
        {
            return (await turn.Task.WaitAsync(patience + Grace, time, cancellationToken), null);
        }
        catch (TimeoutException)
        {
            return GiveUp(queue, turn) ? (false, patience) : (turn.Task.IsCompletedSuccessfully && await turn.Task, null);
        }
        catch (OperationCanceledException)
        {
            if (!GiveUp(queue, turn) && !await turn.Task)
            {
                Return(null);
            }

            throw;
        }
    }

    /// <param name="headers">What the answer told; null where there was none, or no call.</param>
    public void Return(RateHeaders? headers)
    {
        lock (_lock)
        {
            _out--;
            Learn(headers);
        }

        HandOut();
    }

    /// <summary>Takes over what an answer to a call in another bucket told.</summary>
    public void Update(RateHeaders headers)
    {
        lock (_lock)
        {
            Learn(headers);
        }
    }

    /// <summary>Discord refused a call: nothing goes through for so long.</summary>
    public void Exhaust(TimeSpan retryAfter)
    {
        lock (_lock)
        {
            _isKnown = true;
            _remaining = 0;
            _resetAt = Math.Max(_resetAt, time.GetTimestamp() + Ticks(retryAfter));
        }
    }

    /// <summary>Another bucket counts for the route from now on: whoever waits here goes there.</summary>
    public void Move()
    {
        lock (_lock)
        {
            _hasMoved = true;
            foreach (var queue in new[] { _answers, _due })
            {
                foreach (var turn in queue)
                {
                    turn.TrySetResult(true);
                }

                queue.Clear();
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Learn(RateHeaders? headers)
    {
        if (headers is not { Limit: { } limit, Remaining: { } remaining, ResetAfter: { } after })
        {
            return;
        }

        var window = headers.Reset ?? (((double)time.GetTimestamp() / time.TimestampFrequency) + after.TotalSeconds);
        if (_isKnown && window < _window - SameWindow)
        {
            // Answers overtake one another: this one is of a window that is over.
            return;
        }

        _remaining = _isKnown && window <= _window + SameWindow ? Math.Min(_remaining, remaining) : remaining;
        _resetAt = time.GetTimestamp() + Ticks(after);
        _window = window;
        _limit = Math.Max(1, limit);
        _isKnown = true;
    }

    private void HandOut()
    {
        lock (_lock)
        {
            while ((_answers.First ?? _due.First) is { } next)
            {
                var at = NextAt();
                if (at > time.GetTimestamp())
                {
                    Arm(at);
                    return;
                }

                next.List!.Remove(next);
                _out++;
                next.Value.TrySetResult(false);
            }
        }
    }

    /// <summary>When the next call may begin, by what is known now; never where one that is out has to come back first.</summary>
    private long NextAt()
    {
        if (!_isKnown)
        {
            return _out == 0 ? 0 : long.MaxValue;
        }

        if (_resetAt <= time.GetTimestamp())
        {
            return _limit > _out ? 0 : long.MaxValue;
        }

        return _remaining > _out ? 0 : _limit > _out ? _resetAt : long.MaxValue;
    }

    private void Arm(long at)
    {
        if (at == long.MaxValue)
        {
            return;
        }

        // A timer counts in milliseconds and may be early by a part of one.
        var wait = time.GetElapsedTime(time.GetTimestamp(), at) + TimeSpan.FromMilliseconds(1);
        _timer ??= time.CreateTimer(static bucket => ((Bucket)bucket!).HandOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    private bool GiveUp(LinkedList<TaskCompletionSource<bool>> queue, TaskCompletionSource<bool> turn)
    {
        lock (_lock)
        {
            return queue.Remove(turn);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
