namespace MentorBot.Core.Platforms;

/// <summary>Lets something be said once a day: more often would be a nuisance.</summary>
public sealed class OnceADay(TimeProvider time)
{
    private const int Capacity = 20_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);

    /// <summary>True for the first who asks with a key, and again when a day has passed.</summary>
    public bool TryTake(string key)
    {
        lock (_told)
        {
            if (_told.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Day)
            {
                return false;
            }

            if (_told.Count >= Capacity)
            {
                _told.Clear();
            }

            _told[key] = time.GetTimestamp();
            return true;
        }
    }
}
