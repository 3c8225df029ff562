using MentorBot.Core.People;

namespace MentorBot.Core.Schedules;

/// <summary>The working times of all recipients of a batch, each put together once.</summary>
internal sealed class BatchCalendar(BatchTimes batch, WorkingTimes times)
{
    private readonly Dictionary<Workspace, WorkingTime> _teams = [];
    private readonly Dictionary<(Workspace Workspace, PersonId Person), WorkingTime> _people = [];

    public WorkingTime Of(Recipient recipient)
    {
        if (!_teams.TryGetValue(recipient.Workspace, out var team))
        {
            team = times.Of(batch.Teams.GetValueOrDefault(recipient.Workspace) ?? new TeamTime());
            _teams.Add(recipient.Workspace, team);
        }

        if (recipient is not PersonRecipient(var workspace, var person))
        {
            return team;
        }

        if (!_people.TryGetValue((workspace, person), out var own))
        {
            var set = batch.People.GetValueOrDefault(person) ?? PersonsTime.Unset;
            own = team.For(set.Time, set.Absences);
            _people.Add((workspace, person), own);
        }

        return own;
    }
}
