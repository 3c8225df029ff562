using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Brings an approved weekly status into its channel, once; words that are approved later take its place there.</summary>
internal sealed class WeeklyStatusPosting(ICadenceStore cadences, CadenceSchedules schedules, IOutbox outbox, ILedger ledger, IClock clock)
{
    private const int LookedAt = 100;

    /// <summary>False where the cadence comes round no more.</summary>
    public async Task<bool> PostAsync(Cadence cadence, LocalDate date, ApprovedWords words, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(cadence.Id, CadenceSchedules.Prompt, cancellationToken) is not { } schedule)
        {
            return false;
        }

        await cadences.ApproveAsync(cadence.Id, date, words, cancellationToken);
        var key = new EntryKey(schedule.Id, CadenceSchedules.Report, new PlaceRecipient(cadence.Place), date);
        if (await AddAsync(key, cancellationToken) || await outbox.RefreshAsync(key, cancellationToken))
        {
            return true;
        }

        // It waits, and will say what is true when it goes; or it failed, as where the bot wasn't in the channel, and is tried anew.
        var last = (await ledger.PastAsync(schedule.Id, LookedAt, cancellationToken))
            .Where(entry => entry.Key with { Sequence = 0 } == key)
            .MaxBy(entry => entry.Key.Sequence);
        switch (last?.Status)
        {
            case EntryStatus.Failed or EntryStatus.Skipped:
                await AddAsync(last.Key with { Sequence = last.Key.Sequence + 1 }, cancellationToken);
                break;
            case EntryStatus.Sent:
                await outbox.RefreshAsync(last.Key, cancellationToken);
                break;
        }

        return true;
    }

    private Task<bool> AddAsync(EntryKey key, CancellationToken cancellationToken) =>
        outbox.AddAsync(key, clock.GetCurrentInstant(), askedFor: true, "somebody approved it", cancellationToken);
}
