using System.Collections.Concurrent;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Keeps one person's commands to <see cref="PerMinute"/> in any minute.</summary>
internal sealed class RateLimit(IClock clock)
{
    public const int PerMinute = 30;

    private const int Capacity = 20_000;

    private static readonly Duration Window = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<PersonId, Queue<Instant>> _recent = new();

    /// <summary>Counts a command; false when it is one too many.</summary>
    public bool Admit(PersonId person)
    {
        var now = clock.GetCurrentInstant();
        if (_recent.Count >= Capacity)
        {
            foreach (var (id, times) in _recent)
            {
                lock (times)
                {
                    if (times.Count == 0 || now - times.Last() >= Window)
                    {
                        _recent.TryRemove(id, out _);
                    }
                }
            }
        }

        var queue = _recent.GetOrAdd(person, _ => new Queue<Instant>(PerMinute));
        lock (queue)
        {
            while (queue.TryPeek(out var oldest) && now - oldest >= Window)
            {
                queue.Dequeue();
            }

            if (queue.Count >= PerMinute)
            {
                return false;
            }

            queue.Enqueue(now);
            return true;
        }
    }
}
