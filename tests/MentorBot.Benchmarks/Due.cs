using System.Diagnostics;
using System.Globalization;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.Benchmarks;

/// <summary>Measures due work on both engines, PostgreSQL with fsync on.</summary>
internal static class Due
{
    private const int Many = 1_000_000;
    private const int Few = 10_000;
    private const int Batch = 10_000;

    /// <param name="wholeMinute">Whether the limited sink is measured for a whole minute, rather than for ten seconds.</param>
    public static async Task RunAsync(bool sqlite, bool postgreSql, bool wholeMinute)
    {
        Console.WriteLine($"{"engine",-12}{"what",-60}{"figure",16}");
        if (sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("mentorbot-bench-");
            await MeasureAsync("SQLite", new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder.FullName, "due.db")}" }, wholeMinute);
            folder.Delete(recursive: true);
        }

        if (postgreSql)
        {
            await using var server = await DueServer.StartAsync();
            await MeasureAsync("PostgreSQL", new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = server.ConnectionString }, wholeMinute);
        }
    }

    private static async Task MeasureAsync(string engine, StorageOptions options, bool wholeMinute)
    {
        await using var bot = new DueBot(options);
        await bot.Database.MigrateAsync(CancellationToken.None);

        // The first rounds on a small table also warm the code up.
        await TickAsync(bot, Few, Few);
        var small = await TickAsync(bot, Few, Few);
        var large = await TickAsync(bot, Many, Batch);
        Print(engine, "tick with 10,000 due of 10,000", $"{small.Due.TotalMilliseconds:F0} ms");
        Print(engine, "tick with 10,000 due of 1,000,000", $"{large.Due.TotalMilliseconds:F0} ms");
        Print(engine, "ratio of the two", $"{large.Due / small.Due:F2}");
        Print(engine, "the bot's own processor time in each", $"{small.Work.TotalMilliseconds:F0}, {large.Work.TotalMilliseconds:F0} ms");
        Print(engine, "empty tick at 1,000,000: median of 200", $"{large.Empty.Median:F2} ms");
        Print(engine, "empty tick at 1,000,000: slowest of 200", $"{large.Empty.Slowest:F2} ms");

        var before = Environment.CpuUsage.TotalTime;
        var pumped = Stopwatch.StartNew();
        var sent = await bot.Pump.PumpAsync(CancellationToken.None);
        Print(engine, $"pump into a sink without limits ({sent:N0} messages)", $"{sent / pumped.Elapsed.TotalSeconds:F0}/s");
        Print(engine, "the bot's own processor time for it", $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms");
        await LimitedAsync(engine, options, wholeMinute);
    }

    private static async Task<(TimeSpan Due, TimeSpan Work, (double Median, double Slowest) Empty)> TickAsync(DueBot bot, int schedules, int due)
    {
        var soon = await bot.FillAsync(schedules, due);
        bot.MoveTo(soon - Duration.FromMinutes(1));
        var empty = new List<double>();
        for (var tick = 0; tick < 200; tick++)
        {
            var started = Stopwatch.GetTimestamp();
            await bot.Ticker.TickAsync(CancellationToken.None);
            empty.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        empty.Sort();
        bot.MoveTo(soon);
        var before = Environment.CpuUsage.TotalTime;
        var full = Stopwatch.StartNew();
        var taken = await bot.Ticker.TickAsync(CancellationToken.None);
        return taken == due ? (full.Elapsed, Environment.CpuUsage.TotalTime - before, (empty[100], empty[^1])) : throw new InvalidOperationException($"{taken} were taken instead of {due}.");
    }

    private static async Task LimitedAsync(string engine, StorageOptions options, bool wholeMinute)
    {
        // A bot of its own: the limit is that of a lane from its first message on.
        const int Limit = 50;
        var seconds = wholeMinute ? 60 : 10;
        await using var bot = new DueBot(options) { Limit = new LaneLimit(Limit, Duration.FromSeconds(1), 5), Allowed = Limit };
        var soon = await bot.FillAsync(Few, Limit * (seconds + 1));
        bot.MoveTo(soon);
        await bot.Ticker.TickAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var pumping = bot.Pump.PumpAsync(stop.Token);

        while (bot.Arrived == 0)
        {
            await Task.Delay(1);
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(bot.FirstAt));
        var rate = (double)bot.Arrived / seconds;
        await stop.CancelAsync();
        await ((Task)pumping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await bot.Pump.StopAsync(CancellationToken.None);
        Print(engine, $"pump into a sink of 50 a second, for {seconds} s", $"{rate:F2}/s");
        Print(engine, "refused by it", $"{bot.Refused}");
    }

    private static void Print(string engine, string what, string figure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine,-12}{what,-60}{figure,16}"));
}
