using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using static MentorBot.Tests.Support.CadenceScene;

namespace MentorBot.Tests.Features;

public sealed partial class WeeklyStatusTests
{
    private static readonly Place Direct = Some.DirectWith("ana");

    private static readonly Dictionary<string, string> Words = Some.Values(("week", "2 March"), ("summary", "Refunds are live."), ("risks", "The bank is slow."), ("milestones", "Transfers on 18 March."));

    private IEnumerable<OutboxEntry> Posts => Bot.Schedules.Entries.Where(entry => entry.Key.Kind == "report");

    private static string Review(Cadence weekly) => $"weekly.review:{weekly.Id}:20260306:0";

    private async Task<Reply> Preview(Cadence weekly) => await Bot.Submit(Review(weekly), Words, place: Direct);

    [Fact]
    public async Task PostsNothingBeforeItsOwnerApprovesThePreview()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, March(3), "ben", words: [("progress", "The endpoint"), ("plan", "Tests"), ("blockers", "-")]);

        var form = await Bot.Open(Read(await Draft(weekly)).Token("Review and post"), place: Direct);
        form.Title.ShouldBe("Weekly status");
        form.Field("summary").Value.ShouldBe("Ben: The endpoint");
        form.Field("risks").Value.ShouldBe("Nobody named any this week.");

        var preview = await Bot.Submit(form.Token, Words, place: Direct);
        preview.Text().ShouldBe(
            """
            Your weekly status: the preview
            ===============================

            Nobody has seen this yet. This is what #general will read:

            > Week of 2 March
            > 
            > Where we are: Refunds are live.
            > 
            > What could go wrong: The bank is slow.
            > 
            > Coming up: Transfers on 18 March.

            [Post to the channel]  [Change it]
            """);
        preview.Post.ShouldBeNull();
        Posts.ShouldBeEmpty();
        Silence(await Report(weekly)).ShouldBe("nobody has approved it");

        var done = await Bot.Press(preview.Token("Post to the channel"), place: Direct);
        done.Text().ShouldBe("Approved. In a moment it stands in #general, with your name below it.");
        done.Delivery.ShouldBe(Delivery.Update);
        var entry = Posts.ShouldHaveSingleItem();
        entry.Key.ShouldBe(new EntryKey(Bot.Schedules.All.Single(one => one.Subject == weekly.Id && one.Kind == "prompt").Id, "report", new PlaceRecipient(Some.General), Friday));
        entry.AskedFor.ShouldBeTrue();
        entry.DueAt.ShouldBe(_scene.Now);
        Read(await Report(weekly)).Text().ShouldBe(
            """
            Week of 2 March

            Where we are: Refunds are live.

            What could go wrong: The bank is slow.

            Coming up: Transfers on 18 March.

            Weekly status · posted by Ana

            [Edit]
            """);
    }

    [Fact]
    public async Task ComesByItselfAndSuggestsToEachTheirOwnAnswer()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, March(3), "ben", words: [("progress", "The endpoint"), ("plan", "Tests"), ("blockers", "-")]);
        var cadences = Bot.Scheduled("cadence");
        var draft = Bot.Schedules.All.Single(one => one.Subject == weekly.Id && one.Kind == "draft");
        var prompt = Bot.Schedules.All.Single(one => one.Subject == weekly.Id && one.Kind == "prompt");

        (await Bot.Open($"cadence.answer:{weekly.Id}:20260306", "ben")).Fields.Select(field => field.Value).ShouldBe(["2 March", "The endpoint", null, "Tests"]);
        Read(await cadences.ComposeAsync(new ComposeRequest(Bot.Schedules.Due(draft, Friday), draft, AskToEase: false), CancellationToken.None)).Text().ShouldStartWith("Your weekly status: the draft\n");
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        Read(await cadences.ComposeAsync(new ComposeRequest(Posts.Single(), prompt, AskToEase: false), CancellationToken.None)).Text().ShouldEndWith("Weekly status · posted by Ana\n\n[Edit]");
    }

    [Fact]
    public async Task PostsNothingTwice()
    {
        var weekly = await _scene.Weekly();
        var token = (await Preview(weekly)).Token("Post to the channel");
        await Bot.Press(token, place: Direct);

        var again = await Bot.Press(token, place: Direct);

        again.Text().ShouldBe("That one is posted already, and nothing was posted twice. To change what #general reads, edit it.\n\n[Edit it]");
        Posts.ShouldHaveSingleItem();
        Bot.Schedules.Refreshed.ShouldBeEmpty();
        Bot.Posts.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepsWhatWasWrittenWhileItIsChanged()
    {
        var weekly = await _scene.Weekly();
        var preview = await Preview(weekly);

        var form = await Bot.Open(preview.Token("Change it"), place: Direct);

        form.Field("risks").Value.ShouldBe("The bank is slow.");
        var changed = await Bot.Submit(form.Token, new Dictionary<string, string>(Words) { ["risks"] = "The bank is fast." }, place: Direct);
        changed.Text().ShouldContain("> What could go wrong: The bank is fast.\n");
        changed.Token("Post to the channel").ShouldBe(preview.Token("Post to the channel"));
    }

    [Fact]
    public async Task ReplacesWhatTheChannelReadsOnceItIsApprovedAnew()
    {
        var weekly = await _scene.Weekly();
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        var sent = Bot.Schedules.Settle(Posts.Single(), EntryStatus.Sent);

        var form = await Bot.Open(Read(await Report(weekly)).Token("Edit"), place: Some.General);
        form.Field("summary").Value.ShouldBe("Refunds are live.");
        var preview = await Bot.Submit(form.Token, new Dictionary<string, string>(Words) { ["summary"] = "Refunds are back." }, place: Some.General);
        preview.Text().ShouldContain("\n\nNobody has seen this yet. Once you post it, it takes the place of what #general reads now:\n\n");
        Read(await Report(weekly)).Text().ShouldContain("Where we are: Refunds are live.");
        (await Bot.Press(preview.Token("Post to the channel"))).Text().ShouldBe("Changed. In a moment the new words stand in #general, with your name below it.");

        Posts.ShouldHaveSingleItem();
        Bot.Schedules.Refreshed.ShouldBe([sent.Key]);
        Read(await Report(weekly)).Text().ShouldContain("Where we are: Refunds are back.");
    }

    [Theory]
    [InlineData(EntryStatus.Failed, 2, 0)]
    [InlineData(EntryStatus.Skipped, 2, 0)]
    [InlineData(EntryStatus.Pending, 1, 0)]
    [InlineData(EntryStatus.Sending, 1, 0)]
    public async Task TriesAnewOnlyWhatDidNotArrive(EntryStatus status, int entries, int refreshed)
    {
        var weekly = await _scene.Weekly();
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        Bot.Ledger.All.Enqueue(Bot.Schedules.Settle(Posts.Single(), status));

        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);

        Posts.Select(entry => entry.Key.Sequence).ShouldBe(Enumerable.Range(0, entries));
        Bot.Schedules.Refreshed.Count.ShouldBe(refreshed);
    }

    [Fact]
    public async Task RefreshesTheSecondTryWhereThatArrived()
    {
        var weekly = await _scene.Weekly();
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        Bot.Ledger.All.Enqueue(Bot.Schedules.Settle(Posts.Single(), EntryStatus.Failed));
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        var second = Bot.Schedules.Settle(Posts.Last(), EntryStatus.Sent);
        Bot.Ledger.All.Enqueue(second);

        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);

        Posts.Count().ShouldBe(2);
        Bot.Schedules.Refreshed.ShouldBe([second.Key]);
    }

    [Fact]
    public async Task LeavesItForThisWeekAndStillLetsItBeReviewed()
    {
        var weekly = await _scene.Weekly();

        var left = await Bot.Press(Read(await Draft(weekly)).Token("Leave it this week"), place: Direct);

        left.Text().ShouldBe("Left: nothing of this week is posted in #general.\n\n[Review it after all]");
        left.Delivery.ShouldBe(Delivery.Update);
        Posts.ShouldBeEmpty();
        (await Bot.Open(left.Token("Review it after all"), place: Direct)).Title.ShouldBe("Weekly status");
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"), place: Direct);
        (await Bot.Press($"weekly.leave:{weekly.Id}:20260306", place: Direct)).Text().ShouldBe("That one is posted already, so it stays in #general.\n\n[Edit it]");
    }

    [Fact]
    public async Task IsForWhoeverLooksAfterItNowAndForAdmins()
    {
        var weekly = await _scene.Weekly();
        var preview = await Preview(weekly);
        await Bot.Cadences.GiveAsync(weekly.Id, weekly.Owner, await _scene.Person("ben"), CancellationToken.None);

        const string Told = "Ben looks after this weekly status now, so it's theirs to post. Nothing was changed.";
        (await Bot.Press(Review(weekly), place: Direct)).Text().ShouldBe(Told);
        (await Bot.Press(preview.Token("Post to the channel"), place: Direct)).Text().ShouldBe(Told);
        (await Bot.Press($"weekly.leave:{weekly.Id}:20260306", place: Direct)).Text().ShouldBe(Told);
        (await Bot.Submit(Review(weekly), Words, place: Direct)).Text().ShouldStartWith(Told);
        Posts.ShouldBeEmpty();

        (await Bot.Open(Review(weekly), "ben")).Title.ShouldBe("Weekly status");
        (await Bot.Open(Review(weekly), "dora", role: Role.Admin)).Title.ShouldBe("Weekly status");
        Bot.Cadences.Erase(await _scene.Person("ben"));
        (await Bot.Press(Review(weekly), "ben")).Text().ShouldBe("Nobody looks after this weekly status at the moment, so only an admin can post it. Nothing was changed.");
    }

    [Fact]
    public async Task ShowsAnAdminNothingOfTheOwnersEvidence()
    {
        var weekly = await _scene.Weekly();
        await Prove("ana", 4, "Anas own");

        (await Bot.Open(Review(weekly))).Field("summary").Value.ShouldBe("Ana: Anas own");
        (await Bot.Open(Review(weekly), "dora", role: Role.Admin)).Field("summary").Value.ShouldBeNull();
    }

    [Fact]
    public async Task AnswersKindlyWhereItIsPausedOverOrGone()
    {
        var weekly = await _scene.Weekly();
        var preview = await Preview(weekly);
        const string Gone = "That weekly status is gone, and nothing was changed. /mentor cadence list shows what there is.";
        (await Bot.Press("weekly.review:99:20260306:0")).Text().ShouldBe(Gone);
        (await Bot.Press($"weekly.review:{weekly.Id}:20261399:0")).Text().ShouldBe(Gone);
        (await Bot.Press($"weekly.leave:{(await _scene.StandUp()).Id}:20260306")).Text().ShouldBe(Gone);
        (await Bot.Press($"weekly.post:{weekly.Id}:20260306:99")).Text().ShouldBe("I don't have that preview any more, so nothing was posted. Review the status once more.\n\n[Review and post]");

        await Bot.Cadences.MoveAsync(weekly.Id, CadenceState.Running, CadenceState.Paused, CancellationToken.None);
        (await Bot.Press(preview.Token("Post to the channel"))).Text().ShouldBe("This weekly status is paused, so nothing is posted. /mentor cadence resume brings it back, and what people wrote is kept.");

        await Bot.Cadences.MoveAsync(weekly.Id, CadenceState.Paused, CadenceState.Ended, CancellationToken.None);
        (await Bot.Press(preview.Token("Post to the channel"))).Text().ShouldBe("This weekly status has ended, so nothing was posted. /mentor cadence report still has what was.");
        Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaysThatItHasEndedWhereOnlyItsScheduleIsLeftToFind()
    {
        var weekly = await _scene.Weekly();
        var preview = await Preview(weekly);
        await Bot.Schedules.EndAsync([.. Bot.Schedules.All.Select(one => one.Id)], "gone", CancellationToken.None);

        (await Bot.Press(preview.Token("Post to the channel"))).Text().ShouldBe("This weekly status has ended, so nothing was posted. /mentor cadence report still has what was.");
        (await Bot.Cadences.RoundAsync(weekly.Id, Friday, CancellationToken.None))?.Approved.ShouldBeNull();
    }

    [Fact]
    public async Task KeepsWhatWasPostedOfSomebodyWhoHasErasedTheirData()
    {
        var weekly = await _scene.Weekly();
        await Bot.Press((await Preview(weekly)).Token("Post to the channel"));
        Bot.Cadences.Erase(await _scene.Person("ana"));

        Read(await Report(weekly)).Text().ShouldEndWith("Coming up: Transfers on 18 March.\n\nWeekly status\n\n[Edit]");
    }
}
