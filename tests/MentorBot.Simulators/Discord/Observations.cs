using System.Text.Json;
using MentorBot.Simulators.Loopback;

namespace MentorBot.Simulators.Discord;

/// <summary>Something that a client must not do.</summary>
public sealed record DiscordViolation(string Kind, string Detail);

/// <summary>Something that Discord did not take, with the places that are wrong.</summary>
public sealed record DiscordRefusal(string Where, int Status, int Code, string Message, IReadOnlyList<string> Places)
{
    public override string ToString() => $"{Where}: {Status} {Code} {Message} {string.Join(" ", Places)}";
}

/// <summary>A mention that would have notified everybody or a whole role.</summary>
public sealed record DiscordBroadcast(string Where, string Text);

/// <summary>One request as it came in, with what was answered.</summary>
/// <param name="Route">The method and the path with names in place of ids, such as "POST /channels/{channel}/messages".</param>
/// <param name="Code">Discord's own error code; 0 when there is none.</param>
public sealed record DiscordRequest(string Route, string Path, DateTimeOffset At, JsonElement Body, int Status, int Code)
{
    public bool IsOk => Status < 300;

    /// <summary>Whether it came with the bot's token.</summary>
    public bool HasToken { get; init; }
}

/// <summary>Everything that was noticed, for tests to look at.</summary>
internal sealed class Observations(Action changed)
{
    private const int Most = 200_000;

    private readonly Lock _lock = new();
    private readonly List<DiscordViolation> _violations = [];
    private readonly List<DiscordRefusal> _refusals = [];
    private readonly List<DiscordBroadcast> _broadcasts = [];
    private readonly List<DiscordRequest> _requests = [];

    private long _delivered;
    private long _requested;
    private long _answered;
    private int _rateLimited;
    private int _timeouts;

    public Latency Latency { get; } = new();

    public long Delivered => Interlocked.Read(ref _delivered);

    public long Requested => Interlocked.Read(ref _requested);

    public long Answered => Interlocked.Read(ref _answered);

    public int RateLimited => _rateLimited;

    public int Timeouts => _timeouts;

    public IReadOnlyList<DiscordViolation> Violations => Copy(_violations);

    public IReadOnlyList<DiscordRefusal> Refusals => Copy(_refusals);

    public IReadOnlyList<DiscordBroadcast> Broadcasts => Copy(_broadcasts);

    public IReadOnlyList<DiscordRequest> Requests => Copy(_requests);

    public void Add(DiscordViolation one) => Keep(_violations, one);

    public void Add(DiscordRefusal one) => Keep(_refusals, one);

    public void Add(DiscordBroadcast one) => Keep(_broadcasts, one);

    public void Add(DiscordRequest one) => Keep(_requests, one);

    public void CountDelivery() => Interlocked.Increment(ref _delivered);

    public void CountRequest() => Interlocked.Increment(ref _requested);

    public void CountRateLimit() => Interlocked.Increment(ref _rateLimited);

    public void CountAnswer(TimeSpan after)
    {
        Interlocked.Increment(ref _answered);
        Latency.Add(after);
    }

    public void CountTimeout() => Interlocked.Increment(ref _timeouts);

    private void Keep<T>(List<T> list, T one)
    {
        lock (_lock)
        {
            // Somebody who runs this for hours must not run out of memory for it.
            if (list.Count < Most)
            {
                list.Add(one);
            }
        }

        changed();
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
