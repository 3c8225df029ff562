using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>Brings people the items of checklists that fall due, and tells who gave them one where it can't reach them.</summary>
internal sealed class DueNudges(IChecklistStore runs, DueItems due, IOutbox outbox, IPeopleStore people, WorkingTimes times, IClock clock) : IScheduledFeature
{
    /// <summary>The kinds of the entries that say, in the channel, that somebody's direct messages are closed, or that they have left.</summary>
    public const string Unreachable = "unreachable";

    public const string Gone = "gone";

    private const int LongestTitle = 60;

    public string Name => DueItems.Feature;

    public async Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) =>
        await runs.FindAsync(schedule.Subject, cancellationToken) is { } run && DueItems.ItemOf(run, schedule) is { } item
            ? Limits.Shorten(item.Text, LongestTitle)
            : "a checklist that is gone";

    public async Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken)
    {
        var schedule = request.Schedule;
        if (await runs.FindAsync(schedule.Subject, cancellationToken) is not { } run || DueItems.ItemOf(run, schedule) is not { } item)
        {
            return new NothingToSend("the checklist is gone");
        }

        var why = run.ClosedAt is not null ? "the checklist is closed"
            : item.DoneAt is not null ? "it is done already"
            : DueItems.RecipientOf(run, item) is not { } person || (schedule.Recipient is PersonRecipient(_, var to) && to != person) ? "somebody else has it now"
            : item.Due != schedule.When.Start ? "it has another day now"
            : null;
        if (why is not null)
        {
            return new NothingToSend(why);
        }

        var giver = schedule.Owner is { } owner ? await people.FindAsync(run.Place.Workspace, owner, cancellationToken) : null;
        if (request.Entry.Key.Kind is Unreachable or Gone)
        {
            return new ComposedMessage(DueView.OfUnreachable(run, item, giver, hasLeft: request.Entry.Key.Kind == Gone));
        }

        var time = await times.OfAsync(schedule.Recipient, cancellationToken);
        var today = clock.GetCurrentInstant().InZone(time.Zone).Date;
        return new ComposedMessage(DueView.Of(run, item, giver, today, request.Entry.Id, request.AskToEase), DueView.Brief(run, item, today, request.Entry.Id, request.AskToEase));
    }

    public async Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken)
    {
        if (entry.Key.Kind is Unreachable or Gone)
        {
            return;
        }

        if (entry is { Status: EntryStatus.Skipped, Reason: Reasons.Away })
        {
            await due.BringBackAsync(entry, schedule, cancellationToken);
            return;
        }

        // In a channel everybody sees who has what, so it may be said there; somebody's own list is no one else's business.
        if (failure is Refusal.DirectMessagesClosed or Refusal.PersonGone
            && await runs.FindAsync(schedule.Subject, cancellationToken) is { IsShared: true, Place: { IsDirect: false } place })
        {
            var kind = failure == Refusal.PersonGone ? Gone : Unreachable;
            await outbox.AddAsync(
                new EntryKey(schedule.Id, kind, new PlaceRecipient(place), entry.Key.Date),
                clock.GetCurrentInstant(),
                askedFor: false,
                failure == Refusal.PersonGone ? "the person has left" : "direct messages are closed",
                cancellationToken);
        }
    }
}
