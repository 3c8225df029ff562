using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Storage;

public abstract class PeopleStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly Identity Ada = new(Team, "U1");

    [Fact]
    public async Task AddsAPersonWhoIsNew()
    {
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);

        person.ShouldBe(new Person(person.Id, Ada, "Ada", Role.Member));
        (await People.FindAsync(Team, person.Id, Ct)).ShouldBe(person);
    }

    [Fact]
    public async Task FindsTheSamePersonAgain()
    {
        var first = await People.FindOrAddAsync(Ada, "Ada", Ct);

        (await People.FindOrAddAsync(Ada, "Ada", Ct)).ShouldBe(first);
    }

    [Fact]
    public async Task NamesANewPersonByTheUserIdWhenNoNameIsGiven() =>
        (await People.FindOrAddAsync(Ada, null, Ct)).Name.ShouldBe("U1");

    [Fact]
    public async Task KeepsTheKnownNameWhenNoneIsGiven()
    {
        await People.FindOrAddAsync(Ada, "Ada", Ct);

        (await People.FindOrAddAsync(Ada, null, Ct)).Name.ShouldBe("Ada");
    }

    [Fact]
    public async Task TakesAChangedName()
    {
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);
        await People.SetRoleAsync(Team, person.Id, Role.Lead, Ct);

        (await People.FindOrAddAsync(Ada, "Ada L.", Ct)).ShouldBe(new Person(person.Id, Ada, "Ada L.", Role.Lead));
        (await People.FindAsync(Team, person.Id, Ct))!.Name.ShouldBe("Ada L.");
    }

    [Fact]
    public async Task TwentyTasksThatMeetANewPersonAtOnceAddOne()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => People.FindOrAddAsync(Ada, "Ada", Ct))));

        people.Distinct().Count().ShouldBe(1);
        (await ListAsync<long>("SELECT id FROM people")).ShouldBe([people[0].Id.Value]);
    }

    [Fact]
    public async Task DoesNotWriteForAKnownPerson()
    {
        await People.FindOrAddAsync(Ada, "Ada", Ct);

        // A write would wait for this one to end, which it does only after the look-up.
        await Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE identities SET name = name");
                return await People.FindOrAddAsync(Ada, "Ada", Ct).WaitAsync(TimeSpan.FromSeconds(3));
            },
            Ct);
    }

    [Fact]
    public async Task TheSameUserIdInAnotherWorkspaceIsSomebodyElse()
    {
        var here = await People.FindOrAddAsync(Ada, "Ada", Ct);
        var there = await People.FindOrAddAsync(new Identity(OtherTeam, "U1"), "Ada", Ct);

        there.Id.ShouldNotBe(here.Id);
        (await People.FindAsync(OtherTeam, here.Id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ARoleTakesThePlaceOfTheOneBefore()
    {
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);
        await People.SetRoleAsync(Team, person.Id, Role.Mentor, Ct);
        await People.SetRoleAsync(Team, person.Id, Role.Admin, Ct);

        (await People.FindAsync(Team, person.Id, Ct))!.Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public async Task ARoleOfOneWorkspaceSaysNothingInAnother()
    {
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);
        await People.SetRoleAsync(OtherTeam, person.Id, Role.Admin, Ct);

        (await People.FindAsync(Team, person.Id, Ct))!.Role.ShouldBe(Role.Member);
    }

    [Fact]
    public async Task FindsAPersonByTheirIdentityAndAddsNone()
    {
        (await People.FindAsync(Ada, Ct)).ShouldBeNull();
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);
        (await People.FindAsync(Ada, Ct)).ShouldBe(person);
        (await People.FindAsync(Ada with { Workspace = OtherTeam }, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task KnowsNobodyByAnIdThatWasNeverGiven() =>
        (await People.FindAsync(Team, new PersonId(42), Ct)).ShouldBeNull();

    [Fact]
    public async Task ShowsIdentitiesAndRolesInAnExport()
    {
        var person = await People.FindOrAddAsync(Ada, "Ada", Ct);
        await People.SetRoleAsync(Team, person.Id, Role.Mentor, Ct);

        var rows = await People.ExportAsync(person.Id, Ct);

        rows.Count.ShouldBe(2);
        rows[0].ShouldBe(new Dictionary<string, object?>(StringComparer.Ordinal) { ["kind"] = "identity", ["platform"] = "slack", ["workspace"] = "T1", ["user"] = "U1", ["name"] = "Ada" });
        rows[1].ShouldBe(new Dictionary<string, object?>(StringComparer.Ordinal) { ["kind"] = "role", ["platform"] = "slack", ["workspace"] = "T1", ["role"] = "Mentor" });
    }
}

public sealed class PeopleStoreOnSqliteTests() : PeopleStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class PeopleStoreOnPostgreSqlTests(PostgresServer server) : PeopleStoreContract(new PostgreSql(server));
