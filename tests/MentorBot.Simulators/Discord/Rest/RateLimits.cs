using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>Where a bucket stands after a request was counted.</summary>
internal readonly record struct BucketState(bool IsFull, int Limit, int Remaining, DateTimeOffset Resets, TimeSpan ResetsAfter);

/// <summary>Counts requests as Discord does: by bucket and major parameter, by bot in a second, and refusals by address.</summary>
internal sealed class RateLimits(SimulatorOptions options)
{
    private readonly Dictionary<(string Hash, string Major), Window> _windows = [];
    private readonly Queue<DateTimeOffset> _invalid = new();
    private readonly Lock _lock = new();
    private Window _global;
    private int _sweep;

    /// <summary>How many refusals count in the last ten minutes.</summary>
    public int InvalidRequests
    {
        get
        {
            lock (_lock)
            {
                Forget(options.Time.GetUtcNow());
                return _invalid.Count;
            }
        }
    }

    /// <summary>Whether Cloudflare does not let the address in any more.</summary>
    public bool IsBanned => InvalidRequests > options.InvalidRequestLimit;

    /// <summary>Seconds to wait for a bot that asks too often altogether; null when it may go on.</summary>
    public double? CheckGlobal()
    {
        if (options.RateFactor <= 0)
        {
            return null;
        }

        var now = options.Time.GetUtcNow();
        lock (_lock)
        {
            _global = _global.At(now, TimeSpan.FromSeconds(1));
            return ++_global.Used > options.GlobalPerSecond * options.RateFactor ? (_global.Resets - now).TotalSeconds : null;
        }
    }

    public BucketState Count(Bucket bucket, string major)
    {
        var now = options.Time.GetUtcNow();
        var limit = Math.Max(1, (int)(bucket.Limit * (options.RateFactor <= 0 ? 1 : options.RateFactor)));
        lock (_lock)
        {
            Sweep(now);
            ref var window = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_windows, (bucket.Hash, major), out _);
            window = window.At(now, TimeSpan.FromSeconds(bucket.Seconds));
            var isFull = options.RateFactor > 0 && window.Used >= limit;
            window.Used += isFull ? 0 : 1;
            return new BucketState(isFull, limit, options.RateFactor > 0 ? limit - window.Used : limit - 1, window.Resets, window.Resets - now);
        }
    }

    /// <summary>Discord: 401, 403 and 429 count, but for those of a shared limit.</summary>
    public void CountInvalid(DiscordError error)
    {
        if (error.Status is 401 or 403 or 429 && error.Scope != "shared")
        {
            var now = options.Time.GetUtcNow();
            lock (_lock)
            {
                Forget(now);
                _invalid.Enqueue(now);
            }
        }
    }

    public static void Write(IHeaderDictionary headers, Bucket bucket, BucketState state)
    {
        headers["X-RateLimit-Limit"] = state.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = state.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = (state.Resets.ToUnixTimeMilliseconds() / 1000d).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset-After"] = Math.Max(0, state.ResetsAfter.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture);
        headers["X-RateLimit-Bucket"] = bucket.Hash;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_invalid.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(10))
        {
            _invalid.Dequeue();
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (++_sweep % 4096 == 0)
        {
            foreach (var over in _windows.Where(one => one.Value.Resets <= now).Select(one => one.Key).ToList())
            {
                _windows.Remove(over);
            }
        }
    }

    private struct Window
    {
        public DateTimeOffset Resets;
        public int Used;

        public readonly Window At(DateTimeOffset now, TimeSpan length) => now >= Resets ? new Window { Resets = now + length } : this;
    }
}
