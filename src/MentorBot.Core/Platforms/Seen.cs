using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MentorBot.Core.Platforms;

/// <summary>Remembers for a while what came in, so that what a platform delivers twice is answered once.</summary>
/// <remarks>The last redelivery may come after five minutes, so that a memory of five is exactly wrong.</remarks>
public sealed class Seen(TimeProvider time)
{
    public const int Capacity = 100_000;

    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>As large as they ever get: what grows leaves its smaller selves behind, and room that nobody has used yet costs nothing.</summary>
    private readonly Dictionary<Guid, long> _keys = new(Capacity);
    private readonly Queue<(Guid Key, long At)> _order = new(Capacity);
    private readonly Lock _lock = new();

    /// <summary>True for the first who asks with a key.</summary>
    public bool TryTake(string key)
    {
        var digest = DigestOf(key);
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

            if (!_keys.TryAdd(digest, now))
            {
                return false;
            }

            _order.Enqueue((digest, now));
            return true;
        }
    }

    /// <summary>It is as if nobody had asked.</summary>
    public void Forget(string key)
    {
        lock (_lock)
        {
            _keys.Remove(DigestOf(key));
        }
    }

    /// <summary>Sixteen bytes for any key: a busy bot remembers a hundred thousand of them.</summary>
    private static Guid DigestOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), hash);
        return MemoryMarshal.Read<Guid>(hash);
    }
}
