using System.Data.Common;

namespace MentorBot.Storage;

/// <summary>What differs between the engines; everything else is one SQL for both.</summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>The folder of the engine's migrations.</summary>
    string Name { get; }

    /// <summary>Lets one writer in at a time; null where the engine itself sees to that.</summary>
    SemaphoreSlim? WriteGate { get; }

    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that reads the data as it was at one moment.</summary>
    Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Readies a database for its first transaction, and makes one where the engine keeps it in a file of its own.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Where the database would be that is not there; null where one is, or where only the server can tell.</summary>
    string? MissingAt();

    /// <summary>Keeps every other program from migrating until the transaction ends.</summary>
    Task LockMigrationsAsync(Session session);

    /// <summary>Keeps everybody from writing to the tables until the transaction ends.</summary>
    Task LockAsync(Session session, IEnumerable<string> tables);

    /// <summary>Makes a table's next id larger than <paramref name="used"/>; never smaller than it was going to be.</summary>
    Task SkipIdsAsync(Session session, string table, long used);
}
