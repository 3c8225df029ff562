using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Support;

/// <summary>When people and teams may be reached.</summary>
internal sealed class InMemoryTimes : IPersonalTime, ITeamTime
{
    private readonly List<(PersonId Person, StoredAbsence Absence)> _absences = [];
    private long _last;

    public Dictionary<PersonId, PersonalTime> People { get; } = [];

    public TeamTime Team { get; set; } = new();

    public Task<PersonalTime> OfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult(People.GetValueOrDefault(person) ?? new PersonalTime());

    public Task ChangeAsync(PersonId person, PersonalTime time, CancellationToken cancellationToken)
    {
        People[person] = time;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredAbsence>> AbsencesAsync(PersonId person, LocalDate from, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredAbsence>>([.. _absences.Where(one => one.Person == person && one.Absence.Absence.To >= from).Select(one => one.Absence).OrderBy(one => one.Absence.From)]);

    public Task<long> AddAbsenceAsync(PersonId person, Absence absence, CancellationToken cancellationToken)
    {
        _absences.Add((person, new StoredAbsence(++_last, absence)));
        return Task.FromResult(_last);
    }

    public Task<bool> RemoveAbsenceAsync(PersonId person, long id, CancellationToken cancellationToken) =>
        Task.FromResult(_absences.RemoveAll(one => one.Person == person && one.Absence.Id == id) > 0);

    public Task AttendedAsync(PersonId person, CancellationToken cancellationToken) => Task.CompletedTask;

    Task<TeamTime> ITeamTime.OfAsync(Workspace workspace, CancellationToken cancellationToken) => Task.FromResult(Team);

    Task ITeamTime.ChangeAsync(Workspace workspace, TeamTime time, CancellationToken cancellationToken)
    {
        Team = time with { Added = Team.Added, Removed = Team.Removed };
        return Task.CompletedTask;
    }

    public Task AddDaysOffAsync(Workspace workspace, IReadOnlyCollection<Holiday> days, CancellationToken cancellationToken)
    {
        Team = Team with { Added = Team.Added.SetItems(days.Select(day => KeyValuePair.Create(day.Date, day.Name))) };
        return Task.CompletedTask;
    }

    public Task RemoveDayOffAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken)
    {
        Team = Team with { Added = Team.Added.Remove(date), Removed = Team.Removed.Add(date) };
        return Task.CompletedTask;
    }

    public Task ResetDayAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken)
    {
        Team = Team with { Added = Team.Added.Remove(date), Removed = Team.Removed.Remove(date) };
        return Task.CompletedTask;
    }
}
