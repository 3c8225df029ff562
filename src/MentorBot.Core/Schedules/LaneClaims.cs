using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Takes a lane, and from it what is due by now.</summary>
public sealed class LaneClaims(IOutboxWork work, WorkingTimes times, PumpOptions options, IClock clock, ILogger<LaneClaims> log)
{
    internal Task<bool> TryTakeLaneAsync(LaneRight right, CancellationToken cancellationToken) =>
        work.TryTakeLaneAsync(right, options.Lease, clock.GetCurrentInstant() + options.LookAfter, cancellationToken);

    internal Task<IReadOnlyList<StaleEntry>> ClaimStaleAsync(LaneRight right, int limit, CancellationToken cancellationToken) =>
        work.ClaimStaleAsync(right, clock.GetCurrentInstant(), limit, cancellationToken);

    internal Task<ClaimDecision?> ClaimAsync(LaneRight right, LaneLimiter limiter, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return work.ClaimAsync(right, now, limit, Decide, cancellationToken);

        ClaimDecision Decide(ClaimBatch batch)
        {
            if (batch.PeopleTalk)
            {
                limiter.LeaveRoom();
            }

            return new Allotment(batch, new BatchCalendar(batch.Times, times), now, log).Decide();
        }
    }
}
