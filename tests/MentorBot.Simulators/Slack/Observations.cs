using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Something that a client must not do and that Slack would not tell it about.</summary>
public sealed record SlackViolation(string Kind, string Detail);

/// <summary>Something that Slack did not take, with the places that are wrong.</summary>
public sealed record SlackRefusal(string Where, string Error, IReadOnlyList<string> Messages)
{
    public override string ToString() => $"{Where}: {Error} {string.Join(" ", Messages)}";
}

/// <summary>A mention that would have notified a whole channel.</summary>
public sealed record SlackBroadcast(string Where, string Text);

/// <summary>One call of the Web API as it came in, with what was answered.</summary>
public sealed record SlackCall(string Method, DateTimeOffset At, JsonElement Arguments, string? Error)
{
    public bool IsOk => Error is null;

    /// <summary>An argument as text, whichever way it was sent.</summary>
    public string? this[string name] =>
        Arguments.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;
}

/// <summary>How long acks took, in buckets of two per cent, so that millions of them need no more room than one.</summary>
public sealed class AckLatency
{
    private const double Step = 1.02;
    private static readonly double Log = Math.Log(Step);

    private readonly long[] _buckets = new long[1_000];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>The time that this share of the acks kept.</summary>
    /// <param name="percent">99 is p99.</param>
    public TimeSpan Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (var at = 0; at < _buckets.Length; at++)
        {
            seen += Interlocked.Read(ref _buckets[at]);
            if (seen >= wanted && seen > 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Step, at + 1));
            }
        }

        return TimeSpan.Zero;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Interlocked.Exchange(ref _count, 0);
    }

    internal void Add(TimeSpan took)
    {
        var at = (int)(Math.Log(Math.Max(1, took.TotalMicroseconds)) / Log);
        Interlocked.Increment(ref _buckets[Math.Min(at, _buckets.Length - 1)]);
        Interlocked.Increment(ref _count);
    }
}

/// <summary>Everything that was noticed, for tests to look at.</summary>
internal sealed class Observations(Action changed)
{
    private readonly Lock _lock = new();
    private readonly List<SlackViolation> _violations = [];
    private readonly List<SlackRefusal> _refusals = [];
    private readonly List<SlackBroadcast> _broadcasts = [];
    private readonly List<SlackCall> _calls = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private long _delivered;

    public AckLatency Latency { get; } = new();

    public long Delivered => Interlocked.Read(ref _delivered);

    public IReadOnlyList<SlackViolation> Violations => Copy(_violations);

    public IReadOnlyList<SlackRefusal> Refusals => Copy(_refusals);

    public IReadOnlyList<SlackBroadcast> Broadcasts => Copy(_broadcasts);

    public IReadOnlyList<SlackCall> Calls => Copy(_calls);

    public void Add(SlackViolation one) => Keep(_violations, one);

    public void Add(SlackRefusal one) => Keep(_refusals, one);

    public void Add(SlackBroadcast one) => Keep(_broadcasts, one);

    public void Add(SlackCall one) => Keep(_calls, one);

    public void CountDelivery() => Interlocked.Increment(ref _delivered);

    public void Count(string what)
    {
        lock (_lock)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, what, out _)++;
        }
    }

    public int CountOf(string what)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(what);
        }
    }

    private void Keep<T>(List<T> list, T one)
    {
        lock (_lock)
        {
            // Somebody who runs this for hours must not run out of memory for it.
            if (list.Count < 200_000)
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
