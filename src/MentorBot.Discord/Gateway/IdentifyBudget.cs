using System.Globalization;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Discord.Gateway;

/// <summary>
/// Counts the sessions that were started, by whichever node and however often it was started again. Discord: whoever starts more than
/// 1,000 a day loses the token. It is counted before it is done, and where nothing can be counted, nothing is done.
/// </summary>
internal sealed class IdentifyBudget(IPlatformMemory memory, GatewayOptions options, IClock clock)
{
    private const string Name = "discord:identifies";
    private const int HoursOfADay = 24;

    /// <summary>How long to wait before the next may be started; zero where it may be now.</summary>
    public async Task<Duration> WaitAsync(CancellationToken cancellationToken) =>
        Started.Read(await memory.FindAsync(Name, cancellationToken)).Wait(clock.GetCurrentInstant(), options);

    /// <summary>True where one more may be started, which is counted then.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await memory.FindAsync(Name, cancellationToken);
            var started = Started.Read(read);
            var now = clock.GetCurrentInstant();
            if (started.Wait(now, options) > Duration.Zero)
            {
                return false;
            }

            if (await memory.TryReplaceAsync(Name, read, started.And(now).ToString(), cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>The last one, and how many there were in each hour of the last day.</summary>
    private sealed record Started(long Last, IReadOnlyList<(long Hour, int Count)> Hours)
    {
        public static Started Read(string? kept)
        {
            if (kept is null)
            {
                return new Started(0, []);
            }

            var parts = kept.Split(' ');
            return new Started(Number(parts[0]), [.. parts.Skip(1).Select(part => part.Split(':')).Select(hour => (Number(hour[0]), (int)Number(hour[1])))]);
        }

        public Duration Wait(Instant now, GatewayOptions options)
        {
            var hour = HourOf(now);
            var recent = Hours.Where(entry => entry.Hour >= hour - HoursOfADay).ToList();
            var gap = Instant.FromUnixTimeMilliseconds(Last) + Duration.FromTimeSpan(options.BetweenIdentifies) - now;

            // A clock that was set back is no reason to wait for days.
            gap = gap > Duration.FromTimeSpan(options.BetweenIdentifies) ? Duration.FromTimeSpan(options.BetweenIdentifies) : gap;
            var full = recent.Sum(entry => entry.Count) < options.MostIdentifies
                ? Duration.Zero
                : Instant.FromUnixTimeSeconds((recent.Min(entry => entry.Hour) + HoursOfADay + 1) * 3_600) - now;
            return Duration.Max(Duration.Max(gap, full), Duration.Zero);
        }

        public Started And(Instant now)
        {
            var hour = HourOf(now);
            var recent = Hours.Where(entry => entry.Hour >= hour - HoursOfADay).ToDictionary();
            recent[hour] = recent.GetValueOrDefault(hour) + 1;
            return new Started(now.ToUnixTimeMilliseconds(), [.. recent.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value))]);
        }

        public override string ToString() => string.Join(' ', Hours.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Hour}:{entry.Count}")).Prepend(Last.ToString(CultureInfo.InvariantCulture)));

        private static long HourOf(Instant instant) => instant.ToUnixTimeSeconds() / 3_600;

        private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
