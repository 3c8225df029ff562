using System.Globalization;
using MentorBot.Simulators.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>
/// Our bot and one on <c>@slack/bolt</c>, by turns: bolt's acknowledges from memory what ours works out. What stands beside both
/// is the simulator, on the same machine.
/// </summary>
internal static class SideBySide
{
    private const int InFlight = 64;
    private const int Rounds = 5;
    private const int Pace = 100;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Acks = AckValidation.FirstOfEachPayload });
        var load = new SlackLoad(slack, InFlight);
        var answer = Path.GetTempFileName();
        await using (await SlackBot.MentorBotAsync(slack))
        {
            await File.WriteAllTextAsync(answer, await load.AnswerAsync());
        }

        var (ours, bolt) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var isOurs in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                await using var bot = isOurs ? await SlackBot.MentorBotAsync(slack) : await SlackBot.BoltAsync(slack, answer);
                (isOurs ? ours : bolt).Add(await MeasureAsync(slack, load, bot));
            }
        }

        File.Delete(answer);
        Console.WriteLine($"{"median of five alternating runs",-40}{"MentorBot",14}{"@slack/bolt",14}{"ratio",8}");
        Print("answers a second, 64 in flight", ours, bolt, figures => figures.Rate, "F0");
        Print("processor seconds for 1,000 of them", ours, bolt, figures => figures.Processor, "F3");
        Print("ack at 100 a second, p50 in ms", ours, bolt, figures => figures.Median, "F2");
        Print("ack at 100 a second, p99 in ms", ours, bolt, figures => figures.Slow, "F2");
        Print("memory afterwards, MB", ours, bolt, figures => figures.Memory, "F0");
        Console.WriteLine($"violations {slack.Violations.Count}, refused payloads {slack.Refusals.Count}, not acknowledged in time {slack.Timeouts}");
    }

    private static async Task<Figures> MeasureAsync(SlackSimulator slack, SlackLoad load, SlackBot bot)
    {
        await load.RunAsync(WarmUp);
        var before = bot.Processor;
        var answered = await load.RunAsync(Measured);
        var used = bot.Processor - before;
        await load.PaceAsync(Pace, TimeSpan.FromSeconds(2));
        await load.PaceAsync(Pace, Measured);
        return new Figures(
            answered / Measured.TotalSeconds,
            used.TotalSeconds / answered * 1_000,
            slack.AckLatency.Percentile(50).TotalMilliseconds,
            slack.AckLatency.Percentile(99).TotalMilliseconds,
            bot.ResidentMegabytes);
    }

    private static void Print(string what, List<Figures> ours, List<Figures> bolt, Func<Figures, double> figure, string format)
    {
        var (mine, theirs) = (Median(ours), Median(bolt));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40}{mine.ToString(format, CultureInfo.InvariantCulture),14}{theirs.ToString(format, CultureInfo.InvariantCulture),14}{mine / theirs,8:F2}"));

        double Median(List<Figures> runs) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
    }

    /// <param name="Rate">Answers a second.</param>
    /// <param name="Processor">Processor seconds for 1,000 answers.</param>
    /// <param name="Median">Of the acks at a hundred a second, in milliseconds; so is <paramref name="Slow"/>, the 99th of a hundred.</param>
    /// <param name="Memory">Resident megabytes.</param>
    private sealed record Figures(double Rate, double Processor, double Median, double Slow, double Memory);
}
