using Microsoft.Playwright;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>A checklist that a channel works through together.</summary>
public sealed class ChecklistStoryTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task TwoPeopleTickAtOnceAndBothTicksStay()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        var ben = await browser.OpenAsync(bot.Address, "Ben");
        await ana.GoAsync("backend");
        await ben.GoAsync("backend");

        await ana.SayAsync("/mentor checklist scope-creep-steps");
        await ana.PressAsync(ana.Last, "Start it in this channel");
        await Window.SeesAsync(ben.Last, "everybody here can tick");

        await Task.WhenAll(
            ana.Last.GetByRole(AriaRole.Checkbox).Nth(0).ClickAsync(),
            ben.Last.GetByRole(AriaRole.Checkbox).Nth(1).ClickAsync());
        foreach (var window in (Window[])[ana, ben])
        {
            await Window.SeesAsync(window.Last, "2 of 5");
            await Assertions.Expect(window.Last.GetByRole(AriaRole.Checkbox, new LocatorGetByRoleOptions { Checked = true })).ToHaveCountAsync(2);
        }

        await bot.RestartAsync();
        await ben.Last.GetByTestId("message-select").SelectOptionAsync("3");
        await ben.Last.GetByTestId("message-choose").ClickAsync();
        await ben.FillAsync("Note", "Wait for legal");
        await ben.Form.GetByLabel("Who takes it").SelectOptionAsync("chloe");
        await ben.FillAsync("Due", "2026-12-24");
        await ben.SubmitAsync();
        await Window.SeesAsync(ana.Last, "for @Chloe");
        await Window.SeesAsync(ana.Last, "due Thu 24 Dec 2026");
        await Window.SeesAsync(ana.Last, "Wait for legal");

        for (var item = 2; item < 5; item++)
        {
            await ana.Last.GetByRole(AriaRole.Checkbox).Nth(item).ClickAsync();
            await Window.SeesAsync(ana.Last, $"{item + 1} of 5");
        }

        await Window.SeesAsync(ben.Last, "All done");
        await ben.PressAsync(ben.Last, "Reopen");
        await ana.Last.GetByRole(AriaRole.Checkbox).Nth(4).ClickAsync();
        await Window.SeesAsync(ben.Last, "4 of 5");
        ana.Errors.ShouldBeEmpty();
        ben.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task APersonalExportGoesToTheDirectConversationAndADeletionEmptiesIt()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        await ana.SayAsync("/mentor checklist team-habits");
        await ana.PressAsync(ana.Last, "Start it for me");
        await Window.SeesAsync(ana.Last, "only you can see it");

        await ana.SayAsync("/mentor data export");
        await ana.GoAsync("direct");
        var download = await ana.Page.RunAndWaitForDownloadAsync(() => ana.Last.GetByTestId("file").ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        (await new StreamReader(file).ReadToEndAsync()).ShouldContain("team-habits");

        await ana.SayAsync("/mentor data delete");
        await ana.PressAsync(ana.Last, "Erase my data");
        await Window.SeesAsync(ana.Last, "I keep nothing about you any more");
        await ana.SayAsync("/mentor checklist");
        await Window.SeesAsync(ana.Last, "Checklists");
        (await ana.Last.TextContentAsync()).ShouldNotBeNull().ShouldNotContain("Being worked through");
        ana.Errors.ShouldBeEmpty();
    }
}
