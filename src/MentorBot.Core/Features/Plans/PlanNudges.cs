using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>Brings people the step of the day, and in the end their summary.</summary>
internal sealed class PlanNudges(IEnrolmentStore enrolments, OwnPlans own, PlanEnd end, IOutbox outbox, IPeopleStore people, IClock clock) : IScheduledFeature
{
    /// <summary>The kind of the entry that tells somebody, where they enrolled, that they can't be reached directly.</summary>
    public const string Unreachable = "unreachable";

    public string Name => OwnPlans.Feature;

    public async Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) =>
        (await enrolments.FindAsync(schedule.Subject, cancellationToken))?.Title ?? "a plan that is gone";

    public async Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken)
    {
        if (await enrolments.FindAsync(request.Schedule.Subject, cancellationToken) is not { } enrolment)
        {
            return new NothingToSend("the plan is gone");
        }

        if (request.Entry.Key.Kind == Unreachable)
        {
            return await TellAsync(enrolment, cancellationToken);
        }

        if (enrolment.State != EnrolmentState.Running)
        {
            return new NothingToSend(enrolment.State == EnrolmentState.Paused ? "the plan is paused" : "the plan has ended");
        }

        var plan = await own.ReadAsync(enrolment, cancellationToken);
        var key = request.Entry.Key;
        var day = plan.Clock.On(key.Date);
        if (day.IsOver)
        {
            return new ComposedMessage(await end.LastWordsAsync(plan, cancellationToken));
        }

        if (day is { Part: null, Again: null })
        {
            return new NothingToSend("the plan has nothing for that day");
        }

        // What was snoozed beyond its day is put off as well, but was asked for.
        var putOff = enrolment.Marks.LastOrDefault(mark => mark.Kind == MarkKind.Skipped && mark.On == key.Date);
        var isAskedFor = key.Sequence > 0 && putOff?.At.InZone(plan.Time.Zone).Date < request.Entry.DueAt.InZone(plan.Time.Zone).Date;
        if (putOff is not null && !isAskedFor)
        {
            return new NothingToSend("it was put off");
        }

        if (plan.IsDone(day))
        {
            return new NothingToSend("it is done already");
        }

        IEnumerable<Block> ask = request.AskToEase ? NudgesFeature.AskToEase(new Button("Stop this plan", PlanFeature.Stop.Token(enrolment.Id))) : [];
        return new ComposedMessage(
            [.. PlanView.Of(plan, day, key.Date, request.Entry.Id), .. ask],
            [.. PlanView.Brief(plan, day, key.Date, request.Entry.Id), .. ask]);
    }

    public async Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken)
    {
        if (entry.Key.Kind == Unreachable || await enrolments.FindAsync(schedule.Subject, cancellationToken) is not { IsOpen: true } enrolment)
        {
            return;
        }

        var plan = await own.ReadAsync(enrolment, cancellationToken);
        if (failure is Refusal.DirectMessagesClosed or Refusal.PersonGone or Refusal.WorkspaceGone)
        {
            await RestAsync(plan, entry, failure.Value, cancellationToken);
            return;
        }

        if (entry is { Status: EntryStatus.Skipped, Reason: OutboxReasons.Paused, Key.Sequence: 0 })
        {
            await KeepAsync(plan, entry.Key.Date, cancellationToken);
            return;
        }

        var isThere = entry.Status == EntryStatus.Sent || (entry.Status == EntryStatus.Merged && entry.Reason == OutboxReasons.InTheDigest);
        if (!isThere)
        {
            return;
        }

        var day = plan.Clock.On(entry.Key.Date);
        if (day.IsOver)
        {
            await own.EndAsync(enrolment, EnrolmentState.Finished, cancellationToken);
            return;
        }

        await enrolments.OfferAsync(
            enrolment.Id,
            [.. new[] { day.Part, day.Again }.OfType<int>()],
            entry.Key.Date,
            entry.SentAt ?? clock.GetCurrentInstant(),
            cancellationToken);
    }

    /// <summary>A day that fell into a pause of everything is not spent: what it would have brought comes afterwards.</summary>
    private async Task KeepAsync(RunningPlan plan, LocalDate date, CancellationToken cancellationToken)
    {
        var day = plan.Clock.On(date);
        if ((day.Part ?? day.Again) is { } part)
        {
            await enrolments.SkipAsync(plan.Enrolment.Id, part, date, clock.GetCurrentInstant(), cancellationToken);
        }
    }

    /// <summary>Pauses a plan whose person can't be reached, and tells them where they enrolled, if others may read it there.</summary>
    private async Task RestAsync(RunningPlan plan, OutboxEntry entry, Refusal failure, CancellationToken cancellationToken)
    {
        await own.PauseAsync(plan, cancellationToken);
        var place = plan.Enrolment.Place;
        if (failure == Refusal.DirectMessagesClosed && !place.IsDirect)
        {
            await outbox.AddAsync(
                new EntryKey(entry.Key.Schedule, Unreachable, new PlaceRecipient(place), entry.Key.Date),
                clock.GetCurrentInstant(),
                askedFor: false,
                "direct messages are closed",
                cancellationToken);
        }
    }

    /// <summary>Says nothing of the plan: everybody in the place reads it.</summary>
    private async Task<Composition> TellAsync(Enrolment enrolment, CancellationToken cancellationToken) =>
        await people.FindAsync(enrolment.Place.Workspace, enrolment.Person, cancellationToken) is { } person
            ? new ComposedMessage([
                new Paragraph(Line.Mention(person) + ", I can't send you direct messages. Once you allow them from me, "
                    + Line.Code($"{CommandDefinition.Root} plan resume") + " brings back what you asked for."),
            ])
            : new NothingToSend(OutboxReasons.UnknownUser);
}
