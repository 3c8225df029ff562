using System.Collections.Concurrent;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Keeps what one person sends to so much in any minute; presses, forms and visits, which come in quick rows, have a larger share of their own.</summary>
public sealed class RateLimit(IClock clock)
{
    public const int CommandsAMinute = 30;

    public const int PressesAMinute = 120;

    private const int Capacity = 20_000;

    private static readonly Duration Window = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<(PersonId Person, bool IsCommand), Queue<Instant>> _recent = new();

    /// <summary>How many commands of a person are taken in a minute; a measurement, which types for thousands, takes more.</summary>
    public int Commands { get; init; } = CommandsAMinute;

    /// <summary>Counts what came from a person; false when it is one too many.</summary>
    public bool Admit(PersonId person, Incoming incoming)
    {
        var now = clock.GetCurrentInstant();
        if (_recent.Count >= Capacity)
        {
            ForgetTheQuiet(now);
        }

        var isCommand = incoming is TypedLine or ChosenCommand or UsedShortcut;
        var most = isCommand ? Commands : PressesAMinute;
        var queue = _recent.GetOrAdd((person, isCommand), _ => new Queue<Instant>());
        lock (queue)
        {
            while (queue.TryPeek(out var oldest) && now - oldest >= Window)
            {
                queue.Dequeue();
            }

            if (queue.Count >= most)
            {
                return false;
            }

            queue.Enqueue(now);
            return true;
        }
    }

    private void ForgetTheQuiet(Instant now)
    {
        foreach (var (key, times) in _recent)
        {
            lock (times)
            {
                if (times.Count == 0 || now - times.Last() >= Window)
                {
                    _recent.TryRemove(key, out _);
                }
            }
        }
    }
}
