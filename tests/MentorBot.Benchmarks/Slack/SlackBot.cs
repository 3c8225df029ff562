using System.Diagnostics;
using MentorBot.Core.Commands;
using MentorBot.Hosting;
using MentorBot.Simulators.Slack;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.Benchmarks.Slack;

/// <summary>A bot in a process of its own, talking to the simulator: ours, or the same answer by <c>@slack/bolt</c>.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    /// <summary>The argument at which this program is the bot, and what follows its settings.</summary>
    public const string Verb = "slack-bot";

    /// <summary>Where the packages of <c>package-lock.json</c> are, once <c>npm ci</c> has been there.</summary>
    private static readonly string Clients = Path.GetFullPath(Path.Combine("tests", "MentorBot.Simulators", "Clients", "slack"));

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SlackBot(Process process, DirectoryInfo folder)
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
    public static Task<SlackBot> MentorBotAsync(SlackSimulator slack) => StartAsync(slack, "dotnet",
    [
        "exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "MentorBot.runtimeconfig.json"), typeof(SlackBot).Assembly.Location, Verb, "--Urls=http://127.0.0.1:0", "--Playground:Enabled=false", "--Logging:LogLevel:Default=Warning",
        $"--Slack:BotToken={slack.BotToken}", $"--Slack:AppToken={slack.AppToken}", $"--Slack:ApiUrl={slack.ApiUrl}",
    ]);

    /// <summary>Runs the bot in this process: it is the program itself, but for the thirty commands in a minute that a person may type.</summary>
    public static Task<int> RunAsync(string[] overrides) => MentorHost.RunAsync(
        overrides,
        CancellationToken.None,
        services => services.AddSingleton(provider => new RateLimit(provider.GetRequiredService<IClock>()) { Commands = int.MaxValue }));

    /// <param name="answer">A file with the payload that it acknowledges every command with, from memory.</param>
    public static Task<SlackBot> BoltAsync(SlackSimulator slack, string answer)
    {
        if (!Directory.Exists(Path.Combine(Clients, "node_modules")))
        {
            throw new InvalidOperationException("Start this in the repository's folder, after: npm ci --prefix tests/MentorBot.Simulators/Clients/slack");
        }

        return StartAsync(slack, "node", [Path.Combine(Clients, "answering-bot.mjs"), slack.ApiUrl.ToString(), slack.BotToken, slack.AppToken, answer]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<SlackBot> StartAsync(SlackSimulator slack, string command, string[] arguments)
    {
        await slack.WaitUntilAsync("the bot before has gone", () => slack.OpenSockets.Count == 0);
        var folder = Directory.CreateTempSubdirectory("mentorbot-slack-");
        var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder.FullName, UseShellExecute = false })!;
        var bot = new SlackBot(process, folder);
        try
        {
            await slack.WaitForSocketsAsync();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }
}
