using System.Data.Common;
using System.Net.Sockets;
using MentorBot.Storage;

namespace MentorBot.Hosting;

/// <summary>The first steps to the stored data, with words for an operator when one fails.</summary>
internal static class StorageStart
{
    /// <summary>On SQLite one host runs: two would each believe that they alone remember what was sent.</summary>
    public static SqliteLease? TakeLease(StorageOptions storage)
    {
        if (storage.Provider != StorageProvider.Sqlite)
        {
            return null;
        }

        try
        {
            return SqliteLease.TryAcquire(storage, out var lease)
                ? lease
                : throw new SettingsException("Another MentorBot already runs on this SQLite file. Stop it first, or give this one a file of its own with --Storage:ConnectionString=\"Data Source=other.db\".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The file of Storage:ConnectionString can't be written: {exception.Message}", exception);
        }
    }

    /// <summary>Brings the tables up to date.</summary>
    public static Task OpenAsync(this Database database, CancellationToken cancellationToken) =>
        ExplainAsync(database.MigrateAsync, cancellationToken);

    /// <summary>Opens a database that has to be there and in order already.</summary>
    public static Task OpenExistingAsync(this Database database, CancellationToken cancellationToken) =>
        ExplainAsync(database.CheckAsync, cancellationToken);

    private static async Task ExplainAsync(Func<CancellationToken, Task> open, CancellationToken cancellationToken)
    {
        try
        {
            await open(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The database of Storage:ConnectionString can't be used: {exception.Message}", exception);
        }
    }
}
