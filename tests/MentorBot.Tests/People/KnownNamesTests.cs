using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.People;

public sealed class KnownNamesTests
{
    [Fact]
    public async Task ReadsEachNameOnce()
    {
        var store = new CountingStore();
        var (ana, ben) = (await store.AddAsync("Ana"), await store.AddAsync("Ben"));
        var names = new KnownNames(store, Some.Team);

        var read = new List<string>();
        foreach (var person in (PersonId[])[ana, ben, ana, ana, ben])
        {
            read.Add(await names.OfAsync(person, CancellationToken.None));
        }

        read.ShouldBe(["Ana", "Ben", "Ana", "Ana", "Ben"]);
        store.Reads.ShouldBe([ana, ben]);
    }

    [Fact]
    public async Task CallsWhoeverIsGoneSomebody()
    {
        var store = new CountingStore();
        var ana = await store.AddAsync("Ana");

        (await new KnownNames(store, Some.Team).OfAsync(null, CancellationToken.None)).ShouldBe("somebody who left");
        store.Reads.ShouldBeEmpty();
        var elsewhere = new KnownNames(store, Some.Team with { Id = "another" });
        (await elsewhere.OfAsync(ana, CancellationToken.None)).ShouldBe("somebody who left");
        (await elsewhere.OfAsync(ana, CancellationToken.None)).ShouldBe("somebody who left");
        store.Reads.ShouldBe([ana]);
    }

    private sealed class CountingStore : IPeopleStore
    {
        private readonly InMemoryPeople _people = new();

        public List<PersonId> Reads { get; } = [];

        public async Task<PersonId> AddAsync(string name) => (await _people.FindOrAddAsync(Some.Identity(name), name, CancellationToken.None)).Id;

        public Task<Person> FindOrAddAsync(Identity identity, string? name, CancellationToken cancellationToken) => _people.FindOrAddAsync(identity, name, cancellationToken);

        public Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken) => _people.FindAsync(identity, cancellationToken);

        public Task<Person?> FindAsync(Workspace workspace, PersonId id, CancellationToken cancellationToken)
        {
            Reads.Add(id);
            return _people.FindAsync(workspace, id, cancellationToken);
        }

        public Task SetRoleAsync(Workspace workspace, PersonId id, Role role, CancellationToken cancellationToken) => _people.SetRoleAsync(workspace, id, role, cancellationToken);
    }
}
