using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryPersonalTime : IPersonalTime
{
    private readonly ConcurrentDictionary<long, (PersonId Person, Absence Absence)> _absences = new();
    private long _last;

    public ConcurrentDictionary<PersonId, PersonalTime> All { get; } = new();

    public Task<PersonalTime> OfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(person, new PersonalTime()));

    public Task ChangeAsync(PersonId person, PersonalTime time, CancellationToken cancellationToken)
    {
        All[person] = time;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredAbsence>> AbsencesAsync(PersonId person, LocalDate from, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredAbsence>>([.. _absences
            .Where(pair => pair.Value.Person == person && pair.Value.Absence.To >= from)
            .Select(pair => new StoredAbsence(pair.Key, pair.Value.Absence))
            .OrderBy(one => one.Absence.From)
            .ThenBy(one => one.Id)]);

    public Task<long> AddAbsenceAsync(PersonId person, Absence absence, CancellationToken cancellationToken)
    {
        var known = _absences.FirstOrDefault(pair => pair.Value == (person, absence)).Key;
        var id = known > 0 ? known : Interlocked.Increment(ref _last);
        _absences[id] = (person, absence);
        return Task.FromResult(id);
    }

    public async Task<bool> RemoveAbsenceAsync(PersonId person, long id, LocalDate from, CancellationToken cancellationToken)
    {
        if (!_absences.TryGetValue(id, out var one) || one.Person != person || one.Absence.To < from || !_absences.TryRemove(id, out _))
        {
            return false;
        }

        if (one.Absence.From < from)
        {
            await AddAbsenceAsync(person, one.Absence with { To = from.PlusDays(-1) }, cancellationToken);
        }

        return true;
    }

    public Task AttendedAsync(PersonId person, CancellationToken cancellationToken)
    {
        OnAttended?.Invoke();
        Attended.Enqueue(person);
        return Task.CompletedTask;
    }

    /// <summary>Who was noted to be there, each time.</summary>
    public ConcurrentQueue<PersonId> Attended { get; } = new();

    /// <summary>What happens when somebody is to be noted, for a store that fails.</summary>
    public Action? OnAttended { get; set; }

    public void Erase(PersonId person)
    {
        All.TryRemove(person, out _);
        foreach (var id in _absences.Where(pair => pair.Value.Person == person).Select(pair => pair.Key))
        {
            _absences.TryRemove(id, out _);
        }
    }
}

internal sealed class InMemoryTeamTime : ITeamTime
{
    public ConcurrentDictionary<Workspace, TeamTime> All { get; } = new();

    public Task<TeamTime> OfAsync(Workspace workspace, CancellationToken cancellationToken) => Task.FromResult(Of(workspace));

    public Task ChangeAsync(Workspace workspace, TeamTime time, CancellationToken cancellationToken) =>
        Set(workspace, team => time with { Added = team.Added, Removed = team.Removed });

    public Task AddDaysOffAsync(Workspace workspace, IReadOnlyCollection<Holiday> days, CancellationToken cancellationToken)
    {
        Storable.Check(days.Select(day => day.Name));
        return Set(workspace, team => team with { Added = team.Added.SetItems(days.Select(day => KeyValuePair.Create(day.Date, day.Name))) });
    }

    public Task RemoveDayOffAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken) =>
        Set(workspace, team => team with { Added = team.Added.Remove(date), Removed = team.Removed.Add(date) });

    public Task ResetDayAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken) =>
        Set(workspace, team => team with { Added = team.Added.Remove(date), Removed = team.Removed.Remove(date) });

    private TeamTime Of(Workspace workspace) => All.GetValueOrDefault(workspace, new TeamTime());

    private Task Set(Workspace workspace, Func<TeamTime, TeamTime> change)
    {
        All[workspace] = change(Of(workspace));
        return Task.CompletedTask;
    }
}

internal sealed class InMemoryLedger : ILedger
{
    /// <summary>The entries, the oldest first.</summary>
    public ConcurrentQueue<OutboxEntry> All { get; } = new();

    public Task<IReadOnlyList<OutboxEntry>> PastAsync(long schedule, int count, CancellationToken cancellationToken) =>
        Past(entry => entry.Key.Schedule == schedule, count);

    public Task<IReadOnlyList<OutboxEntry>> PastAsync(Recipient recipient, int count, CancellationToken cancellationToken) =>
        Past(entry => entry.Key.Recipient == recipient, count);

    private Task<IReadOnlyList<OutboxEntry>> Past(Func<OutboxEntry, bool> wanted, int count) =>
        Task.FromResult<IReadOnlyList<OutboxEntry>>([.. All.Where(wanted).Reverse().Take(count)]);
}
