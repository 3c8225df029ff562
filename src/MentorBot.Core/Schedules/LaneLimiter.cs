using System.Diagnostics;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>
/// Keeps a lane within its platform's limit, however the platform counts: a request begins only when a whole window has passed
/// since the answer to the one that many before it, so that no window anywhere holds one too many.
/// </summary>
public sealed class LaneLimiter
{
    /// <summary>How long after a sign of it the reserve is kept: nobody talks to the bot at night, when most reports go out.</summary>
    private static readonly TimeSpan Conversation = TimeSpan.FromSeconds(10);

    private readonly LaneLimit _limit;
    private readonly TimeSpan _window;
    private readonly int _reserve;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<long, long> _free = new();
    private readonly Queue<TaskCompletionSource<Permit>> _answers = new();
    private readonly Queue<TaskCompletionSource<Permit>> _due = new();
    private long _pausedUntil;
    private long _lastSign;

    public LaneLimiter(LaneLimit limit)
    {
        _limit = limit;
        _window = limit.Window.ToTimeSpan();
        _reserve = Math.Clamp(limit.Reserve, 0, limit.Requests - 1);
        for (var slot = 0; slot < limit.Requests && !IsUnlimited; slot++)
        {
            _free.Enqueue(0, 0);
        }
    }

    private bool IsUnlimited => _limit.Requests == int.MaxValue;

    /// <summary>A turn for something that is due; who asks first goes first.</summary>
    public Task<Permit> TakeAsync(CancellationToken cancellationToken) => TakeAsync(_due, cancellationToken);

    /// <summary>A turn for an answer that somebody waits for, ahead of whatever is due.</summary>
    public Task<Permit> TakeForAnswerAsync(CancellationToken cancellationToken)
    {
        LeaveRoom();
        return TakeAsync(_answers, cancellationToken);
    }

    /// <summary>Keeps the reserve from now on, since somebody is talking to the bot and will want an answer.</summary>
    public void LeaveRoom()
    {
        lock (_lock)
        {
            _lastSign = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Stops the lane for as long as the platform asked.</summary>
    public void Pause(Duration duration)
    {
        lock (_lock)
        {
            _pausedUntil = Math.Max(_pausedUntil, Stopwatch.GetTimestamp() + Ticks(duration.ToTimeSpan()));
        }
    }

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);

    private async Task<Permit> TakeAsync(Queue<TaskCompletionSource<Permit>> queue, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<Permit>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (IsUnlimited)
            {
                return new Permit(this, _pausedUntil);
            }

            queue.Enqueue(turn);
            HandOut();
        }

        // Who gives up is passed over when their turn comes.
        await using var giveUp = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<Permit>)state!).TrySetCanceled(token), turn);
        return await turn.Task;
    }

    private void HandOut()
    {
        HandOut(_answers, 0);
        var isTalking = _lastSign != 0 && Stopwatch.GetElapsedTime(_lastSign) < Conversation;
        HandOut(_due, isTalking ? _reserve : 0);
    }

    /// <param name="kept">How many are left to others: those that may be used the soonest.</param>
    private void HandOut(Queue<TaskCompletionSource<Permit>> queue, int kept)
    {
        while (_free.Count > kept && queue.TryDequeue(out var turn))
        {
            var soonest = Enumerable.Range(0, kept).Select(_ => _free.Dequeue()).ToArray();
            var from = _free.Peek();
            if (turn.TrySetResult(new Permit(this, from)))
            {
                _free.Dequeue();
            }

            foreach (var at in soonest)
            {
                _free.Enqueue(at, at);
            }
        }
    }

    private void Return(long freeAt)
    {
        lock (_lock)
        {
            if (!IsUnlimited)
            {
                _free.Enqueue(freeAt, freeAt);
                HandOut();
            }
        }
    }

    private long StartOf(long from)
    {
        lock (_lock)
        {
            return Math.Max(from, _pausedUntil);
        }
    }

    /// <summary>The right to one request from a moment on.</summary>
    public sealed class Permit(LaneLimiter limiter, long from)
    {
        private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(40);

        /// <summary>Returns shortly before the request may begin, so that what has to be written first is written by then.</summary>
        public Task NearAsync(CancellationToken cancellationToken) => WaitAsync(Ahead, cancellationToken);

        /// <summary>Returns when the request may begin.</summary>
        public Task StartAsync(CancellationToken cancellationToken) => WaitAsync(TimeSpan.Zero, cancellationToken);

        /// <summary>The answer is there, or nobody waits for it any more.</summary>
        public void Done() => limiter.Return(Stopwatch.GetTimestamp() + Ticks(limiter._window));

        /// <summary>There was no request.</summary>
        public void Unused() => limiter.Return(from);

        private async Task WaitAsync(TimeSpan ahead, CancellationToken cancellationToken)
        {
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), limiter.StartOf(from)) - ahead is { Ticks: > 0 } wait)
            {
                // A timer counts in milliseconds and may be early by a part of one.
                await Task.Delay(wait + TimeSpan.FromMilliseconds(0.5), cancellationToken);
            }
        }
    }
}
