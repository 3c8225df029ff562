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

    // A place is at work in the zone of what comes there; a person in their own, whatever the zone of the schedule.
    private readonly LatePolicy _late = new(
        schedule.LateLimit, schedule.Recipient is PersonRecipient ? time.Zone : schedule.When.Zone, time.Calendar, time.Hours.Working, schedule.WindowClose)
    {
        ScheduleZone = schedule.When.Zone,
    };

    private bool WaitsForHours => schedule.Recipient is PersonRecipient && !schedule.AskedFor;

    /// <summary>
    /// A verdict on each of the dates that have come round by now, in order: only the latest that may go at all can go out, the
    /// ones before it were missed.
    /// </summary>
    public IReadOnlyList<Verdict> JudgeAll(IEnumerable<LocalDate> dates, Instant now)
    {
        var fates = dates.Select(_rules.FateOf).ToList();
        var due = fates.ToDictionary(fate => fate.Date, fate => DueOf(fate, null));
        var verdicts = _late.Judge(due.Values.OfType<DueOccurrence>(), now).ToDictionary(verdict => verdict.Due.Date);
        return [.. fates.Select(fate => due[fate.Date] is { } one ? Judged(fate, one, verdicts.GetValueOrDefault(fate.Date), HoldReason(one, null, null), now) : Left(fate))];
    }

    /// <summary>Judges an entry that waited, by what holds now: hours, absences and holidays may have changed since it was written.</summary>
    /// <param name="heldUntil">The end of its hold by the day's budget.</param>
    public Verdict JudgeAgain(OutboxEntry entry, bool byRule, Instant? heldUntil, Instant now)
    {
        var date = entry.Key.Date;
        if (time.Paused)
        {
            return Skipped(date, entry.DueAt, OutboxReasons.Paused);
        }

        if (!byRule)
        {
            return JudgeFree(entry, heldUntil, now);
        }

        var fate = _rules.FateOf(date);
        if (DueOf(fate, heldUntil) is not { } due)
        {
            return Left(fate);
        }

        return Judged(fate, due, _late.Judge([due], now).FirstOrDefault(), HoldReason(due, heldUntil, entry.Reason), now);
    }

    /// <summary>What is to be expected of a date that has not come round.</summary>
    public ExpectedOccurrence Expect(LocalDate date)
    {
        var fate = _rules.FateOf(date);
        if (DueOf(fate, null) is not { } due)
        {
            var left = Left(fate);
            return new ExpectedOccurrence(schedule, date, left.On, null, left.Status, left.Reason);
        }

        var status = due.HeldUntil is null ? EntryStatus.Pending : EntryStatus.Held;
        return new ExpectedOccurrence(schedule, date, due.On, due.Due, status, due.HeldUntil is null ? ReasonOf(fate) : OutboxReasons.OutsideHours);
    }

    private static string ReasonOf(OccurrenceFate fate) => fate is { Fate: Fate.Moved, On: { } on } ? OutboxReasons.Moved(fate.Reason, on) : fate.Reason;

    private static Verdict Skipped(LocalDate date, Instant at, string reason) => new(date, EntryStatus.Skipped, null, at, at, at, IsLate: false, reason);

    /// <summary>Whether its hours hold it, or the day's budget did, whose reason its entry has; null where neither does.</summary>
    private static string? HoldReason(DueOccurrence due, Instant? heldUntil, string? known) =>
        due.HeldUntil is not { } until ? null
        : until > (heldUntil ?? due.At) ? OutboxReasons.OutsideHours
        : known is OutboxReasons.ForTheDigest or OutboxReasons.BudgetUsed ? known
        : null;

    /// <summary>What a change of its zone put into the past was never there to be missed.</summary>
    private string MissedReason(Instant due, string reason) => reason == Reasons.Down && due <= schedule.ZoneSince ? OutboxReasons.PassedInTheNewZone : reason;

    /// <summary>Null for an occurrence that goes nowhere.</summary>
    private DueOccurrence? DueOf(OccurrenceFate fate, Instant? heldUntil)
    {
        if (fate.Fate is Fate.Skipped or Fate.Merged || time.Paused || fate.On is not { } on)
        {
            return null;
        }

        var at = schedule.When.At(on);
        var earliest = heldUntil is { } held ? Instant.Max(held, at) : at;
        Instant? open = WaitsForHours ? time.Hours.Hold(earliest, time.Zone, time.Calendar) : earliest;
        return open is null ? null : new DueOccurrence(fate.Date, on, at, open > at ? open : null);
    }

    private Verdict Left(OccurrenceFate fate)
    {
        var at = schedule.When.At(fate.On ?? fate.Date);
        return fate.Fate switch
        {
            Fate.Merged => Skipped(fate.Date, at, fate.Reason) with { Status = EntryStatus.Merged, On = fate.On },
            Fate.Skipped => Skipped(fate.Date, at, fate.Reason),
            _ => Skipped(fate.Date, at, time.Paused ? OutboxReasons.Paused : OutboxReasons.NoHours),
        };
    }

    /// <param name="late">Null where it is not due yet.</param>
    /// <param name="holdReason">Why it was held; null where it was not.</param>
    private Verdict Judged(OccurrenceFate fate, DueOccurrence due, LateVerdict? late, string? holdReason, Instant now)
    {
        var limit = late?.Until ?? _late.Limit(due);
        var reason = holdReason ?? ReasonOf(fate);
        return late switch
        {
            null => new Verdict(fate.Date, EntryStatus.Held, due.On, due.At, due.Due, limit, IsLate: false, reason),
            { Lateness: Lateness.Skipped } => new Verdict(fate.Date, EntryStatus.Skipped, due.On, due.At, due.Due, limit, IsLate: false, MissedReason(due.Due, late.Reason)),
            { Lateness: Lateness.OnTime } => new Verdict(fate.Date, EntryStatus.Pending, due.On, due.At, due.Due, limit, IsLate: false, reason),
            _ => Late(new Verdict(fate.Date, EntryStatus.Pending, due.On, due.At, due.Due, limit, IsLate: true, Reasons.Late), now),
        };
    }

    /// <summary>What is late may come at a time of day at which its occurrence never would: it waits for the hours like any other.</summary>
    private Verdict Late(Verdict verdict, Instant now)
    {
        if (!WaitsForHours || time.Hours.Hold(now, time.Zone, time.Calendar) is not { } open)
        {
            return verdict;
        }

        return open <= now ? verdict
            : open <= verdict.ExpiresAt ? verdict with { Status = EntryStatus.Held, NotBefore = open }
            : verdict with { Status = EntryStatus.Skipped, IsLate = false, Reason = MissedReason(verdict.NotBefore, Reasons.Down) };
    }

    /// <summary>
    /// A snooze, or what was added by hand: due when it says, whatever the rule and the holidays. Who is away by then is left in
    /// peace: a snooze is over with its day, and a word by hand waits for them, as it waits for their hours.
    /// </summary>
    private Verdict JudgeFree(OutboxEntry entry, Instant? heldUntil, Instant now)
    {
        var earliest = heldUntil ?? entry.DueAt;
        if (schedule is { Recipient: PersonRecipient, AskedFor: false } && entry.AskedFor && time.Calendar.IsAway(Instant.Max(earliest, now).InZone(time.Zone).Date))
        {
            return Skipped(entry.Key.Date, entry.DueAt, Reasons.Away);
        }

        Instant? open = schedule.Recipient is PersonRecipient && !entry.AskedFor ? time.Hours.Hold(earliest, time.Zone, time.Calendar) : earliest;
        if (open is null)
        {
            return Skipped(entry.Key.Date, entry.DueAt, OutboxReasons.NoHours);
        }

        var due = new DueOccurrence(entry.Key.Date, entry.On, entry.DueAt, open > entry.DueAt ? open : null);
        var late = new LatePolicy(ScheduleKind.Other, time.Zone, time.Calendar).Judge([due], now).FirstOrDefault();
        return Judged(new OccurrenceFate(entry.Key.Date, Fate.Fires, entry.On, entry.Reason), due, late, HoldReason(due, heldUntil, entry.Reason), now);
    }
}
