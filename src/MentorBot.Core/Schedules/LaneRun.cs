using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Schedules;

/// <summary>One round of work on a lane: from taking it until nothing in it is due.</summary>
public sealed partial class LaneRun(IOutboxWork work, LaneClaims claims, Courier courier, Reviser reviser, ILogger<LaneRun> log)
{
    private const int UntoldAtOnce = 500;

    private readonly PumpOptions _options = courier.Options;
    private long _renewed = Stopwatch.GetTimestamp();
    private int _handled;

    /// <summary>Returns how many entries it handled; 0 also where another node has the lane.</summary>
    internal async Task<int> RunAsync(LaneRight right, IMessenger messenger, LaneLimiter limiter, CancellationToken cancellationToken)
    {
        var taken = Stopwatch.GetTimestamp();
        if (!await claims.TryTakeLaneAsync(right, cancellationToken))
        {
            return 0;
        }

        _renewed = taken;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(right, lost, done.Token);
        try
        {
            await using var scribe = new Scribe(work, right);
            scribe.Start();
            await TellAsync(right, scribe, lost.Token);
            await DrainAsync(right, new CourierLane(messenger, limiter, scribe, MaySend), lost.Token);
            await TellAsync(right, scribe, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // What was claimed and not begun is claimed again, here or on another node.
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }

        return _handled;
    }

    private bool MaySend() => Stopwatch.GetElapsedTime(Volatile.Read(ref _renewed)) < (_options.Lease - _options.SendPatience).ToTimeSpan();

    private async Task DrainAsync(LaneRight right, CourierLane lane, CancellationToken cancellationToken)
    {
        // No more than the platform takes in a window: what is not in hand can still be held, merged or stopped.
        var limit = Math.Clamp(lane.Messenger.LimitOf(right.Lane).Requests, 1, _options.Batch);
        using var wires = new SemaphoreSlim(Math.Min(limit, _options.Wires));
        var carrying = new List<Task>();
        try
        {
            while (true)
            {
                var stale = await claims.ClaimStaleAsync(right, limit, cancellationToken);
                var claim = await claims.ClaimAsync(right, lane.Limiter, limit, cancellationToken);
                if (stale.Count == 0 && claim is null)
                {
                    return;
                }

                _handled += stale.Count + (claim?.Steps.Count ?? 0);
                foreach (var one in stale)
                {
                    await wires.WaitAsync(cancellationToken);
                    carrying.Add(CarryAsync(one.Claimed, () => reviser.ReviseAsync(one, lane, cancellationToken), wires, cancellationToken));
                }

                foreach (var parcel in claim?.Parcels ?? [])
                {
                    await wires.WaitAsync(cancellationToken);
                    carrying.Add(CarryAsync(parcel[0], () => courier.CarryAsync(parcel, lane, cancellationToken), wires, cancellationToken));
                }

                carrying.RemoveAll(task => task.IsCompleted);
            }
        }
        finally
        {
            await Task.WhenAll(carrying);
        }
    }

    private async Task CarryAsync(ClaimedEntry carrier, Func<Task> carry, SemaphoreSlim wires, CancellationToken cancellationToken)
    {
        try
        {
            await carry();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // Its state is whatever was written last, and the next round takes it up from there.
            LogDropped(exception, carrier.Entry.Id);
        }
        finally
        {
            wires.Release();
        }
    }

    private async Task TellAsync(LaneRight right, Scribe scribe, CancellationToken cancellationToken)
    {
        while (await work.UntoldAsync(right, UntoldAtOnce, cancellationToken) is { Count: > 0 } untold)
        {
            await Task.WhenAll(untold.Select(one => courier.TellAsync(one, scribe)));
        }
    }

    private async Task RenewAsync(LaneRight right, CancellationTokenSource lost, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_options.Lease.ToTimeSpan() / 3, done);
                var before = Stopwatch.GetTimestamp();
                if (!await work.TryRenewAsync(right, _options.Lease, done))
                {
                    LogLost(right.Lane.Platform);
                    await lost.CancelAsync();
                    return;
                }

                Volatile.Write(ref _renewed, before);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogUnrenewed(exception, right.Lane.Platform);
            await lost.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Entry {Entry} was left; it is taken up again")]
    private partial void LogDropped(Exception exception, long entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another node has taken over a lane of {Platform}")]
    private partial void LogLost(string platform);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The right to a lane of {Platform} could not be renewed")]
    private partial void LogUnrenewed(Exception exception, string platform);
}
