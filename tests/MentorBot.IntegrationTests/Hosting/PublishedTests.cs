using System.Diagnostics;
using System.Text.Json;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

/// <summary>What a container runs: the output of the Dockerfile's publish command, with the Dockerfile's environment.</summary>
public sealed class PublishedTests : IDisposable
{
    private readonly TempFolder _state = new();

    [Fact]
    public async Task RunsAsTheContainerDoes()
    {
        var published = await PublishedAsync();
        var environment = DockerfileEnvironment();
        environment.Keys.ShouldBe(["Urls", "Playground__Enabled", "Logging__Console__FormatterName", "Logging__Console__FormatterOptions__TimestampFormat"], ignoreOrder: true);

        await using var bot = await BotProcess.StartAsync(_state, [], environment, published, withPlayground: false);
        (await BotProcess.RunAsync(_state, ["health", $"--Urls={bot.Health.BaseAddress}"], input: null, environment, published)).ExitCode.ShouldBe(0);
        var ended = await bot.StopAsync();

        ended.ExitCode.ShouldBe(0);
        ended.Errors.ShouldBeEmpty();
        ended.Output.ShouldNotContain("playground");
        foreach (var line in ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var entry = JsonDocument.Parse(line);
            entry.RootElement.GetProperty("Timestamp").TryGetDateTimeOffset(out _).ShouldBeTrue(line);
        }

        // All state is in the working directory, which is the volume.
        _state.FileNames.ShouldBe(["mentorbot.db", "mentorbot.db.lease"]);
    }

    [Fact]
    public async Task HoldsTheContentAndTheSettings()
    {
        var folder = Path.GetDirectoryName(await PublishedAsync())!;

        File.Exists(Path.Combine(folder, "appsettings.json")).ShouldBeTrue();
        Directory.GetFiles(Path.Combine(folder, "data", "scripts"), "*.yaml").ShouldNotBeEmpty();
        Directory.GetFiles(folder, "*.db*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    public void Dispose() => _state.Dispose();

    private static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Dockerfile")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The Dockerfile is in no folder above the tests.");
        }

        return folder;
    }

    /// <summary>The program that tests/run has published, or else one that is published now, by the same line.</summary>
    private static async Task<string> PublishedAsync()
    {
        if (Environment.GetEnvironmentVariable("MENTORBOT_PUBLISHED") is { Length: > 0 } folder)
        {
            return Path.Combine(folder, "MentorBot.dll");
        }

        const string Start = "RUN dotnet publish ";
        const string End = " --no-restore --output /app";
        var line = File.ReadLines(Path.Combine(Repository, "Dockerfile")).Single(line => line.StartsWith(Start, StringComparison.Ordinal));
        line.ShouldEndWith(End);
        var target = Path.Combine(Repository, "artifacts", "published");
        using var publish = Process.Start(new ProcessStartInfo("sh", ["-c", $"dotnet publish {line[Start.Length..^End.Length]} --output '{target}'"]) { WorkingDirectory = Repository })!;
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0);
        return Path.Combine(target, "MentorBot.dll");
    }

    private static Dictionary<string, string> DockerfileEnvironment()
    {
        var text = File.ReadAllText(Path.Combine(Repository, "Dockerfile")).ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal);
        return text.Split('\n')
            .Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))
            .SelectMany(line => line[4..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('"'), StringComparer.Ordinal);
    }
}
