namespace MentorBot.IntegrationTests.Slack;

/// <summary>Slack's own ways to the bot: App Home, shortcuts, the direct conversation and a mention.</summary>
public sealed class StoryWaysTests
{
    [Fact]
    public async Task TheHomeShowsWhatIsMineAndItsButtonsWork()
    {
        await using var team = await StoryTeam.StartAsync();
        var ana = team.Ana;
        ana.OpensHome();
        var home = await ana.WaitForHomeAsync("Hello, ana");
        home.Shown.ShouldContain("Only you see this page.");

        await ana.PressAsync(home, "Pause everything");
        home = await ana.WaitForHomeAsync("You have paused everything");
        await ana.PressAsync(home, "Resume");
        home = await ana.WaitForHomeAsync("Pause everything");

        await ana.PressAsync(home, "Start one");
        var lists = await ana.WaitForModalAsync();
        await ana.ChooseAsync(lists, lists.Elements.First(element => element.Type == "static_select").ActionId, "Get started on a new project");
        var card = await team.Slack.WaitForAsync("the list is shown", () => ana.Modal is { } modal && modal.Shown.Contains("Set up the environment", StringComparison.Ordinal) ? modal : null);
        await ana.PressAsync(card, "Start it for me");
        var list = await team.Slack.WaitForAsync("the list is started", () => ana.Modal is { } modal && modal.Shown.Contains("0 of 10", StringComparison.Ordinal) ? modal : null);
        var boxes = list.Elements.First(element => element.Type == "checkboxes");
        await ana.ChooseAsync(list, boxes.ActionId, (string)boxes.Options[0]["value"]!);
        await team.Slack.WaitUntilAsync("it is ticked", () => ana.Modal!.Shown.Contains("1 of 10", StringComparison.Ordinal));
        await ana.WaitForHomeAsync("Get started on a new project");

        await ana.ClosesAsync(ana.Modal!, byX: true);
        await ana.PressAsync(ana.Home!, "Change");
        var settings = await ana.WaitForModalAsync();
        (await ana.SubmitsAsync(settings)).Error.ShouldBeNull();
        (await ana.WaitForModalAsync()).Shown.ShouldContain("Your time");
        team.ShouldBeInOrder();
    }

    [Fact]
    public async Task AMessageIsSaidBetterAndKeptAsEvidence()
    {
        await using var team = await StoryTeam.StartAsync();
        var said = team.Ben.Says("Sorry, but it works on my machine &amp; I merged the import", team.General);

        (await team.Ana.UsesShortcutAsync("say-like-a-senior", said)).Error.ShouldBeNull();
        var better = await team.Ana.WaitForAsync(team.General, "works on my machine");
        better.OnlyFor.ShouldBe(team.Ana);

        (await team.Ana.UsesShortcutAsync("save-as-evidence", said)).Error.ShouldBeNull();
        var form = await team.Ana.WaitForModalAsync("Note your evidence");
        form.Shown.ShouldContain("What");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var kept = await team.Ana.WaitForAsync(team.General, "Kept as evidence of");
        kept.OnlyFor.ShouldBe(team.Ana);
        var shown = await StoryTeam.TypesAsync(team.Ana, "/mentor evidence", team.General);
        shown.Shown.ShouldContain("I merged the import");
        team.General.FromBot.ShouldBeEmpty();
        team.ShouldBeInOrder();
    }

    [Fact]
    public async Task TheMentorIsAskedFromAnywhereAndAnswersInTheModal()
    {
        await using var team = await StoryTeam.StartAsync();
        await team.SearchOnceAsync();
        (await team.Ana.UsesShortcutAsync("ask")).Error.ShouldBeNull();
        var form = await team.Ana.WaitForModalAsync("Ask your mentor");
        team.Ana.Fills(form, "Or in your own words", "push back on a deadline");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await team.Slack.WaitUntilAsync("the answer is shown", () => team.Ana.Modal is { } modal && modal.Shown.Contains("/mentor script deadline-pushback", StringComparison.Ordinal));
        team.ShouldBeInOrder();
    }

    [Fact]
    public async Task SomebodyTalksToTheBotAloneAndInAThread()
    {
        await using var team = await StoryTeam.StartAsync();
        team.Ana.Says("how do I push back on a deadline?");
        var found = await team.Ana.WaitForDirectAsync("Here's the closest I have.");
        found.Shown.ShouldContain("Push back on a deadline");
        team.Ana.Says("checklist project-onboarding");
        (await team.Ana.WaitForDirectAsync("Set up the environment")).OnlyFor.ShouldBeNull();

        var thread = team.Ben.Says("The date is not going to hold", team.General);
        team.Ana.Says($"@mentorbot push back on a deadline", team.General, thread);
        var answer = await team.Ana.WaitForAsync(team.General, "Here's the closest I have.");
        answer.OnlyFor.ShouldBe(team.Ana);
        answer.ThreadTs.ShouldBe(thread.Ts);
        team.General.FromBot.ShouldBeEmpty();

        // A form needs a press: a message alone opens none.
        team.Ana.Says("data delete");
        team.ShouldBeInOrder();
    }
}
