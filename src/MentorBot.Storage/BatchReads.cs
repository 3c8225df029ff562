using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Reads what a batch of due work hangs on, in a few statements however large it is.</summary>
internal static class BatchReads
{
    /// <summary>A plain WHERE … IN takes each id as a parameter, of which an engine has a limit.</summary>
    public const int MostIds = 1_000;

    // That somebody is there is noted about once a minute.
    private static readonly Duration Conversation = Duration.FromSeconds(90);

    public static async Task<BatchTimes> TimesAsync(Session session, IEngine engine, IReadOnlyCollection<Recipient> recipients)
    {
        var lanes = JsonRows.Write(recipients.Select(recipient => recipient.Workspace).Distinct().Select(lane => new LaneJson(lane.Platform, lane.Id)));
        var inLanes = $"(platform, workspace) IN (SELECT platform, workspace FROM {engine.Rows("lanes", "platform TEXT", "workspace TEXT")} AS r)";
        var days = (await session.ListAsync<TeamDayRow>($"SELECT platform, workspace, day, name FROM team_days WHERE {inLanes}", new { lanes }))
            .ToLookup(day => new Workspace(day.Platform, day.Workspace));
        var rows = (await session.ListAsync<TeamTimeRow>($"SELECT * FROM team_time WHERE {inLanes}", new { lanes })).ToDictionary(row => new Workspace(row.Platform, row.Workspace));
        var teams = rows.Keys.Concat(days.Select(day => day.Key)).Distinct()
            .ToDictionary(team => team, team => (rows.GetValueOrDefault(team) ?? new TeamTimeRow()).ToTime(days[team]));

        var people = new Dictionary<PersonId, PersonsTime>();
        foreach (var ids in recipients.OfType<PersonRecipient>().Select(recipient => recipient.Person.Value).Distinct().Chunk(MostIds))
        {
            var absences = (await session.ListAsync<AbsenceRow>($"SELECT id, person_id, first_day, last_day FROM absences WHERE person_id {engine.Among("ids")}", new { ids }))
                .ToLookup(row => row.PersonId, row => row.ToAbsence().Absence);
            foreach (var row in await session.ListAsync<PersonalTimeRow>($"SELECT {PersonalTimeRow.Columns} FROM personal_time WHERE person_id {engine.Among("ids")}", new { ids }))
            {
                people[row.PersonId] = new PersonsTime(row.ToTime(), [.. absences[row.PersonId]]);
            }

            foreach (var away in absences.Where(away => !people.ContainsKey(away.Key)))
            {
                people[away.Key] = new PersonsTime(new PersonalTime(), [.. away]);
            }
        }

        return new BatchTimes(teams, people);
    }

    /// <summary>Whether somebody in a workspace has talked to the bot of late.</summary>
    public static Task<bool> PeopleTalkAsync(Session session, Workspace workspace, Instant now) => session.FirstAsync<bool>(
        """
        SELECT EXISTS (
            SELECT 1 FROM attention a WHERE a.attended_at > @since AND EXISTS (
                SELECT 1 FROM identities i WHERE i.person_id = a.person_id AND i.platform = @Platform AND i.workspace = @Id))
        """,
        new { since = now - Conversation, workspace.Platform, workspace.Id });

    public static async Task<IReadOnlyDictionary<PersonId, PersonsDay>> DaysAsync(Session session, IEngine engine, ILogger log, long[] people, Instant now)
    {
        if (people.Length == 0)
        {
            return new Dictionary<PersonId, PersonsDay>();
        }

        // Two days cover "today" in every zone.
        var values = new { people, now, until = now + Duration.FromHours(36), since = now.InUtc().Date.PlusDays(-2) };
        var used = (await session.ListAsync<SlotRow>(
            $"SELECT person_id, slot_date, COUNT(*) AS used FROM outbox WHERE person_id {engine.Among("people")} AND slot_date >= @since GROUP BY person_id, slot_date", values))
            .ToLookup(row => row.PersonId);
        var waiting = (await session.ListAsync<WaitingRow>(
            $"""
            SELECT person_id, not_before FROM outbox
            WHERE person_id {engine.Among("people")} AND slot_date IS NULL AND status IN ('Pending', 'Held') AND NOT asked_for AND not_before > @now AND not_before < @until
            """,
            values)).ToLookup(row => row.PersonId);
        var coming = (await session.ListAsync<ScheduleRow>(
            $"SELECT {ScheduleRow.Columns} FROM schedules s WHERE s.person_id {engine.Among("people")} AND s.next_due_at < @until", values))
            .ToLookup(row => row.PersonId, row => row.ToScheduleOrNull(log));
        var attention = (await session.ListAsync<AttentionRow>(
            $"SELECT person_id, attended_at, nudged_at, ignored, asked_at FROM attention WHERE person_id {engine.Among("people")}", values)).ToDictionary(row => row.PersonId);
        return people.Select(id => new PersonId(id)).ToDictionary(
            person => person,
            person => new PersonsDay(
                used[person].ToDictionary(row => TimeText.Date(row.SlotDate), row => (int)row.Used),
                [.. waiting[person].Select(row => row.NotBefore)],
                [.. coming[person].OfType<Schedule>()],
                attention.GetValueOrDefault(person)?.ToAttention() ?? Attention.None));
    }

    private sealed record SlotRow
    {
        public PersonId PersonId { get; init; }

        public string SlotDate { get; init; } = "";

        public long Used { get; init; }
    }

    private sealed record WaitingRow
    {
        public PersonId PersonId { get; init; }

        public Instant NotBefore { get; init; }
    }

    private sealed record AttentionRow
    {
        public PersonId PersonId { get; init; }

        public Instant? AttendedAt { get; init; }

        public Instant? NudgedAt { get; init; }

        public int Ignored { get; init; }

        public Instant? AskedAt { get; init; }

        public Attention ToAttention() => new(AttendedAt, NudgedAt, Ignored, AskedAt);
    }
}
