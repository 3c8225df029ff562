using MentorBot.Core;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Playground;
using MentorBot.Playground.Chat;
using Microsoft.Extensions.Logging.Abstractions;

namespace MentorBot.Tests.Playground;

public sealed class ChatRoomTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("playground").FullName;

    private string LogFile => Path.Combine(_folder, "room.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void StartsWithATeamThatHasEveryRole()
    {
        using var room = Open();

        room.People.Select(person => person.Role).Distinct().Order().ShouldBe([Role.Member, Role.Mentor, Role.Lead, Role.Admin]);
    }

    [Fact]
    public void RemembersWhatWasSaidChangedAndRemovedOverARestart()
    {
        using (var before = Open())
        {
            before.Post("general", "ana", Words("Hello"));
            var changed = before.Post("general", ChatMessage.Bot, Words("first"));
            var removed = before.Post("general", ChatMessage.Bot, Words("gone"));
            before.Update(changed.Id, Words("second"));
            before.Remove(removed.Id);
        }

        using var after = Open();

        Said(after, "ben").ShouldBe(["Hello", "second"]);
        after.MessagesFor("ben").Select(message => message.Edited).ShouldBe([false, true]);
    }

    [Fact]
    public void RemembersPeopleAndTheirRolesOverARestart()
    {
        using (var before = Open())
        {
            before.AddPerson("  Zoë Q. ")!.Id.ShouldBe("zoë-q");
            before.SetRole(before.FindPerson("ben")!, Role.Admin);
        }

        using var after = Open();

        after.FindPerson("zoë-q").ShouldBe(new Persona("zoë-q", "Zoë Q.", Role.Member));
        after.FindPerson("ben")!.Role.ShouldBe(Role.Admin);
        after.People[^1].Id.ShouldBe("zoë-q");
    }

    [Fact]
    public void LeavesOutALastLineThatWasCutShort()
    {
        using (var before = Open())
        {
            before.Post("general", "ana", Words("whole"));
        }

        File.AppendAllText(LogFile, """{"event":"posted","message":{"id":9,"pla""");
        using (var after = Open())
        {
            Said(after, "ana").ShouldBe(["whole"]);
            after.Post("general", "ana", Words("next"));
        }

        using var again = Open();
        Said(again, "ana").ShouldBe(["whole", "next"]);
    }

    [Fact]
    public void PutsTheFileAsideWhenItHoldsWhatANewerVersionWrote()
    {
        const string Newer = """{"event":"posted","message":{"id":9,"place":"general","author":"mentorbot","at":"2026-11-22T09:30:00Z","blocks":[{"type":"hologram"}]}}""";
        using (var before = Open())
        {
            before.Post("general", "ana", Words("whole"));
        }

        File.AppendAllText(LogFile, Newer + "\n");
        using (var after = Open())
        {
            Said(after, "ana").ShouldBe(["whole"]);
        }

        Open().Dispose();
        File.ReadAllText(LogFile).ShouldNotContain("hologram");
        File.ReadAllText(Directory.GetFiles(_folder, "*.unread-*").ShouldHaveSingleItem()).ShouldContain(Newer);
    }

    [Fact]
    public void GrowsWithWhatIsThereAndNotWithWhatWasChanged()
    {
        using var room = Open();
        var message = room.Post("general", "ana", Words("0"));
        var text = new string('x', 100_000);
        foreach (var version in Enumerable.Range(1, 100))
        {
            room.Update(message.Id, Words($"{version} {text}"));
        }

        room.Post("general", "ana", Words("last"));

        new FileInfo(LogFile).Length.ShouldBeLessThan(5_000_000);
        room.Dispose();
        using var after = Open();
        Said(after, "ana").ShouldBe([$"100 {text}", "last"]);
    }

    [Fact]
    public void KeepsWhatIsSaidFromTheOtherUsersOfTheMachine()
    {
        using var room = Open();
        room.Post("general", "ana", Words("Hello"));

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(LogFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void KeepsOneLineForEachMessageThatIsLeftWhenItStarts()
    {
        using (var before = Open())
        {
            var message = before.Post("general", "ana", Words("0"));
            foreach (var version in Enumerable.Range(1, 20))
            {
                before.Update(message.Id, Words($"{version}"));
            }
        }

        Open().Dispose();

        File.ReadLines(LogFile).Count(line => line.Contains("\"posted\"", StringComparison.Ordinal)).ShouldBe(1);
        File.ReadLines(LogFile).ShouldNotContain(line => line.Contains("\"updated\"", StringComparison.Ordinal));
    }

    [Fact]
    public void ForgetsTheOldestMessagesOfAPlaceOnly()
    {
        using var room = Open();
        room.Post("backend", "ana", Words("elsewhere"));
        foreach (var number in Enumerable.Range(0, ChatHistory.MessagesAPlace + 3))
        {
            room.Post("general", "ana", Words($"{number}"));
        }

        Said(room, "ana").Length.ShouldBe(ChatHistory.MessagesAPlace + 1);
        Said(room, "ana").ShouldContain("elsewhere");
        Said(room, "ana").ShouldNotContain("2");
        Said(room, "ana").ShouldContain("3");
    }

    [Fact]
    public void ShowsAPrivateMessageToItsPersonAlone()
    {
        using var room = Open();
        var message = room.Post("general", ChatMessage.Bot, Words("psst"), onlyFor: "ana");

        Said(room, "ana").ShouldBe(["psst"]);
        Said(room, "ben").ShouldBeEmpty();
        room.Find(message.Id, "ben").ShouldBeNull();
    }

    [Fact]
    public void ShowsADirectConversationToItsPersonAlone()
    {
        using var room = Open();
        room.Post(Channel.DirectOf("ana"), "ana", Words("hm"));

        Said(room, "ana").ShouldBe(["hm"]);
        Said(room, "ben").ShouldBeEmpty();
    }

    [Fact]
    public void TellsAListenerOnlyWhatItsPersonMaySee()
    {
        using var room = Open();
        using var ben = room.Listen("ben");

        var secret = room.Post("general", ChatMessage.Bot, Words("psst"), onlyFor: "ana");
        room.Update(secret.Id, Words("still secret"));
        room.Remove(secret.Id);
        room.Post("general", "ana", Words("hello"));

        ben.Events.TryRead(out var heard).ShouldBeTrue();
        heard.ShouldBeOfType<MessagePosted>().Message.Author.ShouldBe("ana");
        ben.Events.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task EndsTheStreamOfAPageThatDoesNotKeepUp()
    {
        using var room = Open();
        using var slow = room.Listen("ben");
        foreach (var number in Enumerable.Range(0, 300))
        {
            room.Post("general", "ana", Words($"{number}"));
        }

        var heard = 0;
        await foreach (var _ in slow.Events.ReadAllAsync())
        {
            heard++;
        }

        heard.ShouldBeLessThan(300);
    }

    [Fact]
    public void GivesNobodyTheNameOfTheBotOrOfSomebodyElse()
    {
        using var room = Open();

        room.AddPerson("Ana")!.Id.ShouldBe("ana-2");
        room.AddPerson("MentorBot")!.Id.ShouldBe("mentorbot-2");
        room.AddPerson("?!").ShouldBeNull();
    }

    [Fact]
    public void ReadsBackEveryKindOfSpanAndAFileAsTheyWere()
    {
        var file = new FileBlock("a.txt", "text/plain", new byte[] { 1, 2, 3 });
        var line = Line.Bold("b") + Line.Link("l", "https://example.org") + Line.At(NodaTime.Instant.FromUtc(2026, 1, 2, 3, 4), LocalTimeStyle.Date)
            + new MentionSpan(new Identity(Channel.Workspace, "ana"), "Ana");
        using (var before = Open())
        {
            before.Post("general", ChatMessage.Bot, [new Paragraph(line), file, new TickList("t:1", [new TickItem("k", "Text", true, "Detail")])]);
        }

        using var after = Open();

        var blocks = after.MessagesFor("ana").ShouldHaveSingleItem().Blocks;
        blocks[0].ShouldBeOfType<Paragraph>().Text.Spans.ShouldBe(line.Spans);
        blocks[1].ShouldBeOfType<FileBlock>().Content.ToArray().ShouldBe([1, 2, 3]);
        blocks[2].ShouldBeOfType<TickList>().Items[0].Done.ShouldBeTrue();
    }

    private static System.Collections.Immutable.ImmutableArray<Block> Words(string text) => [new Paragraph(text)];

    private static string[] Said(ChatRoom room, string person) =>
        [.. room.MessagesFor(person).Select(message => ((TextSpan)((Paragraph)message.Blocks[0]).Text.Spans[0]).Text)];

    private ChatRoom Open()
    {
        var room = new ChatRoom(new PlaygroundOptions { LogFile = LogFile }, new TimeProviderClock(TimeProvider.System), NullLogger<ChatRoom>.Instance);
        room.Open();
        return room;
    }
}
