namespace MentorBot.IntegrationTests.Slack;

/// <summary>What happens to people while the bot comes and goes.</summary>
public sealed class StoryRestartTests
{
    [Fact]
    public async Task WhatIsSaidWhileTheBotIsAwayIsAnsweredLateAndOnceAndAnOpenFormGoesOn()
    {
        await using var team = await StoryTeam.StartAsync();
        var script = await StoryTeam.TypesAsync(team.Ana, "/mentor script deadline-pushback", team.General);
        await team.Ana.PressAsync(script, "Fill in");
        var form = await team.Ana.WaitForModalAsync();

        await team.StopBotAsync();
        team.Ben.Says("how do I push back on a deadline?");
        team.Slack.UndeliveredEvents.ShouldBe(1);
        team.Slack.Faults.Duplicates = 1;
        await team.StartBotAsync();

        await team.Ben.WaitForDirectAsync("Here's the closest I have.");
        team.Ana.Fills(form, "The date they want", "Friday");
        team.Ana.Fills(form, "The date you can make", "Monday");
        team.Ana.Fills(form, "What could be left out", "the export");
        (await team.Ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await team.Ana.WaitForAsync(team.General, "Nobody has seen this yet");
        (await StoryTeam.TypesAsync(team.Ana, "/mentor help", team.General)).Shown.ShouldContain("/mentor");

        // A stop ends everything that is in hand, so that nothing can come after it.
        await team.StopBotAsync();
        team.Slack.DirectWith(team.Ben).FromBot.ShouldHaveSingleItem();
        team.Ana.Sees(team.General).Count(message => message.Shown.Contains("Nobody has seen this yet", StringComparison.Ordinal)).ShouldBe(1);
        team.ShouldBeInOrder();
    }
}
