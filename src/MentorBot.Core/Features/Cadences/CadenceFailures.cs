using MentorBot.Core.People;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Stops what can't go on where something of a cadence did not arrive, and tells who should know.</summary>
internal sealed class CadenceFailures(OwnCadences own, CadenceSchedules schedules, CadenceNotices notices)
{
    public async Task MeetAsync(Cadence cadence, OutboxEntry entry, Refusal why, CancellationToken cancellationToken)
    {
        switch (why, entry.Key.Recipient)
        {
            case (Refusal.WorkspaceGone, _):
                await PauseAllAsync(cadence.Place.Workspace, cancellationToken);
                break;
            case (Refusal.PlaceGone, PlaceRecipient):
                await own.MoveAsync(cadence, CadenceState.Ended, cancellationToken);
                await TellOwnerAsync(cadence, entry, CadenceNotices.Ended, "the channel is gone", cancellationToken);
                break;
            case (Refusal.NotInPlace, PlaceRecipient):
                await own.MoveAsync(cadence, CadenceState.Paused, cancellationToken);
                await TellOwnerAsync(cadence, entry, CadenceNotices.Shut, "the bot can't write in the channel", cancellationToken);
                break;
            case (Refusal.PersonGone, PersonRecipient(_, var person)):
                await PersonGoneAsync(cadence, person, cancellationToken);
                break;
            case (Refusal.DirectMessagesClosed, PersonRecipient(_, var person)):
                await UnreachableAsync(cadence, entry, person, cancellationToken);
                break;
            case (_, PlaceRecipient) when entry.Key.Kind is CadenceSchedules.Prompt or CadenceSchedules.Report:
                await TellOwnerAsync(cadence, entry, CadenceNotices.Failed, "something could not be posted", cancellationToken);
                break;
        }
    }

    /// <summary>Has somebody who was added take part once they have heard of it: it comes again where it was skipped, and without it they are out.</summary>
    public async Task MeetAddedAsync(Cadence cadence, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var person = ((PersonRecipient)entry.Key.Recipient).Person;
        if (entry.Status is EntryStatus.Sent or EntryStatus.Merged)
        {
            await own.Store.ToldAsync(cadence.Id, person, own.Now, cancellationToken);
            return;
        }

        if (cadence.State == CadenceState.Ended || (await own.Store.ParticipantsAsync(cadence.Id, cancellationToken)).FirstOrDefault(one => one.Person == person) is not { Knows: false } added)
        {
            return;
        }

        // A pause has it wait: it comes when the cadence is resumed.
        if (entry.Status == EntryStatus.Skipped && (cadence.State == CadenceState.Paused || await notices.TellAgainAsync(cadence, entry, cancellationToken)))
        {
            return;
        }

        // Nobody takes part without having heard of it.
        await own.LeaveAsync(cadence, person, cancellationToken);
        if (added.AddedBy is { } by)
        {
            await notices.TellAsync(cadence, CadenceNotices.Untold, by, "somebody could not be told that they were added", cancellationToken);
        }
    }

    /// <summary>Tells the channel that nobody looks after a cadence, once until somebody does.</summary>
    public async Task TellOrphanedAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        if (await own.Store.FindAsync(cadence.Id, cancellationToken) is { Owner: null, OrphanTold: false }
            && await schedules.FindAsync(cadence.Id, CadenceSchedules.Prompt, cancellationToken) is { } prompt)
        {
            await notices.TellOnceAsync(prompt.Id, CadenceNotices.Orphaned, new PlaceRecipient(cadence.Place), own.Now.InZone(cadence.When.Zone).Date, "nobody looks after it", cancellationToken);
            await own.Store.OrphanToldAsync(cadence.Id, cancellationToken);
        }
    }

    private async Task PauseAllAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        foreach (var one in (await own.Store.AllAsync(workspace, cancellationToken)).Where(one => one.State == CadenceState.Running))
        {
            await own.MoveAsync(one, CadenceState.Paused, cancellationToken);
        }
    }

    private async Task TellOwnerAsync(Cadence cadence, OutboxEntry entry, string kind, string reason, CancellationToken cancellationToken)
    {
        if (cadence.Owner is { } owner)
        {
            await notices.TellOnceAsync(entry.Key.Schedule, kind, new PersonRecipient(cadence.Place.Workspace, owner), entry.Key.Date, reason, cancellationToken);
        }
    }

    private async Task PersonGoneAsync(Cadence cadence, PersonId person, CancellationToken cancellationToken)
    {
        await own.LeaveAsync(cadence, person, cancellationToken);
        if (cadence.Owner == person && cadence.State != CadenceState.Ended && await own.GiveAsync(cadence, null, cancellationToken))
        {
            await TellOrphanedAsync(cadence, cancellationToken);
        }
    }

    private async Task UnreachableAsync(Cadence cadence, OutboxEntry entry, PersonId person, CancellationToken cancellationToken)
    {
        var isTheirs = await schedules.FindAsync(entry.Key.Schedule, cancellationToken) is { Recipient: PersonRecipient(_, var meant) } && meant == person;
        if (isTheirs || cadence.Owner == person)
        {
            // One word for each of their schedules: a note every day would be a nuisance to the others.
            await notices.TellOnceAsync(entry.Key.Schedule, CadenceNotices.Unreachable, new PlaceRecipient(cadence.Place), cadence.When.Start, "direct messages are closed", cancellationToken);
        }
    }
}
