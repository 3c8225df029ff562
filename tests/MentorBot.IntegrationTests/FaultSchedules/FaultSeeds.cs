using System.Collections.Concurrent;
using System.Globalization;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>Runs the fault schedules of a platform, and fails with what was wrong in them.</summary>
internal static class FaultSeeds
{
    private const int Schedules = 200;

    /// <summary>Names the seeds to run, as 17 or 100-149, where not all of them are to run.</summary>
    private const string Variable = "MENTORBOT_FAULT_SEEDS";

    /// <param name="run">Returns what was wrong, which is nothing where all was well.</param>
    public static Task RunAsync(Func<int, Task<string>> run) => RunAsync(Chosen(), atOnce: 3, run);

    public static async Task RunAsync(IEnumerable<int> seeds, int atOnce, Func<int, Task<string>> run)
    {
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (seed, _) =>
        {
            if (await run(seed) is { Length: > 0 } what)
            {
                wrong.Enqueue(what);
            }
        });
        wrong.ShouldBeEmpty($"{wrong.Count} schedules went wrong; {Variable}=<seed> runs one alone.\n{string.Join("\n\n", wrong.Take(10))}");
    }

    private static IEnumerable<int> Chosen()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } chosen)
        {
            return Enumerable.Range(1, Schedules);
        }

        int[] range = [.. chosen.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return Enumerable.Range(range[0], range[^1] - range[0] + 1);
    }
}
