using System.Collections.Concurrent;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryChecklists(InMemoryPeople people) : IChecklistStore
{
    private readonly Lock _lock = new();
    private long _last;

    public ConcurrentDictionary<long, ChecklistRun> All { get; } = new();

    public Task<long> StartAsync(ChecklistRun run, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        All[id] = run with { Id = id, ClosedAt = null };
        return Task.FromResult(id);
    }

    public Task<ChecklistRun?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(id));

    public Task<IReadOnlyList<RunSummary>> OpenAsync(PersonId person, Place place, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RunSummary>>([.. All.Values
            .Where(run => run.ClosedAt is null && run.Place.Workspace == place.Workspace && (run.IsShared ? run.Place.Channel == place.Channel : run.Starter?.Id == person))
            .OrderByDescending(run => run.Id)
            .Take(count)
            .Select(run => new RunSummary(run.Id, run.ItemId, run.Title, run.IsShared, run.StartedAt, run.Items.Count(item => item.DoneAt is not null), run.Items.Count))]);

    public Task<IReadOnlyList<ItemToDo>> ItemsOfAsync(PersonId person, Workspace workspace, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ItemToDo>>([.. All.Values
            .Where(run => run.ClosedAt is null && run.Place.Workspace == workspace)
            .SelectMany(run => run.Items
                .Where(item => item.DoneAt is null && (run.IsShared ? item.Assignee?.Id == person : run.Starter?.Id == person && item.Due is not null))
                .Select(item => new ItemToDo(run.Id, run.Title, item.Number, item.Text, item.Due)))
            .OrderBy(item => item.Due ?? LocalDate.MaxIsoValue).ThenBy(item => item.Run).ThenBy(item => item.Number)
            .Take(count)]);

    public Task<bool> TickAsync(long run, int number, PersonId by, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(run, number, item => item.DoneAt is null, (found, item) => item with { DoneAt = at, DoneBy = people.Find(found.Place.Workspace, by) }, at));

    public Task<bool> UntickAsync(long run, int number, CancellationToken cancellationToken) =>
        Task.FromResult(Change(run, number, item => item.DoneAt is not null, (_, item) => item with { DoneAt = null, DoneBy = null }, closeAt: null));

    public Task<bool> DetailAsync(long run, int number, int revision, ItemDetail detail, PersonId by, CancellationToken cancellationToken)
    {
        Storable.Check(detail.Note);
        return Task.FromResult(Change(run, number, item => item.Revision == revision, (found, item) => item with
        {
            Note = detail.Note,
            NotedBy = detail.Note is null ? null : detail.Note == item.Note ? item.NotedBy : people.Find(found.Place.Workspace, by),
            Assignee = detail.Assignee is { } id ? people.Find(found.Place.Workspace, id) : null,
            Due = detail.Due,
            Revision = revision + 1,
        }, closeAt: null));
    }

    public Task CloseAsync(long run, Instant at, CancellationToken cancellationToken) => SetClosed(run, at);

    public Task ReopenAsync(long run, CancellationToken cancellationToken) => SetClosed(run, at: null);

    /// <summary>Takes away their own lists, and their name and their notes from those of others.</summary>
    public void Erase(PersonId person)
    {
        foreach (var run in All.Values.ToList())
        {
            if (run.Starter?.Id == person && !run.IsShared)
            {
                All.TryRemove(run.Id, out _);
                continue;
            }

            All[run.Id] = run with
            {
                Starter = Left(run.Starter),
                Items = [.. run.Items.Select(item => item with
                {
                    DoneBy = Left(item.DoneBy),
                    Assignee = Left(item.Assignee),
                    NotedBy = Left(item.NotedBy),
                    Note = item.NotedBy?.Id == person ? null : item.Note,
                })],
            };
        }

        Person? Left(Person? one) => one?.Id == person ? null : one;
    }

    private bool Change(long id, int number, Func<RunItem, bool> when, Func<ChecklistRun, RunItem, RunItem> change, Instant? closeAt)
    {
        lock (_lock)
        {
            if (!All.TryGetValue(id, out var run) || run.ClosedAt is not null || run.Items.FirstOrDefault(item => item.Number == number) is not { } found || !when(found))
            {
                return false;
            }

            var changed = run with { Items = [.. run.Items.Select(item => item == found ? change(run, item) : item)] };
            All[id] = closeAt is { } at && changed.Items.All(item => item.DoneAt is not null) ? changed with { ClosedAt = at } : changed;
            return true;
        }
    }

    private Task SetClosed(long id, Instant? at)
    {
        lock (_lock)
        {
            if (All.TryGetValue(id, out var run))
            {
                All[id] = run with { ClosedAt = at };
            }
        }

        return Task.CompletedTask;
    }
}
