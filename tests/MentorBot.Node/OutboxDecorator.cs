using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Node;

/// <summary>The outbox as it is, for one that changes one thing about it.</summary>
public abstract class OutboxDecorator(IOutboxWork inner) : IOutboxWork
{
    public Task<IReadOnlyList<Workspace>> LanesDueAsync(IReadOnlyCollection<string> platforms, Instant now, CancellationToken cancellationToken) =>
        inner.LanesDueAsync(platforms, now, cancellationToken);

    public virtual Task<bool> TryTakeLaneAsync(LaneRight right, Duration lease, Instant lookAt, CancellationToken cancellationToken) =>
        inner.TryTakeLaneAsync(right, lease, lookAt, cancellationToken);

    public Task<bool> TryRenewAsync(LaneRight right, Duration lease, CancellationToken cancellationToken) => inner.TryRenewAsync(right, lease, cancellationToken);

    public Task ReleaseAsync(string node, Duration after, CancellationToken cancellationToken) => inner.ReleaseAsync(node, after, cancellationToken);

    public virtual Task<ClaimDecision?> ClaimAsync(LaneRight right, Instant now, int limit, Func<ClaimBatch, ClaimDecision> decide, CancellationToken cancellationToken) =>
        inner.ClaimAsync(right, now, limit, decide, cancellationToken);

    public virtual Task<IReadOnlyList<StaleEntry>> ClaimStaleAsync(LaneRight right, Instant now, int limit, CancellationToken cancellationToken) =>
        inner.ClaimStaleAsync(right, now, limit, cancellationToken);

    public virtual Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken) =>
        inner.WriteAsync(right, moves, cancellationToken);

    public Task<IReadOnlyList<UntoldEntry>> UntoldAsync(LaneRight right, int limit, CancellationToken cancellationToken) => inner.UntoldAsync(right, limit, cancellationToken);
}
