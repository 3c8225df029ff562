using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>What a date brings of a plan.</summary>
/// <param name="Part">What is to be done: a step's number, or the day of a plan that has days; null where nothing is.</param>
/// <param name="Again">A part of an earlier day that is still open and is offered once more.</param>
/// <param name="Nth">Which working day of its step it is, from 1.</param>
/// <param name="IsOver">Whether there is nothing left to bring, so that it is time for the summary.</param>
internal sealed record PlanDay(int? Part, int? Again, int Nth = 1, bool IsOver = false)
{
    public static readonly PlanDay Nothing = new(null, null);

    public static readonly PlanDay Over = new(null, null, IsOver: true);
}

/// <summary>
/// Tells what a day brings of a plan. Only days on which the person is there count; nothing is ever behind, since what was put
/// off or came while they were away just moves on.
/// </summary>
internal sealed class PlanClock(Plan plan, Enrolment enrolment, WorkCalendar calendar)
{
    // Longer than the longest plan with a year of leave in it.
    private const int MostDays = 5 * 366;

    /// <summary>The day on which it begins: the first from the chosen one on that is worked; null where there is none.</summary>
    public LocalDate? Start { get; } = calendar.PlusWorkingDays(enrolment.FirstDay, 0);

    /// <summary>The number of the step, from 1, that a part belongs to.</summary>
    public static int StepOf(Plan plan, int part) =>
        plan.Days is null
            ? part
            : plan.Steps.TakeWhile(step => step.Until < part).Count() + 1;

    /// <summary>How many parts the plan has.</summary>
    public static int PartsOf(Plan plan) => plan.Days ?? plan.Steps.Length;

    /// <summary>
    /// What a date brings, whatever of it is done by then. A day that was put off is told as if it had not been:
    /// <see cref="Enrolment.IsSkipped"/> knows.
    /// </summary>
    public PlanDay On(LocalDate date)
    {
        if (Start is not { } start || date < start)
        {
            return PlanDay.Nothing;
        }

        return plan.Days is { } days ? OnCalendar(start, date, days) : OnSteps(date);
    }

    /// <summary>The first day after a date on which the person is there and the plan goes on; null where there is none.</summary>
    public LocalDate? NextDay(LocalDate date) =>
        Start is { } start && start > date ? start : calendar.NextWorkingDay(date);

    /// <summary>Whether all of a day is done and none comes after it.</summary>
    public bool EndsWith(LocalDate date)
    {
        var today = On(date);
        return (today.IsOver || IsDone(today.Part)) && IsDone(today.Again) && (NextDay(date) is not { } next || On(next).IsOver);
    }

    /// <summary>Each step takes the next day that there is, and comes back once if it stayed open.</summary>
    private PlanDay OnSteps(LocalDate date)
    {
        int? part = null, again = null;
        for (var step = 1; step <= plan.Steps.Length; step++)
        {
            var done = enrolment.DoneOn(step);
            var came = enrolment.Marks.Count(mark => mark.Kind == MarkKind.Offered && mark.Part == step && mark.On < date && !enrolment.IsSkipped(mark.On));
            if (came == 0 && (done is null || done == date))
            {
                part ??= step;
            }
            else if (came == 1 && (done is null || done >= date))
            {
                again ??= step;
            }
        }

        return part is null && again is null ? PlanDay.Over : new PlanDay(part, again);
    }

    /// <summary>Every day counts on which the person is not away, worked or not; a step begins when the one before is over.</summary>
    private PlanDay OnCalendar(LocalDate start, LocalDate date, int days)
    {
        var (part, step, nth) = (0, 0, 0);
        LocalDate? stillUntil = null;
        for (var day = start; ; day = day.PlusDays(1))
        {
            var before = (part, step, nth);
            var offered = OfferedOn(day);
            if (offered is { } came)
            {
                // What reached the person stays what it was, whatever has become of holidays and absences since.
                part = came;
            }
            else if (Stands(day, stillUntil))
            {
                if (day == date || Period.DaysBetween(start, day) > MostDays)
                {
                    return PlanDay.Nothing;
                }

                continue;
            }
            else if (part == 0 || nth > 0 || StepOf(plan, part + 1) == step)
            {
                // A step without a worked day so far keeps its last part until one comes, so that none goes by unshown.
                part++;
            }

            if (part > days)
            {
                return PlanDay.Over;
            }

            var now = StepOf(plan, part);
            var isWorked = offered is not null || calendar.IsAtWork(day);
            nth = (now == step ? nth : 0) + (isWorked ? 1 : 0);
            step = now;
            if (day == date)
            {
                return isWorked ? new PlanDay(part, nth == 1 ? OpenBefore(step, date) : null, nth) : PlanDay.Nothing;
            }

            if (enrolment.IsSkipped(day))
            {
                (part, step, nth) = before;
                stillUntil = calendar.NextWorkingDay(day);
            }
        }
    }

    private int? OfferedOn(LocalDate date)
    {
        // The highest: an earlier part may have been offered again beside it.
        var parts = enrolment.Marks.Where(mark => mark.Kind == MarkKind.Offered && mark.On == date).Select(mark => mark.Part).ToList();
        return parts.Count == 0 ? null : parts.Max();
    }

    /// <summary>Whether the plan stands still on a day: the person is away, has paused it, or put off the day before.</summary>
    private bool Stands(LocalDate day, LocalDate? stillUntil) =>
        calendar.IsAway(day) || day < stillUntil || IsPaused(day);

    private bool IsPaused(LocalDate day)
    {
        LocalDate? since = null;
        foreach (var mark in enrolment.Marks.Where(mark => mark.Kind is MarkKind.Paused or MarkKind.Resumed).OrderBy(mark => mark.At))
        {
            if (mark.Kind == MarkKind.Paused)
            {
                since = mark.On;
            }
            else if (since is { } from && day >= from && day < mark.On)
            {
                return true;
            }
            else
            {
                since = null;
            }
        }

        return day >= since;
    }

    /// <summary>The last part of the step before, if none of that step was done before a date.</summary>
    private int? OpenBefore(int step, LocalDate date)
    {
        if (step == 1)
        {
            return null;
        }

        var first = step == 2 ? 1 : plan.Steps[step - 3].Until!.Value + 1;
        var last = plan.Steps[step - 2].Until!.Value;
        return Enumerable.Range(first, last - first + 1).Any(part => enrolment.DoneOn(part) < date) ? null : last;
    }

    private bool IsDone(int? part) => part is not { } number || enrolment.DoneOn(number) is not null;
}
