using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>When teams work, in SQL.</summary>
internal sealed class TeamTimes(Database database, IClock clock) : ITeamTime
{
    public Task<TeamTime> OfAsync(Workspace workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var row = await FindAsync(session, workspace) ?? new TeamTimeRow();
                return row.ToTime(await session.ListAsync<TeamDayRow>(
                    "SELECT platform, workspace, day, name FROM team_days WHERE platform = @Platform AND workspace = @Id", new { workspace.Platform, workspace.Id }));
            },
            cancellationToken);

    public Task ChangeAsync(Workspace workspace, TeamTime time, CancellationToken cancellationToken) =>
        WriteAsync(
            workspace,
            async session =>
            {
                var before = await FindAsync(session, workspace);
                await session.ExecuteAsync(
                    """
                    INSERT INTO team_time (platform, workspace, zone, working_days, work_start, work_end, quiet_start, quiet_end, calendars)
                    VALUES (@Platform, @Id, @zone, @days, @workStart, @workEnd, @quietStart, @quietEnd, @calendars)
                    ON CONFLICT (platform, workspace) DO UPDATE SET zone = excluded.zone, working_days = excluded.working_days, work_start = excluded.work_start,
                        work_end = excluded.work_end, quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end, calendars = excluded.calendars
                    """,
                    new
                    {
                        workspace.Platform,
                        workspace.Id,
                        zone = time.Zone?.Id,
                        days = TimeText.Of(time.WorkingDays),
                        workStart = TimeText.Of(time.Working?.From),
                        workEnd = TimeText.Of(time.Working?.To),
                        quietStart = TimeText.Of(time.Quiet?.From),
                        quietEnd = TimeText.Of(time.Quiet?.To),
                        calendars = string.Join(',', time.Calendars),
                    });
                if (time.Zone?.Id != before?.Zone)
                {
                    await ZoneMoves.ApplyAsync(
                        session,
                        database.Engine,
                        clock.GetCurrentInstant(),
                        time.Zone ?? WorkingTime.Default.Zone,
                        """
                        s.platform = @Platform AND s.workspace = @Id
                            AND NOT EXISTS (SELECT 1 FROM personal_time t WHERE t.person_id = s.person_id AND t.zone IS NOT NULL)
                        """,
                        new { workspace.Platform, workspace.Id });
                }
            },
            cancellationToken);

    public Task AddDaysOffAsync(Workspace workspace, IReadOnlyCollection<Holiday> days, CancellationToken cancellationToken) =>
        WriteAsync(
            workspace,
            session => session.ExecuteAsync(
                """
                INSERT INTO team_days (platform, workspace, day, name) VALUES (@Platform, @Id, @Date, @Name)
                ON CONFLICT (platform, workspace, day) DO UPDATE SET name = excluded.name
                """,
                days.Select(day => new { workspace.Platform, workspace.Id, day.Date, day.Name })),
            cancellationToken);

    public Task RemoveDayOffAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken) =>
        WriteAsync(
            workspace,
            session => session.ExecuteAsync(
                """
                INSERT INTO team_days (platform, workspace, day, name) VALUES (@Platform, @Id, @date, NULL)
                ON CONFLICT (platform, workspace, day) DO UPDATE SET name = NULL
                """,
                new { workspace.Platform, workspace.Id, date }),
            cancellationToken);

    public Task ResetDayAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken) =>
        WriteAsync(
            workspace,
            session => session.ExecuteAsync("DELETE FROM team_days WHERE platform = @Platform AND workspace = @Id AND day = @date", new { workspace.Platform, workspace.Id, date }),
            cancellationToken);

    private static Task<TeamTimeRow?> FindAsync(Session session, Workspace workspace) =>
        session.FirstAsync<TeamTimeRow>("SELECT * FROM team_time WHERE platform = @Platform AND workspace = @Id", new { workspace.Platform, workspace.Id });

    private Task<int> WriteAsync(Workspace workspace, Func<Session, Task> write, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await write(session);
                return await ZoneMoves.WakeAsync(session, clock.GetCurrentInstant(), "o.platform = @Platform AND o.workspace = @Id", new { workspace.Platform, workspace.Id });
            },
            cancellationToken);
}
