using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What becomes of an occurrence that has come due.</summary>
/// <param name="On">The day on which it goes out; null where it does not.</param>
/// <param name="DueAt">When it was due by its rule, on the day to which it was moved.</param>
/// <param name="NotBefore">When it may go.</param>
/// <param name="ExpiresAt">The last instant at which it may go.</param>
public sealed record Verdict(LocalDate Date, EntryStatus Status, LocalDate? On, Instant DueAt, Instant NotBefore, Instant ExpiresAt, bool IsLate, string Reason);

/// <summary>Judges the occurrences of one schedule by its recipient's calendar and hours.</summary>
public sealed class Judge(Schedule schedule, WorkingTime time)
{
    private readonly OccurrenceRules _rules = new(
        schedule.When.Rule,
        schedule.When.Start,
        schedule.WorkingDaysOnly,
        schedule.AskedFor ? time.Calendar with { Holidays = Holidays.None, Absences = [] } : time.Calendar);

    private readonly LatePolicy _late = new(schedule.Lateness, schedule.When.Zone, time.Calendar, time.Hours.Working, schedule.WindowClose);

    private bool WaitsForHours => schedule.Recipient is PersonRecipient && !schedule.AskedFor;

    /// <summary>
    /// A verdict on each of the dates that have come round by now, in order: only the latest that may go at all can go out, the
    /// ones before it were missed.
    /// </summary>
    public IReadOnlyList<Verdict> JudgeAll(IEnumerable<LocalDate> dates, Instant now)
    {
        var fates = dates.Select(_rules.FateOf).ToList();
        var due = fates.ToDictionary(fate => fate.Date, DueOf);
        var verdicts = _late.Judge(due.Values.OfType<DueOccurrence>(), now).ToDictionary(verdict => verdict.Due.Date);
        return [.. fates.Select(fate => due[fate.Date] is { } one ? Judged(fate, one, verdicts.GetValueOrDefault(fate.Date)) : Left(fate))];
    }

    /// <summary>What is to be expected of a date that has not come round.</summary>
    public ExpectedOccurrence Expect(LocalDate date)
    {
        var fate = _rules.FateOf(date);
        var verdict = DueOf(fate) is { } due ? Judged(fate, due, null) : Left(fate);
        return new ExpectedOccurrence(
            schedule,
            date,
            verdict.On,
            verdict.Status is EntryStatus.Held or EntryStatus.Pending ? verdict.NotBefore : null,
            verdict.NotBefore > verdict.DueAt ? EntryStatus.Held : verdict.Status == EntryStatus.Held ? EntryStatus.Pending : verdict.Status,
            verdict.Reason);
    }

    /// <summary>Null for an occurrence that goes nowhere.</summary>
    private DueOccurrence? DueOf(OccurrenceFate fate)
    {
        if (fate.Fate is Fate.Skipped or Fate.Merged || time.Paused || fate.On is not { } on)
        {
            return null;
        }

        var at = schedule.When.At(on);
        Instant? open = WaitsForHours ? time.Hours.Hold(at, time.Zone, time.Calendar) : at;
        return open is null ? null : new DueOccurrence(fate.Date, on, at, open > at ? open : null);
    }

    private Verdict Left(OccurrenceFate fate)
    {
        var at = schedule.When.At(fate.On ?? fate.Date);
        return fate.Fate switch
        {
            Fate.Merged => new Verdict(fate.Date, EntryStatus.Merged, fate.On, at, at, at, false, fate.Reason),
            Fate.Skipped => new Verdict(fate.Date, EntryStatus.Skipped, null, at, at, at, false, fate.Reason),
            _ => new Verdict(fate.Date, EntryStatus.Skipped, null, at, at, at, false, time.Paused ? OutboxReasons.Paused : OutboxReasons.NoHours),
        };
    }

    /// <param name="verdict">Null where it is not due yet.</param>
    private Verdict Judged(OccurrenceFate fate, DueOccurrence due, LateVerdict? verdict)
    {
        var (status, reason) = verdict switch
        {
            { Lateness: Lateness.Skipped } => (EntryStatus.Skipped, verdict.Reason),
            { Lateness: Lateness.Late } => (EntryStatus.Pending, Reasons.Late),
            _ when due.HeldUntil is not null => (verdict is null ? EntryStatus.Held : EntryStatus.Pending, OutboxReasons.OutsideHours),
            _ => (verdict is null ? EntryStatus.Held : EntryStatus.Pending, fate.Fate == Fate.Moved ? OutboxReasons.Moved(fate.Reason, due.On) : fate.Reason),
        };
        return new Verdict(fate.Date, status, due.On, due.At, due.Due, verdict?.Until ?? _late.Limit(due), verdict?.Lateness == Lateness.Late, reason);
    }
}
