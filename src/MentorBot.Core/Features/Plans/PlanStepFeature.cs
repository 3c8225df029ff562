using MentorBot.Core.Commands;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>What people do with a step: done, with proof of it if they like, not today, or later.</summary>
internal sealed class PlanStepFeature(OwnPlans own, IEnrolmentStore enrolments, IEvidenceStore evidence, IOutbox outbox, PlanEnd end, IClock clock) : IFeature
{
    /// <summary>Marks a part as done, and asks what can be shown for it.</summary>
    public static readonly Route<long, int> Done = new("plan.done");

    /// <summary>The form for what can be shown for a part that is done.</summary>
    public static readonly Route<long, int> Proof = new("plan.proof");

    /// <summary>Puts off what a date brings.</summary>
    public static readonly Route<long, int> Skip = new("plan.skip");

    /// <summary>Has an entry of the outbox come again at the chosen time.</summary>
    public static readonly Route<long, long> Snooze = new("plan.snooze");

    private const string What = "what";
    private const string Impact = "impact";
    private const string Number = "number";
    private const string Link = "link";

    public void Register(FeatureMap map)
    {
        map.Action(Done, DoneAsync);
        map.Form(Proof, OpenProofAsync, SubmitProofAsync);
        map.Action(Skip, SkipAsync);
        map.Action(Snooze, SnoozeAsync);
    }

    private Task<Answer> DoneAsync(ActionRequest request, long id, int part, CancellationToken cancellationToken) =>
        own.WithAsync(
            request.Caller,
            id,
            async plan =>
            {
                if (!plan.IsDone(part))
                {
                    if (!plan.Enrolment.IsOpen)
                    {
                        return PlanView.HasEnded(plan.Enrolment);
                    }

                    if (!plan.Knows(part))
                    {
                        return Reply.Say("That step hasn't come yet, so nothing was changed.");
                    }

                    await enrolments.DoneAsync(id, part, plan.Today, clock.GetCurrentInstant(), cancellationToken);
                }

                return await ProofFormAsync(plan, part, cancellationToken);
            },
            cancellationToken);

    private Task<Answer> OpenProofAsync(FormRequest request, long id, int part, CancellationToken cancellationToken) =>
        own.WithAsync(
            request.Caller,
            id,
            async plan => plan.IsDone(part) ? await ProofFormAsync(plan, part, cancellationToken) : Reply.Say("That step isn't done yet, so there's nothing to note for it."),
            cancellationToken);

    private async Task<Answer> ProofFormAsync(RunningPlan plan, int part, CancellationToken cancellationToken)
    {
        var known = await ProofOfAsync(plan, part, cancellationToken);
        return new Form(
            "Done! Note your proof",
            Proof.Token(plan.Enrolment.Id, part),
            [
                new FormPage([
                    new LongTextField(What, "What you did") { Required = false, Hint = Limits.Shorten(plan.Step(part).Evidence.Plain, Limits.FieldHint), Value = known?.What },
                    new LongTextField(Impact, "What it changed") { Required = false, Hint = "Whom it helped, and how", Value = known?.Impact },
                    new TextField(Number, "A number that shows it") { Required = false, Hint = "Such as 3 hours saved a week", Value = known?.Number },
                    new TextField(Link, "Where it can be seen") { Required = false, Hint = "A link to the page, the post or the pull request", Value = known?.Link },
                ]),
            ],
            "Save");
    }

    private async Task<EvidenceRecord?> ProofOfAsync(RunningPlan plan, int part, CancellationToken cancellationToken) =>
        (await evidence.OfSubjectAsync(plan.Enrolment.Person, OwnPlans.Feature, plan.Enrolment.Id, cancellationToken)).FirstOrDefault(one => one.Part == part);

    private Task<Answer> SubmitProofAsync(FormSubmission submission, long id, int part, CancellationToken cancellationToken) =>
        own.WithAsync(
            submission.Caller,
            id,
            async plan =>
            {
                var values = submission.Values;
                var isNoted = new[] { What, Impact, Number, Link }.Any(name => values.Text(name) is not null);
                var isCleared = !isNoted && await ProofOfAsync(plan, part, cancellationToken) is not null;
                if (isNoted || isCleared)
                {
                    await evidence.SaveAsync(
                        new EvidenceRecord(
                            0,
                            plan.Enrolment.Person,
                            plan.Enrolment.Place.Workspace,
                            plan.Enrolment.DoneOn(part) ?? plan.Today,
                            OwnPlans.Feature,
                            id,
                            part,
                            plan.Step(part).Title,
                            values.Text(What),
                            values.Text(Impact),
                            values.Text(Number),
                            values.Text(Link),
                            clock.GetCurrentInstant()),
                        cancellationToken);
                }

                var noted = isNoted ? "Done, and your proof is kept. " : isCleared ? "Done, and what you had noted for it is gone. " : "Done. ";
                if (!plan.Enrolment.IsOpen)
                {
                    return Reply.Say(noted + "The plan itself has ended.");
                }

                return plan.Clock.EndsWith(plan.Today)
                    ? new Reply([new Paragraph(noted), .. await end.FinishAsync(plan, cancellationToken)])
                    : Reply.Say($"{noted}{plan.StepsDone} of {plan.Plan.Steps.Length} steps have something to show; {PlanView.WhatIsNext(plan)}.");
            },
            cancellationToken);

    private Task<Answer> SkipAsync(ActionRequest request, long id, int number, CancellationToken cancellationToken) =>
        own.WithRunningAsync(
            request.Caller,
            id,
            async plan =>
            {
                if (DateNumber.Read(number) is not { } date || !plan.IsCurrent(date, plan.Enrolment.OfferedAt(date)))
                {
                    return IsOver(plan);
                }

                return await PutOffAsync(plan, date, cancellationToken)
                    ? Reply.Say($"All right, not today. {Sentence(Return(plan, date))}")
                    : Settled(plan, date);
            },
            cancellationToken);

    private Task<Answer> SnoozeAsync(ActionRequest request, long id, long entry, CancellationToken cancellationToken) =>
        own.WithRunningAsync(
            request.Caller,
            id,
            async plan =>
            {
                var found = await outbox.FindAsync(entry, cancellationToken);
                if (found is null || found.Key.Recipient is not PersonRecipient(_, var person) || person != request.Caller.Person.Id
                    || !plan.IsCurrent(found.Key.Date, found.SentAt ?? plan.Enrolment.OfferedAt(found.Key.Date)))
                {
                    return IsOver(plan);
                }

                var date = found.Key.Date;
                var day = plan.Clock.On(date);
                if (plan.IsDone(day))
                {
                    return Settled(plan, date);
                }

                switch (request.Values.FirstOrDefault())
                {
                    case Snoozes.Tomorrow:
                        return await TomorrowAsync(plan, found, cancellationToken);
                    case Snoozes.NextWorkingDay:
                        return await PutOffAsync(plan, date, cancellationToken) ? Reply.Say(Sentence(Return(plan, date))) : Settled(plan, date);
                    case var choice:
                        var (until, problem) = Snoozes.Until(choice, plan.Time, plan.Enrolment.NudgeTime, clock.GetCurrentInstant());
                        return until is { } later ? await LaterAsync(entry, later, cancellationToken) : Reply.Say(problem!);
                }
            },
            cancellationToken);

    /// <summary>Has it come again on the same day; the rest of the plan keeps its days.</summary>
    private async Task<Answer> LaterAsync(long entry, Instant until, CancellationToken cancellationToken) =>
        await outbox.SnoozeAsync(entry, until, cancellationToken) is null
            ? Reply.Say("That one is snoozed already and comes by itself.")
            : Reply.Say((Line)"Snoozed. It comes again at " + Line.At(until, LocalTimeStyle.Time) + ".");

    private async Task<Answer> TomorrowAsync(RunningPlan plan, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var date = entry.Key.Date;
        if (!await PutOffAsync(plan, date, cancellationToken))
        {
            return Settled(plan, date);
        }

        var tomorrow = plan.Today.PlusDays(1);
        if (plan.Time.Calendar.IsAtWork(tomorrow) || plan.Time.Calendar.IsAway(tomorrow))
        {
            return Reply.Say(Sentence(Return(plan, date)));
        }

        // Tomorrow is free, but that is what they asked for; the day's own slot stays on the next working day.
        var at = LocalSchedule.InstantOf(tomorrow, plan.Enrolment.NudgeTime, plan.Time.Zone);
        return await outbox.SnoozeAsync(entry.Id, at, cancellationToken) is null
            ? Reply.Say(Sentence(Return(plan, date)))
            : Reply.Say($"Snoozed until tomorrow, {TimeWords.DayInWords(tomorrow)}. If you'd rather not then, {Return(plan, date)}");
    }

    /// <summary>Puts off a day. One whose own step is done is over: what is offered again beside it would only be asked for once more.</summary>
    private Task<bool> PutOffAsync(RunningPlan plan, LocalDate date, CancellationToken cancellationToken)
    {
        var day = plan.Clock.On(date);
        return (day.Part ?? day.Again) is { } part
            ? enrolments.SkipAsync(plan.Enrolment.Id, part, date, clock.GetCurrentInstant(), cancellationToken)
            : Task.FromResult(false);
    }

    private static string Return(RunningPlan plan, LocalDate date) =>
        plan.Clock.NextDay(date) is { } next ? $"it comes back on {TimeWords.DayInWords(plan.ArrivalOf(next))}, and the rest moves along." : "it comes back on your next working day.";

    private static Reply IsOver(RunningPlan plan) =>
        Reply.Say("That was for another day, which is over, so nothing was changed. " + Sentence(PlanView.WhatIsNext(plan)));

    /// <summary>What to answer where there is nothing left to put off.</summary>
    private static Reply Settled(RunningPlan plan, LocalDate date) =>
        plan.Enrolment.IsSkipped(date)
            ? Reply.Say($"That one is put off already: {Return(plan, date)}")
            : plan.Clock.On(date) is { Part: { } part, Again: { } again } && plan.IsDone(part) && !plan.IsDone(again)
            ? Reply.Say("Today's step is done, so there's nothing to put off. The other one is only an offer, and needs no answer.")
            : Reply.Say("There's nothing left to put off today. " + Sentence(PlanView.WhatIsNext(plan)));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] == '.' ? "" : ".");
}
