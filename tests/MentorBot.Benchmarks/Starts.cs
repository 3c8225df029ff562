using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace MentorBot.Benchmarks;

/// <summary>Starts the program in a process of its own, and measures the time to its first answer and the memory that it keeps when idle.</summary>
internal static partial class Starts
{
    private const int Runs = 5;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    /// <param name="program">The program's dll; the one that the build left beside this one where none is given.</param>
    public static async Task RunAsync(string? program)
    {
        program ??= Path.Combine(AppContext.BaseDirectory, "MentorBot.dll");
        var (times, memory) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var (time, kept) = await OnceAsync(Path.GetFullPath(program));
            times.Add(time.TotalSeconds);
            memory.Add(kept);
        }

        await Console.Out.WriteLineAsync($"start to first answer: {Spread(times, "0.00")} s; resident after {Idle.TotalSeconds:0} s idle: {Spread(memory, "0")} MB ({Runs} runs: least, median, most; {program})");
    }

    private static string Spread(List<double> values, string format) =>
        string.Join(", ", new[] { values.Min(), values.Order().ElementAt(values.Count / 2), values.Max() }.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));

    private static async Task<(TimeSpan Time, double Memory)> OnceAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("mentorbot-start-");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--Urls=http://127.0.0.1:0", "--Playground:Url=http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var address = await AddressAsync(process.StandardOutput);
            // Nobody reads on, and a full pipe would stop it.
            _ = process.StandardOutput.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            using (var answer = await client.PostAsJsonAsync(new Uri("api/line", UriKind.Relative), new { @as = "ana", place = "general", text = "/mentor script deadline-pushback" }))
            {
                answer.EnsureSuccessStatusCode();
            }

            var time = clock.Elapsed;
            await Task.Delay(Idle);
            process.Refresh();
            return (time, process.WorkingSet64 / 1_048_576.0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> AddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (PlaygroundAddress().Match(line) is { Success: true } found)
            {
                return found.Groups["url"].Value;
            }
        }

        throw new InvalidOperationException("The program ended before it opened the playground.");
    }

    [GeneratedRegex(@"playground is open at (?<url>http://[^\s""]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlaygroundAddress();
}
