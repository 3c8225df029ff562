using System.Data.Common;
using MentorBot.Core.Platforms;
using Microsoft.Data.Sqlite;

namespace MentorBot.Storage;

/// <summary>SQLite in a file: readers never wait, writers take turns.</summary>
internal sealed class SqliteEngine : IEngine
{
    private const int BusySeconds = 5;

    // SQLITE_CONSTRAINT_FOREIGNKEY
    private const int ForeignKeyViolated = 787;

    private readonly string _connectionString;
    private readonly string _path;

    public SqliteEngine(string connectionString)
    {
        var settings = Read(connectionString);
        _path = Path.GetFullPath(settings.DataSource);
        // Never made by opening it: a database that should be there and is not must not come back empty.
        settings.Mode = SqliteOpenMode.ReadWrite;
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

    // It doesn't say which reference; all others lead to rows that the same statement's transaction has written or read.
    public bool IsPersonGone(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: ForeignKeyViolated };

    // Its writers take turns.
    public bool IsConflict(DbException exception) => false;

    public Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        CreateFile();
        // The journal's mode stays with the file, and can't change inside a transaction.
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken);
    }

    public string? MissingAt() => File.Exists(_path) ? null : _path;

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

    public ISoleTasks SoleTasks { get; } = new SoleTasksOfOneHost();

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

    /// <summary>
    /// Makes the file where there is none: an empty one is an empty database. It holds what people wrote, so only whoever
    /// runs the bot may read it; SQLite gives the files beside it the same mode.
    /// </summary>
    private void CreateFile()
    {
        // Never opens one that is there: to close it again would let go of the locks that this process has on it.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            if (!File.Exists(_path))
            {
                new FileStream(_path, options).Dispose();
            }
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another host that starts at the same time was faster.
        }
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
