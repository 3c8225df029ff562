using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>What people do with an item that fell due: done, later, look at the list, or no more of it.</summary>
internal sealed class DueItemFeature(ChecklistRuns open, IChecklistStore runs, ISchedules schedules, IOutbox outbox, WorkingTimes times, IClock clock) : IFeature
{
    /// <summary>Ticks an item of a run.</summary>
    public static readonly Route<long, int> Done = new("checklist.done");

    /// <summary>Has an entry of the outbox come again at the chosen time.</summary>
    public static readonly Route<long> Snooze = new("checklist.snooze");

    public static readonly Route<long> Open = new("checklist.open");

    /// <summary>Ends what an entry of the outbox came from.</summary>
    public static readonly Route<long> Stop = new("checklist.stop");

    public void Register(FeatureMap map)
    {
        map.Action(Done, DoneAsync);
        map.Action(Snooze, SnoozeAsync);
        map.Action(Open, (request, run, cancellationToken) => open.WithAsync(request.Caller, run, found => Task.FromResult<Answer>(new Reply(ChecklistView.Of(found))), cancellationToken));
        map.Action(Stop, StopAsync);
    }

    private Task<Answer> DoneAsync(ActionRequest request, long id, int number, CancellationToken cancellationToken) =>
        open.WithAsync(
            request.Caller,
            id,
            async run =>
            {
                if (run.Items.FirstOrDefault(one => one.Number == number) is not { } item)
                {
                    return Reply.Say("That checklist has no such item.");
                }

                if (WhyNot(request.Caller, run, item) is { } why)
                {
                    return why;
                }

                var isTicked = false;
                var after = await open.ChangeAsync(
                    run,
                    async () => isTicked = await runs.TickAsync(id, number, request.Caller.Person.Id, clock.GetCurrentInstant(), cancellationToken),
                    cancellationToken) ?? run;
                var done = $"{after.Items.Count(one => one.DoneAt is not null)} of {after.Items.Count}";
                return Reply.Say((Line)(isTicked ? "Ticked: " : "It was ticked already: ") + Line.Bold(item.Text) + $". {done} of the checklist " + Line.Italic(run.Title) + " are done.");
            },
            cancellationToken);

    /// <summary>Why somebody can do nothing with an item any more; null where they can.</summary>
    private static Reply? WhyNot(Caller caller, ChecklistRun run, RunItem item) =>
        DueItems.RecipientOf(run, item) != caller.Person.Id ? Reply.Say("Somebody else has that one now, so nothing was changed.")
        : run.ClosedAt is not null ? Reply.Say((Line)"The checklist " + Line.Italic(run.Title) + " is closed, so nothing was changed.")
        : null;

    private async Task<Answer> SnoozeAsync(ActionRequest request, long entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Caller, entry, cancellationToken) is not { } found
            || await schedules.FindAsync(found.Key.Schedule, cancellationToken) is not { } schedule
            || await runs.FindAsync(schedule.Subject, cancellationToken) is not { } run
            || DueItems.ItemOf(run, schedule) is not { } item)
        {
            return NotTheirs();
        }

        if (WhyNot(request.Caller, run, item) is { } why)
        {
            return why;
        }

        if (item.DoneAt is not null)
        {
            return Reply.Say((Line)"It was ticked already: " + Line.Bold(item.Text) + ". Nothing was changed.");
        }

        var time = await times.OfAsync(found.Key.Recipient, cancellationToken);
        var (until, problem) = Snoozes.Until(request.Values.FirstOrDefault(), time, time.NudgeTime, clock.GetCurrentInstant());
        if (until is not { } later)
        {
            return Reply.Say(problem!);
        }

        return await outbox.SnoozeAsync(entry, later, cancellationToken) is null
            ? Reply.Say("That one is snoozed already and comes by itself.")
            : Reply.Say((Line)"Snoozed. It comes again at " + Line.At(later) + ".");
    }

    private async Task<Answer> StopAsync(ActionRequest request, long entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Caller, entry, cancellationToken) is not { } found)
        {
            return NotTheirs();
        }

        await schedules.EndAsync([found.Key.Schedule], "you stopped it", cancellationToken);
        return Reply.Say("Stopped: I won't come back to this one. On the list it stays as it is.");
    }

    /// <summary>The entry, if it came to the caller from a checklist.</summary>
    private async Task<OutboxEntry?> FindAsync(Caller caller, long entry, CancellationToken cancellationToken) =>
        await outbox.FindAsync(entry, cancellationToken) is { } found
            && found.Key.Recipient == new PersonRecipient(caller.Workspace, caller.Person.Id)
            && await schedules.FindAsync(found.Key.Schedule, cancellationToken) is { Feature: DueItems.Feature }
            ? found
            : null;

    private static Reply NotTheirs() =>
        Reply.Say((Line)"That reminder is gone, or it is somebody else's. Nothing was changed. " + Line.Code($"{CommandDefinition.Root} {ChecklistFeature.CommandName}") + " shows the checklists there are.");
}
