using MentorBot.Core.Features.Posts;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class RememberedAnswersContract(Engine engine) : StorageTest(engine)
{
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task TheNewestComesFirst()
    {
        var ada = await PersonAsync("ada");
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser")), Later, Ct);
        await RememberedAnswers.RememberAsync(ada, "ask-help", Values(("topic", "SQL")), Monday, Ct);

        (await RememberedAnswers.RecentAsync(ada, Ct)).ShouldBe(
        [
            new RememberedAnswer("ask-review", "what", "the parser", Later),
            new RememberedAnswer("ask-help", "topic", "SQL", Monday),
        ]);
    }

    [Fact]
    public async Task AnAnswerTakesThePlaceOfTheOneBefore()
    {
        var ada = await PersonAsync("ada");
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser"), ("when", "today")), Monday, Ct);
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the lexer")), Later, Ct);

        (await RememberedAnswers.RecentAsync(ada, Ct)).ShouldBe(
        [
            new RememberedAnswer("ask-review", "what", "the lexer", Later),
            new RememberedAnswer("ask-review", "when", "today", Monday),
        ]);
    }

    [Fact]
    public async Task ShowsNobodyElsesAnswers()
    {
        await RememberedAnswers.RememberAsync(await PersonAsync("ada"), "ask-review", Values(("what", "the parser")), Monday, Ct);

        (await RememberedAnswers.RecentAsync(await PersonAsync("bob"), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoWindowsOfOnePersonAtOnceDoNotBlockEachOther()
    {
        var ada = await PersonAsync("ada");
        var names = Enumerable.Range(0, 20).Select(number => $"blank-{number}").ToArray();
        var upwards = Values([.. names.Select(name => (name, "up"))]);
        var downwards = Values([.. names.Reverse().Select(name => (name, "down"))]);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() =>
            RememberedAnswers.RememberAsync(ada, "ask-review", number % 2 == 0 ? upwards : downwards, Monday, Ct))));

        (await RememberedAnswers.RecentAsync(ada, Ct)).Select(answer => answer.Value).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var ada = await PersonAsync("ada");
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser")), Monday, Ct);

        (await RememberedAnswers.ExportAsync(ada, Ct)).ShouldHaveSingleItem().ShouldBe(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["item"] = "ask-review",
            ["placeholder"] = "what",
            ["value"] = "the parser",
            ["usedAt"] = "2026-03-02T09:00:00Z",
        });
    }
}

public sealed class RememberedAnswersOnSqliteTests() : RememberedAnswersContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class RememberedAnswersOnPostgreSqlTests(PostgresServer server) : RememberedAnswersContract(new PostgreSql(server));
