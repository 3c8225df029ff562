using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace MentorBot.Core.Content;

/// <summary>Reads a content folder: one folder a kind, one file an item.</summary>
public static partial class ContentLoader
{
    /// <summary>The largest file that is read; an item is a page or two.</summary>
    public const int MaxFileBytes = 256 * 1024;

    // A file of ours is nested four deep; the cap keeps a hostile one from overflowing the stack of the YAML reader.
    private const int MaxDepth = 16;

    /// <summary>What usually is wrong where the YAML reader gives up: its own words are for those who know how it works.</summary>
    private const string Unreadable =
        "This can't be read from here on. Usually a text with a colon, a quote or a # in it needs double quotes around it, a quote isn't closed, or a line is indented unlike those around it.";

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    /// <summary>Reads the whole folder. It holds together or it isn't used: with a problem there is no pack.</summary>
    public static (ContentPack? Pack, ImmutableArray<ContentProblem> Problems) Load(string folder)
    {
        var (items, problems) = Read(folder);
        return problems.IsEmpty ? (new ContentPack(items), []) : (null, problems);
    }

    /// <summary>The items of the whole folder, for whoever makes a pack of them together with others.</summary>
    internal static (IReadOnlyList<ContentItem> Items, ImmutableArray<ContentProblem> Problems) Read(string folder)
    {
        var problems = new List<ContentProblem>();
        var files = Files(folder, "Content:Folder", [], problems);
        if (files.IsEmpty && problems.Count == 0)
        {
            // A volume that is unmounted for a moment is an empty folder, too.
            problems.Add(new ContentProblem(new Position(folder, 1, 1), $"There is no item of content here. Expected files in {KindFolders()}; set Content:Folder to the content folder."));
        }

        var items = files.Select(file => Item(file, folder, problems)).OfType<ContentItem>().ToList();
        CrossChecks.Run(items, [], problems);
        return (items, InOrder(problems));
    }

    /// <summary>Every content file below a folder as it stands there, with what stands where nothing should.</summary>
    /// <param name="setting">The key of the configuration that names the folder.</param>
    /// <param name="atRoot">The files that may stand in the folder itself; they are read, too.</param>
    internal static ImmutableArray<ContentFile> Files(string folder, string setting, ImmutableArray<string> atRoot, List<ContentProblem> problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(new ContentProblem(new Position(folder, 1, 1), $"There is no such folder. Expected the content folder; set {setting} to it."));
            return [];
        }

        var (folders, files) = EntriesOf(folder, problems);
        foreach (var entry in folders)
        {
            var name = Path.GetFileName(entry);
            if (!IsLeftBehind(name) && name != ContentSchema.Folder && ContentKind.All.All(kind => kind.Folder != name))
            {
                problems.Add(new ContentProblem(new Position(entry, 1, 1), $"No kind of content has this folder. Expected one of: {KindFolders()}."));
            }
        }

        var own = files.Where(file => !IsLeftBehind(Path.GetFileName(file)) && Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal).ToList();
        foreach (var stray in own.Where(file => !atRoot.Contains(Path.GetFileName(file))))
        {
            problems.Add(new ContentProblem(new Position(stray, 1, 1), $"A file of content stands in the folder of its kind. Expected one of: {KindFolders()}."));
        }

        var texts = ImmutableArray.CreateBuilder<ContentFile>();
        foreach (var file in own.Where(file => atRoot.Contains(Path.GetFileName(file))).Concat(ContentKind.All.SelectMany(kind => FilesOf(folder, kind, problems))))
        {
            if (TextOf(file, problems) is { } text)
            {
                texts.Add(new ContentFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), text));
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>The item in a file; null when there are problems with it.</summary>
    internal static ContentItem? Item(ContentFile file, string folder, ICollection<ContentProblem> problems)
    {
        var path = Path.Combine(folder, file.Path);
        var item = LoadText(file.Text, path, file.Kind!, problems);
        if (item is not null && item.Id != Path.GetFileNameWithoutExtension(path))
        {
            problems.Add(new ContentProblem(item.Position, $"The id is `{item.Id}`, so the file has to be {item.Id}.yaml."));
            return null;
        }

        return item;
    }

    internal static ImmutableArray<ContentProblem> InOrder(IEnumerable<ContentProblem> problems) =>
        [.. problems.OrderBy(problem => problem.Position.File, StringComparer.Ordinal).ThenBy(problem => problem.Position.Line)];

    private static string KindFolders() => string.Join(", ", ContentKind.All.Select(kind => kind.Folder));

    /// <summary>What <see cref="Load"/> looks at: the folder's own entries and those of the kinds' folders. None where the folder is gone.</summary>
    internal static IEnumerable<FileSystemInfo> Watched(string folder) =>
        ContentKind.All.Select(kind => Path.Combine(folder, kind.Folder)).Prepend(folder)
            .Select(path => new DirectoryInfo(path))
            .Where(directory => directory.Exists)
            .SelectMany(directory => directory.EnumerateFileSystemInfos("*", Readable))
            .Where(entry => !IsLeftBehind(entry.Name));

    /// <summary>Reads one item from a text; null when there are problems with it.</summary>
    internal static ContentItem? LoadText(string text, string file, ContentKind kind, ICollection<ContentProblem> problems)
    {
        var before = problems.Count;
        if (Bind(text, file, kind.Name, kind.Type, problems) is not ContentItem item)
        {
            return null;
        }

        item.Written = text;
        foreach (var problem in item.Check())
        {
            problems.Add(problem);
        }

        return problems.Count == before ? item : null;
    }

    /// <summary>Reads one document from a text into a type; null when there are problems with it.</summary>
    /// <param name="noun">What the file is to hold.</param>
    internal static object? Bind(string text, string file, string noun, Type type, ICollection<ContentProblem> problems)
    {
        try
        {
            if (!IsShallow(text, file, problems))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count != 1)
            {
                problems.Add(new ContentProblem(new Position(file, 1, 1), $"Expected one {noun}, found {(stream.Documents.Count == 0 ? "an empty file" : "several documents")}."));
                return null;
            }

            return new YamlBinder(file, text, problems).Bind(stream.Documents[0].RootNode, type);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The reader gives up on some texts without saying where.
            problems.Add(new ContentProblem(new Position(file, 1, 1), Unreadable));
            return null;
        }
        catch (YamlException exception)
        {
            problems.Add(new ContentProblem(
                new Position(file, (int)Math.Max(1, exception.Start.Line), (int)Math.Max(1, exception.Start.Column)),
                RepeatedKey().Match(exception.InnerException?.Message ?? exception.Message) is { Success: true } repeated
                    ? $"`{repeated.Groups["key"].Value}` stands here twice. Expected each key once."
                    : Unreadable));
            return null;
        }
    }

    private static IEnumerable<string> FilesOf(string folder, ContentKind kind, List<ContentProblem> problems)
    {
        var path = Path.Combine(folder, kind.Folder);
        if (!Directory.Exists(path))
        {
            yield break;
        }

        var (folders, files) = EntriesOf(path, problems);
        foreach (var deeper in folders.Where(deeper => !IsLeftBehind(Path.GetFileName(deeper))))
        {
            problems.Add(new ContentProblem(new Position(deeper, 1, 1), "Expected files here, and no folders."));
        }

        foreach (var file in files.Where(file => !IsLeftBehind(Path.GetFileName(file))).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) != ".yaml")
            {
                problems.Add(new ContentProblem(new Position(file, 1, 1), "Expected a name that ends in .yaml."));
                continue;
            }

            yield return file;
        }
    }

    /// <summary>The folders and the files in a folder; none where it can't be listed, which is noted.</summary>
    private static (string[] Folders, string[] Files) EntriesOf(string folder, List<ContentProblem> problems)
    {
        try
        {
            return (Directory.GetDirectories(folder), Directory.GetFiles(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ContentProblem(new Position(folder, 1, 1), $"The folder can't be read: {exception.Message}"));
            return ([], []);
        }
    }

    /// <summary>Editors leave swap and backup files beside the real ones, and a folder with a dot is somebody else's: a team may keep its content in git.</summary>
    private static bool IsLeftBehind(string name) => name[0] == '.' || name[^1] == '~';

    private static string? TextOf(string file, List<ContentProblem> problems)
    {
        var start = new Position(file, 1, 1);
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                problems.Add(new ContentProblem(start, $"The file is larger than {MaxFileBytes / 1024} KiB. Expected one item."));
                return null;
            }

            var bytes = File.ReadAllBytes(file);
            if (LineOfInvalidText(bytes) is not { } line)
            {
                return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
            }

            problems.Add(new ContentProblem(new Position(file, line, 1), "There are letters here that can't be read. Save the file as UTF-8."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ContentProblem(start, $"The file can't be read: {exception.Message}"));
        }

        return null;
    }

    private static int? LineOfInvalidText(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return null;
        }

        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(bytes[range]))
            {
                break;
            }

            line++;
        }

        return line;
    }

    private static bool IsShallow(string text, string file, ICollection<ContentProblem> problems)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (parser.Current is AnchorAlias || depth > MaxDepth)
            {
                var at = parser.Current.Start;
                var what = parser.Current is AnchorAlias ? "an alias" : "nested too deep";
                problems.Add(new ContentProblem(new Position(file, (int)at.Line, (int)at.Column), $"Expected plain keys, texts and lists: this is {what}."));
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^Duplicate key (?<key>\S+)", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex RepeatedKey();
}
