using System.Collections.Immutable;
using MentorBot.Core.Features.Drills;
using MentorBot.Core.Features.Practice;
using MentorBot.Core.People;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryPractice : IPracticeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Workspace, PersonId), ImmutableDictionary<string, long>> _asked = [];
    private long _last;

    public List<PractisedAnswer> All { get; } = [];

    public int AskedCount => _asked.Values.Sum(asked => asked.Count);

    public void Erase(PersonId person)
    {
        All.RemoveAll(one => one.Person == person);
        foreach (var key in _asked.Keys.Where(key => key.Item2 == person).ToList())
        {
            _asked.Remove(key);
        }
    }

    public Task<IReadOnlyDictionary<string, long>> AskedAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(AskedOf(workspace, person));

    public Task NoteAskedAsync(Workspace workspace, PersonId person, string question, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var asked = AskedOf(workspace, person);
            _asked[(workspace, person)] = asked.SetItem(question, asked.Values.DefaultIfEmpty().Max() + 1);
            return Task.CompletedTask;
        }
    }

    public Task<long> SaveAsync(PractisedAnswer answer, CancellationToken cancellationToken)
    {
        Storable.Check(answer.Parts.Values);
        lock (_lock)
        {
            var at = All.FindIndex(one => one.Person == answer.Person && one.Workspace == answer.Workspace && one.Form == answer.Form);
            var id = at >= 0 ? All[at].Id : ++_last;
            if (at >= 0)
            {
                All[at] = answer with { Id = id };
            }
            else
            {
                All.Add(answer with { Id = id });
            }

            return Task.FromResult(id);
        }
    }

    public Task<PractisedAnswer?> OfFormAsync(Workspace workspace, PersonId person, long form, CancellationToken cancellationToken) =>
        Task.FromResult(Of(workspace, person).FirstOrDefault(one => one.Form == form));

    public Task<PractisedAnswer?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        Task.FromResult(Of(workspace, person).FirstOrDefault(one => one.Id == id));

    public Task<IReadOnlyList<PractisedAnswer>> NewestAsync(Workspace workspace, PersonId person, int skip, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PractisedAnswer>>([.. Of(workspace, person).OrderByDescending(one => one.AnsweredAt).ThenByDescending(one => one.Id).Skip(skip).Take(count)]);

    public Task<IReadOnlyList<KindAverage>> AveragesAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KindAverage>>(
        [
            .. Of(workspace, person).GroupBy(one => one.KindId)
                .Select(kind => new KindAverage(
                    kind.First().KindTitle,
                    kind.Count(),
                    kind.Sum(one => one.Scores.Count) is 0 ? null : (decimal)kind.Sum(one => one.Scores.Values.Sum()) / kind.Sum(one => one.Scores.Count)))
                .OrderBy(kind => kind.KindTitle),
        ]);

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(All.RemoveAll(one => one.Id == id && one.Person == person && one.Workspace == workspace) == 1);
        }
    }

    private IEnumerable<PractisedAnswer> Of(Workspace workspace, PersonId person) => All.Where(one => one.Workspace == workspace && one.Person == person);

    private ImmutableDictionary<string, long> AskedOf(Workspace workspace, PersonId person) => _asked.GetValueOrDefault((workspace, person), []);
}

internal sealed class InMemoryDrills : IDrillStore
{
    public List<DrillPlay> All { get; } = [];

    public Task SaveAsync(DrillPlay play, CancellationToken cancellationToken)
    {
        if (!All.Exists(one => one.Person == play.Person && one.Workspace == play.Workspace && one.DrillId == play.DrillId && one.Run == play.Run))
        {
            All.Add(play);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DrillPlay>> NewestAsync(Workspace workspace, PersonId person, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DrillPlay>>([.. All.Where(one => one.Workspace == workspace && one.Person == person).OrderByDescending(one => one.EndedAt).ThenByDescending(one => one.Run).Take(count)]);
}
