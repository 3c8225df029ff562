using System.Collections.Concurrent;
using NodaTime;

namespace MentorBot.Core.People;

/// <summary>Answers who an identity is without asking the store at every message.</summary>
/// <remarks>
/// An entry lives for a minute, so that a role given on another node is soon seen here. The memory is emptied when it
/// holds <see cref="Capacity"/> people: cheaper than keeping an order, and a refill costs one indexed read each.
/// </remarks>
public sealed class PeopleDirectory(IPeopleStore store, IClock clock)
{
    public const int Capacity = 20_000;

    private static readonly Duration Lifetime = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<Identity, (Person Person, Instant Until)> _known = new();

    /// <summary>The person behind an identity, added when new; a changed <paramref name="name"/> is kept.</summary>
    public async Task<Person> RecogniseAsync(Identity identity, string? name, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(identity, out var entry) && entry.Until > now && (name is null || name == entry.Person.Name))
        {
            return entry.Person;
        }

        var person = await store.FindOrAddAsync(identity, name, cancellationToken);
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[identity] = (person, now + Lifetime);
        return person;
    }

    /// <summary>Forgets what is remembered of a person, after a change that must be seen at once.</summary>
    public void Forget(PersonId id)
    {
        foreach (var (identity, entry) in _known)
        {
            if (entry.Person.Id == id)
            {
                _known.TryRemove(identity, out _);
            }
        }
    }
}
