using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>People and kept forms in memory: what the playground needs of a store.</summary>
internal sealed class Memory : IPeopleStore, IKeptForms
{
    private readonly ConcurrentDictionary<Identity, Person> _people = new();
    private readonly ConcurrentDictionary<(PersonId, string), IReadOnlyDictionary<string, string>> _forms = new();

    public Task<Person> FindOrAddAsync(Identity identity, string? name, CancellationToken cancellationToken) => Task.FromResult(_people.AddOrUpdate(
        identity,
        _ => new Person(new PersonId(_people.Count + 1), identity, name ?? identity.UserId),
        (_, known) => known with { Name = name ?? known.Name }));

    public Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken) => Task.FromResult(_people.GetValueOrDefault(identity));

    public Task<Person?> FindAsync(Workspace workspace, PersonId id, CancellationToken cancellationToken) =>
        Task.FromResult(_people.Values.FirstOrDefault(person => person.Identity.Workspace == workspace && person.Id == id));

    public Task SetRoleAsync(Workspace workspace, PersonId id, Role role, CancellationToken cancellationToken)
    {
        foreach (var person in _people.Values.Where(person => person.Identity.Workspace == workspace && person.Id == id))
        {
            _people[person.Identity] = person with { Role = role };
        }

        return Task.CompletedTask;
    }

    public Task SaveAsync(PersonId person, string token, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken)
    {
        _forms[(person, token)] = values;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>?> FindAsync(PersonId person, string token, CancellationToken cancellationToken) =>
        Task.FromResult(_forms.GetValueOrDefault((person, token)));

    public Task RemoveAsync(PersonId person, string token, CancellationToken cancellationToken)
    {
        _forms.TryRemove((person, token), out _);
        return Task.CompletedTask;
    }

    public Task<int> RemoveAsync(Instant before, CancellationToken cancellationToken) => Task.FromResult(0);
}
