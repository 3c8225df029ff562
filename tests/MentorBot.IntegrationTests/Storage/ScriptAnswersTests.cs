using MentorBot.Core.Features.Scripts;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ScriptAnswersContract(Engine engine) : StorageTest(engine)
{
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task TheNewestComesFirst()
    {
        var ada = await PersonAsync("ada");
        await ScriptAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser")), Later, Ct);
        await ScriptAnswers.RememberAsync(ada, "ask-help", Values(("topic", "SQL")), Monday, Ct);

        (await ScriptAnswers.RecentAsync(ada, Ct)).ShouldBe(
        [
            new ScriptAnswer("ask-review", "what", "the parser", Later),
            new ScriptAnswer("ask-help", "topic", "SQL", Monday),
        ]);
    }

    [Fact]
    public async Task AnAnswerTakesThePlaceOfTheOneBefore()
    {
        var ada = await PersonAsync("ada");
        await ScriptAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser"), ("when", "today")), Monday, Ct);
        await ScriptAnswers.RememberAsync(ada, "ask-review", Values(("what", "the lexer")), Later, Ct);

        (await ScriptAnswers.RecentAsync(ada, Ct)).ShouldBe(
        [
            new ScriptAnswer("ask-review", "what", "the lexer", Later),
            new ScriptAnswer("ask-review", "when", "today", Monday),
        ]);
    }

    [Fact]
    public async Task ShowsNobodyElsesAnswers()
    {
        await ScriptAnswers.RememberAsync(await PersonAsync("ada"), "ask-review", Values(("what", "the parser")), Monday, Ct);

        (await ScriptAnswers.RecentAsync(await PersonAsync("bob"), Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoWindowsOfOnePersonAtOnceDoNotBlockEachOther()
    {
        var ada = await PersonAsync("ada");
        var names = Enumerable.Range(0, 20).Select(number => $"blank-{number}").ToArray();
        var upwards = Values([.. names.Select(name => (name, "up"))]);
        var downwards = Values([.. names.Reverse().Select(name => (name, "down"))]);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() =>
            ScriptAnswers.RememberAsync(ada, "ask-review", number % 2 == 0 ? upwards : downwards, Monday, Ct))));

        (await ScriptAnswers.RecentAsync(ada, Ct)).Select(answer => answer.Value).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var ada = await PersonAsync("ada");
        await ScriptAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser")), Monday, Ct);

        (await ScriptAnswers.ExportAsync(ada, Ct)).ShouldHaveSingleItem().ShouldBe(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["item"] = "ask-review",
            ["placeholder"] = "what",
            ["value"] = "the parser",
            ["usedAt"] = "2026-03-02T09:00:00Z",
        });
    }
}

public sealed class ScriptAnswersOnSqliteTests() : ScriptAnswersContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ScriptAnswersOnPostgreSqlTests(PostgresServer server) : ScriptAnswersContract(new PostgreSql(server));
