using MentorBot.Core.Features.Practice;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class PracticeStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task NumbersWhatIsAskedInItsOrder()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        foreach (var question in (string[])["one", "two", "three", "one"])
        {
            await Practice.NoteAskedAsync(Team, ada, question, Ct);
        }

        await Practice.NoteAskedAsync(OtherTeam, ada, "four", Ct);
        await Practice.NoteAskedAsync(Team, bob, "five", Ct);

        (await Practice.AskedAsync(Team, ada, Ct)).OrderBy(pair => pair.Value).ShouldBe([new("two", 2), new("three", 3), new("one", 4)]);
        (await Practice.AskedAsync(OtherTeam, ada, Ct)).ShouldBe([new KeyValuePair<string, long>("four", 1)]);
        (await Practice.AskedAsync(OtherTeam, bob, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoWindowsMayBeAskedAtOnce()
    {
        var ada = await PersonAsync("ada");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Practice.NoteAskedAsync(Team, ada, $"question-{i % 2}", Ct))));
        (await Practice.AskedAsync(Team, ada, Ct)).Keys.ShouldBe(["question-0", "question-1"], ignoreOrder: true);
    }

    [Fact]
    public async Task FindsAnAnswerAsItWasSaved()
    {
        var ada = await PersonAsync("ada");
        var answer = Answered(ada);
        var id = await Practice.SaveAsync(answer, Ct);

        foreach (var found in (PractisedAnswer?[])[await Practice.FindAsync(Team, ada, id, Ct), await Practice.OfFormAsync(Team, ada, 1, Ct)])
        {
            found.ShouldNotBeNull().ShouldBe(answer with { Id = id, Parts = found.Parts, Scores = found.Scores });
            found.Parts.ShouldBe(answer.Parts);
            found.Scores.ShouldBe(answer.Scores);
            found.Average.ShouldBe(3.5m);
        }
    }

    [Fact]
    public async Task KeepsOneAnswerOfAForm()
    {
        var ada = await PersonAsync("ada");
        var id = await Practice.SaveAsync(Answered(ada), Ct);
        (await Practice.SaveAsync(Answered(ada) with { Parts = Values(("Action", "I asked")), Scores = new Dictionary<string, int>(), AnsweredAt = Later }, Ct)).ShouldBe(id);

        var kept = (await Practice.NewestAsync(Team, ada, 0, 10, Ct)).ShouldHaveSingleItem();
        kept.Parts.ShouldBe(Values(("Action", "I asked")));
        (kept.Average, kept.AnsweredAt).ShouldBe((null, Later));
    }

    [Fact]
    public async Task ShowsOnesOwnAnswersPageByPage()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var ids = new List<long>();
        for (var form = 1; form <= 4; form++)
        {
            ids.Add(await Practice.SaveAsync(Answered(ada, form) with { AnsweredAt = Monday + Duration.FromMinutes(form % 3) }, Ct));
        }

        var his = await Practice.SaveAsync(Answered(bob), Ct);
        await Practice.SaveAsync(Answered(ada, 9) with { Workspace = OtherTeam }, Ct);

        (await Practice.NewestAsync(Team, ada, 0, 3, Ct)).Select(one => one.Id).ShouldBe([ids[1], ids[3], ids[0]]);
        (await Practice.NewestAsync(Team, ada, 3, 3, Ct)).Select(one => one.Id).ShouldBe([ids[2]]);
        (await Practice.FindAsync(Team, ada, his, Ct)).ShouldBeNull();
        (await Practice.OfFormAsync(OtherTeam, bob, 1, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task AveragesTheScoresOfEachKind()
    {
        var ada = await PersonAsync("ada");
        await Practice.SaveAsync(Answered(ada, 1), Ct);
        await Practice.SaveAsync(Answered(ada, 2) with { Scores = new Dictionary<string, int> { ["Solving"] = 5 } }, Ct);
        await Practice.SaveAsync(Answered(ada, 3, "technical") with { Scores = new Dictionary<string, int>() }, Ct);
        await Practice.SaveAsync(Answered(ada, 4) with { Workspace = OtherTeam }, Ct);

        (await Practice.AveragesAsync(Team, ada, Ct)).ShouldBe([new KindAverage("behavioural questions", 2, 4m), new KindAverage("technical questions", 1, null)]);
    }

    [Fact]
    public async Task DeletesOnesOwnAnswersOnly()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await Practice.SaveAsync(Answered(ada), Ct);
        (await Practice.DeleteAsync(Team, bob, id, Ct)).ShouldBeFalse();
        (await Practice.DeleteAsync(OtherTeam, ada, id, Ct)).ShouldBeFalse();
        (await Practice.DeleteAsync(Team, ada, id, Ct)).ShouldBeTrue();
        (await Practice.DeleteAsync(Team, ada, id, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeepsAPlayOnceAndShowsTheNewestFirst()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var play = Played(ada);
        await Drills.SaveAsync(play, Ct);
        await Drills.SaveAsync(play with { Points = 99 }, Ct);
        await Drills.SaveAsync(Played(ada, run: 2) with { EndedAt = Later }, Ct);
        await Drills.SaveAsync(Played(bob), Ct);
        await Drills.SaveAsync(Played(ada, run: 3) with { Workspace = OtherTeam }, Ct);

        (await Drills.NewestAsync(Team, ada, 10, Ct)).ShouldBe([Played(ada, run: 2) with { EndedAt = Later }, play]);
        (await Drills.NewestAsync(Team, ada, 1, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task GoesWithThePerson()
    {
        var ada = await PersonAsync("ada");
        await Practice.NoteAskedAsync(Team, ada, "one", Ct);
        await Practice.SaveAsync(Answered(ada), Ct);
        await Drills.SaveAsync(Played(ada), Ct);
        (await Practice.ExportAsync(ada, Ct)).Select(row => row["kind"]).ShouldBe(["answer", "asked"]);
        (await Drills.ExportAsync(ada, Ct)).ShouldHaveSingleItem()["tactics"].ShouldBe("Ask → Offer");

        await Erasure.EraseAsync(ada, Monday, Ct);

        foreach (var table in (string[])["practice_asked", "practice_answers", "drill_plays"])
        {
            (await ListAsync<long>($"SELECT COUNT(*) FROM {table}")).ShouldBe([0]);
        }
    }
}

public sealed class PracticeStoreOnSqliteTests() : PracticeStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class PracticeStoreOnPostgreSqlTests(PostgresServer server) : PracticeStoreContract(new PostgreSql(server));
