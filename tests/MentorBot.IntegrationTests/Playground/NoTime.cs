using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>Nobody has set anything, and nothing is kept: the playground alone brings nothing by itself.</summary>
internal sealed class NoTime : IPersonalTime
{
    public Task<PersonalTime> OfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult(new PersonalTime());

    public Task ChangeAsync(PersonId person, PersonalTime time, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<StoredAbsence>> AbsencesAsync(PersonId person, LocalDate from, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredAbsence>>([]);

    public Task<long> AddAbsenceAsync(PersonId person, Absence absence, CancellationToken cancellationToken) => Task.FromResult(0L);

    public Task<bool> RemoveAbsenceAsync(PersonId person, long id, LocalDate from, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task AttendedAsync(PersonId person, CancellationToken cancellationToken) => Task.CompletedTask;
}
