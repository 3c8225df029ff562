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
        await using var bot = await StoryStart.StartAsync(slack, Monday);
        var card = await StoryTeam.TypesAsync(ana, "/mentor plan start senior-in-7-days", general);
        await ana.PressAsync(card, "Enrol");
        var form = await ana.WaitForModalAsync();
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await ana.WaitForAsync(general, "first");

        await bot.GoToAsync(Monday + Duration.FromMinutes((24 * 60) + 30));
        var nudge = await ana.WaitForDirectAsync("Step 1 of 7");
        nudge.OnlyFor.ShouldBeNull();
        nudge.Metadata.ShouldNotBeNull();
        nudge.Buttons.ShouldContain("Done");

        await ana.PressAsync(nudge, "Done");
        var proof = await ana.WaitForModalAsync();
        proof.Title.ShouldBe("Done! Note your proof");
        ana.Fills(proof, proof.Elements[0].Label, "I wrote the summary");
        (await ana.SubmitsAsync(proof)).Error.ShouldBeNull();
        (await ana.WaitForDirectAsync("Done, and your proof is kept. 1 of 7 steps have something to show")).OnlyFor.ShouldBeNull();
        nudge.Shown.ShouldNotContain("This comes late");
        slack.Violations.ShouldBeEmpty();
        slack.Refusals.ShouldBeEmpty();
    }
}
