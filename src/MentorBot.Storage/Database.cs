using System.Data.Common;
using System.Security.Cryptography;
using MentorBot.Core.People;

namespace MentorBot.Storage;

/// <summary>The one way to the stored data, on either engine.</summary>
public sealed class Database : IAsyncDisposable
{
    private const int MostAttempts = 5;

    private readonly IEngine _engine;

    static Database() => StoredTypes.Register();

    /// <exception cref="StorageException">The options can't be right; the message names the key.</exception>
    public Database(StorageOptions options)
    {
        _engine = options.Provider switch
        {
            StorageProvider.Sqlite => new SqliteEngine(options.ConnectionString),
            StorageProvider.PostgreSql => new PostgreSqlEngine(options.ConnectionString),
            _ => throw new StorageException("Storage:Provider must be Sqlite or PostgreSql."),
        };
    }

    internal IEngine Engine => _engine;

    /// <summary>Brings the database's tables up to what this program knows; the host's first step.</summary>
    /// <exception cref="StorageException">The database is newer than this program.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await _engine.PrepareAsync(cancellationToken);
        await WriteAsync(session => Migrations.ApplyAsync(_engine, session), cancellationToken);
    }

    /// <summary>Looks that there is a database of this program's version, and makes and changes nothing.</summary>
    /// <exception cref="StorageException">There is none, or it is of another version.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_engine.MissingAt() is { } path)
        {
            throw new StorageException($"There is no database at {path}. Run this where the bot runs, or name its database with --Storage:ConnectionString.");
        }

        // Whether anybody answers comes first, so that what fails after it are the tables.
        await ReadAsync(session => session.FirstAsync<int>("SELECT 1"), cancellationToken);
        int version;
        try
        {
            version = await ReadAsync(Migrations.VersionAsync, cancellationToken);
        }
        catch (DbException exception)
        {
            throw new StorageException("The database of Storage:ConnectionString is not one of MentorBot's: it has none of its tables.", exception);
        }

        var newest = Migrations.Newest(_engine);
        if (version != newest)
        {
            throw new StorageException($"The database has version {version} of the tables and this MentorBot has {newest}. Use the MentorBot that runs on it, or start this one on it first, which brings it up to date.");
        }
    }

    /// <summary>Returns when the database answers and has its tables, and throws otherwise.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => ReadAsync(Migrations.VersionAsync, cancellationToken);

    internal async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await _engine.OpenAsync(cancellationToken);
        return await read(new Session(connection, transaction: null, cancellationToken));
    }

    /// <summary>Reads more than once, all as the data was at one moment.</summary>
    internal async Task<T> ReadSnapshotAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await _engine.OpenAsync(cancellationToken);
        await using var transaction = await _engine.BeginSnapshotAsync(connection, cancellationToken);
        return await read(new Session(connection, transaction, cancellationToken));
    }

    /// <summary>
    /// Writes in one transaction, which is undone when <paramref name="write"/> throws. It is called again where two transactions
    /// came in each other's way, so it changes nothing but the data.
    /// </summary>
    /// <exception cref="PersonGoneException">What was written refers to a person who is not there.</exception>
    internal async Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(write, cancellationToken);
            }
            catch (DbException exception) when (attempt < MostAttempts && _engine.IsConflict(exception))
            {
                // Not both at once again.
                await Task.Delay(RandomNumberGenerator.GetInt32(10, 50 * attempt), cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<T> WriteOnceAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellationToken)
    {
        if (_engine.WriteGate is { } gate)
        {
            await gate.WaitAsync(cancellationToken);
        }

        try
        {
            await using var connection = await _engine.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await write(new Session(connection, transaction, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (DbException exception) when (_engine.IsPersonGone(exception))
        {
            throw new PersonGoneException(exception);
        }
        finally
        {
            _engine.WriteGate?.Release();
        }
    }
}
