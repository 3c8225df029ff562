using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>The lists of what was scored, and who may see them.</summary>
public sealed partial class ScoreTests
{
    [Fact]
    public async Task RanksWhatWasScoredWithTheReasons()
    {
        await Task("Dark mode", "low", "low", "low", "medium");
        await Task("Card payments fail", "high", "critical", "high", "low");
        await Task("Old logs", "medium", "medium", "medium", "medium");
        var last = await Task("Dark mode", "low", "medium", "low", "low");

        (await _bot.Press(last.Token("Your list"))).Text().ShouldBe(
            """
            Task priority: your list
            ========================

            - 1. Card payments fail · 36 · Do it now
              What lifts it: Impact (High), Urgency (Critical), Risk (High).
            - 2. Old logs · 4 · Put it in line
              What holds it down: Urgency (Medium).
            - 3. Dark mode · 2 · Leave it
              What lifts it: Effort (Low). What holds it down: Impact (Low), Risk (Low), Urgency (Medium).

            Look at one: 1. Card payments fail: 36 | 2. Old logs: 4 | 3. Dark mode: 2

            [Score one]  [This channel's list]  [Export]

            Only you see your list.
            """);
    }

    [Fact]
    public async Task TurnsPagesOfTheListAndOpensOne()
    {
        for (var i = 1; i <= 12; i++)
        {
            await Task($"Task {i:00}", "low", "low", "low", "low");
        }

        var first = await _bot.Press("score.list:task-priority:mine:0");
        first.Labels().ShouldBe(["Score one", "This channel's list", "Export", "Lower"]);
        var second = await _bot.Press(first.Token("Lower"));
        second.Text().ShouldContain("- 11. Task 11 · 1 · Leave it\n");
        second.Labels().ShouldBe(["Score one", "This channel's list", "Export", "Higher"]);
        (await _bot.Press(second.Token("Look at one"), values: "12")).Text().ShouldStartWith("Task 12: 1\n");
        (await _bot.Press("score.list:task-priority:mine:400")).Text().ShouldContain("- 1. Task 01 · 1 · Leave it\n");
    }

    [Fact]
    public async Task KeepsScoresToThemselvesUntilTheyAreShared()
    {
        await Task("Card payments fail", "high", "critical", "high", "low");

        (await _bot.Press("score.open:1", "ben")).Text().ShouldBe("That score isn't there any more, and nothing was changed. /mentor score shows what there is.");
        (await _bot.Press("score.delete:1", "ben")).Text().ShouldStartWith("That score isn't there any more");
        (await _bot.Press("score.list:task-priority:here:0", "ben")).Text().ShouldContain("Nothing is shared here yet.");
        (await _bot.Press("score.list:task-priority:mine:0", "ben")).Text().ShouldContain("You've scored nothing with it yet.");
        _bot.Scores.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SharesAfterAPreviewAndListsItForTheChannel()
    {
        var preview = await _bot.Press((await Task("Card payments fail", "high", "critical", "high", "low")).Token("Share with the channel"));
        preview.Text().ShouldStartWith(
            """
            Share with the channel
            ======================

            Nobody has seen this yet. This is what the channel will read; it also goes into this channel's list:

            > Task priority: Card payments fail, 36
            """);
        preview.Text().ShouldContain("\n> Do it now. Take it up today and tell those who wait for what it displaces.\n");
        preview.Text().ShouldContain("\n> How it comes about: Impact 3 × Urgency 4 × Risk 3 ÷ Effort 1 = 36\n");
        _bot.Scores.Shared.ShouldBeEmpty();

        var shared = await _bot.Press(preview.Token("Share it here"));
        shared.Text().ShouldBe("Shared. You can take it back where it stands.");
        shared.PostText().ShouldStartWith("Task priority: Card payments fail, 36\n");
        shared.PostText().ShouldContain("Posted by Ana");
        var again = await _bot.Press(preview.Token("Share it here"));
        again.Text().ShouldStartWith("That one is in this channel's list already. If nobody can read it here, post it once more.");

        // As where the platform did not take the first post.
        (await _bot.Press(again.Token("Post it once more"))).PostText().ShouldBe(shared.PostText());

        var list = await _bot.Press(shared.Token("This channel's list"), "ben");
        list.Text().ShouldContain("- 1. Card payments fail · 36 · Do it now · Ana\n");
        (await _bot.Press(list.Token("Look at one"), "ben", values: "1")).Text().ShouldContain("Shared here by Ana");
        (await _bot.Press("score.list:task-priority:here:0", "ben", Some.Random)).Text().ShouldContain("Nothing is shared here yet.");
    }

    [Fact]
    public async Task TakesBackWhatWasSharedForItsAuthorAndAdminsAlone()
    {
        await Task("Card payments fail", "high", "critical", "high", "low");
        var shared = await _bot.Press("score.publish:1");

        (await _bot.Press(shared.Token("Take it back"), "ben")).Text().ShouldBe("Only the person who shared this, or an admin, can take it back.");
        _bot.Scores.Shared.ShouldHaveSingleItem();
        (await _bot.Press(shared.Token("Take it back"))).Delivery.ShouldBe(Delivery.Remove);
        _bot.Scores.Shared.ShouldBeEmpty();
        await _bot.Press("score.publish:1");
        (await _bot.Press(shared.Token("Take it back"), "kim", role: Role.Admin)).Delivery.ShouldBe(Delivery.Remove);
        _bot.Scores.Shared.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesBackWhatWasSharedThoughTheScoreIsDeleted()
    {
        var scored = await Task("Card payments fail", "high", "critical", "high", "low");
        var shared = await _bot.Press("score.publish:1");
        var ask = await _bot.Press(scored.Token("Delete"));
        ask.Text().ShouldContain("What was posted in a chat stays there until you take it back.");
        await _bot.Press(ask.Token("Delete it"));

        (await _bot.Press(shared.Token("Take it back"), "ben")).Text().ShouldBe("Only the person who shared this, or an admin, can take it back.");
        (await _bot.Press(shared.Token("Take it back"))).Delivery.ShouldBe(Delivery.Remove);
        (await _bot.Press(shared.Token("Take it back"), "kim", role: Role.Admin)).Delivery.ShouldBe(Delivery.Remove);
    }

    [Fact]
    public async Task SharesNothingFromADirectConversation()
    {
        await Task("Card payments fail", "high", "critical", "high", "low");

        var own = await _bot.Press("score.open:1", place: Some.DirectWith("ana"));
        own.Labels().ShouldNotContain("Share with the channel");
        own.Text().ShouldContain("Only you see it. To share it, ask me in the channel that should read it");
        (await _bot.Press("score.publish:1", place: Some.DirectWith("ana"))).Text().ShouldStartWith("Here nobody else reads along.");
        _bot.Scores.Shared.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeletesAfterAsking()
    {
        var ask = await _bot.Press((await Task("Card payments fail", "high", "critical", "high", "low")).Token("Delete"));
        ask.Text().ShouldStartWith("Delete “Card payments fail: 36” for good?");
        await _bot.Press("score.publish:1");

        (await _bot.Press(ask.Token("Keep it"))).Text().ShouldStartWith("Card payments fail: 36\n");
        (await _bot.Press(ask.Token("Delete it"))).Text().ShouldStartWith("It is deleted.");
        _bot.Scores.All.ShouldBeEmpty();
        (await _bot.Press("score.list:task-priority:here:0")).Text().ShouldContain("Nothing is shared here yet.");
    }

    [Fact]
    public async Task WritesTheListAsATableThatNoSpreadsheetRuns()
    {
        await Task("=HYPERLINK(\"http://x\";\"y\"), now", "high", "critical", "high", "low");
        await Task("+1 for dark mode", "low", "low", "low", "high");

        var file = (await _bot.Press("score.export:task-priority:mine")).Blocks.OfType<FileBlock>().ShouldHaveSingleItem();

        (file.Name, file.MediaType).ShouldBe(("task-priority.csv", "text/csv"));
        file.Content.Span[..3].ToArray().ShouldBe(Encoding.UTF8.Preamble.ToArray());
        Encoding.UTF8.GetString(file.Content.Span[3..]).Split("\r\n").ShouldBe(
        [
            "rank,name,person,score,meaning,scored_at,version,Impact,Impact (points),Urgency,Urgency (points),Risk,Risk (points),Effort,Effort (points)",
            "1,\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\"), now\",Ana,36,Do it now,2026-03-04T09:00:00Z,1,High,3,Critical,4,High,3,Low,1",
            "2,'+1 for dark mode,Ana,0.33,Leave it,2026-03-04T09:00:00Z,1,Low,1,Low,1,Low,1,High,3",
            string.Empty,
        ]);
        (await _bot.Press("score.export:bug-priority:mine")).Text().ShouldBe("There is nothing in that list, so there is no file.");
    }

    [Fact]
    public async Task WritesCriteriaOfTheSameTitleSideBySide()
    {
        await Task("Card payments fail", "high", "critical", "high", "low");
        var sheet = _bot.Scores.All.ShouldHaveSingleItem().Sheet;
        var twice = sheet with { Picks = [.. sheet.Picks.Select(pick => pick.Criterion == "urgency" ? pick with { Title = "Impact" } : pick)] };
        await _bot.Scores.AddAsync(_bot.Scores.All[0] with { Name = "Another", Sheet = twice }, CancellationToken.None);
        await _bot.Scores.DeleteAsync(Some.Team, _bot.People.IdOf("ana"), 1, CancellationToken.None);

        var file = (await _bot.Press("score.export:task-priority:mine")).Blocks.OfType<FileBlock>().ShouldHaveSingleItem();

        Encoding.UTF8.GetString(file.Content.Span[3..]).Split("\r\n").ShouldBe(
        [
            "rank,name,person,score,meaning,scored_at,version,Impact,Impact (points),Impact,Impact (points),Risk,Risk (points),Effort,Effort (points)",
            "1,Another,Ana,36,Do it now,2026-03-04T09:00:00Z,1,High,3,Critical,4,High,3,Low,1",
            string.Empty,
        ]);
    }
}
