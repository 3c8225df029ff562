using System.Data.Common;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Writes all that is stored into one archive that either engine can be restored from.</summary>
/// <remarks>Keys are not part of it: <c>Security:MasterKey</c> is kept apart, so that an archive alone opens no private notes.</remarks>
public sealed class Backup(Database database, IClock clock)
{
    /// <summary>
    /// All tables, those that others refer to first. Receipts stay out: they are of one day and of what was delivered to this
    /// very database, and without them at worst something is answered twice. So does what adapters remember: a session is of
    /// whoever has it, a count of what this database's bot has used up goes on, and the rest is found again. So do promises: whom
    /// the bot owes an answer right now. And so does the team's content: it is a copy of the folder that the bot reads at its start.
    /// </summary>
    internal static readonly string[] Tables =
    [
        "people",
        "identities",
        "roles",
        "kept_forms",
        "remembered_answers",
        "posts",
        "checklist_runs",
        "checklist_items",
        "personal_time",
        "absences",
        "attention",
        "team_time",
        "team_days",
        "schedules",
        "outbox",
        "lanes",
        "zone_rules",
        "enrolments",
        "plan_marks",
        "evidence",
        "practice_asked",
        "practice_answers",
        "drill_plays",
        "cadences",
        "cadence_participants",
        "cadence_rounds",
        "cadence_answers",
        "cadence_gaps",
        "scores",
        "score_shares",
        "kpi_boards",
        "kpis",
        "kpi_readings",
        "erasures",
    ];

    private static readonly string[] TablesWithIds = ["people", "posts", "checklist_runs", "absences", "schedules", "outbox", "enrolments", "evidence", "practice_answers", "cadences", "scores", "kpi_boards", "kpis"];

    /// <summary>Writes an archive of the data as it is at one moment; people go on working meanwhile.</summary>
    public Task WriteAsync(Stream target, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync(
            async session =>
            {
                var schema = await Migrations.VersionAsync(session);
                await using var archive = await ArchiveWriter.StartAsync(target, new ArchiveHeader(schema, clock.GetCurrentInstant().ToString()), cancellationToken);
                foreach (var table in Tables)
                {
                    await using var command = session.CreateCommand($"SELECT * FROM {table}");
                    await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                    await archive.WriteAsync(table, rows, cancellationToken);
                }

                await archive.FinishAsync(cancellationToken);
                return schema;
            },
            cancellationToken);

    /// <summary>Writes an archive to a file, which then is there whole or not at all.</summary>
    public async Task WriteFileAsync(string path, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using (var file = new FileStream(unfinished, options))
            {
                await WriteAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Puts an archive's rows in place of all that is stored, in one transaction, and erases again whoever was erased
    /// here or in the archive. The database must have been migrated.
    /// </summary>
    /// <param name="archive">Is read twice, first to check it: it must be able to seek.</param>
    /// <exception cref="StorageException">The archive can't be restored here; nothing has changed.</exception>
    public async Task RestoreAsync(Stream archive, CancellationToken cancellationToken)
    {
        var start = archive.Position;
        var reader = await database.ReadAsync(ReaderForAsync, cancellationToken);
        await foreach (var _ in reader.RowsAsync(archive, cancellationToken))
        {
        }

        archive.Position = start;
        try
        {
            await database.WriteAsync(session => ReplaceAsync(session, reader, archive), cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or PersonGoneException)
        {
            throw new StorageException($"The backup could not be restored, and nothing has changed: {exception.Message}", exception);
        }
    }

    private static async Task<ArchiveReader> ReaderForAsync(Session session)
    {
        var columns = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            await using var command = session.CreateCommand($"SELECT * FROM {table} WHERE 1 = 0");
            await using var rows = await command.ExecuteReaderAsync(session.CancellationToken);
            columns[table] = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        }

        return new ArchiveReader(await Migrations.VersionAsync(session), columns);
    }

    private async Task<int> ReplaceAsync(Session session, ArchiveReader reader, Stream archive)
    {
        await database.Engine.LockAsync(session, Tables);
        var erased = await session.ListAsync<ErasureRow>("SELECT person_id, erased_at FROM erasures");
        foreach (var table in Tables.Reverse())
        {
            await session.ExecuteAsync($"DELETE FROM {table}");
        }

        await InsertAsync(session, reader.RowsAsync(archive, session.CancellationToken));
        await session.ExecuteAsync(
            "INSERT INTO erasures (person_id, erased_at) VALUES (@PersonId, @ErasedAt) ON CONFLICT (person_id) DO NOTHING", erased);
        // Before the erasures are carried out: the ids of people who are about to go must not be given again.
        foreach (var table in TablesWithIds)
        {
            await database.Engine.SkipIdsAsync(session, table, await session.FirstAsync<long>($"SELECT COALESCE(MAX(id), 0) FROM {table}"));
        }

        await database.Engine.SkipIdsAsync(session, "people", await session.FirstAsync<long>("SELECT COALESCE(MAX(person_id), 0) FROM erasures"));
        return await Erasure.CarryOutAsync(session);
    }

    private static async Task InsertAsync(Session session, IAsyncEnumerable<ArchivedRow> rows)
    {
        DbCommand? command = null;
        try
        {
            ArchivedTable? table = null;
            await foreach (var row in rows)
            {
                if (command is null || row.Table != table)
                {
                    if (command is not null)
                    {
                        await command.DisposeAsync();
                    }

                    table = row.Table;
                    command = session.CreateCommand(
                        $"INSERT INTO {table.Table} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select(column => "@" + column))})");
                }

                command.Parameters.Clear();
                foreach (var (column, value) in table!.Columns.Zip(row.Values))
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = column;
                    parameter.Value = value ?? DBNull.Value;
                    command.Parameters.Add(parameter);
                }

                await command.ExecuteNonQueryAsync(session.CancellationToken);
            }
        }
        finally
        {
            if (command is not null)
            {
                await command.DisposeAsync();
            }
        }
    }

    private sealed record ErasureRow
    {
        public long PersonId { get; init; }

        public long ErasedAt { get; init; }
    }
}
