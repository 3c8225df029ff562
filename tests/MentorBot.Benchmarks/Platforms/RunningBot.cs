using System.Diagnostics;
using MentorBot.Core.Commands;
using MentorBot.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.Benchmarks.Platforms;

/// <summary>A bot in a process of its own, talking to a simulator: ours, or the same answer by a platform's client library.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    /// <summary>The argument at which this program is the bot, and what follows its settings.</summary>
    public const string Verb = "bot";

    /// <summary>Where each platform's libraries are, once <c>npm ci</c> has been there.</summary>
    private static readonly string Clients = Path.GetFullPath(Path.Combine("tests", "MentorBot.Simulators", "Clients"));

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RunningBot(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>What the process has used so far, on all its threads.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1_048_576.0;
        }
    }

    /// <summary>The whole bot, on SQLite in a file and with the program's own settings of the runtime.</summary>
    /// <param name="settings">The platform's.</param>
    /// <param name="isUp">Waits until it answers.</param>
    public static Task<RunningBot> MentorBotAsync(string[] settings, Func<Task> isUp) => StartAsync("dotnet",
    [
        "exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "MentorBot.runtimeconfig.json"), typeof(RunningBot).Assembly.Location, Verb, "--Urls=http://127.0.0.1:0", "--Playground:Enabled=false", "--Logging:LogLevel:Default=Warning",
        .. settings,
    ], isUp);

    /// <param name="client">The folder of the library below tests/MentorBot.Simulators/Clients, with a bot in it that answers from memory.</param>
    public static Task<RunningBot> AnsweringAsync(string client, string[] arguments, Func<Task> isUp)
    {
        var folder = Path.Combine(Clients, client);
        return Directory.Exists(Path.Combine(folder, "node_modules"))
            ? StartAsync("node", [Path.Combine(folder, "answering-bot.mjs"), .. arguments], isUp)
            : throw new InvalidOperationException($"Start this in the repository's folder, after: npm ci --prefix tests/MentorBot.Simulators/Clients/{client}");
    }

    /// <summary>Runs the bot in this process: it is the program itself, but for the thirty commands in a minute that a person may type.</summary>
    public static Task<int> RunAsync(string[] overrides) => MentorHost.RunAsync(
        overrides,
        CancellationToken.None,
        services => services.AddSingleton(provider => new RateLimit(provider.GetRequiredService<IClock>()) { Commands = int.MaxValue }));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<RunningBot> StartAsync(string command, string[] arguments, Func<Task> isUp)
    {
        var folder = Directory.CreateTempSubdirectory("mentorbot-bench-");

        // An input that never ends: some of them stop when theirs does.
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder.FullName, UseShellExecute = false, RedirectStandardInput = true };
        var bot = new RunningBot(Process.Start(start)!, folder);
        try
        {
            await isUp();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }
}
