using System.Collections.Concurrent;
using System.Globalization;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Whatever goes wrong between Slack and the bot: everybody is answered once or told, and every nudge comes once.</summary>
public sealed class FaultTests
{
    private const int Schedules = 200;

    /// <summary>Names the seeds to run, as 17 or 100-149, where not all of them are to run.</summary>
    private const string SeedsVariable = "MENTORBOT_FAULT_SEEDS";

    [Fact]
    public async Task EverybodyIsAnsweredOnceOrToldAndEveryNudgeComesOnceWhateverGoesWrong()
    {
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Seeds(), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (seed, _) =>
        {
            if (await FaultSchedule.RunAsync(seed) is { Length: > 0 } what)
            {
                wrong.Enqueue(what);
            }
        });
        wrong.ShouldBeEmpty($"{wrong.Count} schedules went wrong; {SeedsVariable}=<seed> runs one alone.\n{string.Join("\n\n", wrong.Take(10))}");
    }

    private static IEnumerable<int> Seeds()
    {
        if (Environment.GetEnvironmentVariable(SeedsVariable) is not { Length: > 0 } chosen)
        {
            return Enumerable.Range(1, Schedules);
        }

        int[] range = [.. chosen.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return Enumerable.Range(range[0], range[^1] - range[0] + 1);
    }
}
