using MentorBot.Core.Commands;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Checklists;

/// <summary>Lets people at the checklists that they may work on, and has what falls due follow what they change.</summary>
internal sealed class ChecklistRuns(IChecklistStore runs, DueItems due)
{
    /// <summary>
    /// Goes on with a run that the caller may work on: a shared one is open to everybody in its channel and, in their direct
    /// conversation, to whoever has an item of it; any other to the person who started it.
    /// </summary>
    public async Task<Answer> WithAsync(Caller caller, long id, Func<ChecklistRun, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run || run.Place.Workspace != caller.Workspace)
        {
            return Reply.Say((Line)"That checklist is gone. " + Line.Code($"{CommandDefinition.Root} {ChecklistFeature.CommandName}") + " shows the ones there are.");
        }

        var isOpenToCaller = run.IsShared
            ? run.Place.Channel == caller.Place.Channel || (caller.Place.IsDirect && run.Items.Any(item => item.Assignee?.Id == caller.Person.Id))
            : run.Starter?.Id == caller.Person.Id;
        return isOpenToCaller
            ? await then(run)
            : Reply.Say(run.IsShared ? "That checklist belongs to another channel. Open it there." : "That checklist is somebody's own. You can start one for yourself.");
    }

    /// <summary>Changes a run, and returns it as it is then, with what others did meanwhile; null where it is gone.</summary>
    public async Task<ChecklistRun?> ChangeAsync(ChecklistRun before, Func<Task> change, CancellationToken cancellationToken)
    {
        await change();
        if (await runs.FindAsync(before.Id, cancellationToken) is not { } after)
        {
            return null;
        }

        if (before.ClosedAt is null != after.ClosedAt is null)
        {
            await due.FollowAsync(after, cancellationToken);
        }

        return after;
    }
}
