using System.Data;
using System.Data.Common;
using MentorBot.Core.Platforms;
using Npgsql;

namespace MentorBot.Storage;

/// <summary>A PostgreSQL server, which any number of nodes may share.</summary>
internal sealed class PostgreSqlEngine(string connectionString) : IEngine
{
    // Any number will do that nobody else in the same database locks by: "mentor" in ASCII.
    private const long MigrationLock = 0x6D656E746F72;

    private readonly NpgsqlDataSource _source = StorageSetup.Parse(() => NpgsqlDataSource.Create(connectionString));

    public string Name => nameof(StorageProvider.PostgreSql);

    public SemaphoreSlim? WriteGate => null;

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    // A reference is named after its column, and the columns that refer to people have these endings: a test holds them to it.
    public bool IsPersonGone(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: { } name }
        && (name.EndsWith("person_id_fkey", StringComparison.Ordinal) || name.EndsWith("_by_fkey", StringComparison.Ordinal) || name.EndsWith("_to_fkey", StringComparison.Ordinal));

    public bool IsConflict(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public string? MissingAt() => null;

    public Task LockMigrationsAsync(Session session) =>
        session.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });

    public Task LockAsync(Session session, IEnumerable<string> tables) =>
        session.ExecuteAsync($"LOCK TABLE {string.Join(", ", tables)} IN EXCLUSIVE MODE");

    public Task SkipIdsAsync(Session session, string table, long used) => session.ExecuteAsync(
        "SELECT setval(pg_get_serial_sequence(@table, 'id'), GREATEST(@used, nextval(pg_get_serial_sequence(@table, 'id'))))",
        new { table, used });

    public bool IsShared => true;

    public ISoleTasks SoleTasks { get; } = new PostgreSqlSoleTasks(connectionString);

    public string Now => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    public string TakeRows => "FOR UPDATE SKIP LOCKED";

    public string TakeRowsOrWait => "FOR UPDATE";

    public string ShareRows => "FOR SHARE";

    public string Among(string parameter) => $"= ANY(@{parameter})";

    // In one order, so that two transactions with the same people never wait for each other.
    public Task LockPeopleAsync(Session session, IReadOnlyCollection<long> people) => people.Count == 0
        ? Task.CompletedTask
        : session.ListAsync<long>("SELECT id FROM people WHERE id = ANY(@people) ORDER BY id FOR NO KEY UPDATE", new { people = people.ToArray() });

    public string Rows(string parameter, params ReadOnlySpan<string> columns) =>
        $"(SELECT * FROM json_to_recordset(CAST(@{parameter} AS json)) AS given ({string.Join(", ", columns.ToArray())}))";

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
