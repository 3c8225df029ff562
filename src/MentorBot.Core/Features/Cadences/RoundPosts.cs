using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Brings what a round has to say into its channel once more: into the message that stands there, or in a further one where none arrived.</summary>
internal sealed class RoundPosts(IOutbox outbox, ILedger ledger, IClock clock)
{
    private const int LookedAt = 100;

    /// <summary>The last entry of a key, of whatever sequence; null where there is none.</summary>
    public async Task<OutboxEntry?> LastAsync(EntryKey key, CancellationToken cancellationToken) =>
        (await ledger.PastAsync(key.Schedule, LookedAt, cancellationToken))
            .Where(entry => entry.Key with { Sequence = 0 } == key)
            .MaxBy(entry => entry.Key.Sequence);

    /// <summary>Has the message that stands in the channel replaced; false where none does.</summary>
    public Task<bool> RefreshAsync(EntryKey key, OutboxEntry? last, CancellationToken cancellationToken) => outbox.RefreshAsync(last?.Key ?? key, cancellationToken);

    /// <summary>Posts it where nothing was posted, or where that was skipped or failed; what waits says what is true when it goes.</summary>
    public async Task PostAsync(EntryKey key, OutboxEntry? last, string reason, CancellationToken cancellationToken)
    {
        if (last?.Status is not (null or EntryStatus.Skipped or EntryStatus.Failed))
        {
            return;
        }

        var next = last is null ? key : key with { Sequence = last.Key.Sequence + 1 };
        if (!await outbox.AddAsync(next, clock.GetCurrentInstant(), askedFor: true, reason, cancellationToken))
        {
            // Somebody else was a moment quicker, and it may have gone by now.
            await outbox.RefreshAsync(next, cancellationToken);
        }
    }
}
