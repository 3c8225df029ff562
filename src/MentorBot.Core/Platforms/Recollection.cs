using System.Collections.Concurrent;

namespace MentorBot.Core.Platforms;

/// <summary>
/// Remembers what a platform was asked about something, and asks again when that is old. What is old is still told while the new is on
/// its way, since an answer waits for at most <see cref="Patience"/>; who asks at the same time waits for the same call.
/// </summary>
public sealed class Recollection<T>(Func<string, CancellationToken, Task<T?>> ask, TimeSpan lifetime, TimeProvider time)
    where T : class
{
    public const int Capacity = 20_000;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long it is not asked again after the platform gave no answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>No call may hang for ever.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether what is old is told only where the platform doesn't say the new in time: for what somebody may or may not do.</summary>
    public bool WaitsForNew { get; init; }

    /// <summary>What is known, asked for where it must be; null where the platform does not say, or not soon.</summary>
    /// <param name="longest">How long whoever asks can wait; null for <see cref="Patience"/>.</param>
    public async Task<T?> FindAsync(string key, TimeSpan? longest = null)
    {
        var patience = longest ?? Patience;
        var entry = Entered(key);
        if ((entry.Value is not null && !entry.IsChanged) || entry.Asking is not { IsCompleted: false } asking || time.GetElapsedTime(entry.AskedAt) >= patience)
        {
            return entry.Value;
        }

        try
        {
            await asking.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // Whoever asks next does not wait for this call again.
        }

        return entry.Value;
    }

    /// <summary>What is known right now; it is asked for, but nobody waits.</summary>
    public T? Peek(string key) => Entered(key).Value;

    public void Set(string key, T value)
    {
        if (!_entries.ContainsKey(key))
        {
            MakeRoom();
        }

        _entries[key] = new Entry { Value = value, AskedAt = time.GetTimestamp() };
    }

    /// <summary>It is not as it was: whoever needs it next waits for the new, but is told the old where the platform doesn't say.</summary>
    public void Renew(string key)
    {
        if (_entries.TryGetValue(key, out var entry))
        {
            lock (entry)
            {
                entry.IsChanged = true;
                entry.AskedAt = 0;
            }
        }
    }

    private Entry Entered(string key)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            MakeRoom();
            entry = _entries.GetOrAdd(key, static _ => new Entry());
        }

        lock (entry)
        {
            var isBusy = entry.Asking is { IsCompleted: false };
            var isFresh = entry.AskedAt != 0 && time.GetElapsedTime(entry.AskedAt) < (entry.Value is null || entry.IsChanged ? Pause : lifetime);
            if (!isBusy && !isFresh)
            {
                entry.AskedAt = time.GetTimestamp();
                entry.IsChanged |= WaitsForNew && entry.Value is not null;
                entry.Asking = AskAsync(key, entry);
            }
        }

        return entry;
    }

    private async Task AskAsync(string key, Entry entry)
    {
        using var patience = new CancellationTokenSource(LongestCall, time);
        try
        {
            if (await ask(key, patience.Token) is { } value)
            {
                entry.Value = value;
                entry.IsChanged = false;
            }
        }
        catch (Exception)
        {
            // What is known stays, and the platform is asked again in a while.
        }
    }

    /// <summary>Emptied when it is full and one more comes: cheaper than to keep an order, and a refill costs one call each. To count takes all locks.</summary>
    private void MakeRoom()
    {
        if (_entries.Count >= Capacity)
        {
            _entries.Clear();
        }
    }

    private sealed class Entry
    {
        private volatile T? _value;

        public T? Value
        {
            get => _value;
            set => _value = value;
        }

        public bool IsChanged { get; set; }

        public Task? Asking { get; set; }

        public long AskedAt { get; set; }
    }
}
