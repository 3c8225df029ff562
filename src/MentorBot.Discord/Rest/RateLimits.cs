using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rest;

/// <summary>Keeps the calls within Discord's limits, which its answers tell: a bucket for each limit and major parameter, and one limit for all.</summary>
internal sealed class RateLimits(RestOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Channels and interactions come and go; what has been quiet is forgotten beyond so many.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Limit, string Major), Bucket> _buckets = new();
    private readonly Allowance _all = new(options.CallsASecond == 0 ? new Rate(1_000, TimeSpan.Zero) : new Rate(options.CallsASecond, TimeSpan.FromSeconds(1)), time, options.CallsASecond == 0 ? 0 : options.Reserve);
    private int _lookAt = Most;

    /// <summary>How many limits are remembered.</summary>
    public int Count => _buckets.Count;

    /// <summary>A turn; otherwise how long nothing is to be called, or null where that holds for the one route alone.</summary>
    public async ValueTask<(Turn? Turn, TimeSpan? Wait)> TakeAsync(RestCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        (string Limit, string Major) key;
        Bucket bucket;
        while (true)
        {
            key = KeyOf(call);
            bucket = Of(key);
            var (hasMoved, wait) = await bucket.TakeAsync(call.IsDue, Left(), cancellationToken);
            if (wait is not null)
            {
                return (null, null);
            }

            if (!hasMoved)
            {
                break;
            }
        }

        if (call.Route.Kind != RouteKind.Bot)
        {
            return (new Turn(this, call, key, bucket, null), null);
        }

        try
        {
            if (await _all.TakeAsync(call.IsDue, Left(), cancellationToken) is { } longer)
            {
                bucket.Return(null);
                return (null, longer);
            }
        }
        catch (OperationCanceledException)
        {
            bucket.Return(null);
            throw;
        }

        return (new Turn(this, call, key, bucket, _all), null);

        TimeSpan Left() => patience - time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    /// <summary>Discord: all requests with the bot's token together were too many.</summary>
    public void PauseAll(TimeSpan duration) => _all.Pause(duration);

    /// <summary>Nothing more of the route, for the call's major parameter.</summary>
    public void Pause(RestCall call, TimeSpan duration) => Of(KeyOf(call)).Exhaust(duration);

    public void Dispose()
    {
        _all.Dispose();
        foreach (var bucket in _buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private (string Limit, string Major) KeyOf(RestCall call) => (_hashes.GetValueOrDefault(call.Route.Name, call.Route.Name), call.Major);

    private Bucket Of((string Limit, string Major) key)
    {
        if (_buckets.TryGetValue(key, out var known))
        {
            return known;
        }

        ForgetTheQuiet();
        return _buckets.GetOrAdd(key, static (_, time) => new Bucket(time), time);
    }

    /// <summary>Discord may give several routes one limit, and another one at any time.</summary>
    private void Learn(RestCall call, (string Limit, string Major) key, Bucket bucket, RateHeaders headers)
    {
        var counts = (headers.Hash!, call.Major);
        if (key == counts)
        {
            return;
        }

        _hashes[call.Route.Name] = headers.Hash!;
        var counting = _buckets.GetOrAdd(counts, bucket.HasMoved ? new Bucket(time) : bucket);
        _buckets.TryRemove(KeyValuePair.Create(key, bucket));
        if (counting != bucket)
        {
            counting.Update(headers);
            bucket.Move();
        }
    }

    private void ForgetTheQuiet()
    {
        if (_buckets.Count < _lookAt)
        {
            return;
        }

        // One that somebody takes up at this moment still works: its window is over, and Discord tells of the next.
        foreach (var quiet in _buckets.Where(pair => pair.Value.IsIdle))
        {
            _buckets.TryRemove(quiet);
        }

        _lookAt = Most + _buckets.Count;
    }

    /// <summary>The right to one call.</summary>
    public sealed class Turn(RateLimits limits, RestCall call, (string Limit, string Major) key, Bucket bucket, Allowance? all)
    {
        /// <summary>The answer is there, or nobody waits for it any more.</summary>
        public void Done(RateHeaders? headers)
        {
            if (headers?.Hash is not null)
            {
                limits.Learn(call, key, bucket, headers);
            }

            bucket.Return(headers);
            all?.Return(wasUsed: true);
        }
    }
}
