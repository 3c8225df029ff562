using System.Diagnostics.CodeAnalysis;

namespace MentorBot.Storage;

/// <summary>The right to be the one host on a SQLite database, held by a lock that ends with the process at the latest.</summary>
public sealed class SqliteLease : IDisposable
{
    // How the systems say that somebody else has the file; any other failure, such as a read-only folder, is none of a second host's.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharedOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private SqliteLease(FileStream file) => _file = file;

    /// <summary>Takes the lease, and returns false where another host holds it.</summary>
    public static bool TryAcquire(StorageOptions options, [NotNullWhen(true)] out SqliteLease? lease)
    {
        var path = SqliteEngine.PathOf(options.ConnectionString) + ".lease";
        try
        {
            // The file stays when the lease ends: to delete it would let two hosts lock two files of one name.
            lease = new SqliteLease(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharedOnWindows)
        {
            lease = null;
            return false;
        }
    }

    public void Dispose() => _file.Dispose();
}
