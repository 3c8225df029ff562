using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

public abstract class PromiseStoreContract(Engine engine) : StorageTest(engine)
{
    private protected const string Here = "here";
    private protected const string There = "there";

    private protected static readonly Identity Ada = new(Team, "ada");

    [Fact]
    public async Task GivesBackWhatWasKept()
    {
        var promise = Made("p1") with { Form = "evidence.note:1", Way = new string('x', 10_000) };
        await Promises.AddAsync(promise, There, Ct);
        await Promises.ReleaseAsync("p1", There, Ct);

        (await Promises.TakeAsync("discord", Here, Ct)).ShouldBeNull();
        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBe(promise);
        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBeNull("It is here already.");
    }

    [Fact]
    public async Task NobodyTakesItFromWhoeverIsAtItHere()
    {
        await Promises.AddAsync(Made("p1"), Here, Ct);
        await LapseAsync();

        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task IsGoneOnceItIsKept()
    {
        await Promises.AddAsync(Made("p1"), There, Ct);
        await Promises.ReleaseAsync("p1", There, Ct);
        await Promises.RemoveAsync("p1", Ct);
        await Promises.RemoveAsync("p1", Ct);

        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task WhoeverLostItCanNeitherHoldNorReleaseIt()
    {
        await Promises.AddAsync(Made("p1"), There, Ct);
        await LapseAsync();
        (await Promises.TakeAsync("slack", Here, Ct)).ShouldNotBeNull();

        await Promises.HoldAsync("p1", There, Ct);
        await Promises.ReleaseAsync("p1", There, Ct);

        (await ListAsync<string>("SELECT node FROM promises")).ShouldBe([Here]);
    }

    [Fact]
    public async Task TheOneThatWasLetGoFirstIsTakenFirst()
    {
        foreach (var id in (string[])["p2", "p1"])
        {
            await Promises.AddAsync(Made(id), There, Ct);
            await Promises.ReleaseAsync(id, There, Ct);
            await ChangeAsync("UPDATE promises SET held_until = held_until - 5 WHERE id = 'p2'");
        }

        (await Promises.TakeAsync("slack", Here, Ct))!.Id.ShouldBe("p2");
        (await Promises.TakeAsync("slack", Here, Ct))!.Id.ShouldBe("p1");
    }

    [Fact]
    public async Task OneOfManyTakesIt()
    {
        var other = new PromiseStore(await OpenAsync(Options));
        await Promises.AddAsync(Made("p1"), There, Ct);
        await Promises.ReleaseAsync("p1", There, Ct);

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() =>
            (number % 2 == 0 ? Promises : other).TakeAsync("slack", Here, Ct))));

        taken.Count(one => one is not null).ShouldBe(1);
    }

    [Fact]
    public async Task IsForgottenWithThePersonAndKeptForSomebodyNew()
    {
        await Promises.AddAsync(Made("p1"), There, Ct);
        var ada = await PersonAsync("ada");
        await Promises.AddAsync(Made("p2"), There, Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await ListAsync<string>("SELECT id FROM promises")).ShouldBe(["p1"]);
    }

    private protected static Promise Made(string id) => new(id, Ada, "/mentor checklist", null, """{"u":"ada"}""", Monday);

    private protected Task LapseAsync() => ChangeAsync("UPDATE promises SET held_until = 0");
}

public sealed class PromiseStoreOnSqliteTests() : PromiseStoreContract(new Sqlite())
{
    [Fact]
    public async Task WhatAnEarlierHostLeftIsTakenAtOnce()
    {
        await Promises.AddAsync(Made("p1"), There, Ct);

        (await Promises.TakeAsync("slack", Here, Ct))!.Id.ShouldBe("p1");
    }
}

[Collection(PostgresServer.Collection)]
public sealed class PromiseStoreOnPostgreSqlTests(PostgresServer server) : PromiseStoreContract(new PostgreSql(server))
{
    [Fact]
    public async Task WhatAnotherNodeIsAtIsTakenOnlyOnceItSaysNothingAnyMore()
    {
        await Promises.AddAsync(Made("p1"), There, Ct);
        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBeNull();
        await LapseAsync();
        await Promises.HoldAsync("p1", There, Ct);
        (await Promises.TakeAsync("slack", Here, Ct)).ShouldBeNull();
        await LapseAsync();

        (await Promises.TakeAsync("slack", Here, Ct))!.Id.ShouldBe("p1");
    }
}
