using System.Globalization;
using NodaTime;

namespace MentorBot.IntegrationTests.Support;

/// <summary>Puts the clock of a bot that has not started yet, so that its weekends and holidays are always the same.</summary>
internal static class StoryClock
{
    /// <param name="logFile">The playground's log, beside which the clock is kept.</param>
    public static Task SetAsync(string logFile, Instant now)
    {
        var ahead = now.ToUnixTimeMilliseconds() - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return File.WriteAllTextAsync($"{logFile}.clock", ahead.ToString(CultureInfo.InvariantCulture));
    }
}
