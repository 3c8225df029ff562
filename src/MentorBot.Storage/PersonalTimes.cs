using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>When people want to be reached, in SQL.</summary>
internal sealed class PersonalTimes(Database database, IClock clock) : IPersonalTime, IPersonalData
{
    private const string Theirs = "o.person_id = @person";

    public string Section => "personal-time";

    public Task<PersonalTime> OfAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await FindAsync(session, person))?.ToTime() ?? new PersonalTime(), cancellationToken);

    public Task ChangeAsync(PersonId person, PersonalTime time, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await LockAsync(session, person);
                var before = await FindAsync(session, person);
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO personal_time ({PersonalTimeRow.Columns})
                    VALUES (@person, @zone, @days, @workStart, @workEnd, @quietStart, @quietEnd, @NoQuiet, @nudgeTime, @strength, @Paused, @declinedZone)
                    ON CONFLICT (person_id) DO UPDATE SET zone = excluded.zone, working_days = excluded.working_days, work_start = excluded.work_start,
                        work_end = excluded.work_end, quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end, no_quiet = excluded.no_quiet,
                        nudge_time = excluded.nudge_time, strength = excluded.strength, paused = excluded.paused, declined_zone = excluded.declined_zone
                    """,
                    new
                    {
                        person,
                        zone = time.Zone?.Id,
                        days = TimeText.Of(time.WorkingDays),
                        workStart = TimeText.Of(time.Working?.From),
                        workEnd = TimeText.Of(time.Working?.To),
                        quietStart = TimeText.Of(time.Quiet?.From),
                        quietEnd = TimeText.Of(time.Quiet?.To),
                        time.NoQuiet,
                        nudgeTime = TimeText.Of(time.NudgeTime),
                        strength = time.Strength.ToString(),
                        time.Paused,
                        declinedZone = time.DeclinedZone?.Id,
                    });
                if (time.Zone?.Id != before?.Zone)
                {
                    await MoveAsync(session, person, time.Zone);
                }

                return await ZoneMoves.WakeAsync(session, clock.GetCurrentInstant(), Theirs, new { person });
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredAbsence>> AbsencesAsync(PersonId person, LocalDate from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredAbsence>>(
            async session =>
            [
                .. (await session.ListAsync<AbsenceRow>(
                    "SELECT id, person_id, first_day, last_day FROM absences WHERE person_id = @person AND last_day >= @from ORDER BY first_day, last_day",
                    // Years before 1 are written with a sign, which sorts before every digit.
                    new { person, from })).Select(row => row.ToAbsence()),
            ],
            cancellationToken);

    public Task<long> AddAbsenceAsync(PersonId person, Absence absence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await LockAsync(session, person);
                // The update that changes nothing makes the engine return the id of the row that is there.
                var id = await session.FirstAsync<long>(
                    """
                    INSERT INTO absences (person_id, first_day, last_day) VALUES (@person, @From, @To)
                    ON CONFLICT (person_id, first_day, last_day) DO UPDATE SET last_day = excluded.last_day
                    RETURNING id
                    """,
                    new { person, absence.From, absence.To });
                await ZoneMoves.WakeAsync(session, clock.GetCurrentInstant(), Theirs, new { person });
                return id;
            },
            cancellationToken);

    public Task<bool> RemoveAbsenceAsync(PersonId person, long id, LocalDate from, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await LockAsync(session, person);
                var removed = await session.FirstAsync<AbsenceRow>(
                    "DELETE FROM absences WHERE id = @id AND person_id = @person AND last_day >= @from RETURNING id, person_id, first_day, last_day",
                    new { id, person, from });
                if (removed is not null && removed.FirstDay < from)
                {
                    await session.ExecuteAsync(
                        "INSERT INTO absences (person_id, first_day, last_day) VALUES (@person, @FirstDay, @until) ON CONFLICT (person_id, first_day, last_day) DO NOTHING",
                        new { person, removed.FirstDay, until = from.PlusDays(-1) });
                }

                await ZoneMoves.WakeAsync(session, clock.GetCurrentInstant(), Theirs, new { person });
                return removed is not null;
            },
            cancellationToken);

    public Task AttendedAsync(PersonId person, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO attention (person_id, attended_at, ignored) VALUES (@person, @now, 0)
                ON CONFLICT (person_id) DO UPDATE SET attended_at = excluded.attended_at, ignored = 0
                """,
                new { person, now = clock.GetCurrentInstant() }),
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. Export.Rows(
                    await session.ListAsync<PersonalTimeRow>($"SELECT {PersonalTimeRow.Columns} FROM personal_time WHERE person_id = @person", new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "settings",
                        ["zone"] = row.Zone,
                        ["workingDays"] = row.WorkingDays,
                        ["workStart"] = row.WorkStart,
                        ["workEnd"] = row.WorkEnd,
                        ["quietStart"] = row.QuietStart,
                        ["quietEnd"] = row.QuietEnd,
                        ["noQuiet"] = row.NoQuiet,
                        ["nudgeTime"] = row.NudgeTime,
                        ["strength"] = row.Strength.ToString(),
                        ["paused"] = row.Paused,
                        ["declinedZone"] = row.DeclinedZone,
                    }),
                .. Export.Rows(
                    await session.ListAsync<AbsenceRow>("SELECT id, person_id, first_day, last_day FROM absences WHERE person_id = @person ORDER BY first_day", new { person }),
                    row => new(StringComparer.Ordinal) { ["kind"] = "absence", ["from"] = Export.Iso(row.FirstDay), ["to"] = Export.Iso(row.LastDay) }),
                .. Export.Rows(
                    await session.ListAsync<AttentionRow>("SELECT attended_at, nudged_at, ignored FROM attention WHERE person_id = @person", new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "attention",
                        ["lastSeen"] = Export.Iso(row.AttendedAt),
                        ["lastNudge"] = Export.Iso(row.NudgedAt),
                        ["ignored"] = row.Ignored,
                    }),
            ],
            cancellationToken);

    /// <summary>Waits for a claim that decides by what held before, so that what it holds is woken.</summary>
    private Task LockAsync(Session session, PersonId person) => database.Engine.LockPeopleAsync(session, [person.Value]);

    /// <summary>Moves all that follows somebody's zone; without one of their own it is that of each team that they are in.</summary>
    private async Task MoveAsync(Session session, PersonId person, DateTimeZone? zone)
    {
        if (zone is not null)
        {
            await ZoneMoves.ApplyAsync(session, database.Engine, clock.GetCurrentInstant(), zone, "s.person_id = @person", new { person });
            return;
        }

        foreach (var team in await session.ListAsync<TeamZoneRow>(
            """
            SELECT DISTINCT s.platform, s.workspace, t.zone FROM schedules s
            LEFT JOIN team_time t ON t.platform = s.platform AND t.workspace = s.workspace
            WHERE s.person_id = @person AND s.follows_zone AND s.state <> 'Ended'
            ORDER BY s.platform, s.workspace
            """,
            new { person }))
        {
            await ZoneMoves.ApplyAsync(
                session,
                database.Engine,
                clock.GetCurrentInstant(),
                TimeText.ZoneOrNull(team.Zone) ?? WorkingTime.Default.Zone,
                "s.person_id = @person AND s.platform = @Platform AND s.workspace = @Workspace",
                new { person, team.Platform, team.Workspace });
        }
    }

    private static Task<PersonalTimeRow?> FindAsync(Session session, PersonId person) =>
        session.FirstAsync<PersonalTimeRow>($"SELECT {PersonalTimeRow.Columns} FROM personal_time WHERE person_id = @person", new { person });

    private sealed record TeamZoneRow
    {
        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string? Zone { get; init; }
    }

    private sealed record AttentionRow
    {
        public Instant? AttendedAt { get; init; }

        public Instant? NudgedAt { get; init; }

        public int Ignored { get; init; }
    }
}
