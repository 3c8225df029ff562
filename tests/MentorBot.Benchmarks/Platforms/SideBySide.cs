using System.Globalization;

namespace MentorBot.Benchmarks.Platforms;

/// <summary>
/// Our bot and one on a platform's client library, by turns: that one answers from memory what ours works out. What stands beside both is
/// the simulator, on the same machine.
/// </summary>
/// <param name="load">With one question of each person in flight.</param>
/// <param name="library">The name of the other.</param>
/// <param name="isShort">Once and for seconds: shows that it runs, and no figure.</param>
internal sealed class SideBySide(Load load, string library, bool isShort)
{
    public const int InFlight = 64;

    private const int Pace = 100;

    private readonly int _rounds = isShort ? 1 : 5;
    private readonly TimeSpan _warmUp = TimeSpan.FromSeconds(isShort ? 2 : 5);
    private readonly TimeSpan _measured = TimeSpan.FromSeconds(isShort ? 3 : 10);

    public async Task RunAsync(Func<Task<RunningBot>> startOurs, Func<Task<RunningBot>> startTheirs)
    {
        var (ours, theirs) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < _rounds; round++)
        {
            foreach (var isOurs in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                await using var bot = await (isOurs ? startOurs : startTheirs)();
                (isOurs ? ours : theirs).Add(await MeasureAsync(bot));
            }
        }

        Console.WriteLine($"{(isShort ? "one short run" : "median of five alternating runs"),-40}{"MentorBot",14}{library,14}{"ratio",8}");
        Print("answers a second, 64 in flight", ours, theirs, figures => figures.Rate, "F0");
        Print("processor seconds for 1,000 of them", ours, theirs, figures => figures.Processor, "F3");
        Print("answer at 100 a second, p50 in ms", ours, theirs, figures => figures.Median, "F2");
        Print("answer at 100 a second, p99 in ms", ours, theirs, figures => figures.Slow, "F2");
        Print("memory afterwards, MB", ours, theirs, figures => figures.Memory, "F0");
    }

    private async Task<Figures> MeasureAsync(RunningBot bot)
    {
        await load.RunAsync(_warmUp);
        var before = bot.Processor;
        var answered = await load.RunAsync(_measured);
        var used = bot.Processor - before;
        await load.PaceAsync(Pace, TimeSpan.FromSeconds(2));
        await load.PaceAsync(Pace, _measured);
        return new Figures(answered / _measured.TotalSeconds, used.TotalSeconds / answered * 1_000, load.Took(50), load.Took(99), bot.ResidentMegabytes);
    }

    private static void Print(string what, List<Figures> ours, List<Figures> theirs, Func<Figures, double> figure, string format)
    {
        var (mine, other) = (Median(ours), Median(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40}{mine.ToString(format, CultureInfo.InvariantCulture),14}{other.ToString(format, CultureInfo.InvariantCulture),14}{mine / other,8:F2}"));

        double Median(List<Figures> runs) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
    }

    /// <param name="Rate">Answers a second.</param>
    /// <param name="Processor">Processor seconds for 1,000 answers.</param>
    /// <param name="Median">Of the answers at a hundred a second, in milliseconds; so is <paramref name="Slow"/>, the 99th of a hundred.</param>
    /// <param name="Memory">Resident megabytes.</param>
    private sealed record Figures(double Rate, double Processor, double Median, double Slow, double Memory);
}
