using System.Text.Json;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ScoreStoreContract(Engine engine) : StorageTest(engine)
{
    private const string Rubric = "task-priority";

    private static readonly Place Elsewhere = new(Team, "C2");

    [Fact]
    public async Task FindsAScoreWithAllThatItRestsOn()
    {
        var ada = await PersonAsync("ada");
        var score = Scored(ada, "Search 🙂 is slow", 3) with { Id = 99 };

        var id = await Scores.AddAsync(score, Ct);

        var found = (await Scores.FindAsync(Team, id, Ct)).ShouldNotBeNull();
        (found with { Sheet = score.Sheet }).ShouldBe(score with { Id = id });
        JsonSerializer.Serialize(found.Sheet).ShouldBe(JsonSerializer.Serialize(score.Sheet));
        found.Sheet.Total.ShouldBe(1.5m);
        (await Scores.FindAsync(OtherTeam, id, Ct)).ShouldBeNull();
        (await Scores.FindAsync(Team, 100, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task KnowsTheLatestAndTheHistoryOfAName()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var first = await Scores.AddAsync(Scored(ada, "Search is slow", 1), Ct);
        await Scores.AddAsync(Scored(bob, "Search is slow", 2), Ct);
        await Scores.AddAsync(Scored(ada, "Search is slow", 2) with { Workspace = OtherTeam }, Ct);
        await Scores.AddAsync(Scored(ada, "Search is slow", 2) with { Rubric = "bug-priority" }, Ct);
        var second = await Scores.AddAsync(Scored(ada, " search  IS slow", 3), Ct);
        var other = await Scores.AddAsync(Scored(ada, "Dark mode", 1), Ct);

        (await Scores.LatestAsync(Team, ada, Rubric, Ct))!.Id.ShouldBe(other);
        (await Scores.LatestAsync(Team, ada, "skills-matrix", Ct)).ShouldBeNull();
        Ids(await Scores.HistoryAsync(Team, ada, Rubric, "SEARCH is slow", 10, Ct)).ShouldBe([second, first]);
        Ids(await Scores.HistoryAsync(Team, ada, Rubric, "Search is slow", 1, Ct)).ShouldBe([second]);
        (await Scores.BeforeAsync((await Scores.FindAsync(Team, second, Ct))!, Ct))!.Id.ShouldBe(first);
        (await Scores.BeforeAsync((await Scores.FindAsync(Team, first, Ct))!, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task RanksEachNameAsItWasScoredLast()
    {
        var ada = await PersonAsync("ada");
        await Scores.AddAsync(Scored(ada, "Dark mode", 9), Ct);
        var high = await Scores.AddAsync(Scored(ada, "Payments", 8), Ct);
        var alike = await Scores.AddAsync(Scored(ada, "Refunds", 8), Ct);
        var low = await Scores.AddAsync(Scored(ada, "dark MODE", 1), Ct);

        Ids(await Scores.RankedAsync(Team, ada, Rubric, 0, 10, Ct)).ShouldBe([high, alike, low]);
        Ids(await Scores.RankedAsync(Team, ada, Rubric, 1, 1, Ct)).ShouldBe([alike]);
        (await Scores.RankedAsync(OtherTeam, ada, Rubric, 0, 10, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListsForAChannelWhatWasSharedWithIt()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var hers = await Scores.AddAsync(Scored(ada, "Payments", 8), Ct);
        var his = await Scores.AddAsync(Scored(bob, "Payments", 9), Ct);
        var older = await Scores.AddAsync(Scored(ada, "Dark mode", 9), Ct);
        var newer = await Scores.AddAsync(Scored(ada, "Dark mode", 1), Ct);
        foreach (var id in (long[])[hers, his, older, newer])
        {
            (await Scores.ShareAsync(id, Channel, Monday, Ct)).ShouldBeTrue();
        }

        (await Scores.ShareAsync(hers, Channel, Monday, Ct)).ShouldBeFalse();
        (await Scores.ShareAsync(hers, new Place(OtherTeam, "C1"), Monday, Ct)).ShouldBeFalse();
        (await Scores.ShareAsync(hers, Elsewhere, Monday, Ct)).ShouldBeTrue();
        (await Scores.IsSharedAsync(hers, Channel, Ct)).ShouldBeTrue();
        (await Scores.IsSharedAsync(hers, new Place(OtherTeam, "C1"), Ct)).ShouldBeFalse();
        Ids(await Scores.RankedInAsync(Channel, Rubric, 0, 10, Ct)).ShouldBe([his, hers, newer]);
        Ids(await Scores.RankedInAsync(Elsewhere, Rubric, 0, 10, Ct)).ShouldBe([hers]);
        (await Scores.RankedInAsync(new Place(OtherTeam, "C1"), Rubric, 0, 10, Ct)).ShouldBeEmpty();

        (await Scores.WithdrawAsync(newer, new Place(OtherTeam, "C1"), Ct)).ShouldBeFalse();
        (await Scores.WithdrawAsync(newer, Channel, Ct)).ShouldBeTrue();
        (await Scores.WithdrawAsync(newer, Channel, Ct)).ShouldBeFalse();
        Ids(await Scores.RankedInAsync(Channel, Rubric, 0, 10, Ct)).ShouldBe([his, older, hers]);
    }

    [Fact]
    public async Task GoesOutOfEveryListWithTheScoreOrItsPerson()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var hers = await Scores.AddAsync(Scored(ada, "Payments", 8), Ct);
        var his = await Scores.AddAsync(Scored(bob, "Refunds", 9), Ct);
        await Scores.ShareAsync(hers, Channel, Monday, Ct);
        await Scores.ShareAsync(his, Channel, Monday, Ct);

        (await Scores.DeleteAsync(Team, ada, his, Ct)).ShouldBeFalse();
        (await Scores.DeleteAsync(OtherTeam, bob, his, Ct)).ShouldBeFalse();
        (await Scores.DeleteAsync(Team, bob, his, Ct)).ShouldBeTrue();
        Ids(await Scores.RankedInAsync(Channel, Rubric, 0, 10, Ct)).ShouldBe([hers]);

        await Erasure.EraseAsync(ada, Monday, Ct);
        (await Scores.RankedInAsync(Channel, Rubric, 0, 10, Ct)).ShouldBeEmpty();
    }

    private static long[] Ids(IReadOnlyList<Score> scores) => [.. scores.Select(score => score.Id)];
}

public sealed class ScoreStoreOnSqliteTests() : ScoreStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ScoreStoreOnPostgreSqlTests(PostgresServer server) : ScoreStoreContract(new PostgreSql(server));
