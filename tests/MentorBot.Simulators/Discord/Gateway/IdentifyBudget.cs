namespace MentorBot.Simulators.Discord;

internal enum IdentifyVerdict
{
    Allowed,

    /// <summary>Another of the same key was within five seconds.</summary>
    TooSoon,

    /// <summary>None is left for the day.</summary>
    Spent,
}

/// <summary>Counts Identifies (Discord: session_start_limit and max_concurrency).</summary>
internal sealed class IdentifyBudget(SimulatorOptions options)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Dictionary<int, DateTimeOffset> _last = [];
    private readonly Lock _lock = new();
    private DateTimeOffset _resets = options.Time.GetUtcNow() + Day;
    private int _used;
    private int _identifies;

    /// <summary>All there were, refused ones included.</summary>
    public int Identifies => _identifies;

    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                Renew();
                return Math.Max(0, options.IdentifyTotal - _used);
            }
        }

        set
        {
            lock (_lock)
            {
                _used = options.IdentifyTotal - value;
            }
        }
    }

    public TimeSpan ResetsAfter
    {
        get
        {
            lock (_lock)
            {
                Renew();
                return _resets - options.Time.GetUtcNow();
            }
        }
    }

    public IdentifyVerdict Take(int shard)
    {
        lock (_lock)
        {
            Renew();
            _identifies++;
            _used++;
            if (_used > options.IdentifyTotal)
            {
                return IdentifyVerdict.Spent;
            }

            var key = shard % options.MaxConcurrency;
            var now = options.Time.GetUtcNow();
            if (_last.TryGetValue(key, out var last) && now - last < options.BetweenIdentifies * options.TimeFactor)
            {
                return IdentifyVerdict.TooSoon;
            }

            _last[key] = now;
            return IdentifyVerdict.Allowed;
        }
    }

    private void Renew()
    {
        if (options.Time.GetUtcNow() >= _resets)
        {
            _resets = options.Time.GetUtcNow() + Day;
            _used = 0;
        }
    }
}
