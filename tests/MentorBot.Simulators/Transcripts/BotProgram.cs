using System.Diagnostics;

namespace MentorBot.Simulators.Transcripts;

/// <summary>The bot in a process of its own, with a database that goes with it.</summary>
internal sealed class BotProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly Task<string> _output;

    private BotProgram(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    /// <param name="program">MentorBot.dll; where none is given, the bot is built from its source.</param>
    /// <param name="settings">What stands in <c>appsettings.json</c> otherwise, by key.</param>
    public static BotProgram Start(string? program, params ReadOnlySpan<(string Key, string Value)> settings)
    {
        var folder = Directory.CreateTempSubdirectory("mentorbot-transcript-");
        var start = new ProcessStartInfo("dotnet", program is null ? ["run", "--project", Project(), "--"] : [program]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add("--Urls=http://127.0.0.1:0");
        start.ArgumentList.Add($"--Storage:ConnectionString=Data Source={Path.Combine(folder.FullName, "mentorbot.db")}");
        foreach (var (key, value) in settings)
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        return new BotProgram(Process.Start(start)!, folder);
    }

    /// <summary>Waits for something that the bot does; where the bot ends instead, what it said tells why.</summary>
    public async Task UntilAsync(Task happens)
    {
        if (await Task.WhenAny(happens, _output) == _output)
        {
            throw new InvalidOperationException($"The bot ended before it was ready: {await _output}");
        }

        await happens;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Project()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MentorBot.sln")))
            {
                return Path.Combine(folder.FullName, "src", "MentorBot");
            }
        }

        throw new InvalidOperationException("Start this in the repository's folder.");
    }
}
