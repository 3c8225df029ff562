using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What a schedule is for, which decides how late it may come.</summary>
public enum ScheduleKind
{
    PlanNudge,
    StandUp,
    Weekly,
    Monthly,
    Other,
}

/// <summary>An occurrence that was due and has not gone out.</summary>
/// <param name="Date">The occurrence's own date.</param>
/// <param name="On">The day on which it was to go: its own, or the one that the calendar moved it to.</param>
/// <param name="HeldUntil">The end of its hold, where it came outside of somebody's hours.</param>
public sealed record DueOccurrence(LocalDate Date, LocalDate On, Instant At, Instant? HeldUntil = null)
{
    /// <summary>What was held is late only from the end of its hold.</summary>
    public Instant Due => HeldUntil ?? At;
}

/// <summary>Whether an occurrence that was due may still go out.</summary>
public enum Lateness
{
    OnTime,
    Late,
    Skipped,
}

/// <summary>What becomes of an occurrence that was due, with the reason for the ledger.</summary>
/// <param name="Until">The last instant at which it may go.</param>
public sealed record LateVerdict(DueOccurrence Due, Lateness Lateness, Instant Until, string Reason);

/// <summary>
/// Decides after an interruption what may still be sent: the latest missed occurrence of a schedule within the limit of its
/// kind, and no other.
/// </summary>
/// <param name="Zone">The zone in which days of work end: that of whoever it is for.</param>
/// <param name="Hours">The working hours at whose end a working day ends; without any it ends at midnight.</param>
/// <param name="WindowClose">The local time at which a stand-up's answers are collected; other kinds have none.</param>
public sealed record LatePolicy(ScheduleKind Kind, DateTimeZone Zone, WorkCalendar Calendar, DailyHours? Hours = null, LocalTime? WindowClose = null)
{
    /// <summary>The zone of the schedule, in which its dates are and its window closes.</summary>
    public DateTimeZone ScheduleZone { get; init; } = Zone;

    /// <summary>The clock ticks on the minute, and a tick takes a moment: what goes out this soon is not late.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(2);

    private static readonly Duration OtherwiseFor = Duration.FromHours(3);

    /// <summary>
    /// A verdict on each occurrence that was due by now, in order. What is still held is not missed, and gets none.
    /// </summary>
    public ImmutableArray<LateVerdict> Judge(IEnumerable<DueOccurrence> missed, Instant now)
    {
        var due = missed.Where(one => one.Due <= now).OrderBy(one => one.Date).ToList();
        return [.. due.Select((one, index) => Verdict(one, index == due.Count - 1, now))];
    }

    /// <summary>The last instant at which an occurrence may go. Only a stand-up's can be over before its hold is.</summary>
    public Instant Limit(DueOccurrence due)
    {
        var day = due.HeldUntil?.InZone(Zone).Date ?? (Zone.Equals(ScheduleZone) ? due.On : due.At.InZone(Zone).Date);
        return Kind switch
        {
            ScheduleKind.PlanNudge => EndOf(day, due.Due),
            ScheduleKind.StandUp when WindowClose is { } close => FirstAfter(due.At, due.On, close),
            ScheduleKind.Weekly or ScheduleKind.Monthly when Calendar.NextWorkingDay(day) is { } next => EndOf(next, due.Due),
            _ => due.Due + OtherwiseFor,
        };
    }

    private LateVerdict Verdict(DueOccurrence due, bool isLatest, Instant now)
    {
        var limit = Limit(due);
        return !isLatest ? new LateVerdict(due, Lateness.Skipped, limit, Reasons.Down)
            : due.Due > limit ? new LateVerdict(due, Lateness.Skipped, limit, Reasons.WindowClosed)
            : now - due.Due <= Tolerance ? new LateVerdict(due, Lateness.OnTime, limit, Reasons.OnTime)
            : now <= limit ? new LateVerdict(due, Lateness.Late, limit, Reasons.Late)
            : new LateVerdict(due, Lateness.Skipped, limit, Reasons.Down);
    }

    /// <summary>The end of a day's work; where that is over before the occurrence is due, the end of the day.</summary>
    private Instant EndOf(LocalDate day, Instant due)
    {
        var midnight = LocalSchedule.InstantOf(day.PlusDays(1), LocalTime.Midnight, Zone);
        return Instant.Max(due, Hours?.On(day, Zone).End is { } end && end > due ? end : midnight);
    }

    /// <summary>The first instant with a local time after another; a window may close after midnight.</summary>
    private Instant FirstAfter(Instant instant, LocalDate day, LocalTime time)
    {
        var sameDay = LocalSchedule.InstantOf(day, time, ScheduleZone);
        return sameDay > instant ? sameDay : LocalSchedule.InstantOf(day.PlusDays(1), time, ScheduleZone);
    }
}
