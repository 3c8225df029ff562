using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Plans;

/// <summary>Shows the plans that a person can be or is on, and has them pause, resume and stop.</summary>
internal sealed class PlanFeature(ContentLibrary library, OwnPlans own, PlanEnd end, ZoneQuestion question) : IFeature
{
    public const string StartName = "plan start";

    /// <summary>Shows what today brings of a plan.</summary>
    public static readonly Route<long> Show = new("plan.show");

    public static readonly Route<long> Pause = new("plan.pause");

    public static readonly Route<long> Resume = new("plan.resume");

    /// <summary>Stops a plan at once.</summary>
    public static readonly Route<long> Stop = new("plan.stop");

    public void Register(FeatureMap map)
    {
        var id = new CommandOption("id", ValueKind.Text, "The plan's name, or what it is about")
        {
            Complete = typed => library.Pack.Complete<Plan>(typed),
        };
        map.Command(
            new CommandDefinition(StartName, "Enrol in a plan: a step a day, with proof of each")
            {
                Options = [id],
                Examples = [$"{StartName} senior-in-7-days", StartName],
            },
            (request, _) => Task.FromResult<Answer>(request.Options.Text(id.Name) is { } wanted ? Card(request.Caller, wanted) : List()));
        Add("plan today", "What your plan has for you today", (caller, cancellationToken) => AndAskAsync(caller, TodayAsync(caller, cancellationToken), cancellationToken));
        Add("plan status", "How far you are, and what comes next", (caller, cancellationToken) => AndAskAsync(caller, StatusAsync(caller, cancellationToken), cancellationToken));
        Add("plan pause", "Pause a plan; its remaining steps are kept", (caller, cancellationToken) => ChooseAsync(caller, "Pause", Pause, plan => plan.Enrolment.State == EnrolmentState.Running, PauseAsync, cancellationToken));
        Add("plan resume", "Go on with a plan that you paused", (caller, cancellationToken) => ChooseAsync(caller, "Resume", Resume, plan => plan.Enrolment.State == EnrolmentState.Paused, ResumeAsync, cancellationToken));
        Add("plan stop", "Stop a plan at once; what you noted stays", (caller, cancellationToken) => ChooseAsync(caller, "Stop", Stop, _ => true, (plan, token) => StopAsync(plan.Enrolment, token), cancellationToken));
        Add("plan list", "The plans that there are", (_, _) => Task.FromResult<Answer>(List()));
        map.Action(Show, (request, plan, cancellationToken) => own.WithRunningAsync(request.Caller, plan, found => Task.FromResult<Answer>(Today(found)), cancellationToken));
        map.Action(Pause, (request, plan, cancellationToken) => own.WithAsync(request.Caller, plan, found => PauseAsync(found, cancellationToken), cancellationToken));
        map.Action(Resume, (request, plan, cancellationToken) => own.WithAsync(request.Caller, plan, found => ResumeAsync(found, cancellationToken), cancellationToken));
        map.Action(Stop, (request, plan, cancellationToken) => own.WithEnrolmentAsync(request.Caller, plan, found => StopAsync(found, cancellationToken), cancellationToken));

        void Add(string name, string summary, Func<Caller, CancellationToken, Task<Answer>> answer) =>
            map.Command(new CommandDefinition(name, summary) { Examples = [name] }, (request, cancellationToken) => answer(request.Caller, cancellationToken));
    }

    /// <summary>An answer about what comes is the place to ask by whose clock it should come.</summary>
    private async Task<Answer> AndAskAsync(Caller caller, Task<Answer> answering, CancellationToken cancellationToken)
    {
        var answer = await answering;
        var asked = await question.AskAsideAsync(caller, cancellationToken);
        return answer is Reply reply ? reply with { Blocks = [.. reply.Blocks, .. asked] } : answer;
    }

    private Reply Card(Caller caller, string wanted) =>
        library.Pack is var pack && pack.Find<Plan>(wanted) is { } plan
            ? ItemCards.Of(plan, caller.Place, pack)
            : ItemCards.NotFound<Plan>(pack, wanted, "plan");

    private Reply List() => PlansUnder(new Heading("Plans"));

    private Reply OnNone() => PlansUnder(new Paragraph("You're not on a plan at the moment. These are the ones that there are:"));

    private Reply PlansUnder(Block begin) => Reply.Of(
        begin,
        new ItemList([.. library.Pack.All<Plan>().Select(ItemCards.Entry)]),
        ItemCards.Chooser("Open a plan", library.Pack.All<Plan>()));

    private async Task<Answer> TodayAsync(Caller caller, CancellationToken cancellationToken) => Today(await own.OpenAsync(caller, cancellationToken)) ?? OnNone();

    /// <summary>What today brings of the plans that somebody is on; null where they are on none.</summary>
    public static Reply? Today(IReadOnlyList<RunningPlan> open)
    {
        var running = open.Where(plan => plan.Enrolment.State == EnrolmentState.Running).ToList();
        return (open, running) switch
        {
            ([], _) => null,
            (_, []) => PlanView.IsPaused(open[0].Enrolment),
            (_, [var only]) => Today(only),
            _ => Reply.Of(
                new Paragraph("You're on more than one plan:"),
                new ItemList([.. running.Select(PlanView.Entry)]),
                new Buttons([.. running.Take(Limits.ButtonsInARow).Select(plan => new Button(Label("Today:", plan), Show.Token(plan.Enrolment.Id)))])),
        };
    }

    private static Reply Today(RunningPlan plan)
    {
        var day = plan.Clock.On(plan.Today);
        var isOpen = (day.Part is not null && !plan.IsDone(day.Part)) || (day.Again is not null && !plan.IsDone(day.Again));
        if (isOpen && plan.Time.Calendar.IsAtWork(plan.Today) && !plan.Enrolment.IsSkipped(plan.Today))
        {
            return new Reply(PlanView.Of(plan, day, plan.Today, entry: null));
        }

        var why = plan.Time.Calendar.IsAway(plan.Today) ? "You're away today, so nothing comes."
            : plan.Time.Paused && plan.Enrolment.IsSkipped(plan.Today) ? "You've paused everything, so nothing comes."
            : plan.Enrolment.IsSkipped(plan.Today) ? "You've put today's step off."
            : plan.IsDone(day.Part) ? "Today's step is done."
            : plan.Clock.Start > plan.Today ? "Your plan hasn't begun yet."
            : "There's no step for today.";
        return Reply.Of(new Paragraph(why), new ItemList([PlanView.Entry(plan)]));
    }

    private async Task<Answer> StatusAsync(Caller caller, CancellationToken cancellationToken)
    {
        var open = await own.OpenAsync(caller, cancellationToken);
        if (open.Count == 0)
        {
            return OnNone();
        }

        var blocks = new List<Block> { new Heading("Your plans") };
        foreach (var plan in open.Take(5))
        {
            if (plan.Enrolment.State == EnrolmentState.Running)
            {
                // A schedule that was lost between two writes comes back here; where there is one, nothing changes.
                await own.ScheduleAsync(plan.Enrolment, plan.Time.Zone, cancellationToken);
            }

            blocks.Add(new Paragraph(PlanView.Entry(plan)));
            blocks.Add(new TickList(null, [.. plan.Plan.Steps.Select((step, i) => new TickItem($"{i + 1}", step.Title, plan.IsStepDone(i + 1)))]));
            blocks.Add(new Buttons([
                plan.Enrolment.State == EnrolmentState.Paused ? new Button("Resume", Resume.Token(plan.Enrolment.Id)) : new Button("Today's step", Show.Token(plan.Enrolment.Id)),
                .. plan.Enrolment.State == EnrolmentState.Paused ? ImmutableArray<Button>.Empty : [new Button("Pause", Pause.Token(plan.Enrolment.Id))],
                new Button("Stop this", Stop.Token(plan.Enrolment.Id)),
            ]));
        }

        return Reply.Of([.. blocks]);
    }

    /// <summary>Does it with the only plan that it fits; asks which one where there are several.</summary>
    private async Task<Answer> ChooseAsync(
        Caller caller,
        string verb,
        Route<long> route,
        Func<RunningPlan, bool> fits,
        Func<RunningPlan, CancellationToken, Task<Answer>> act,
        CancellationToken cancellationToken)
    {
        var open = await own.OpenAsync(caller, cancellationToken);
        var fitting = open.Where(fits).ToList();
        return (open, fitting) switch
        {
            ([], _) => OnNone(),
            (_, []) => Reply.Of(new Paragraph($"There's nothing to {verb.ToLowerInvariant()}:"), new ItemList([.. open.Select(PlanView.Entry)])),
            (_, [var only]) => await act(only, cancellationToken),
            _ => Reply.Of(
                new Paragraph("Which of them?"),
                new Buttons([.. fitting.Take(Limits.ButtonsInARow).Select(plan => new Button(Label(verb + ":", plan), route.Token(plan.Enrolment.Id)))])),
        };
    }

    private async Task<Answer> PauseAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Enrolment.IsOpen)
        {
            return PlanView.HasEnded(plan.Enrolment);
        }

        return await own.PauseAsync(plan, cancellationToken)
            ? Reply.Of(
                new Paragraph((Line)"Paused. Nothing of " + Line.Italic(plan.Enrolment.Title) + " comes until you resume it, and the remaining steps are kept."),
                new Buttons([new Button("Resume it", Resume.Token(plan.Enrolment.Id))]))
            : PlanView.IsPaused(plan.Enrolment);
    }

    private async Task<Answer> ResumeAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Enrolment.IsOpen)
        {
            return PlanView.HasEnded(plan.Enrolment);
        }

        var what = await own.ResumeAsync(plan, cancellationToken) ? "Welcome back: " : "It's running already: ";
        return Reply.Say((Line)what + Line.Italic(plan.Enrolment.Title) + " goes on where you left it. " + Line.Code($"{CommandDefinition.Root} plan today") + " shows your step.");
    }

    private async Task<Answer> StopAsync(Enrolment enrolment, CancellationToken cancellationToken)
    {
        var plan = await own.TryReadAsync(enrolment, cancellationToken);
        if (!await own.EndAsync(enrolment, EnrolmentState.Stopped, cancellationToken))
        {
            return PlanView.HasEnded(enrolment);
        }

        var stopped = new Paragraph((Line)"Stopped: nothing more of " + Line.Italic(enrolment.Title) + " comes. You can start it again at any time.");
        var again = new Buttons([new Button("Start it again", EnrolFeature.Enrol.Token(enrolment.PlanId))]);
        return plan is null or { StepsDone: 0 }
            ? Reply.Of(stopped, again)
            : Reply.Of(stopped, new Paragraph("This is what you did and noted, to keep:"), await end.SummaryAsync(plan, cancellationToken), again);
    }

    private static string Label(string verb, RunningPlan plan) => Limits.Shorten($"{verb} {plan.Enrolment.Title}", Limits.ButtonLabel);
}
