using MentorBot.Simulators.Slack;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The app is removed from the workspace.</summary>
public sealed class StoryEndTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AfterItWasRemovedTheBotAsksNothingMoreOfSlackAndSaysSoOnce(bool tokensFirst)
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana", "Europe/Berlin");
        var general = slack.AddChannel("general", ana);
        var monday = Instant.FromUtc(2030, 11, 4, 8, 0);
        await using var bot = await StoryStart.StartAsync(slack, monday);
        var card = await StoryTeam.TypesAsync(ana, "/mentor plan start senior-in-7-days", general);
        await ana.PressAsync(card, "Enrol");
        await ana.SubmitsAsync(await ana.WaitForModalAsync());
        await ana.WaitForAsync(general, "first");

        slack.Uninstall(tokensFirst);
        await slack.WaitUntilAsync("the bot has heard of it", () => slack.PendingAcks == 0 && bot.WhyNotReady() is not null);
        bot.WhyNotReady().ShouldBe("MentorBot was removed from the Slack workspace");
        var before = Calls();
        await bot.GoToAsync(monday + Duration.FromMinutes((24 * 60) + 30));

        Calls().ShouldBe(before);
        slack.DirectWith(ana).FromBot.ShouldBeEmpty();
        slack.Violations.ShouldBeEmpty();

        // Each of the two events is looked into, so that one look may still be on its way.
        int Calls() => slack.Calls.Count(call => call.Method != "auth.test");
    }
}
