using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What is due, in SQL: a tick reads a batch by its index, and writes it with three statements.</summary>
internal sealed class DueSchedules(Database database, ILogger<DueSchedules> log) : IDueWork
{
    private const int ForgottenAtOnce = 2_000;

    private const int RecomputedAtOnce = 1_000;

    private static readonly Duration UntilMended = Duration.FromHours(1);

    public Task<int> TakeAsync(Instant now, int limit, Func<DueBatch, IReadOnlyList<ScheduleStep>> decide, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var rows = await session.ListAsync<ScheduleRow>(
                    $"SELECT {ScheduleRow.Columns} FROM schedules s WHERE s.next_due_at <= @now ORDER BY s.next_due_at, s.id LIMIT @limit {database.Engine.TakeRows}",
                    new { now, limit });
                if (rows.Count == 0)
                {
                    return 0;
                }

                var readable = new List<Schedule>(rows.Count);
                var unreadable = new List<ScheduleStepJson>();
                foreach (var row in rows)
                {
                    if (row.ToComingScheduleOrNull(log) is { } schedule)
                    {
                        readable.Add(schedule);
                    }
                    else
                    {
                        unreadable.Add(new ScheduleStepJson(row.Id, row.NextDate, (now + UntilMended).ToUnixTimeMilliseconds(), row.LastDate));
                    }
                }

                var times = await BatchReads.TimesAsync(session, database.Engine, [.. readable.Select(schedule => schedule.Recipient)]);
                var steps = decide(new DueBatch(readable, times));
                var known = rows.ToDictionary(row => row.Id);
                await AddLanesAsync(session, readable);
                await AddEntriesAsync(session, steps);
                await MoveOnAsync(session, [.. steps.Select(step => StepOf(step, known[step.Schedule.Id])), .. unreadable]);
                return rows.Count;
            },
            cancellationToken);

    public Task<Instant?> NextInstantAsync(IReadOnlyCollection<string> platforms, CancellationToken cancellationToken) =>
        database.ReadAsync<Instant?>(
            async session => await session.FirstAsync<long?>(
                $"""
                SELECT MIN(at) FROM (
                    SELECT MIN(next_due_at) AS at FROM schedules WHERE next_due_at IS NOT NULL
                    UNION ALL
                    SELECT (SELECT MIN(o.not_before) FROM outbox o
                            WHERE o.platform = l.platform AND o.workspace = l.workspace AND o.status IN ('Pending', 'Held', 'Sending', 'Uncertain'))
                    FROM lanes l WHERE l.platform {database.Engine.Among("platforms")}
                    UNION ALL
                    SELECT MIN(o.refresh_at) FROM outbox o
                    WHERE o.refresh_at IS NOT NULL AND o.status = 'Sent' AND o.platform {database.Engine.Among("platforms")}) AS instants
                """,
                new { platforms = platforms.ToArray() }) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null,
            cancellationToken);

    public async Task<int> RecomputeAsync(string zoneVersion, Instant now, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => session.FirstAsync<string>("SELECT version FROM zone_rules WHERE version = @zoneVersion", new { zoneVersion }), cancellationToken) is not null)
        {
            return 0;
        }

        // A page at a time, so that nobody waits for long; where it is interrupted it is done once more from the start.
        var changed = 0;
        long? last = 0;
        while (last is { } after)
        {
            (var moved, last) = await database.WriteAsync(session => RecomputeAsync(session, after), cancellationToken);
            changed += moved;
        }

        await database.WriteAsync(
            async session =>
            {
                await ZoneMoves.WakeAsync(session, now, "1 = 1", new { });
                return await session.ExecuteAsync(
                    "DELETE FROM zone_rules WHERE version <> @zoneVersion; INSERT INTO zone_rules (version) VALUES (@zoneVersion) ON CONFLICT DO NOTHING;", new { zoneVersion });
            },
            cancellationToken);
        return changed;
    }

    public async Task<int> ForgetAsync(Instant before, CancellationToken cancellationToken)
    {
        // By their ids, in which the oldest come first: so it needs no index, and keeps nobody waiting for long.
        var forgotten = 0;
        int some;
        do
        {
            some = await database.WriteAsync(
                session => session.ExecuteAsync(
                    """
                    DELETE FROM outbox WHERE id IN (
                        SELECT o.id FROM (SELECT id, due_at, status FROM outbox ORDER BY id LIMIT @ForgottenAtOnce) AS o
                        WHERE o.due_at < @before AND o.status IN ('Sent', 'Merged', 'Skipped', 'Failed'))
                    """,
                    new { before, ForgottenAtOnce }),
                cancellationToken);
            forgotten += some;
        }
        while (some > 0);
        return forgotten;
    }

    /// <summary>Finds the next instants of a page of schedules, and returns how many moved, and the last that it looked at; null after the end.</summary>
    private async Task<(int Moved, long? Last)> RecomputeAsync(Session session, long after)
    {
        var rows = await session.ListAsync<ScheduleRow>(
            $"""
            SELECT {ScheduleRow.Columns} FROM schedules s WHERE s.next_due_at IS NOT NULL AND s.id > @after
            ORDER BY s.id LIMIT {RecomputedAtOnce} {database.Engine.TakeRowsOrWait}
            """,
            new { after });
        var moved = new List<ScheduleStepJson>();
        foreach (var row in rows)
        {
            if (row.ToComingScheduleOrNull(log) is { } schedule && schedule.When.At(schedule.NextDate!.Value).ToUnixTimeMilliseconds() is var at && at != row.NextDueAt)
            {
                moved.Add(new ScheduleStepJson(row.Id, row.NextDate, at, row.LastDate));
            }
        }

        await MoveOnAsync(session, moved);
        return (moved.Count, rows.Count == 0 ? null : rows[^1].Id);
    }

    private static ScheduleStepJson StepOf(ScheduleStep step, ScheduleRow row) => new(
        row.Id,
        TimeText.Of(step.Next?.Date),
        step.Next?.At.ToUnixTimeMilliseconds(),
        step.Verdicts.Count == 0 ? row.LastDate : TimeText.Of(step.Verdicts[^1].Date));

    private Task<int> AddLanesAsync(Session session, IEnumerable<Schedule> schedules) => session.ExecuteAsync(
        $"""
        INSERT INTO lanes (platform, workspace, leased_until)
        SELECT r.platform, r.workspace, 0 FROM {database.Engine.Rows("lanes", "platform TEXT", "workspace TEXT")} AS r WHERE 1 = 1
        ON CONFLICT (platform, workspace) DO NOTHING
        """,
        new
        {
            lanes = JsonRows.Write(schedules
                .Select(schedule => new LaneJson(schedule.Recipient.Workspace.Platform, schedule.Recipient.Workspace.Id))
                .Distinct()
                .OrderBy(lane => lane.Platform, StringComparer.Ordinal)
                .ThenBy(lane => lane.Workspace, StringComparer.Ordinal)),
        });

    // A key that is taken is an occurrence that has come round already, such as before a change of its time.
    private Task<int> AddEntriesAsync(Session session, IEnumerable<ScheduleStep> steps) => session.ExecuteAsync(
        $"""
        INSERT INTO outbox
            (schedule_id, kind, platform, workspace, person_id, channel, is_direct, occurrence_date, sequence, by_rule, asked_for, status, on_date, due_at,
             not_before, expires_at, is_late, reason, attempts, asks_to_ease, snoozed, told)
        SELECT s.id, s.kind, s.platform, s.workspace, s.person_id, s.channel, s.is_direct, r.occurrence_date, 0, TRUE, s.asked_for, r.status, r.on_date, r.due_at,
               r.not_before, r.expires_at, r.is_late = 1, r.reason, 0, FALSE, FALSE, FALSE
        FROM {database.Engine.Rows(
            "rows", "schedule_id BIGINT", "occurrence_date TEXT", "status TEXT", "on_date TEXT", "due_at BIGINT", "not_before BIGINT", "expires_at BIGINT", "is_late INTEGER", "reason TEXT")} AS r
        JOIN schedules s ON s.id = r.schedule_id
        WHERE 1 = 1
        ON CONFLICT DO NOTHING
        """,
        new
        {
            rows = JsonRows.Write(steps.SelectMany(step => step.Verdicts.Select(verdict => new EntryJson(
                step.Schedule.Id,
                TimeText.Of(verdict.Date),
                verdict.Status.ToString(),
                TimeText.Of(verdict.On ?? verdict.Date),
                verdict.DueAt.ToUnixTimeMilliseconds(),
                verdict.NotBefore.ToUnixTimeMilliseconds(),
                verdict.ExpiresAt.ToUnixTimeMilliseconds(),
                verdict.IsLate ? 1 : 0,
                JsonRows.Reason(verdict.Reason))))),
        });

    private Task<int> MoveOnAsync(Session session, IReadOnlyCollection<ScheduleStepJson> steps) => session.ExecuteAsync(
        $"""
        UPDATE schedules SET next_date = r.next_date, next_due_at = r.next_due_at, last_date = r.last_date,
            state = CASE WHEN r.next_due_at IS NULL THEN 'Ended' ELSE state END
        FROM {database.Engine.Rows("rows", "id BIGINT", "next_date TEXT", "next_due_at BIGINT", "last_date TEXT")} AS r
        WHERE schedules.id = r.id
        """,
        new { rows = JsonRows.Write(steps) });
}
