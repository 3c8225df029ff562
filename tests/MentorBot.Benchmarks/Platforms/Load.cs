using System.Diagnostics;
using MentorBot.Simulators.Loopback;

namespace MentorBot.Benchmarks.Platforms;

/// <summary>People who ask the same thing all the time.</summary>
/// <param name="people">How many there are.</param>
/// <param name="ask">Has one of them ask, and look whether they are answered.</param>
/// <param name="latency">Where the simulator notes how long answers took.</param>
internal sealed class Load(int people, Func<int, Task> ask, Latency latency)
{
    /// <summary>As fast as it goes, with one question of each person in flight; returns how many were answered.</summary>
    public async Task<int> RunAsync(TimeSpan duration)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, people).Select(person => Task.Run(async () =>
        {
            var started = Stopwatch.GetTimestamp();
            var answered = 0;
            for (; Stopwatch.GetElapsedTime(started) < duration; answered++)
            {
                await ask(person);
            }

            return answered;
        })));
        return counts.Sum();
    }

    /// <summary>So many each second, whether they were answered or not; what it took stands in the latency afterwards.</summary>
    public async Task PaceAsync(int rate, TimeSpan duration)
    {
        latency.Clear();
        var asked = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            while (asked.Count < elapsed.TotalSeconds * rate)
            {
                asked.Add(ask(asked.Count % people));
            }

            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(asked);
    }

    /// <summary>How long the share of answers took since the last pace began, in milliseconds.</summary>
    public double Took(double percent) => latency.Percentile(percent).TotalMilliseconds;
}
