using MentorBot.Core.Schedules;

namespace MentorBot.Storage;

/// <summary>Reads what belongs to entries in hand: their schedules, and the entries that they stand for.</summary>
internal static class ClaimedRows
{
    public static async Task<IReadOnlyList<ClaimedEntry>> ReadAsync(Session session, IEngine engine, IReadOnlyList<OutboxRow> rows)
    {
        // Only what was tried before can stand for others already.
        var merged = new List<OutboxRow>();
        foreach (var carriers in rows.Where(row => row.FirstTry is not null && row.MergedInto is null).Select(row => row.Id).Chunk(BatchReads.MostIds))
        {
            merged.AddRange(await session.ListAsync<OutboxRow>(
                $"SELECT {OutboxRow.Columns} FROM outbox o WHERE o.merged_into {engine.Among("carriers")} AND o.status = 'Merged' ORDER BY o.id", new { carriers }));
        }

        var schedules = new Dictionary<long, Schedule>();
        foreach (var ids in rows.Concat(merged).Select(row => row.ScheduleId).Distinct().Chunk(BatchReads.MostIds))
        {
            foreach (var row in await session.ListAsync<ScheduleRow>($"SELECT {ScheduleRow.Columns} FROM schedules s WHERE s.id {engine.Among("ids")}", new { ids }))
            {
                schedules.Add(row.Id, row.ToSchedule());
            }
        }

        var parts = merged.ToLookup(row => row.MergedInto, row => row.ToClaimed(schedules[row.ScheduleId], []));
        return [.. rows.Select(row => row.ToClaimed(schedules[row.ScheduleId], [.. parts[row.Id]]))];
    }
}
