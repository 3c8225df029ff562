using System.Text;
using System.Text.Json;

namespace MentorBot.Playground.Chat;

/// <summary>The room's memory: a file with one event a line, that one bot adds to and now and then writes afresh.</summary>
/// <remarks>A last line that was cut short by a crash is left out when the file is read.</remarks>
internal sealed class ChatLog : IDisposable
{
    /// <summary>A file is worth writing afresh once it has grown this many times over.</summary>
    private const int Growth = 4;

    private const int LeastGrowth = 4 * 1024 * 1024;

    // How the systems say that somebody else has the file.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharedOnWindows = unchecked((int)0x80070020);

    private readonly string _path;
    private readonly FileStream _lease;
    private FileStream? _file;
    private long _enough;

    private ChatLog(string path, FileStream lease)
    {
        _path = path;
        _lease = lease;
    }

    /// <summary>True once the file holds so much that is past that it should be <see cref="Replace">replaced</see>.</summary>
    public bool IsOvergrown => _file is { } file && file.Length > _enough;

    /// <summary>Takes the file for this bot alone.</summary>
    public static ChatLog Take(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            // A file of its own, since the log is replaced by another; it stays, or two bots could lock two files of one name.
            return new ChatLog(path, Open(path + ".lease", FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharedOnWindows)
        {
            throw new PlaygroundException(
                $"Another bot keeps its playground's log at {path} (Playground:LogFile). Stop it, or start this one in another folder or with a file of its own.",
                exception);
        }
    }

    /// <summary>The events of the file in their order, and how many of its lines could not be read.</summary>
    public (List<ChatEvent> Events, int Unreadable) Read()
    {
        var events = new List<ChatEvent>();
        var unreadable = 0;
        if (!File.Exists(_path))
        {
            return (events, unreadable);
        }

        // What stands behind the last line's end was never written to its own.
        foreach (var line in File.ReadAllText(_path, Encoding.UTF8).Split('\n')[..^1])
        {
            try
            {
                if (line.Length > 0 && JsonSerializer.Deserialize(line, PlaygroundJson.Default.ChatEvent) is { } one)
                {
                    events.Add(one);
                }
            }
            catch (Exception unread) when (unread is JsonException or NotSupportedException)
            {
                unreadable++;
            }
        }

        return (events, unreadable);
    }

    /// <summary>Puts the file aside as it is, so that what can't be read here is lost to nobody; returns where it is now.</summary>
    public string PutAside()
    {
        for (var number = 1; ; number++)
        {
            var aside = FormattableString.Invariant($"{_path}.unread-{number}");
            if (!File.Exists(aside))
            {
                File.Move(_path, aside);
                return aside;
            }
        }
    }

    /// <summary>Puts these events in place of all that the file held, and goes on from there.</summary>
    /// <remarks>Where that fails, it goes on with the old file, and asks for the next attempt only when that has grown some more.</remarks>
    public void Replace(IEnumerable<ChatEvent> events)
    {
        // Written beside the old file and moved over it: a crash in between leaves one of the two whole.
        var fresh = _path + ".new";
        _enough += LeastGrowth;
        File.Delete(fresh);
        using (var file = Open(fresh, FileMode.CreateNew, FileShare.Read))
        {
            foreach (var one in events)
            {
                Write(file, one);
            }
        }

        _file?.Dispose();
        try
        {
            File.Move(fresh, _path, overwrite: true);
        }
        finally
        {
            _file = Open(_path, FileMode.Append, FileShare.Read);
        }

        _enough = Math.Max(LeastGrowth, _file.Length * Growth);
    }

    public void Add(ChatEvent one)
    {
        var file = _file ?? throw new InvalidOperationException("The log is not open.");
        Write(file, one);
        file.Flush();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lease.Dispose();
    }

    private static void Write(FileStream file, ChatEvent one) =>
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(one, PlaygroundJson.Default.ChatEvent), (byte)'\n']);

    /// <summary>Opens a file that nobody else on the machine may read: it holds what people said to each other.</summary>
    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
