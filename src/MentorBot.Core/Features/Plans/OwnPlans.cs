using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>Lets people at the plans that they are on, and starts and ends what comes of a plan by itself.</summary>
internal sealed class OwnPlans(IEnrolmentStore enrolments, ISchedules schedules, WorkingTimes times, IClock clock)
{
    /// <summary>The name that the schedules of plans go by.</summary>
    public const string Feature = "plan";

    public const string Nudge = "nudge";

    public async Task<RunningPlan> ReadAsync(Enrolment enrolment, CancellationToken cancellationToken)
    {
        var problems = new List<ContentProblem>();
        return await ReadAsync(enrolment, problems, cancellationToken)
            ?? throw new InvalidOperationException($"The text of enrolment {enrolment.Id} can't be read: {string.Join(" ", problems)}");
    }

    /// <summary>Null where the text that the plan was started with can't be read any more.</summary>
    public Task<RunningPlan?> TryReadAsync(Enrolment enrolment, CancellationToken cancellationToken) => ReadAsync(enrolment, [], cancellationToken);

    /// <summary>Goes on with a plan that the caller is or was on.</summary>
    public Task<Answer> WithAsync(Caller caller, long id, Func<RunningPlan, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithEnrolmentAsync(
            caller,
            id,
            async enrolment => await TryReadAsync(enrolment, cancellationToken) is { } plan ? await then(plan) : CantRead(enrolment),
            cancellationToken);

    /// <summary>What to answer about a plan of which only the enrolment can be read.</summary>
    public static Reply CantRead(Enrolment enrolment) => Reply.Of(
        new Paragraph((Line)"I can't read the text any more with which you started " + Line.Italic(enrolment.Title) + ", so nothing of it comes. What you did and noted is kept. Stop it, and you can start it again."),
        new Buttons([new Button("Stop this", PlanFeature.Stop.Token(enrolment.Id))]));

    /// <summary>Goes on with an enrolment of the caller, whether or not its text can be read.</summary>
    public async Task<Answer> WithEnrolmentAsync(Caller caller, long id, Func<Enrolment, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await enrolments.FindAsync(id, cancellationToken) is not { } enrolment || enrolment.Place.Workspace != caller.Workspace)
        {
            return Reply.Say((Line)"That plan is gone, and nothing was changed. " + Line.Code($"{CommandDefinition.Root} plan list") + " shows the ones to start.");
        }

        return enrolment.Person == caller.Person.Id
            ? await then(enrolment)
            : Reply.Say((Line)"That plan is somebody else's. " + Line.Code($"{CommandDefinition.Root} plan list") + " shows the ones that you can start yourself.");
    }

    /// <summary>Goes on with a plan that the caller is on now: neither paused nor over.</summary>
    public Task<Answer> WithRunningAsync(Caller caller, long id, Func<RunningPlan, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithAsync(
            caller,
            id,
            plan => plan.Enrolment.State switch
            {
                EnrolmentState.Running => then(plan),
                EnrolmentState.Paused => Task.FromResult<Answer>(PlanView.IsPaused(plan.Enrolment)),
                _ => Task.FromResult<Answer>(PlanView.HasEnded(plan.Enrolment)),
            },
            cancellationToken);

    /// <summary>The plans that somebody is on and whose text can be read: one that can't be keeps nobody from the others.</summary>
    public async Task<IReadOnlyList<RunningPlan>> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var open = new List<RunningPlan>();
        foreach (var enrolment in await enrolments.OpenAsync(caller.Workspace, caller.Person.Id, cancellationToken))
        {
            if (await TryReadAsync(enrolment, cancellationToken) is { } plan)
            {
                open.Add(plan);
            }
        }

        return open;
    }

    /// <summary>Has a plan come by itself. It may be called again, for one whose schedule was lost to a crash.</summary>
    public async Task ScheduleAsync(Enrolment enrolment, DateTimeZone zone, CancellationToken cancellationToken) =>
        await schedules.AddAsync(
            new Schedule(
                0,
                Feature,
                enrolment.Id,
                Nudge,
                new PersonRecipient(enrolment.Place.Workspace, enrolment.Person),
                enrolment.Person,
                new LocalSchedule(Recurrence.Of("FREQ=DAILY"), enrolment.FirstDay, enrolment.NudgeTime, zone))
            {
                FollowsZone = true,
                WorkingDaysOnly = true,
                LateLimit = ScheduleKind.PlanNudge,
            },
            cancellationToken);

    /// <summary>Pauses a plan; false where it doesn't run.</summary>
    public async Task<bool> PauseAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        var paused = await enrolments.PauseAsync(plan.Enrolment.Id, plan.Today, clock.GetCurrentInstant(), cancellationToken);
        // Also where it is paused already: the bot may have stopped between the two.
        await schedules.PauseAsync(await ScheduleIdsAsync(plan.Enrolment.Id, cancellationToken), cancellationToken);
        return paused;
    }

    /// <summary>Resumes a plan; false where it isn't paused.</summary>
    public async Task<bool> ResumeAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        var resumed = await enrolments.ResumeAsync(plan.Enrolment.Id, plan.Today, clock.GetCurrentInstant(), cancellationToken);
        await ScheduleAsync(plan.Enrolment, plan.Time.Zone, cancellationToken);
        await schedules.ResumeAsync(await ScheduleIdsAsync(plan.Enrolment.Id, cancellationToken), cancellationToken);
        return resumed;
    }

    /// <summary>Ends a plan for good; false where it has ended already.</summary>
    public async Task<bool> EndAsync(Enrolment enrolment, EnrolmentState how, CancellationToken cancellationToken)
    {
        var ended = await enrolments.EndAsync(enrolment.Id, how, clock.GetCurrentInstant(), cancellationToken);
        await schedules.EndAsync(
            await ScheduleIdsAsync(enrolment.Id, cancellationToken),
            how == EnrolmentState.Finished ? "the plan is finished" : "the plan was stopped",
            cancellationToken);
        return ended;
    }

    private async Task<RunningPlan?> ReadAsync(Enrolment enrolment, List<ContentProblem> problems, CancellationToken cancellationToken)
    {
        if (RunningPlan.PlanOf(enrolment, problems) is not { } plan)
        {
            return null;
        }

        // The schedule follows a new nudge time; what the enrolment has is the one that it began with.
        var nudge = (await schedules.OfSubjectAsync(Feature, enrolment.Id, cancellationToken)).FirstOrDefault(one => one.Kind == Nudge);
        return new RunningPlan(
            plan,
            nudge is null ? enrolment : enrolment with { NudgeTime = nudge.When.Time },
            await times.OfAsync(enrolment.Place.Workspace, enrolment.Person, cancellationToken),
            clock.GetCurrentInstant());
    }

    private async Task<IReadOnlyCollection<long>> ScheduleIdsAsync(long enrolment, CancellationToken cancellationToken) =>
        [.. (await schedules.OfSubjectAsync(Feature, enrolment, cancellationToken)).Select(schedule => schedule.Id)];
}
