using MentorBot.Core.Content;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

public abstract class TeamContentStoreContract(Engine engine) : StorageTest(engine)
{
    private TeamContentStore Store => new(Database);

    [Fact]
    public async Task KeepsTheFilesThatWereSavedLastLetterForLetter()
    {
        (await Store.LoadAsync(Ct)).ShouldBeEmpty();
        await Store.SaveAsync([new("scripts/b.yaml", "id: b\n"), new("hidden.yaml", "hide: [script/é]\r\n")], Ct);
        await Store.SaveAsync([new("scripts/c.yaml", "id: c\n"), new("hidden.yaml", "hide: [phrase/ü]\n")], Ct);

        (await new TeamContentStore(await OpenAsync(Options)).LoadAsync(Ct)).ShouldBe([new("hidden.yaml", "hide: [phrase/ü]\n"), new("scripts/c.yaml", "id: c\n")]);
    }

    [Fact]
    public async Task StaysWholeWhereTwoNodesSaveAtOnce()
    {
        ContentFile[] files = [.. Enumerable.Range(0, 20).Select(number => new ContentFile($"scripts/s{number:00}.yaml", $"id: s{number}"))];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.SaveAsync([.. files], Ct))));

        (await Store.LoadAsync(Ct)).ShouldBe(files);
    }
}

public sealed class TeamContentStoreOnSqliteTests() : TeamContentStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class TeamContentStoreOnPostgreSqlTests(PostgresServer server) : TeamContentStoreContract(new PostgreSql(server));
