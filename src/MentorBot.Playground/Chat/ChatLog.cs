using System.Text;
using System.Text.Json;

namespace MentorBot.Playground.Chat;

/// <summary>The room's memory: a file with one event a line, that is only ever added to.</summary>
/// <remarks>A line that was cut short by a crash is left out when the file is read; whoever reads it compacts it then.</remarks>
internal sealed class ChatLog : IDisposable
{
    private readonly FileStream _file;

    private ChatLog(FileStream file) => _file = file;

    /// <summary>The events of a file in their order, and how many of its lines could not be read.</summary>
    public static (List<ChatEvent> Events, int Unreadable) Read(string path)
    {
        var events = new List<ChatEvent>();
        var unreadable = 0;
        if (!File.Exists(path))
        {
            return (events, unreadable);
        }

        foreach (var line in File.ReadLines(path, Encoding.UTF8))
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

    /// <summary>Puts these events in place of all that the file held, and opens it to add more.</summary>
    public static ChatLog Replace(string path, IEnumerable<ChatEvent> events)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Written beside the old file and moved over it: a crash in between leaves one of the two whole.
        var fresh = path + ".new";
        using (var compacted = new ChatLog(new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read)))
        {
            foreach (var one in events)
            {
                compacted.Add(one);
            }
        }

        File.Move(fresh, path, overwrite: true);
        return new ChatLog(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));
    }

    public void Add(ChatEvent one)
    {
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(one, PlaygroundJson.Default.ChatEvent), (byte)'\n']);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
