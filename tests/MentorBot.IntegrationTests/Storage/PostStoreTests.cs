using MentorBot.Core.Features.Posts;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class PostStoreContract(Engine engine) : StorageTest(engine)
{
    [Fact]
    public async Task FindsADraftAsItWasAdded()
    {
        var draft = Draft(await PersonAsync("ada"), words: "My own words");

        var id = await Posts.AddAsync(draft, Ct);

        var found = await Posts.FindAsync(id, Ct);
        found.ShouldBe(draft with { Id = id, Answers = found!.Answers });
        found.Answers.ShouldBe(Values(("what", "the parser")));
    }

    [Fact]
    public async Task GivesEachDraftAnIdOfItsOwn()
    {
        var ada = await PersonAsync("ada");

        var first = await Posts.AddAsync(Draft(ada), Ct);

        (await Posts.AddAsync(Draft(ada), Ct)).ShouldNotBe(first);
        (await Posts.FindAsync(first + 100, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task RevisesAnswersAndWords()
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada"), words: "Before"), Ct);

        await Posts.ReviseAsync(id, Values(("what", "the lexer")), null, Ct);

        var found = await Posts.FindAsync(id, Ct);
        found!.Answers.ShouldBe(Values(("what", "the lexer")));
        found.Words.ShouldBeNull();
    }

    [Fact]
    public async Task ADraftIsPostedOnce()
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")), Ct);

        (await Posts.TryPublishAsync(id, Ct)).ShouldBeTrue();
        (await Posts.TryPublishAsync(id, Ct)).ShouldBeFalse();
        (await Posts.FindAsync(id, Ct))!.State.ShouldBe(PostState.Posted);
    }

    [Fact]
    public async Task NothingIsLeftOfWhatIsDeleted()
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")), Ct);

        await Posts.DeleteAsync(id, Ct);

        (await Posts.FindAsync(id, Ct)).ShouldBeNull();
        (await Posts.TryPublishAsync(id, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task OldDraftsGoAndPostsStay()
    {
        var ada = await PersonAsync("ada");
        var old = await Posts.AddAsync(Draft(ada), Ct);
        var posted = await Posts.AddAsync(Draft(ada), Ct);
        await Posts.TryPublishAsync(posted, Ct);

        (await Posts.DeleteDraftsAsync(Monday, Ct)).ShouldBe(0);
        (await Posts.DeleteDraftsAsync(Monday + Duration.FromHours(1), Ct)).ShouldBe(1);

        (await Posts.FindAsync(old, Ct)).ShouldBeNull();
        (await Posts.FindAsync(posted, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task OfManyWhoPostADraftAtOnceOneDoes()
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")), Ct);

        var moved = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => Posts.TryPublishAsync(id, Ct))));

        moved.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var ada = await PersonAsync("ada");
        await Posts.AddAsync(Draft(ada, words: "My own words"), Ct);

        var row = (await Posts.ExportAsync(ada, Ct)).ShouldHaveSingleItem();
        row["title"].ShouldBe("Asking for a review");
        row["words"].ShouldBe("My own words");
        row["state"].ShouldBe("Draft");
        row["createdAt"].ShouldBe("2026-03-02T09:00:00Z");
    }
}

public sealed class PostStoreOnSqliteTests() : PostStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class PostStoreOnPostgreSqlTests(PostgresServer server) : PostStoreContract(new PostgreSql(server));
