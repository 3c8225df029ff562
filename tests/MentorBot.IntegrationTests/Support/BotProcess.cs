using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace MentorBot.IntegrationTests.Support;

/// <summary>What a run of the program that ended by itself left behind.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    /// <summary>All that was printed, for messages and for what must not be there.</summary>
    public string Printed => Output + Errors;
}

/// <summary>The real program in a process of its own, which never outlives the test.</summary>
internal sealed partial class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private HttpClient? _health;
    private PlaygroundClient? _playground;

    private BotProcess(TempFolder folder, string[] arguments, IReadOnlyDictionary<string, string>? environment, string program)
    {
        // A shell that starts the tests in the background has them ignore SIGINT, and a process hands that on.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,TERM", "dotnet", program, .. arguments])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program as the build left it beside the tests.</summary>
    public static string Built { get; } = Path.Combine(AppContext.BaseDirectory, "MentorBot.dll");

    /// <summary>Asks where health is served.</summary>
    public HttpClient Health => _health ?? throw new InvalidOperationException("The bot is not up yet.");

    public PlaygroundClient Playground => _playground ?? throw new InvalidOperationException("The bot has no playground.");

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts the bot on ports that are free, and returns once it is ready to answer.</summary>
    public static Task<BotProcess> StartAsync(TempFolder folder, params string[] arguments) => StartAsync(folder, arguments, environment: null);

    public static async Task<BotProcess> StartAsync(
        TempFolder folder,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment,
        string? program = null,
        bool withPlayground = true)
    {
        // Port 0 takes one that is free and says which: to choose one here, another test could be faster.
        string[] addresses = withPlayground ? ["--Urls=http://127.0.0.1:0", "--Playground:Url=http://127.0.0.1:0"] : ["--Urls=http://127.0.0.1:0"];
        var bot = new BotProcess(folder, [.. addresses, .. arguments], environment, program ?? Built);
        try
        {
            await bot.BecomeReadyAsync(withPlayground);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program to its end.</summary>
    public static Task<Finished> RunAsync(TempFolder folder, params string[] arguments) => RunAsync(folder, arguments, input: null);

    /// <param name="input">What a person types, line by line.</param>
    public static async Task<Finished> RunAsync(
        TempFolder folder,
        string[] arguments,
        IEnumerable<string>? input,
        IReadOnlyDictionary<string, string>? environment = null,
        string? program = null)
    {
        await using var bot = new BotProcess(folder, arguments, environment, program ?? Built);
        foreach (var line in input ?? [])
        {
            await bot._process.StandardInput.WriteLineAsync(line);
        }

        bot._process.StandardInput.Close();
        return await bot.EndAsync();
    }

    /// <summary>Talks in the terminal, and returns all that was shown.</summary>
    public static async Task<string> ChatAsync(TempFolder folder, string[] options, params string[] lines)
    {
        var chat = await RunAsync(folder, ["chat", .. options], lines);
        chat.ExitCode.ShouldBe(0, chat.Errors);
        return chat.Output;
    }

    /// <summary>Asks it to stop as a terminal (INT) or a container (TERM) does, and waits until it has.</summary>
    public async Task<Finished> StopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _health?.Dispose();
        _playground?.Dispose();
    }

    private async Task BecomeReadyAsync(bool withPlayground)
    {
        await UntilAsync("the bot runs", () => Task.FromResult(HealthAddress().IsMatch(Output)));
        _health = new HttpClient { BaseAddress = new Uri(HealthAddress().Match(Output).Groups["url"].Value) };
        if (withPlayground)
        {
            _playground = new PlaygroundClient(new Uri(PlaygroundAddress().Match(Output).Groups["url"].Value));
        }

        await UntilAsync("the bot is ready", async () =>
        {
            using var answer = await _health.GetAsync(new Uri("/readyz", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        });
    }

    private async Task UntilAsync(string what, Func<Task<bool>> check)
    {
        try
        {
            await Eventually.HoldsAsync(what, Patience, () => _process.HasExited ? throw new TimeoutException("It has ended.") : check());
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} It printed:\n{Output}{Errors}", exception);
        }
    }

    private async Task<Finished> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The program did not end. It printed:\n{Output}{Errors}", exception);
        }

        return new Finished(_process.ExitCode, Output, Errors);
    }

    private static void Keep(StringBuilder kept, string? line)
    {
        if (line is not null)
        {
            lock (kept)
            {
                kept.Append(line).Append('\n');
            }
        }
    }

    private static string Read(StringBuilder kept)
    {
        lock (kept)
        {
            return kept.ToString();
        }
    }

    [GeneratedRegex(@"health at (?<url>http://[^\s;,""]+?)\.? ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HealthAddress();

    [GeneratedRegex(@"playground is open at (?<url>http://[^\s""]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlaygroundAddress();
}
