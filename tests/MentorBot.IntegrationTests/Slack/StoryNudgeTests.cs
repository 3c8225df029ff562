using MentorBot.Simulators.Slack;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What the bot sends by itself.</summary>
public sealed class StoryNudgeTests
{
    /// <summary>A Monday morning in Berlin.</summary>
    private static readonly Instant Monday = Instant.FromUtc(2030, 11, 4, 8, 0);

    [Fact]
    public async Task ANudgeComesToTheDirectMessagesAndItsButtonsWork()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana", "Europe/Berlin");
        var general = slack.AddChannel("general", ana);
        await using var bot = await StoryHost.StartAsync(slack, Monday);
        var card = await StoryTeam.TypesAsync(ana, "/mentor plan start senior-in-7-days", general);
        await ana.PressAsync(card, "Enrol");
        var form = await ana.WaitForModalAsync();
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await ana.WaitForAsync(general, "first");

        await bot.GoToAsync(Monday + Duration.FromHours(25));
        var nudge = await ana.WaitForDirectAsync("Step 1 of 7");
        nudge.OnlyFor.ShouldBeNull();
        nudge.Metadata.ShouldNotBeNull();
        nudge.Buttons.ShouldContain("Done");

        await ana.PressAsync(nudge, "Done");
        var proof = await ana.WaitForModalAsync();
        proof.Title.ShouldBe("Done! Note your proof");
        ana.Fills(proof, proof.Elements[0].Label, "I wrote the summary");
        (await ana.SubmitsAsync(proof)).Error.ShouldBeNull();
        await slack.WaitUntilAsync("the nudge says that it is done", () => nudge.Shown.Contains("Kept as evidence", StringComparison.Ordinal) || !nudge.Buttons.Contains("Done"));
        slack.DirectWith(ana).FromBot.Count(message => message.Text.Contains("Step 1 of 7", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
        slack.Violations.ShouldBeEmpty();
        slack.Refusals.ShouldBeEmpty();
    }
}
