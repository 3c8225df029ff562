using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>Takes people onto a plan: what it needs to know, the first day, and the time of the nudge.</summary>
internal sealed class EnrolFeature(ContentLibrary library, IEnrolmentStore enrolments, OwnPlans own, ZoneQuestion question, WorkingTimes times, IClock clock) : IFeature
{
    public static readonly Route<string> Enrol = new("plan.enrol");

    private const string FirstDay = "first-day";
    private const string NudgeTime = "nudge-time";

    // Answers stand in sentences, and a nudge has several of them.
    private const int LongestAnswer = 200;
    private const int MostDaysAhead = 366;

    public void Register(FeatureMap map) =>
        map.Form(Enrol, OpenAsync, SubmitAsync);

    private async Task<Answer> OpenAsync(FormRequest request, string id, CancellationToken cancellationToken) => library.Pack.Find<Plan>(id) is { } plan
        ? FormFor(plan, await question.IsOpenAsync(request.Caller, cancellationToken))
        : LibraryFeature.Gone();

    /// <param name="asksWhere">Whether nobody knows by whose clock its steps should come.</param>
    private static Form FormFor(Plan plan, bool asksWhere)
    {
        FormField[] fields =
        [
            .. asksWhere ? [WrittenTime.WhereField()] : Array.Empty<FormField>(),
            .. plan.Questions.Select(Ask),
            // Their defaults depend on the person's days and hours, and a form must not wait for those.
            new DateField(FirstDay, "First day") { Required = false, Hint = "Such as Monday; empty: your next working day" },
            new TimeField(NudgeTime, "When should it come?") { Required = false, Hint = "Such as 09:30; empty: your usual time" },
        ];
        return new Form("Start a plan", Enrol.Token(plan.Id), [.. fields.Chunk(Limits.FieldsInAPage).Select(page => new FormPage([.. page]))], "Start");
    }

    private static FormField Ask(Placeholder question)
    {
        var hint = Limits.Shorten($"{question.Hint} · e.g. {question.Example}", Limits.FieldHint);
        return question.Long
            ? new LongTextField(question.Name, question.Label) { Hint = hint, Required = question.Required }
            : new TextField(question.Name, question.Label) { Hint = hint, Required = question.Required };
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, string id, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<Plan>(id) is not { } plan)
        {
            return LibraryFeature.Gone();
        }

        var caller = submission.Caller;
        var asksWhere = await question.IsOpenAsync(caller, cancellationToken);
        var where = WrittenTime.Read(name => name == WrittenTime.ZoneName && asksWhere ? submission.Values.Text(name) : null, clock.GetCurrentInstant());
        if (!where.Problems.IsEmpty)
        {
            return FormFor(plan, asksWhere) with { Problems = where.Problems };
        }

        await question.SettleAsync(caller, where.Zone, cancellationToken);
        var time = await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        var now = clock.GetCurrentInstant();
        var today = now.InZone(time.Zone).Date;
        var nudgeTime = submission.Values.Time(NudgeTime) ?? time.NudgeTime;
        var chosen = submission.Values.Date(FirstDay);
        var problems = ProblemsWith(plan, submission.Values, chosen, today);
        if (problems.Count > 0)
        {
            return FormFor(plan, asksWhere: false) with { Problems = problems };
        }

        // A first day whose hour is over would be a day without a nudge.
        var firstDay = chosen ?? time.Calendar.NextWorkingDay(today) ?? today.PlusDays(1);
        firstDay = firstDay == today && LocalSchedule.InstantOf(today, nudgeTime, time.Zone) <= now ? today.PlusDays(1) : firstDay;
        var enrolment = new Enrolment(
            0,
            caller.Person.Id,
            caller.Place,
            plan.Id,
            plan.Title,
            plan.Written,
            plan.Questions
                .Where(question => submission.Values.Text(question.Name) is not null)
                .ToImmutableDictionary(question => question.Name, question => submission.Values.Text(question.Name)!, StringComparer.Ordinal),
            firstDay,
            nudgeTime,
            EnrolmentState.Running,
            now,
            EndedAt: null,
            Marks: []);
        if (await enrolments.AddAsync(enrolment, cancellationToken) is not { } added)
        {
            return await AlreadyAsync(caller, plan, cancellationToken);
        }

        enrolment = enrolment with { Id = added };
        await own.ScheduleAsync(enrolment, time.Zone, cancellationToken);
        return Welcome(new RunningPlan(plan, enrolment, time, now));
    }

    private static ImmutableDictionary<string, string> ProblemsWith(Plan plan, Values values, LocalDate? firstDay, LocalDate today)
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var question in plan.Questions.Where(question => values.Text(question.Name) is { Length: > LongestAnswer }))
        {
            problems[question.Name] = $"Put it in a few words, please: at most {LongestAnswer} characters.";
        }

        if (firstDay < today)
        {
            problems[FirstDay] = "That day is over. Choose today or a later day.";
        }
        else if (firstDay > today.PlusDays(MostDaysAhead))
        {
            problems[FirstDay] = "That is more than a year away. Choose an earlier day.";
        }

        return problems.ToImmutable();
    }

    private async Task<Answer> AlreadyAsync(Caller caller, Plan plan, CancellationToken cancellationToken)
    {
        var running = (await own.OpenAsync(caller, cancellationToken)).FirstOrDefault(one => one.Enrolment.PlanId == plan.Id);
        if (running is null)
        {
            var unread = (await enrolments.OpenAsync(caller.Workspace, caller.Person.Id, cancellationToken)).FirstOrDefault(one => one.PlanId == plan.Id);
            return unread is not null ? OwnPlans.CantRead(unread) : Reply.Say("That plan just ended in another window. Start it once more if you like.");
        }

        if (running.Enrolment.State == EnrolmentState.Running)
        {
            await own.ScheduleAsync(running.Enrolment, running.Time.Zone, cancellationToken);
        }

        return Reply.Of(
            new Paragraph("You're on this plan already, so nothing was changed:"),
            new ItemList([PlanView.Entry(running)]),
            new Buttons([
                running.Enrolment.State == EnrolmentState.Paused ? new Button("Resume it", PlanFeature.Resume.Token(running.Enrolment.Id)) : new Button("Today's step", PlanFeature.Show.Token(running.Enrolment.Id)),
                new Button("Stop this", PlanFeature.Stop.Token(running.Enrolment.Id)),
            ]));
    }

    private static Reply Welcome(RunningPlan plan)
    {
        var begins = SettingsView.WaitOf(plan.Time with { NudgeTime = plan.Enrolment.NudgeTime }, plan.Clock.Start) is { } wait
            ? $"The first step is that of {TimeWords.DayInWords(plan.Clock.Start!.Value)}, as a direct message. {wait}"
            : plan.Clock.Start is { } start
            ? $"The first step comes on {TimeWords.DayInWords(start)} at {plan.Enrolment.NudgeTime:HH:mm} ({plan.Time.Zone.Id}), as a direct message."
            : "The first step comes on your first working day, as a direct message.";
        return Reply.Of(
            new Paragraph((Line)"You're on " + Line.Bold(plan.Enrolment.Title) + ". " + begins),
            new Paragraph((Line)"It follows your working days: weekends, holidays and days on which you're away don't count. "
                + Line.Code($"{CommandDefinition.Root} plan today") + " shows your step at any time, and " + Line.Code($"{CommandDefinition.Root} plan stop") + " ends it."),
            new Buttons([new Button("Stop this", PlanFeature.Stop.Token(plan.Enrolment.Id))]));
    }
}
