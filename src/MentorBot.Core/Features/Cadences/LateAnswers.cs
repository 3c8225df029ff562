using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>How a round's report stands, for whoever has just answered.</summary>
internal enum Standing
{
    /// <summary>It comes when the window closes.</summary>
    AtItsTime,

    /// <summary>It is on its way.</summary>
    Soon,

    /// <summary>It stands in the channel, and is brought up to date.</summary>
    Posted,

    /// <summary>The cadence is paused, so that none comes.</summary>
    None,
}

/// <summary>Brings an answer that came after a round's report into its channel: into the report that stands there, or in one where none does.</summary>
internal sealed class LateAnswers(OwnCadences own, CadenceSchedules schedules, IOutbox outbox, ILedger ledger)
{
    private const int LookedAt = 100;

    public async Task<Standing> BringAsync(Cadence cadence, RoundTime round, CancellationToken cancellationToken)
    {
        // A weekly status has no report of its own accord.
        if (await schedules.FindAsync(cadence.Id, CadenceSchedules.Report, cancellationToken) is not { } report)
        {
            return Standing.None;
        }

        var key = new EntryKey(report.Id, report.Kind, report.Recipient, round.Date);
        var last = (await ledger.PastAsync(report.Id, LookedAt, cancellationToken))
            .Where(entry => entry.Key with { Sequence = 0 } == key)
            .MaxBy(entry => entry.Key.Sequence);
        if (await outbox.RefreshAsync(last?.Key ?? key, cancellationToken))
        {
            return Standing.Posted;
        }

        if (cadence.State != CadenceState.Running)
        {
            return Standing.None;
        }

        if (round.Closes > own.Now)
        {
            return Standing.AtItsTime;
        }

        // It was skipped for want of answers, or could not be posted: now there is something to say. What waits says it anyway.
        if (last?.Status is null or EntryStatus.Skipped or EntryStatus.Failed)
        {
            var next = last is null ? key : key with { Sequence = last.Key.Sequence + 1 };
            await outbox.AddAsync(next, own.Now, askedFor: true, "an answer came after its time", cancellationToken);
        }

        return Standing.Soon;
    }
}
