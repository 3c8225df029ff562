using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

public abstract class PlatformMemoryContract(Engine engine) : StorageTest(engine)
{
    private const string Session = "discord:session";
    private const string Home = "discord:home:ada";

    private static readonly Identity Ada = new(Team, "ada");

    [Fact]
    public async Task FindsWhatWasKeptLast()
    {
        (await Memory.FindAsync(Session, Ct)).ShouldBeNull();

        await Memory.KeepAsync(Session, "first", Ct);
        await Memory.KeepAsync(Session, new string('x', 10_000), Ct);
        await Memory.KeepAsync($"discord:{new string('9', 192)}", "longest name", Ct);

        (await Memory.FindAsync(Session, Ct)).ShouldBe(new string('x', 10_000));
        (await Memory.FindAsync("discord:Session", Ct)).ShouldBeNull();
        (await Memory.FindAsync($"discord:{new string('9', 192)}", Ct)).ShouldBe("longest name");
    }

    [Fact]
    public async Task IsThereForTheNextProcess()
    {
        await Memory.KeepAsync(Session, "resume", Ct);

        (await new PlatformMemory(await OpenAsync(Options)).FindAsync(Session, Ct)).ShouldBe("resume");
    }

    [Fact]
    public async Task ForgetsAndForgetsWhatIsNotThere()
    {
        await Memory.KeepAsync(Session, "resume", Ct);

        await Memory.KeepAsync(Session, null, Ct);
        await Memory.KeepAsync(Session, null, Ct);

        (await Memory.FindAsync(Session, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ReplacesOnlyWhatWasRead()
    {
        (await Memory.TryReplaceAsync(Session, "something", "one", Ct)).ShouldBeFalse();
        (await Memory.TryReplaceAsync(Session, null, "one", Ct)).ShouldBeTrue();
        (await Memory.TryReplaceAsync(Session, null, "two", Ct)).ShouldBeFalse();
        (await Memory.TryReplaceAsync(Session, "two", "three", Ct)).ShouldBeFalse();
        (await Memory.TryReplaceAsync(Session, "one", "two", Ct)).ShouldBeTrue();

        (await Memory.FindAsync(Session, Ct)).ShouldBe("two");
    }

    [Fact]
    public async Task NoCountOfManyNodesIsLost()
    {
        var other = new PlatformMemory(await OpenAsync(Options));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => CountAsync(number % 2 == 0 ? Memory : other, times: 5))));

        (await Memory.FindAsync("discord:identifies", Ct)).ShouldBe("40");
    }

    [Fact]
    public async Task KeepsNothingOfSomebodyWhoIsNotKnown()
    {
        (await Memory.TryKeepAsync(Home, "G1", Ada, Ct)).ShouldBeFalse();
        (await Memory.FindAsync(Home, Ct)).ShouldBeNull();

        await PersonAsync("ada");

        (await Memory.TryKeepAsync(Home, "G1", Ada with { Workspace = OtherTeam }, Ct)).ShouldBeFalse();
        (await Memory.TryKeepAsync(Home, "G1", Ada, Ct)).ShouldBeTrue();
        (await Memory.TryKeepAsync(Home, "G2", Ada, Ct)).ShouldBeTrue();
        (await Memory.FindAsync(Home, Ct)).ShouldBe("G2");
    }

    [Fact]
    public async Task ForgetsAPersonWithTheirOtherData()
    {
        var ada = await PersonAsync("ada");
        await PersonAsync("bob");
        await Memory.KeepAsync(Home, "G0", Ct);
        await Memory.TryKeepAsync(Home, "G1", Ada, Ct);
        await Memory.TryReplaceAsync(Home, "G1", "G2", Ct);
        await Memory.TryKeepAsync("discord:home:bob", "G1", Ada with { UserId = "bob" }, Ct);
        await Memory.KeepAsync(Session, "resume", Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await Memory.FindAsync(Home, Ct)).ShouldBeNull();
        (await Memory.FindAsync("discord:home:bob", Ct)).ShouldBe("G1");
        (await Memory.FindAsync(Session, Ct)).ShouldBe("resume");
        (await Memory.TryKeepAsync(Home, "G1", Ada, Ct)).ShouldBeFalse();
    }

    /// <summary>Somebody in two servers is two people to the bot: what is about one of them goes with that one.</summary>
    [Fact]
    public async Task ForgetsWhatIsAboutAPersonInOneOfTheirServers()
    {
        var here = await PersonAsync("ada");
        var there = await People.FindOrAddAsync(Ada with { Workspace = OtherTeam }, "ada", Ct);
        await Memory.TryKeepAsync(Home, "T1", Ada, Ct);

        await Erasure.EraseAsync(there.Id, Monday, Ct);
        (await Memory.FindAsync(Home, Ct)).ShouldBe("T1");

        await Erasure.EraseAsync(here, Monday, Ct);
        (await Memory.FindAsync(Home, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task NothingOfAPersonOutlivesAnErasureThatItRacesWith()
    {
        var ada = await PersonAsync("ada");

        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 20).Select(number => Task.Run(() => Memory.TryKeepAsync($"discord:direct:{number}", "D1", Ada, Ct))),
            Task.Run(() => Erasure.EraseAsync(ada, Monday, Ct)),
        ]);

        (await ListAsync<string>("SELECT name FROM platform_memory")).ShouldBeEmpty();
    }

    private static async Task CountAsync(PlatformMemory memory, int times)
    {
        for (var counted = 0; counted < times;)
        {
            var read = await memory.FindAsync("discord:identifies", Ct);
            counted += await memory.TryReplaceAsync("discord:identifies", read, $"{int.Parse(read ?? "0") + 1}", Ct) ? 1 : 0;
        }
    }
}

public sealed class PlatformMemoryOnSqliteTests() : PlatformMemoryContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class PlatformMemoryOnPostgreSqlTests(PostgresServer server) : PlatformMemoryContract(new PostgreSql(server));
