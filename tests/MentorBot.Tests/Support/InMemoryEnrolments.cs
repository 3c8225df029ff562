using MentorBot.Core.Features.Plans;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryEnrolments : IEnrolmentStore
{
    private readonly Lock _lock = new();
    private long _last;
    private readonly SortedDictionary<long, Enrolment> _all = [];

    public int Count => _all.Count;

    public Enrolment this[long id]
    {
        get => _all[id];
        set => _all[id] = value;
    }

    public Task<long?> AddAsync(Enrolment enrolment, CancellationToken cancellationToken)
    {
        Storable.Check(enrolment.Answers.Values);
        lock (_lock)
        {
            if (_all.Values.Any(one => one.IsOpen && one.Person == enrolment.Person && one.Place.Workspace == enrolment.Place.Workspace && one.PlanId == enrolment.PlanId))
            {
                return Task.FromResult<long?>(null);
            }

            var id = ++_last;
            _all[id] = enrolment with { Id = id };
            return Task.FromResult<long?>(id);
        }
    }

    public Task<Enrolment?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(_all.GetValueOrDefault(id));

    public Task<IReadOnlyList<Enrolment>> OpenAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Enrolment>>([.. _all.Values.Where(one => one.IsOpen && one.Place.Workspace == workspace && one.Person == person)]);

    public Task OfferAsync(long id, IReadOnlyCollection<int> parts, LocalDate on, Instant at, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            Change(id, one => !one.Marks.Any(mark => mark.Kind == MarkKind.Offered && mark.Part == part && mark.On == on), one => one with { Marks = one.Marks.Add(new PlanMark(MarkKind.Offered, part, on, at)) });
        }

        return Task.CompletedTask;
    }

    public Task<bool> DoneAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(
            id,
            one => one.IsOpen && one.DoneOn(part) is null,
            one => one with { Marks = one.Marks.RemoveAll(mark => mark.Kind == MarkKind.Skipped && mark.Part == part && mark.On == on).Add(new PlanMark(MarkKind.Done, part, on, at)) }));

    public Task<bool> SkipAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(
            id,
            one => one.State == EnrolmentState.Running && one.DoneOn(part) is null && !one.IsSkipped(on),
            one => one with { Marks = one.Marks.Add(new PlanMark(MarkKind.Skipped, part, on, at)) }));

    public Task<bool> PauseAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(
            id,
            one => one.State == EnrolmentState.Running,
            one => one with { State = EnrolmentState.Paused, Marks = one.Marks.Add(new PlanMark(MarkKind.Paused, 0, on, at)) }));

    public Task<bool> ResumeAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(
            id,
            one => one.State == EnrolmentState.Paused,
            one => one with { State = EnrolmentState.Running, Marks = one.Marks.Add(new PlanMark(MarkKind.Resumed, 0, on, at)) }));

    public Task<bool> EndAsync(long id, EnrolmentState how, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(Change(id, one => one.IsOpen, one => one with { State = how, EndedAt = at }));

    public void Erase(PersonId person)
    {
        lock (_lock)
        {
            foreach (var id in _all.Values.Where(one => one.Person == person).Select(one => one.Id).ToList())
            {
                _all.Remove(id);
            }
        }
    }

    private bool Change(long id, Func<Enrolment, bool> when, Func<Enrolment, Enrolment> change)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var found) || !when(found))
            {
                return false;
            }

            _all[id] = change(found);
            return true;
        }
    }
}
