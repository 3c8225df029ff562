using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class RememberedAnswersContract(Engine engine) : StorageTest(engine)
{
    [Fact]
    public async Task TheAnswersToAnItemTakeThePlaceOfThoseBefore()
    {
        var ada = await PersonAsync("ada");
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser"), ("when", "today")), Monday, Ct);
        await RememberedAnswers.RememberAsync(ada, "ask-help", Values(("topic", "SQL")), Monday, Ct);

        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the lexer")), Monday + Duration.FromHours(1), Ct);

        (await RememberedAnswers.FindAsync(ada, "ask-review", Ct)).ShouldBe(Values(("what", "the lexer")));
        (await RememberedAnswers.FindAsync(ada, "ask-help", Ct)).ShouldBe(Values(("topic", "SQL")));
    }

    [Fact]
    public async Task ShowsNobodyElsesAnswers()
    {
        await RememberedAnswers.RememberAsync(await PersonAsync("ada"), "ask-review", Values(("what", "the parser")), Monday, Ct);

        (await RememberedAnswers.FindAsync(await PersonAsync("bob"), "ask-review", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoWindowsOfOnePersonAtOnceDoNotBlockEachOther()
    {
        var ada = await PersonAsync("ada");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() =>
            RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", number % 2 == 0 ? "up" : "down")), Monday, Ct))));

        (await RememberedAnswers.FindAsync(ada, "ask-review", Ct))["what"].ShouldBeOneOf("up", "down");
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var ada = await PersonAsync("ada");
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "the parser")), Monday, Ct);

        var row = (await RememberedAnswers.ExportAsync(ada, Ct)).ShouldHaveSingleItem();

        row["item"].ShouldBe("ask-review");
        row["answers"].ShouldBe(Values(("what", "the parser")));
    }
}

public sealed class RememberedAnswersOnSqliteTests() : RememberedAnswersContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class RememberedAnswersOnPostgreSqlTests(PostgresServer server) : RememberedAnswersContract(new PostgreSql(server));
