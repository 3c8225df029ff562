using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class KeptFormsContract(Engine engine) : StorageTest(engine)
{
    [Fact]
    public async Task FindsWhatWasKept()
    {
        var ada = await PersonAsync("ada");
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "the \"parser\""), ("next", "naïve 🙂 tests")), Monday, Ct);

        (await KeptForms.FindAsync(ada, "standup", Ct)).ShouldBe(Values(("done", "the \"parser\""), ("next", "naïve 🙂 tests")), ignoreOrder: true);
    }

    [Fact]
    public async Task KeepsTheLatestOfAForm()
    {
        var ada = await PersonAsync("ada");
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "one"), ("blocked", "no")), Monday, Ct);
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "two")), Monday + Duration.FromMinutes(1), Ct);

        (await KeptForms.FindAsync(ada, "standup", Ct)).ShouldBe(Values(("done", "two")));
    }

    [Fact]
    public async Task KeepsFormsAndPeopleApart()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "hers")), Monday, Ct);
        await KeptForms.SaveAsync(bob, "standup", Values(("done", "his")), Monday, Ct);

        await KeptForms.RemoveAsync(ada, "standup", Ct);

        (await KeptForms.FindAsync(ada, "standup", Ct)).ShouldBeNull();
        (await KeptForms.FindAsync(bob, "standup", Ct)).ShouldBe(Values(("done", "his")));
        (await KeptForms.FindAsync(bob, "weekly", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var ada = await PersonAsync("ada");
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "one")), Monday, Ct);

        var row = (await KeptForms.ExportAsync(ada, Ct)).ShouldHaveSingleItem();
        row["form"].ShouldBe("standup");
        row["values"].ShouldBe(Values(("done", "one")));
        row["keptAt"].ShouldBe("2026-03-02T09:00:00Z");
    }
}

public sealed class KeptFormsOnSqliteTests() : KeptFormsContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class KeptFormsOnPostgreSqlTests(PostgresServer server) : KeptFormsContract(new PostgreSql(server));
