using System.Diagnostics;

namespace MentorBot.IntegrationTests.Support;

/// <summary>Waits for what happens on its own time, in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns as soon as it holds.</summary>
    /// <param name="what">What is waited for, for the message when it never comes.</param>
    public static async Task HoldsAsync(string what, TimeSpan within, Func<Task<bool>> check)
    {
        var waited = Stopwatch.StartNew();
        while (!await check())
        {
            if (waited.Elapsed > within)
            {
                throw new TimeoutException($"Within {within.TotalSeconds} seconds it did not happen that {what}.");
            }

            await Task.Delay(Pause);
        }
    }
}
