using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>A person's first minutes: from hello to a post that others read.</summary>
public sealed class StoryPostTests
{
    [Fact]
    public async Task APersonIsShownAroundFillsAScriptInPostsItEditsItAndDeletesIt()
    {
        await using var team = await StoryTeam.StartAsync();
        var (ana, ben, general) = (team.Ana, team.Ben, team.General);

        var hello = await StoryTeam.TypesAsync(ana, "/mentor start", general);
        hello.Shown.ShouldStartWith("Hello, ana\n");
        hello.Shown.ShouldContain("Berlin (Europe/Berlin) · from your profile");
        await ana.PressAsync(hello, "That's right");
        await team.Slack.WaitUntilAsync("the zone is kept", () => !hello.Shown.Contains("Is this right?", StringComparison.Ordinal));
        var settings = await StoryTeam.TypesAsync(ana, "/mentor settings", general);
        settings.Shown.ShouldContain("*Zone*\nBerlin (Europe/Berlin)");

        var script = await StoryTeam.TypesAsync(ana, "/mentor script “deadline-pushback”", general);
        script.Shown.ShouldStartWith("Push back on a deadline\n");
        var preview = await FillAsync(team, script);
        preview.Shown.ShouldContain("Nobody has seen this yet. This is what the channel will read:");
        StoryTeam.Words(preview).ShouldContain("If we do everything by Friday");
        preview.OnlyFor.ShouldBe(ana);
        ben.Sees(general).ShouldBeEmpty();

        await ana.PressAsync(preview, "Post here");
        var post = await ben.WaitForAsync(general, "Posted by ana");
        StoryTeam.Words(post).ShouldContain("& the export, and we add that afterwards.");
        StoryTeam.Words(post).ShouldNotContain("[");
        post.OnlyFor.ShouldBeNull();
        post.AuthorId.ShouldBe(team.Slack.BotUserId);

        await ben.PressAsync(post, "Edit");
        (await ben.WaitForAsync(general, "Only ana can do that: it's their post.")).OnlyFor.ShouldBe(ben);
        await ana.PressAsync(post, "Edit");
        var edit = await ana.WaitForModalAsync();
        ana.Fills(edit, "What could be left out", "the audit page");
        (await ana.SubmitsAsync(edit)).Error.ShouldBeNull();
        await team.Slack.WaitUntilAsync("the post is edited", () => StoryTeam.Words(post).Contains("without the audit page", StringComparison.Ordinal));

        await ana.PressAsync(post, "Delete");
        await team.Slack.WaitUntilAsync("the post is gone", () => post.IsDeleted);
        var deleted = await ana.WaitForAsync(general, "Deleted for everybody. This is what it said:");
        deleted.OnlyFor.ShouldBe(ana);
        team.ShouldBeInOrder();
    }

    [Fact]
    public async Task WhereTheBotIsNotInTheChannelAPostStillArrivesAndThePersonLearnsHowToInviteIt()
    {
        SlackChannel? alone = null;
        await using var team = await StoryTeam.StartAsync(team => alone = team.Slack.AddChannel("alone", withBot: false, isPrivate: false, team.Ana, team.Ben));
        var channel = alone!;

        // It is looked up beside the first answer, which does not wait for it.
        await StoryTeam.TypesAsync(team.Ana, "/mentor help", channel);
        await team.Slack.WaitUntilAsync("the channel was looked up", () => team.Slack.Calls.Any(call => call.Method == "conversations.info"));
        var script = await StoryTeam.TypesAsync(team.Ana, "/mentor script deadline-pushback", channel);
        var preview = await FillAsync(team, script);
        var told = team.Ana.Sees(channel).Where(message => message.Shown.Contains("I'm not in this channel yet, so I can't post here by myself. To bring me in, type \n/invite @MentorBot\n.", StringComparison.Ordinal));
        told.ShouldHaveSingleItem();

        await team.Ana.PressAsync(preview, "Post here");
        var post = await team.Ben.WaitForAsync(channel, "Posted by ana");
        StoryTeam.Words(post).ShouldContain("If we do everything by Friday");
        team.Slack.Refusals.ShouldAllBe(refusal => refusal.Error == "not_in_channel");
        team.Slack.Violations.ShouldBeEmpty();
        team.Bot.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task NineBlanksAreFilledInOneModalAndWhatIsMissingIsSaidBesideItsField()
    {
        await using var team = await StoryTeam.StartAsync();
        var script = await StoryTeam.TypesAsync(team.Ana, "/mentor script stakeholder-alignment", team.General);
        await team.Ana.PressAsync(script, "Fill in");
        var form = await team.Ana.WaitForModalAsync();
        form.Elements.Count.ShouldBe(9);
        foreach (var (label, words) in ((string, string)[])
        [
            ("The first thing that's wanted", "the new checkout"), ("The second thing that's wanted", "the audit log"), ("How much time there is", "six weeks"),
            ("How much money there is", "nothing left"), ("Who can work on it", "two engineers"), ("What you'd do first", "the audit log"),
            ("Why that one", "   "), ("What it gets everyone", "a clean audit"), ("What happens to the other one", "we'll start on 3 June"),
        ])
        {
            team.Ana.Fills(form, label, words);
        }

        await team.Ana.SubmitsAsync(form);
        form.Errors.Values.ShouldBe(["This one is needed."]);
        form.Errors.Keys.ShouldBe([form.Element("Why that one").BlockId]);
        team.Ana.Fills(form, "Why that one", "the auditors come on 1 June.");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();

        var preview = await team.Ana.WaitForAsync(team.General, "Nobody has seen this yet");
        StoryTeam.Words(preview).ShouldContain("because the auditors come on 1 June");
        team.Ana.Modal.ShouldBeNull();
        team.ShouldBeInOrder();
    }

    private static async Task<SlackMessage> FillAsync(StoryTeam team, SlackMessage script)
    {
        (await team.Ana.PressAsync(script, "Fill in")).Error.ShouldBeNull();
        var form = await team.Ana.WaitForModalAsync();
        team.Ana.Fills(form, "The date they want", "Friday");
        team.Ana.Fills(form, "The date you can make", "Monday");
        team.Ana.Fills(form, "What could be left out", "<!channel> & the export");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        return await team.Ana.WaitForAsync(script.Channel, "Nobody has seen this yet");
    }
}
