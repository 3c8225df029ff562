using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Api;

/// <summary>Keeps the calls to one workspace within Slack's limits, so that Slack never has to say so.</summary>
/// <param name="factor">How many times as much as Slack takes is let through: 1 but for simulators; 0 lets everything through.</param>
internal sealed class ApiLimits(TimeProvider time, double factor = 1) : IDisposable
{
    /// <summary>Channels and response_urls come and go; those that have been quiet are forgotten beyond so many.</summary>
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, Allowance> _allowances = new(StringComparer.Ordinal);
    private int _lookAt = Most;

    /// <summary>A turn; otherwise how long nothing is to be called, or null where that holds for the one channel alone.</summary>
    /// <param name="place">The channel of a post, or a response_url; null where the method alone counts.</param>
    public async ValueTask<(Turn? Turn, TimeSpan? Wait)> TakeAsync(ApiMethod method, string? place, bool isDue, CancellationToken cancellationToken)
    {
        var own = place is null ? null : Of(place, method == ApiMethod.Respond ? method.Rate : ApiMethod.PostsInChannel);
        if (own is not null && await own.TakeAsync(isDue, method.Patience, cancellationToken) is { } wait)
        {
            return (null, method == ApiMethod.Respond ? wait : null);
        }

        // Answers by response_url have no limit that they share.
        var shared = method == ApiMethod.Respond ? null : Of(method.Name, method.Rate);
        try
        {
            if (shared is not null && await shared.TakeAsync(isDue, method.Patience, cancellationToken) is { } longer)
            {
                own?.Return(wasUsed: false);
                return (null, longer);
            }
        }
        catch (OperationCanceledException)
        {
            own?.Return(wasUsed: false);
            throw;
        }

        return (new Turn(own, shared), null);
    }

    /// <summary>Slack: holds for the one method in the one workspace.</summary>
    public void Pause(ApiMethod method, string? place, TimeSpan duration) =>
        Of(method == ApiMethod.Respond ? place! : method.Name, method.Rate).Pause(duration);

    public void Dispose()
    {
        foreach (var allowance in _allowances.Values)
        {
            allowance.Dispose();
        }
    }

    private Allowance Of(string key, Rate rate)
    {
        if (_allowances.TryGetValue(key, out var known))
        {
            return known;
        }

        ForgetTheQuiet();
        return _allowances.GetOrAdd(key, _ => new Allowance(Scaled(rate), time));
    }

    private Rate Scaled(Rate rate) => factor == 0 ? new Rate(1_000, TimeSpan.Zero) : rate with { Window = rate.Window / factor };

    private void ForgetTheQuiet()
    {
        if (_allowances.Count < _lookAt)
        {
            return;
        }

        // One that somebody takes up at this moment still works: what is counted anew was not used for a whole window.
        foreach (var quiet in _allowances.Where(pair => pair.Value.IsIdle))
        {
            _allowances.TryRemove(quiet);
        }

        _lookAt = Most + _allowances.Count;
    }

    /// <summary>The right to one call.</summary>
    public sealed class Turn(Allowance? own, Allowance? shared)
    {
        /// <summary>The answer is there, or nobody waits for it any more.</summary>
        public void Done()
        {
            own?.Return(wasUsed: true);
            shared?.Return(wasUsed: true);
        }
    }
}
