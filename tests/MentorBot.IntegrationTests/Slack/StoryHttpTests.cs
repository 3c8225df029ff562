namespace MentorBot.IntegrationTests.Slack;

/// <summary>The whole bot where Slack posts what people do to a public address.</summary>
public sealed class StoryHttpTests
{
    [Fact]
    public async Task AFormIsOpenedByAPressMendedWhereItSaysAndPosted()
    {
        await using var team = await StoryTeam.StartAsync(isOverHttp: true);
        var (ana, general) = (team.Ana, team.General);
        var script = await StoryTeam.TypesAsync(ana, "/mentor script deadline-pushback", general);

        (await ana.PressAsync(script, "Fill in")).Error.ShouldBeNull();
        var form = await ana.WaitForModalAsync();
        ana.Fills(form, "The date they want", "Friday");
        ana.Fills(form, "The date you can make", "   ");
        ana.Fills(form, "What could be left out", "the export");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        form.Errors.Values.ShouldBe(["This one is needed."]);
        form.Errors.Keys.ShouldBe([form.Element("The date you can make").BlockId]);
        form.IsOpen.ShouldBeTrue();

        ana.Fills(form, "The date you can make", "Monday");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        ana.Modal.ShouldBeNull("An empty answer closes it.");
        var preview = await ana.WaitForAsync(general, "Nobody has seen this yet");
        preview.OnlyFor.ShouldBe(ana);
        StoryTeam.Words(preview).ShouldContain("If we do everything by Friday");

        (await ana.PressAsync(preview, "Post here")).Error.ShouldBeNull();
        var post = await team.Ben.WaitForAsync(general, "Posted by ana");
        StoryTeam.Words(post).ShouldContain("without the export");
        ShouldBeInOrder(team);
    }

    [Fact]
    public async Task AMessageIsSaidBetterAndTheMentorIsAskedInAModal()
    {
        await using var team = await StoryTeam.StartAsync(isOverHttp: true);
        var said = team.Ben.Says("Sorry, but it works on my machine", team.General);

        (await team.Ana.UsesShortcutAsync("say-like-a-senior", said)).Error.ShouldBeNull();
        (await team.Ana.WaitForAsync(team.General, "works on my machine")).OnlyFor.ShouldBe(team.Ana);

        await team.SearchOnceAsync();
        (await team.Ana.UsesShortcutAsync("ask")).Error.ShouldBeNull();
        var form = await team.Ana.WaitForModalAsync("Ask your mentor");
        team.Ana.Fills(form, "Or in your own words", "push back on a deadline");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await team.Slack.WaitUntilAsync("the answer takes the place of the form", () => team.Ana.Modal is { } modal && modal.Shown.Contains("/mentor script deadline-pushback", StringComparison.Ordinal));
        ShouldBeInOrder(team);
    }

    private static void ShouldBeInOrder(StoryTeam team)
    {
        team.ShouldBeInOrder();
        team.Slack.AllSockets.ShouldBeEmpty();
        team.Slack.Calls.ShouldNotContain(call => call.Method == "apps.connections.open");
    }
}
