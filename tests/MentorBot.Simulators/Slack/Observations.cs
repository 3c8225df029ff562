using System.Text.Json;
using MentorBot.Simulators.Loopback;

namespace MentorBot.Simulators.Slack;

/// <summary>Something that a client must not do and that Slack would not tell it about.</summary>
public sealed record SlackViolation(string Kind, string Detail);

/// <summary>Something that Slack did not take, with the places that are wrong.</summary>
public sealed record SlackRefusal(string Where, string Error, IReadOnlyList<string> Messages)
{
    /// <summary>Who was given the address that was used too often; null with any other refusal.</summary>
    public string? Whose { get; init; }

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

    public Latency Latency { get; } = new();

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
