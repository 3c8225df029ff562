using System.Diagnostics;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

/// <summary>The README's first command, as a newcomer types it.</summary>
public sealed class RunFromSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KeepsItsDataInTheFolderThatItIsStartedFrom()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "MentorBot.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using var run = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["run", "--no-build", "--configuration", configuration, "--project", Path.Combine(root, "src", "MentorBot"), "--", "chat", "/mentor start"])
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var answer = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();

        answer.ShouldContain("What do you need today?");
        _folder.FileNames.ShouldContain("mentorbot.db");
    }
}
