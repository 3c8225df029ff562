using MentorBot.Core.Features.Evidence;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryEvidence : IEvidenceStore
{
    private readonly Lock _lock = new();
    private long _last;

    public List<EvidenceRecord> All { get; } = [];

    public Task<long> SaveAsync(EvidenceRecord evidence, CancellationToken cancellationToken)
    {
        Storable.Check(evidence.What, evidence.Impact, evidence.Number, evidence.Link);
        lock (_lock)
        {
            var at = All.FindIndex(one => evidence.Subject is not null && one.Person == evidence.Person && one.Source == evidence.Source && one.Subject == evidence.Subject && one.Part == evidence.Part);
            if (at >= 0)
            {
                All[at] = evidence with { Id = All[at].Id, Date = evidence.Source == "plan" ? All[at].Date : evidence.Date };
                return Task.FromResult(All[at].Id);
            }

            All.Add(evidence with { Id = ++_last });
            return Task.FromResult(_last);
        }
    }

    public Task<IReadOnlyList<EvidenceRecord>> OfSubjectAsync(PersonId person, string source, long subject, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EvidenceRecord>>([.. All.Where(one => one.Person == person && one.Source == source && one.Subject == subject).OrderBy(one => one.Part)]);

    public Task<IReadOnlyList<EvidenceRecord>> BetweenAsync(Workspace workspace, PersonId person, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EvidenceRecord>>([.. All.Where(one => one.Workspace == workspace && one.Person == person && one.Date >= from && one.Date <= to).OrderBy(one => one.Date).ThenBy(one => one.Id)]);

    public Task<IReadOnlyList<EvidenceRecord>> NewestAsync(Workspace workspace, PersonId person, DateInterval days, int skip, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EvidenceRecord>>([.. All.Where(one => one.Workspace == workspace && one.Person == person && days.Contains(one.Date)).OrderByDescending(one => one.Date).ThenByDescending(one => one.Id).Skip(skip).Take(count)]);

    public Task<EvidenceRecord?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        Task.FromResult(All.FirstOrDefault(one => one.Id == id && one.Person == person && one.Workspace == workspace));

    public Task<bool> ChangeAsync(EvidenceRecord evidence, CancellationToken cancellationToken)
    {
        Storable.Check(evidence.What, evidence.Impact, evidence.Number, evidence.Link);
        lock (_lock)
        {
            var at = All.FindIndex(one => one.Id == evidence.Id && one.Person == evidence.Person && one.Workspace == evidence.Workspace);
            if (at >= 0)
            {
                All[at] = evidence;
            }

            return Task.FromResult(at >= 0);
        }
    }

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(All.RemoveAll(one => one.Id == id && one.Person == person && one.Workspace == workspace) == 1);
        }
    }
}
