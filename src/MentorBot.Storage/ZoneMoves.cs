using NodaTime;

namespace MentorBot.Storage;

/// <summary>Lets what waits and what comes follow a change of somebody's time, within the change's transaction.</summary>
internal static class ZoneMoves
{
    /// <summary>Gives schedules a zone; the date of their next occurrence stays, its instant moves.</summary>
    /// <param name="which">Which schedules, in terms of <c>s</c>.</param>
    public static async Task ApplyAsync(Session session, IEngine engine, Instant now, DateTimeZone zone, string which, object values)
    {
        // Taken, so that none is paused, ended or moved on between this look at it and its change.
        foreach (var row in await session.ListAsync<ScheduleRow>(
            $"SELECT {ScheduleRow.Columns} FROM schedules s WHERE {which} AND s.follows_zone AND s.state <> 'Ended' ORDER BY s.id {engine.TakeRowsOrWait}", values))
        {
            // Read in its new zone, since the rules in use may no longer have the old one.
            var schedule = (row with { Zone = zone.Id }).ToSchedule();
            Instant? next = schedule is { NextDate: { } date, NextDueAt: not null } ? schedule.When.At(date) : null;
            await session.ExecuteAsync(
                "UPDATE schedules SET zone = @zone, next_due_at = @next, zone_since = CASE WHEN zone = @zone THEN zone_since ELSE @now END WHERE id = @Id",
                new { row.Id, zone = zone.Id, next, now });
        }
    }

    /// <summary>Has what is held judged again now, by the times that hold now; the index of what waits is what finds it.</summary>
    public static Task<int> WakeAsync(Session session, Instant now, string which, object values) => session.ExecuteAsync(
        $"UPDATE outbox AS o SET not_before = {now.ToUnixTimeMilliseconds()} WHERE {OutboxWork.Waiting} AND o.status = 'Held' AND o.by_rule AND {which}", values);
}
