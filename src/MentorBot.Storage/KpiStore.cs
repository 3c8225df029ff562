using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The boards of channels and what was recorded on them, in SQL.</summary>
internal sealed class KpiStore(Database database) : IKpiStore, IPersonalData
{
    public string Section => "kpis";

    public Task<bool> AddAsync(KpiBoard board, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var id = await session.FirstAsync<long?>(
                    """
                    INSERT INTO kpi_boards (platform, workspace, channel, dashboard, title, owned_by, created_at)
                    VALUES (@Platform, @Workspace, @Channel, @Dashboard, @Title, @Owner, @CreatedAt)
                    ON CONFLICT (platform, workspace, channel) DO NOTHING
                    RETURNING id
                    """,
                    new
                    {
                        board.Place.Workspace.Platform,
                        Workspace = board.Place.Workspace.Id,
                        board.Place.Channel,
                        board.Dashboard,
                        board.Title,
                        board.Owner,
                        board.CreatedAt,
                    });
                foreach (var kpi in id is null ? [] : board.Kpis)
                {
                    await AddKpiAsync(session, id!.Value, kpi);
                }

                return id is not null;
            },
            cancellationToken);

    public Task<KpiBoard?> InAsync(Place channel, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync(
            async session =>
            {
                var board = await session.FirstAsync<KpiBoardRow>(
                    "SELECT * FROM kpi_boards WHERE platform = @Platform AND workspace = @Id AND channel = @Channel",
                    new { channel.Workspace.Platform, channel.Workspace.Id, channel.Channel });
                return board?.ToBoard(await session.ListAsync<KpiRow>("SELECT * FROM kpis WHERE board_id = @Id ORDER BY id", new { board.Id }));
            },
            cancellationToken);

    public Task RemoveAsync(long board, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM kpi_boards WHERE id = @board", new { board }), cancellationToken);

    public Task<bool> AddKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                // Holds the board until the transaction ends, so that two who add at once can't fill it twice.
                await session.ExecuteAsync("UPDATE kpi_boards SET title = title WHERE id = @board", new { board });
                return await AddKpiAsync(session, board, kpi) == 1;
            },
            cancellationToken);

    public Task<bool> ChangeKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                UPDATE kpis SET grouped_under = @Group, title = @Title, comparison = @Comparison, target = @Target, target_upper = @TargetUpper, unit = @Unit
                WHERE id = @Id AND board_id = @Board
                """,
                KpiRow.Values(board, kpi)) == 1,
            cancellationToken);

    public Task RemoveKpiAsync(long board, long kpi, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM kpis WHERE id = @kpi AND board_id = @board", new { board, kpi }), cancellationToken);

    public Task<int> RecordAsync(long board, IReadOnlyCollection<KpiReading> readings, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var kept = 0;
                foreach (var reading in readings)
                {
                    kept += await session.ExecuteAsync(
                        """
                        INSERT INTO kpi_readings (kpi_id, read_on, value, recorded_by, recorded_at)
                        SELECT id, @On, @Value, @By, @At FROM kpis WHERE id = @Kpi AND board_id = @board
                        ON CONFLICT (kpi_id, read_on) DO UPDATE SET value = excluded.value, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                        """,
                        new { board, reading.Kpi, reading.On, Value = KpiRow.Text(reading.Value), reading.By, reading.At });
                }

                return kept;
            },
            cancellationToken);

    public Task<IReadOnlyList<KpiReading>> LastAsync(long board, int count, CancellationToken cancellationToken) => ListAsync(
        """
        SELECT * FROM (
            SELECT r.*, ROW_NUMBER() OVER (PARTITION BY r.kpi_id ORDER BY r.read_on DESC) AS place
            FROM kpi_readings r JOIN kpis k ON k.id = r.kpi_id WHERE k.board_id = @board) placed
        WHERE place <= @count ORDER BY read_on, kpi_id
        """,
        new { board, count },
        cancellationToken);

    public Task<IReadOnlyList<KpiReading>> BetweenAsync(long board, LocalDate from, LocalDate to, CancellationToken cancellationToken) => ListAsync(
        """
        SELECT r.* FROM kpi_readings r JOIN kpis k ON k.id = r.kpi_id
        WHERE k.board_id = @board AND r.read_on BETWEEN @from AND @to ORDER BY r.read_on, r.kpi_id
        """,
        new { board, from, to },
        cancellationToken);

    public Task<bool> DeleteReadingAsync(long board, long kpi, LocalDate on, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "DELETE FROM kpi_readings WHERE kpi_id = @kpi AND read_on = @on AND kpi_id IN (SELECT id FROM kpis WHERE board_id = @board)",
                new { board, kpi, on }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. (await session.ListAsync<KpiBoardRow>("SELECT * FROM kpi_boards WHERE owned_by = @person ORDER BY id", new { person })).Select(row => row.Show()),
                .. (await session.ListAsync<KpiReadingRow>(
                    """
                    SELECT r.*, k.title, k.unit FROM kpi_readings r JOIN kpis k ON k.id = r.kpi_id
                    WHERE r.recorded_by = @person ORDER BY r.read_on, r.kpi_id
                    """,
                    new { person })).Select(row => row.Show()),
            ],
            cancellationToken);

    private static Task<int> AddKpiAsync(Session session, long board, BoardKpi kpi) =>
        session.ExecuteAsync(
            $"""
            INSERT INTO kpis (board_id, grouped_under, title, comparison, target, target_upper, unit)
            SELECT id, @Group, @Title, @Comparison, @Target, @TargetUpper, @Unit FROM kpi_boards
            WHERE id = @Board AND (SELECT COUNT(*) FROM kpis WHERE board_id = @Board) < {KpiBoard.MostKpis}
            """,
            KpiRow.Values(board, kpi));

    private Task<IReadOnlyList<KpiReading>> ListAsync(string sql, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KpiReading>>(
            async session => [.. (await session.ListAsync<KpiReadingRow>(sql, values)).Select(row => row.ToReading())],
            cancellationToken);
}
