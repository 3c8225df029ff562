using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MentorBot.Core.Content;

namespace MentorBot.Tests.Support;

/// <summary>A content folder of a test's own, which is gone after it.</summary>
internal sealed class ContentFolder : IDisposable
{
    public const string GoodScript =
        """
        id: ask-early
        title: Ask early
        version: 1
        source: MentorBot
        tags: [asking]
        synonyms: [raise a hand]
        when: Before you are stuck for a day.
        why: It costs others less.
        placeholders:
          - name: topic
            label: What it is about
            hint: In a few words
            example: the build
        body: I need help with {topic}.
        objections:
          - says: Ask somebody else.
            reply: Who would know?
          - says: Not now.
            reply: When would suit you?
          - says: Read the docs.
            reply: I did. They stop short of it.
        """;

    public const string GoodPhrase =
        """
        id: no-idea
        title: Have no idea
        version: 1
        source: MentorBot
        tags: [asking]
        synonyms: [clueless]
        instead-of: No idea.
        say: I'll find out.
        because: It promises something.
        triggers: [no idea]
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("mentorbot-").FullName;

    public ContentFolder With(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text + "\n");
        return this;
    }

    public void Remove(string path) => File.Delete(Path.Combine(Folder, path));

    /// <summary>The mistakes in the folder as a mentor reads them, paths from the folder on.</summary>
    public string[] Problems() => [.. ContentLoader.Load(Folder).Problems.Select(problem => problem.ToString().Replace(Folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal))];

    /// <summary>Does something while the folder can't be listed, not even by root: meanwhile this thread reads files as nobody.</summary>
    [UnsupportedOSPlatform("windows")]
    public void WhileClosed(Action action)
    {
        const uint Nobody = 65534;
        File.SetUnixFileMode(Folder, UnixFileMode.None);
        var user = ReadFilesAs(Nobody);
        try
        {
            action();
        }
        finally
        {
            _ = ReadFilesAs((uint)user);
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int ReadFilesAs(uint user);
}
