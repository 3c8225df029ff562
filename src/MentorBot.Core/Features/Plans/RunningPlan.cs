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

    public static RunningPlan Of(Enrolment enrolment, WorkingTime time, Instant now)
    {
        var problems = new List<ContentProblem>();
        var plan = (Plan?)ContentLoader.LoadText(enrolment.Written, $"{enrolment.PlanId}.yaml", Kind, problems)
            ?? throw new InvalidOperationException($"The text of enrolment {enrolment.Id} can't be read: {string.Join(" ", problems)}");
        return new RunningPlan(plan, enrolment, time, now);
    }

    public int StepOf(int part) => PlanClock.StepOf(plan, part);

    public PlanStep Step(int part) => plan.Steps[StepOf(part) - 1];

    /// <summary>Whether a part is one that has come, so that it can be done.</summary>
    public bool Knows(int part) =>
        part >= 1 && part <= PlanClock.PartsOf(plan) && (enrolment.Marks.Any(mark => mark.Part == part) || part <= (Clock.On(Today).Part ?? 0));

    public bool IsDone(int? part) => part is { } number && enrolment.DoneOn(number) is not null;

    public bool IsStepDone(int step) => enrolment.Marks.Any(mark => mark.Kind == MarkKind.Done && StepOf(mark.Part) == step);

    /// <summary>The same plan after something happened.</summary>
    public RunningPlan With(Enrolment changed) => new(plan, changed, time, now);
}
