using MentorBot.Core.People;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryPeople : IPeopleStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Identity, Person> _people = [];
    private long _last;

    public Task<Person> FindOrAddAsync(Identity identity, string? name, CancellationToken cancellationToken)
    {
        Storable.Check(identity.UserId, name);
        lock (_lock)
        {
            var person = _people.TryGetValue(identity, out var known)
                ? known with { Name = name ?? known.Name }
                : new Person(new PersonId(++_last), identity, name ?? identity.UserId);
            _people[identity] = person;
            OnAsked?.Invoke();
            return Task.FromResult(person);
        }
    }

    /// <summary>What happens while the store is being asked, for a test of what comes in between.</summary>
    public Action? OnAsked { get; set; }

    public Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_people.GetValueOrDefault(identity));
        }
    }

    public Task<Person?> FindAsync(Workspace workspace, PersonId id, CancellationToken cancellationToken) => Task.FromResult(Find(workspace, id));

    public Task SetRoleAsync(Workspace workspace, PersonId id, Role role, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Find(workspace, id) is { } person)
            {
                _people[person.Identity] = person with { Role = role };
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The id of somebody who has said or pressed something.</summary>
    public PersonId IdOf(string user)
    {
        lock (_lock)
        {
            return _people[Some.Identity(user)].Id;
        }
    }

    public Person? Find(Workspace workspace, PersonId id)
    {
        lock (_lock)
        {
            return _people.Values.FirstOrDefault(person => person.Identity.Workspace == workspace && person.Id == id);
        }
    }

    public void Erase(PersonId id)
    {
        lock (_lock)
        {
            foreach (var person in _people.Values.Where(person => person.Id == id).ToList())
            {
                _people.Remove(person.Identity);
            }
        }
    }

    public IReadOnlyList<Person> All(PersonId id)
    {
        lock (_lock)
        {
            return [.. _people.Values.Where(person => person.Id == id)];
        }
    }
}
