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
    private readonly Lock _forgetting = new();
    private int _forgotten;

    /// <summary>The person behind an identity, added when new; a changed <paramref name="name"/> is kept.</summary>
    /// <param name="name">The name that the platform shows; null or blank where it doesn't say.</param>
    public async Task<Person> RecogniseAsync(Identity identity, string? name, CancellationToken cancellationToken)
    {
        name = string.IsNullOrWhiteSpace(name) ? null : name;
        if (Remembered(identity) is { } known && (name is null || name == known.Name))
        {
            return known;
        }

        var before = Volatile.Read(ref _forgotten);
        var person = await store.FindOrAddAsync(identity, name, cancellationToken);
        Remember(person, before);
        return person;
    }

    /// <summary>The person behind an identity; null when we have never heard of them.</summary>
    public async Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken)
    {
        if (Remembered(identity) is { } known)
        {
            return known;
        }

        var before = Volatile.Read(ref _forgotten);
        var person = await store.FindAsync(identity, cancellationToken);
        if (person is not null)
        {
            Remember(person, before);
        }

        return person;
    }

    /// <summary>Forgets what is remembered of a person, after a change that must be seen at once.</summary>
    public void Forget(PersonId id)
    {
        lock (_forgetting)
        {
            _forgotten++;
            foreach (var (identity, entry) in _known)
            {
                if (entry.Person.Id == id)
                {
                    _known.TryRemove(identity, out _);
                }
            }
        }
    }

    /// <summary>Forgets everybody, where it shows that somebody who is remembered is gone: it is rare, and a refill is cheap.</summary>
    public void ForgetAll()
    {
        lock (_forgetting)
        {
            _forgotten++;
            _known.Clear();
        }
    }

    private Person? Remembered(Identity identity) =>
        _known.TryGetValue(identity, out var entry) && entry.Until > clock.GetCurrentInstant() ? entry.Person : null;

    /// <param name="before">How often somebody was forgotten before the store was asked: whoever was forgotten since may be in its answer.</param>
    private void Remember(Person person, int before)
    {
        lock (_forgetting)
        {
            if (before != _forgotten)
            {
                return;
            }

            if (_known.Count >= Capacity)
            {
                _known.Clear();
            }

            _known[person.Identity] = (person, clock.GetCurrentInstant() + Lifetime);
        }
    }
}
