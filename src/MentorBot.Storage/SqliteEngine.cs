using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MentorBot.Storage;

/// <summary>SQLite in a file: readers never wait, writers take turns.</summary>
internal sealed class SqliteEngine : IEngine
{
    private const int BusySeconds = 5;

    private readonly string _connectionString;

    public SqliteEngine(string connectionString)
    {
        var settings = Read(connectionString);
        settings.ForeignKeys = true;
        settings.Pooling = true;
        // Microsoft.Data.Sqlite retries a busy database until the command times out.
        settings.DefaultTimeout = BusySeconds;
        _connectionString = settings.ToString();
    }

    public string Name => nameof(StorageProvider.Sqlite);

    // SQLite lets waiting writers poll, and the unlucky one fails; inside one process a queue is fair and never busy.
    public SemaphoreSlim WriteGate { get; } = new(1, 1);

    /// <summary>The full path of the database's file.</summary>
    public static string PathOf(string connectionString) => Path.GetFullPath(Read(connectionString).DataSource);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA synchronous = NORMAL", cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // The journal's mode stays with the file, and can't change inside a transaction.
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken);
    }

    // A write transaction begins IMMEDIATE, which locks out every other writer already.
    public Task LockMigrationsAsync(Session session) => Task.CompletedTask;

    public Task LockAsync(Session session, IEnumerable<string> tables) => Task.CompletedTask;

    public Task SkipIdsAsync(Session session, string table, long used) => session.ExecuteAsync(
        """
        INSERT INTO sqlite_sequence (name, seq)
            SELECT @table, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = @table);
        UPDATE sqlite_sequence SET seq = MAX(seq, @used) WHERE name = @table;
        """,
        new { table, used });

    public bool IsShared => false;

    public string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    // One writer at a time: there is nobody to take rows from.
    public string TakeRows => "";

    public string TakeRowsOrWait => "";

    public string ShareRows => "";

    public string Among(string parameter) => $"IN @{parameter}";

    public Task LockPeopleAsync(Session session, IReadOnlyCollection<long> people) => Task.CompletedTask;

    public string Rows(string parameter, params ReadOnlySpan<string> columns)
    {
        var names = columns.ToArray().Select(column => column.Split(' ')[0]);
        return $"(SELECT {string.Join(", ", names.Select(name => $"json_extract(value, '$.{name}') AS {name}"))} FROM json_each(@{parameter}))";
    }

    public ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        WriteGate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteConnectionStringBuilder Read(string connectionString)
    {
        var settings = StorageSetup.Parse(() => new SqliteConnectionStringBuilder(connectionString));
        if (settings.DataSource is "" or ":memory:" || settings.Mode == SqliteOpenMode.Memory)
        {
            throw new StorageException("Storage:ConnectionString must name a file, as in \"Data Source=mentorbot.db\": a database in memory would forget everything.");
        }

        return settings;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
