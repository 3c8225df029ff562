namespace MentorBot.IntegrationTests.Support;

/// <summary>An empty folder of the test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mentorbot-test-");

    /// <summary>How many items the program ships with.</summary>
    public static int ContentItems { get; } = Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "data"), "*.yaml", SearchOption.AllDirectories).Length;

    public string Path => _folder.FullName;

    public string[] FileNames => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A copy of the content that the program ships with, to be edited.</summary>
    public string CopyContent()
    {
        var source = System.IO.Path.Combine(AppContext.BaseDirectory, "data");
        var target = File("content");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
