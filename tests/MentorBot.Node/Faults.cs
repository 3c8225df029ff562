using System.Diagnostics;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Node;

/// <summary>Ends the process, as a power cut would, when it comes to a point for the nth time.</summary>
public sealed class Faults(string point, int times)
{
    /// <summary>The points that a tick passes. The first is only passed while something is due.</summary>
    public static readonly IReadOnlyList<string> TickPoints = ["in-tick", "before-tick", "after-tick"];

    /// <summary>The points that an entry passes in its lane, in order.</summary>
    public static readonly IReadOnlyList<string> LanePoints = ["before-claim", "in-claim", "after-claim", "before-wire", "before-send", "after-send", "after-record"];

    public static IReadOnlyList<string> Points => [.. TickPoints, .. LanePoints];

    private int _left = times;

    public void Pass(string name)
    {
        if (name == point && Interlocked.Decrement(ref _left) == 0)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

/// <summary>The outbox with points at which to die.</summary>
internal sealed class FaultyOutbox(IOutboxWork inner, Faults faults) : OutboxDecorator(inner)
{
    public override async Task<ClaimDecision?> ClaimAsync(
        LaneRight right, Instant now, int limit, Func<ClaimBatch, ClaimDecision> decide, CancellationToken cancellationToken)
    {
        faults.Pass("before-claim");
        var claim = await base.ClaimAsync(
            right,
            now,
            limit,
            batch =>
            {
                faults.Pass("in-claim");
                return decide(batch);
            },
            cancellationToken);
        faults.Pass("after-claim");
        return claim;
    }

    public override async Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken)
    {
        if (moves.OfType<ToWire>().Any())
        {
            faults.Pass("before-wire");
        }

        var wired = await base.WriteAsync(right, moves, cancellationToken);
        if (moves.OfType<ToSent>().Any())
        {
            faults.Pass("after-record");
        }

        return wired;
    }
}

/// <summary>The schedules with points at which to die.</summary>
internal sealed class FaultyDueWork(IDueWork inner, Faults faults) : IDueWork
{
    public async Task<int> TakeAsync(Instant now, int limit, Func<DueBatch, IReadOnlyList<ScheduleStep>> decide, CancellationToken cancellationToken)
    {
        faults.Pass("before-tick");
        var taken = await inner.TakeAsync(
            now,
            limit,
            batch =>
            {
                faults.Pass("in-tick");
                return decide(batch);
            },
            cancellationToken);
        faults.Pass("after-tick");
        return taken;
    }

    public Task<Instant?> NextInstantAsync(IReadOnlyCollection<string> platforms, CancellationToken cancellationToken) => inner.NextInstantAsync(platforms, cancellationToken);

    public Task<int> ForgetAsync(Instant before, CancellationToken cancellationToken) => inner.ForgetAsync(before, cancellationToken);

    public Task<int> RecomputeAsync(string zoneVersion, Instant now, CancellationToken cancellationToken) => inner.RecomputeAsync(zoneVersion, now, cancellationToken);
}
