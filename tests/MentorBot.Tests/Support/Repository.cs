namespace MentorBot.Tests.Support;

/// <summary>Where the tests find the project's own files.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static readonly string Data = Path.Combine(Root, "data");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MentorBot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("MentorBot.sln is in no folder above the tests.");
    }
}
