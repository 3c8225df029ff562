using System.Data.Common;
using MentorBot.Core.Platforms;

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

    /// <summary>Whether a write failed because it refers to a person who is not there.</summary>
    bool IsPersonGone(DbException exception);

    /// <summary>Whether a write only came in the way of another, and may succeed when it is done once more from the start.</summary>
    bool IsConflict(DbException exception);

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

    /// <summary>Whether other nodes may be at work on the same database.</summary>
    bool IsShared { get; }

    /// <summary>Gives tasks that only one node may do.</summary>
    ISoleTasks SoleTasks { get; }

    /// <summary>The database's own clock, which all nodes share, in Unix milliseconds.</summary>
    string Now { get; }

    /// <summary>What a SELECT ends with that takes rows nobody else has taken.</summary>
    string TakeRows { get; }

    /// <summary>What a SELECT ends with that takes rows, and waits for them where somebody else has them.</summary>
    string TakeRowsOrWait { get; }

    /// <summary>What a SELECT ends with that keeps its rows as they are until the transaction ends.</summary>
    string ShareRows { get; }

    /// <summary>A condition on a column: that its value is one of an array's.</summary>
    string Among(string parameter);

    /// <summary>Locks people until the transaction ends, against all but the rows that refer to them.</summary>
    Task LockPeopleAsync(Session session, IReadOnlyCollection<long> people);

    /// <summary>Rows given as JSON, to stand in a FROM: one statement then writes a whole batch.</summary>
    /// <param name="parameter">The name of the parameter, whose value <see cref="JsonRows"/> writes.</param>
    /// <param name="columns">Each with its type, as in <c>id BIGINT</c>.</param>
    string Rows(string parameter, params ReadOnlySpan<string> columns);
}
