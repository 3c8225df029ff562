using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>An enrolment with its plan as it was started, and the days of the person who is on it.</summary>
internal sealed class RunningPlan(Plan plan, Enrolment enrolment, WorkingTime time, Instant now)
{
    private static readonly ContentKind Kind = ContentKind.All.Single(kind => kind.Type == typeof(Plan));

    public Plan Plan => plan;

    public Enrolment Enrolment => enrolment;

    public WorkingTime Time => time;

    /// <summary>The date where the person is.</summary>
    public LocalDate Today { get; } = now.InZone(time.Zone).Date;

    public PlanClock Clock { get; } = new(plan, enrolment, time.Calendar);

    public int StepsDone => Enumerable.Range(1, plan.Steps.Length).Count(IsStepDone);

    /// <summary>The plan as an enrolment was started with it; null, with what is wrong, where this version of the bot can't read its text.</summary>
    public static Plan? PlanOf(Enrolment enrolment, ICollection<ContentProblem> problems) =>
        (Plan?)ContentLoader.LoadText(enrolment.Written, $"{enrolment.PlanId}.yaml", Kind, problems);

    public int StepOf(int part) => PlanClock.StepOf(plan, part);

    public PlanStep Step(int part) => plan.Steps[StepOf(part) - 1];

    /// <summary>Whether a part is one that has come, so that it can be done.</summary>
    public bool Knows(int part) =>
        part >= 1 && part <= PlanClock.PartsOf(plan) && (enrolment.Marks.Any(mark => mark.Part == part) || part <= (Clock.On(Today).Part ?? 0));

    public bool IsDone(int? part) => part is { } number && enrolment.DoneOn(number) is not null;

    /// <summary>Whether nothing of what a day brings is left to do.</summary>
    public bool IsDone(PlanDay day) => (day.Part is null || IsDone(day.Part)) && (day.Again is null || IsDone(day.Again));

    public bool IsStepDone(int step) => enrolment.Marks.Any(mark => mark.Kind == MarkKind.Done && StepOf(mark.Part) == step);

    /// <summary>
    /// Whether what a date brings can still be put off: on the day on which it reached the person, which hours may have made a
    /// later one, and until the next is due.
    /// </summary>
    /// <param name="reached">When its message came; null where it came with no message of its own.</param>
    public bool IsCurrent(LocalDate date, Instant? reached) =>
        date == Today
        || (reached is { } at && (at.InZone(time.Zone).Date == Today || (Clock.NextDay(at.InZone(time.Zone).Date) is { } next && now < NudgeOn(next))));

    /// <summary>The date on which what a date brings reaches the person, whose hours may hold it.</summary>
    public LocalDate ArrivalOf(LocalDate date) =>
        (time.Hours.Hold(NudgeOn(date), time.Zone, time.Calendar) ?? NudgeOn(date)).InZone(time.Zone).Date;

    private Instant NudgeOn(LocalDate date) => LocalSchedule.InstantOf(date, enrolment.NudgeTime, time.Zone);
}
