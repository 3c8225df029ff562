using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Checklists that are being worked through, in SQL.</summary>
internal sealed class ChecklistStore(Database database) : IChecklistStore, IPersonalData
{
    public string Section => "checklists";

    public Task<long> StartAsync(ChecklistRun run, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var id = await session.FirstAsync<long>(
                    """
                    INSERT INTO checklist_runs (started_by, platform, workspace, channel, is_direct, is_shared, item_id, title, started_at)
                    VALUES (@Starter, @Platform, @Workspace, @Channel, @IsDirect, @IsShared, @ItemId, @Title, @StartedAt)
                    RETURNING id
                    """,
                    new
                    {
                        Starter = run.Starter?.Id,
                        run.Place.Workspace.Platform,
                        Workspace = run.Place.Workspace.Id,
                        run.Place.Channel,
                        run.Place.IsDirect,
                        run.IsShared,
                        run.ItemId,
                        run.Title,
                        run.StartedAt,
                    });
                await session.ExecuteAsync(
                    """
                    INSERT INTO checklist_items (run_id, number, text, why) VALUES (@id, @number, @Text, @Why)
                    """,
                    run.Items.Select((item, index) => new { id, number = index + 1, item.Text, item.Why }));
                return id;
            },
            cancellationToken);

    public Task<ChecklistRun?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync(
            async session =>
            {
                var run = await session.FirstAsync<ChecklistRunRow>("SELECT * FROM checklist_runs WHERE id = @id", new { id });
                if (run is null)
                {
                    return null;
                }

                var items = await session.ListAsync<ChecklistItemRow>("SELECT * FROM checklist_items WHERE run_id = @id ORDER BY number", new { id });
                var people = await session.ListAsync<PersonRow>(
                    $"""
                    {PeopleStore.SelectPerson}
                    WHERE i.platform = @Platform AND i.workspace = @Workspace AND i.person_id IN
                        (SELECT started_by FROM checklist_runs WHERE id = @id
                         UNION SELECT done_by FROM checklist_items WHERE run_id = @id
                         UNION SELECT noted_by FROM checklist_items WHERE run_id = @id
                         UNION SELECT assigned_to FROM checklist_items WHERE run_id = @id)
                    ORDER BY i.user_id
                    """,
                    new { id, run.Platform, run.Workspace });
                return run.ToRun(items, people.DistinctBy(row => row.PersonId).ToDictionary(row => row.PersonId, row => row.ToPerson()));
            },
            cancellationToken);

    public Task<IReadOnlyList<RunSummary>> OpenAsync(PersonId person, Place place, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RunSummary>>(
            async session =>
            [
                .. (await session.ListAsync<ChecklistSummaryRow>(
                    """
                    SELECT r.id, r.item_id, r.title, r.is_shared, r.started_at,
                        (SELECT COUNT(done_at) FROM checklist_items WHERE run_id = r.id) AS done,
                        (SELECT COUNT(*) FROM checklist_items WHERE run_id = r.id) AS total
                    FROM checklist_runs r
                    WHERE r.closed_at IS NULL AND r.platform = @Platform AND r.workspace = @Workspace
                        AND ((r.is_shared AND r.channel = @Channel) OR (NOT r.is_shared AND r.started_by = @person))
                    ORDER BY r.started_at DESC, r.id DESC
                    LIMIT @count
                    """,
                    new { person, place.Workspace.Platform, Workspace = place.Workspace.Id, place.Channel, count })).Select(row => row.ToSummary()),
            ],
            cancellationToken);

    public Task<IReadOnlyList<ItemToDo>> ItemsOfAsync(PersonId person, Workspace workspace, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ItemToDo>>(
            async session =>
            [
                .. (await session.ListAsync<ItemToDoRow>(
                    """
                    SELECT r.id, r.title, i.number, i.text, i.due
                    FROM checklist_items i JOIN checklist_runs r ON r.id = i.run_id
                    WHERE i.assigned_to = @person AND i.done_at IS NULL AND r.is_shared
                        AND r.closed_at IS NULL AND r.platform = @Platform AND r.workspace = @Workspace
                    UNION ALL
                    SELECT r.id, r.title, i.number, i.text, i.due
                    FROM checklist_items i JOIN checklist_runs r ON r.id = i.run_id
                    WHERE r.started_by = @person AND NOT r.is_shared AND i.due IS NOT NULL AND i.done_at IS NULL
                        AND r.closed_at IS NULL AND r.platform = @Platform AND r.workspace = @Workspace
                    ORDER BY due NULLS LAST, id, number
                    LIMIT @count
                    """,
                    new { person, workspace.Platform, Workspace = workspace.Id, count })).Select(row => new ItemToDo(row.Id, row.Title, row.Number, row.Text, row.Due)),
            ],
            cancellationToken);

    public Task<bool> TickAsync(long run, int number, PersonId by, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryHoldOpenAsync(session, run) || await session.ExecuteAsync(
                    "UPDATE checklist_items SET done_at = @at, done_by = @by WHERE run_id = @run AND number = @number AND done_at IS NULL",
                    new { run, number, by, at }) == 0)
                {
                    return false;
                }

                await session.ExecuteAsync(
                    """
                    UPDATE checklist_runs SET closed_at = @at
                    WHERE id = @run AND NOT EXISTS (SELECT 1 FROM checklist_items WHERE run_id = @run AND done_at IS NULL)
                    """,
                    new { run, at });
                return true;
            },
            cancellationToken);

    public Task<bool> UntickAsync(long run, int number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await TryHoldOpenAsync(session, run) && await session.ExecuteAsync(
                "UPDATE checklist_items SET done_at = NULL, done_by = NULL WHERE run_id = @run AND number = @number AND done_at IS NOT NULL",
                new { run, number }) == 1,
            cancellationToken);

    public async Task<bool> DetailAsync(long run, int number, int revision, ItemDetail detail, PersonId by, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE checklist_items
                SET noted_by = CASE WHEN CAST(@Note AS TEXT) IS NULL THEN NULL WHEN note = @Note THEN noted_by ELSE @by END,
                    note = @Note, assigned_to = @Assignee, due = @Due, revision = revision + 1
                WHERE run_id = @run AND number = @number AND revision = @revision
                """,
                new { run, number, revision, by, detail.Note, detail.Assignee, detail.Due }),
            cancellationToken) == 1;

    public Task CloseAsync(long run, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("UPDATE checklist_runs SET closed_at = @at WHERE id = @run AND closed_at IS NULL", new { run, at }),
            cancellationToken);

    public Task ReopenAsync(long run, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("UPDATE checklist_runs SET closed_at = NULL WHERE id = @run", new { run }),
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. (await session.ListAsync<ChecklistRunRow>("SELECT * FROM checklist_runs WHERE started_by = @person ORDER BY id", new { person }))
                    .Select(run => run.Show()),
                .. (await session.ListAsync<ChecklistItemRow>(
                    """
                    SELECT i.* FROM checklist_items i
                    JOIN checklist_runs r ON r.id = i.run_id
                    WHERE i.done_by = @person OR i.noted_by = @person OR i.assigned_to = @person OR (r.started_by = @person AND NOT r.is_shared)
                    ORDER BY i.run_id, i.number
                    """,
                    new { person })).Select(item => item.ShowTo(person)),
            ],
            cancellationToken);

    /// <summary>
    /// Holds an open run until the transaction ends, so that of two people who tick the last two items at once one sees
    /// the other's tick and closes it; false when the run is closed or gone. An update that changes nothing is the lock
    /// that both engines have.
    /// </summary>
    private static async Task<bool> TryHoldOpenAsync(Session session, long run) =>
        await session.ExecuteAsync("UPDATE checklist_runs SET closed_at = NULL WHERE id = @run AND closed_at IS NULL", new { run }) == 1;
}
