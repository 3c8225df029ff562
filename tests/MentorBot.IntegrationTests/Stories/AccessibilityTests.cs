using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>The playground is for everybody: axe finds nothing serious, in any size or colour.</summary>
public sealed class AccessibilityTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task AxeFindsNothingSerious(int width, ColorScheme scheme)
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana", width, scheme);
        await ShouldBeAccessibleAsync(ana.Page);

        await ana.SayAsync("/mentor script deadline-pushback");
        await ana.SayAsync("/mentor checklist risk-mitigation");
        await ana.PressAsync(ana.Last, "Start it in this channel");
        await Window.SeesAsync(ana.Last, "everybody here can tick");
        await ana.SayAsync("/mentor help");
        await ana.SayAsync("/mentor frobnicate");
        await ana.SayAsync("/mentor start");
        await Window.SeesAsync(ana.Last, "What do you need today?");
        await ShouldBeAccessibleAsync(ana.Page);

        await ana.PressAsync(ana.MessageHeaded("Push back on a deadline"), "Fill in");
        await ana.SubmitAsync();
        await Assertions.Expect(ana.Form.Locator("[aria-invalid=true]")).ToHaveCountAsync(3);
        await ShouldBeAccessibleAsync(ana.Page);

        await ana.Page.Keyboard.PressAsync("Escape");
        var ben = await browser.OpenAsync(bot.Address, "Ben");
        await ben.GoAsync("backend");
        await ben.SayAsync("Anybody here?");
        await Assertions.Expect(ana.Page.GetByTestId("announcer")).ToContainTextAsync("New message in backend");
        await ana.Page.GetByTestId("clock-chip").ClickAsync();
        await ana.Page.GetByTestId("clock-date").FillAsync("2020-01-01");
        await ana.Page.GetByTestId("clock-go").ClickAsync();
        await Assertions.Expect(ana.Page.GetByTestId("clock-note")).ToContainTextAsync("my clock only goes forward. Choose a later time.");
        await Assertions.Expect(ana.Page.GetByTestId("clock-go")).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });
        await Assertions.Expect(ana.Page.GetByTestId("clock-chip")).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });
        await ShouldBeAccessibleAsync(ana.Page);
        if (await ana.Page.GetByTestId("menu").IsVisibleAsync())
        {
            await Assertions.Expect(ana.Page.GetByTestId("menu-unread")).ToBeVisibleAsync();
            await ana.Page.GetByTestId("menu").ClickAsync();
            await Assertions.Expect(ana.Page.GetByTestId("place-backend")).ToBeInViewportAsync();
        }

        await Assertions.Expect(ana.Page.GetByTestId("place-backend")).ToContainTextAsync("unread");
        await ShouldBeAccessibleAsync(ana.Page);

        // Nothing sticks out of a narrow screen, nor of a message.
        (await ana.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await ana.Page.EvaluateAsync<int>("Math.max(...[...document.querySelectorAll('.blocks')].map(blocks => blocks.scrollWidth - blocks.clientWidth))")).ShouldBeLessThanOrEqualTo(0);
        ana.Errors.ShouldBeEmpty();
    }

    private static async Task ShouldBeAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(", ", violation.Nodes.Select(node => node.Target))}")
            .ShouldBeEmpty();
    }
}
