namespace MentorBot.Simulators.Slack;

/// <summary>Counts calls as Slack does: per method in a minute, and posts per channel in a second.</summary>
internal sealed class RateLimits(SimulatorOptions options)
{
    /// <summary>Slack: one message a second per channel, short bursts are let through.</summary>
    private const int Burst = 4;

    /// <summary>Slack calls its tiers "20+", "50+" and so on; a client that keeps the number exactly must not be refused for a late packet.</summary>
    private const double Grace = 1.05;

    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _channels = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Seconds to wait, or null when the call may go on.</summary>
    /// <param name="perMinute">What the method's tier allows.</param>
    public int? Check(string method, int perMinute)
    {
        if (options.RateFactor <= 0)
        {
            return null;
        }

        var now = options.Time.GetUtcNow();
        var window = TimeSpan.FromSeconds(60 / options.RateFactor);
        lock (_lock)
        {
            if (!_calls.TryGetValue(method, out var calls))
            {
                _calls[method] = calls = new Queue<DateTimeOffset>();
            }

            while (calls.TryPeek(out var oldest) && now - oldest >= window)
            {
                calls.Dequeue();
            }

            if (calls.Count >= (int)(perMinute * Grace))
            {
                return Seconds(calls.Peek() + window - now);
            }

            calls.Enqueue(now);
            return null;
        }
    }

    /// <summary>A bucket for each channel that fills by one a second.</summary>
    public int? CheckChannel(string channel)
    {
        if (options.RateFactor <= 0)
        {
            return null;
        }

        var now = options.Time.GetUtcNow();
        var step = TimeSpan.FromSeconds(1 / options.RateFactor);
        lock (_lock)
        {
            // The moment at which the bucket is full again says how full it is now.
            var full = _channels.GetValueOrDefault(channel);
            full = full < now ? now : full;
            if (full - now > step * (Burst - 1))
            {
                return Seconds(full - now - (step * (Burst - 1)));
            }

            _channels[channel] = full + step;
            return null;
        }
    }

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
