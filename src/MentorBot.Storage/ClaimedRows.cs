using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;

namespace MentorBot.Storage;

/// <summary>Reads what belongs to entries in hand: their schedules, and the entries that they stand for.</summary>
internal static class ClaimedRows
{
    /// <summary>One for each row; null where its schedule, or that of one it stands for, can't be read.</summary>
    public static async Task<IReadOnlyList<ClaimedEntry?>> ReadAsync(Session session, IEngine engine, ILogger log, IReadOnlyList<OutboxRow> rows)
    {
        // Only what was tried before can stand for others already.
        var merged = new List<OutboxRow>();
        foreach (var carriers in rows.Where(row => row.FirstTry is not null && row.MergedInto is null).Select(row => row.Id).Chunk(BatchReads.MostIds))
        {
            merged.AddRange(await session.ListAsync<OutboxRow>(
                $"SELECT {OutboxRow.Columns} FROM outbox o WHERE o.merged_into {engine.Among("carriers")} AND o.status = 'Merged' ORDER BY o.id", new { carriers }));
        }

        var schedules = new Dictionary<long, Schedule?>();
        foreach (var ids in rows.Concat(merged).Select(row => row.ScheduleId).Distinct().Chunk(BatchReads.MostIds))
        {
            foreach (var row in await session.ListAsync<ScheduleRow>($"SELECT {ScheduleRow.Columns} FROM schedules s WHERE s.id {engine.Among("ids")}", new { ids }))
            {
                schedules.Add(row.Id, row.ToScheduleOrNull(log));
            }
        }

        var users = await UsersAsync(session, engine, rows.Concat(merged));
        var parts = merged.ToLookup(row => row.MergedInto, row => Claimed(row, []));
        return [.. rows.Select(row => parts[row.Id].Contains(null) ? null : Claimed(row, [.. parts[row.Id].OfType<ClaimedEntry>()]))];

        ClaimedEntry? Claimed(OutboxRow row, IReadOnlyList<ClaimedEntry> standsFor) => schedules[row.ScheduleId] is { } schedule ? row.ToClaimed(schedule, UserOf(row), standsFor) : null;

        Identity? UserOf(OutboxRow row) => row.PersonId is { } person && users.TryGetValue((person, new Workspace(row.Platform, row.Workspace)), out var user) ? user : null;
    }

    // By person alone, and not joined: SQLite would rather walk through everybody in the workspace.
    private static async Task<IReadOnlyDictionary<(PersonId Person, Workspace Workspace), Identity>> UsersAsync(Session session, IEngine engine, IEnumerable<OutboxRow> rows)
    {
        var users = new Dictionary<(PersonId Person, Workspace Workspace), Identity>();
        foreach (var ids in rows.Where(row => row.PersonId is not null).Select(row => row.PersonId!.Value.Value).Distinct().Chunk(BatchReads.MostIds))
        {
            foreach (var row in await session.ListAsync<PersonRow>(
                $"SELECT person_id, platform, workspace, user_id FROM identities WHERE person_id {engine.Among("ids")} ORDER BY user_id", new { ids }))
            {
                // Somebody may be known by more than one identity in a workspace; the first is enough.
                var workspace = new Workspace(row.Platform, row.Workspace);
                users.TryAdd((row.PersonId, workspace), new Identity(workspace, row.UserId));
            }
        }

        return users;
    }
}
