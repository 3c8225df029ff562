namespace MentorBot.Core.Platforms;

/// <summary>Remembers for a while what came in, so that what a platform delivers twice is answered once.</summary>
/// <remarks>The last redelivery may come after five minutes, so that a memory of five is exactly wrong.</remarks>
public sealed class Seen(TimeProvider time)
{
    public const int Capacity = 100_000;

    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _keys = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long At)> _order = new();

    /// <summary>True for the first who asks with a key.</summary>
    public bool TryTake(string key)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || time.GetElapsedTime(oldest.At, now) > Kept))
            {
                // One that was forgotten and came again has a later place in the order.
                var (old, at) = _order.Dequeue();
                if (_keys.TryGetValue(old, out var last) && last == at)
                {
                    _keys.Remove(old);
                }
            }

            if (!_keys.TryAdd(key, now))
            {
                return false;
            }

            _order.Enqueue((key, now));
            return true;
        }
    }

    /// <summary>It is as if nobody had asked.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            _keys.Remove(key);
        }
    }
}
