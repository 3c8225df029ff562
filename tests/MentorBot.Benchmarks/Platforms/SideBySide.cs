using static System.FormattableString;

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

        // As it stands in the README.
        Console.WriteLine(isShort ? "One short run:" : $"Median of {_rounds} alternating runs:");
        Console.WriteLine($"| what | MentorBot | {library} | ratio | meant |");
        Console.WriteLine("|---|---|---|---|---|");
        var (mine, other) = (Figures.Median(ours), Figures.Median(theirs));
        Print($"answers a second, {InFlight} in flight", figures => $"{figures.Rate:N0}", $"{mine.Rate / other.Rate:F2}", "≥ 1.5");
        Print("processor seconds for 1,000 of them", figures => $"{figures.Processor:F3}", $"{mine.Processor / other.Processor:F2}", "≤ 0.5");
        Print($"answered at {Pace} a second: p50, p99", figures => $"{figures.Middle:F2} ms, {figures.Slow:F2} ms", $"p99 {mine.Slow / other.Slow:F2}", "p99 ≤ 1");
        Print("memory after the load", figures => $"{figures.Memory:F0} MB", $"{mine.Memory / other.Memory:F2}", string.Empty);

        void Print(string what, Func<Figures, FormattableString> figure, FormattableString ratio, string meant) =>
            Console.WriteLine($"| {what} | {Invariant(figure(mine))} | {Invariant(figure(other))} | {Invariant(ratio)} | {meant} |");
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

    /// <param name="Rate">Answers a second.</param>
    /// <param name="Processor">Processor seconds for 1,000 answers.</param>
    /// <param name="Middle">Of the answers at a hundred a second, in milliseconds; so is <paramref name="Slow"/>, the 99th of a hundred.</param>
    /// <param name="Memory">Resident megabytes.</param>
    private sealed record Figures(double Rate, double Processor, double Middle, double Slow, double Memory)
    {
        /// <summary>The median of each figure by itself.</summary>
        public static Figures Median(List<Figures> runs)
        {
            return new Figures(Of(run => run.Rate), Of(run => run.Processor), Of(run => run.Middle), Of(run => run.Slow), Of(run => run.Memory));

            double Of(Func<Figures, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
        }
    }
}
