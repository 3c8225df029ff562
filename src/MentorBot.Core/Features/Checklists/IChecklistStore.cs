using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>A checklist that is being worked through, with the wording that it was started with.</summary>
/// <param name="Place">Where it was started. Shared: everybody there works on it; otherwise it is the starter's alone.</param>
/// <param name="Starter">Who started it; null once that person has left and erased their data.</param>
/// <param name="ClosedAt">When it was finished or put away; null while it runs.</param>
public sealed record ChecklistRun(
    long Id,
    Place Place,
    bool IsShared,
    Person? Starter,
    string ItemId,
    string Title,
    Instant StartedAt,
    Instant? ClosedAt,
    IReadOnlyList<RunItem> Items);

/// <summary>One item of a run.</summary>
/// <param name="Number">From 1, in the checklist's order.</param>
/// <param name="DoneBy">Who ticked it; null when nobody has, or when that person has erased their data.</param>
/// <param name="Due">A day in the assignee's own calendar.</param>
public sealed record RunItem(
    int Number,
    string Text,
    string Why,
    Instant? DoneAt,
    Person? DoneBy,
    string? Note,
    Person? Assignee,
    LocalDate? Due)
{
    /// <summary>Who wrote the note; it goes when they erase their data.</summary>
    public Person? NotedBy { get; init; }

    /// <summary>Counts how often the details were written, so that nobody writes over what they haven't seen.</summary>
    public int Revision { get; init; }
}

/// <summary>What people write on an item; null where there is nothing.</summary>
public sealed record ItemDetail(string? Note, PersonId? Assignee, LocalDate? Due);

/// <summary>A run in a list of runs.</summary>
public sealed record RunSummary(long Id, string ItemId, string Title, bool IsShared, Instant StartedAt, int Done, int Total);

/// <summary>An item that somebody has to do.</summary>
/// <param name="Title">The title of its run.</param>
public sealed record ItemToDo(long Run, string Title, int Number, string Text, LocalDate? Due);

/// <summary>Keeps checklists that are being worked through.</summary>
public interface IChecklistStore
{
    /// <summary>Starts a run with its items and returns its id; ids and states in <paramref name="run"/> are not looked at.</summary>
    Task<long> StartAsync(ChecklistRun run, CancellationToken cancellationToken);

    /// <summary>A run with its items, people as the run's workspace knows them.</summary>
    Task<ChecklistRun?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// Open runs that concern a person in a place: their own in this workspace, and those shared in the place; the newest
    /// first, at most <paramref name="count"/>.
    /// </summary>
    Task<IReadOnlyList<RunSummary>> OpenAsync(PersonId person, Place place, int count, CancellationToken cancellationToken);

    /// <summary>
    /// What a person has to do of open runs in a workspace: the items of shared runs that they have, and those of their own that
    /// have a day; the earliest day first, those without one last, at most <paramref name="count"/>.
    /// </summary>
    Task<IReadOnlyList<ItemToDo>> ItemsOfAsync(PersonId person, Workspace workspace, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Ticks one item of an open run; false, and nothing changed, when it was ticked already: the first tick is the one
    /// that counts. Closes the run when it was the last.
    /// </summary>
    Task<bool> TickAsync(long run, int number, PersonId by, Instant at, CancellationToken cancellationToken);

    /// <summary>Unticks one item of an open run; false when it was not ticked.</summary>
    Task<bool> UntickAsync(long run, int number, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an item's details in place of those of a revision; false, and nothing changed, when they are of another
    /// one by now. Whoever changes the note becomes its author.
    /// </summary>
    Task<bool> DetailAsync(long run, int number, int revision, ItemDetail detail, PersonId by, CancellationToken cancellationToken);

    Task CloseAsync(long run, Instant at, CancellationToken cancellationToken);

    Task ReopenAsync(long run, CancellationToken cancellationToken);
}
