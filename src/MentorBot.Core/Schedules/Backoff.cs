using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>
/// How long to wait before another attempt: twice as long after each, and never quite the same, so that a recovering platform is
/// not met by all at once.
/// </summary>
public sealed class Backoff(PumpOptions options, Random random)
{
    private readonly Lock _dice = new();

    /// <param name="attempts">How many have failed before.</param>
    public Duration After(int attempts)
    {
        var longest = Duration.Min(options.LongestBackoff, options.FirstBackoff * Math.Pow(2, Math.Min(attempts, 20)));
        lock (_dice)
        {
            return longest * (0.5 + (random.NextDouble() / 2));
        }
    }
}
