using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What several people do with the same message, and what the bot does in a channel that it comes to.</summary>
public sealed class StoryTeamworkTests
{
    [Fact]
    public async Task TwoPeopleTickOneListAndLoseNothing()
    {
        await using var team = await StoryTeam.StartAsync();
        var card = await StoryTeam.TypesAsync(team.Ana, "/mentor checklist project-onboarding", team.General);
        await team.Ana.PressAsync(card, "Start it in this channel");
        var list = await team.Ben.WaitForAsync(team.General, "0 of 10");

        var boxes = list.Elements.First(element => element.Type == "checkboxes");
        var first = (string)boxes.Options[0]["value"]!;
        var second = (string)boxes.Options[1]["value"]!;
        await Task.WhenAll(team.Ana.ChooseAsync(list, boxes.ActionId, first), team.Ben.ChooseAsync(list, boxes.ActionId, second));

        var both = await team.Ana.WaitForAsync(team.General, "2 of 10");
        both.Ts.ShouldBe(list.Ts);
        both.Shown.ShouldContain("ana");
        both.Shown.ShouldContain("ben");
        team.ShouldBeInOrder();
    }

    [Fact]
    public async Task ACadenceIsSetUpWhereTheBotIsNotAndItSaysHelloOnceItIsInvited()
    {
        SlackChannel? alone = null;
        await using var team = await StoryTeam.StartAsync(team => alone = team.Slack.AddChannel("alone", withBot: false, isPrivate: true, team.Ana, team.Ben));
        var form = await team.OpensAsync(team.Ana, "/mentor cadence setup", alone!);
        form.Title.ShouldBe("Set up this channel");
        await team.Slack.WaitUntilAsync("the channel was looked up", () => team.Slack.Calls.Any(call => call.Method == "conversations.info"));
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var done = await team.Ana.WaitForAsync(alone!, "looked after by ana");
        done.Shown.ShouldContain("I'm not in this channel yet, so I can't post here by myself. To bring me in, type \n/invite @MentorBot\n.");
        done.OnlyFor.ShouldBe(team.Ana);

        team.Ana.InvitesBot(alone!);
        var hello = await team.Ben.WaitForAsync(alone!, "Thanks for having me.");
        hello.Shown.ShouldContain("/mentor cadence setup");
        hello.Shown.ShouldContain("What I answer is for your eyes only until you choose to post it.");
        (await StoryTeam.TypesAsync(team.Ben, "/mentor cadence list", alone!)).Shown.ShouldNotContain("/invite");
        team.Slack.Refusals.ShouldAllBe(refusal => refusal.Error == "channel_not_found");
        team.Slack.Violations.ShouldBeEmpty();
        alone!.FromBot.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AFileThatIsForOnePersonGoesToTheirDirectMessages()
    {
        await using var team = await StoryTeam.StartAsync();
        var answer = await StoryTeam.TypesAsync(team.Ana, "/mentor data export", team.General);
        answer.Shown.ShouldContain("into our direct messages, where only you can see it.");

        var direct = team.Slack.DirectWith(team.Ana);
        await team.Slack.WaitUntilAsync("the file is there", () => direct.Messages.Any(message => message.Files.Count > 0));
        var file = direct.Messages.Single(message => message.Files.Count > 0).Files[0];
        file.Name.ShouldMatch(@"^mentorbot-\d{4}-\d\d-\d\d\.json$");
        file.Text.ShouldContain("\"ana\"");
        team.General.Messages.ShouldBeEmpty();
        team.ShouldBeInOrder();
    }
}
