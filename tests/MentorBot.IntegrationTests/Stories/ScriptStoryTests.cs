using Microsoft.Playwright;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>The first story: somebody fills a script in and posts it, and a second person reads it.</summary>
public sealed class ScriptStoryTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task AScriptIsFilledInSurvivesARestartAndIsPostedForASecondPerson()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        var ben = await browser.OpenAsync(bot.Address, "Ben");

        await ana.SayAsync("/mentor script deadline-pushback");
        await Window.SeesAsync(ana.Last, "Only you can see this");
        await ana.PressAsync(ana.Last, "Fill in");
        await ana.FillAsync("The date they want", "Friday 4 December");
        await ana.FillAsync("The date you can make", "Friday 18 December");
        await ana.FillAsync("What could be left out", "the CSV export");
        await ana.SubmitAsync();
        await Window.SeesAsync(ana.Last, "Nobody has seen this yet");
        await Window.SeesAsync(ana.Last, "You get it by Friday 4 December without the CSV export");

        await bot.RestartAsync();
        await ana.PressAsync(ana.MessageWith("Nobody has seen this yet"), "Post here");

        var post = ben.MessageWith("Posted by Ana");
        await Window.SeesAsync(post, "You get all of it, tested, by Friday 18 December.");
        (await post.TextContentAsync()).ShouldNotBeNull().ShouldNotContain("[");
        await Assertions.Expect(ben.MessageWith("Nobody has seen this yet")).ToHaveCountAsync(0);

        await ben.PressAsync(post, "Edit");
        await Window.SeesAsync(ben.Last, "Only Ana can do that: it's their post.");

        await ana.PressAsync(ana.MessageWith("Posted by Ana"), "Edit");
        await Assertions.Expect(ana.Form.GetByLabel("What could be left out")).ToHaveValueAsync("the CSV export");
        await ana.FillAsync("What could be left out", "the audit page");
        await ana.SubmitAsync();
        await Window.SeesAsync(ben.MessageWith("Posted by Ana"), "without the audit page");

        await ana.PressAsync(ana.MessageWith("Posted by Ana"), "Delete");
        await Assertions.Expect(ben.MessageWith("Posted by Ana")).ToHaveCountAsync(0);
        await Window.SeesAsync(ana.Last, "Only you can see this");
        await Window.SeesAsync(ana.Last, "Deleted for everybody. This is what it said:");
        await Window.SeesAsync(ana.Last, "without the audit page");
        await Assertions.Expect(ben.MessageWith("Deleted for everybody")).ToHaveCountAsync(0);

        await ana.SayAsync("/mentor script deadline-pushback");
        await ana.PressAsync(ana.Last, "Post as it is");
        await Window.SeesAsync(ana.Last, "Nobody has seen this yet");
        await ana.PressAsync(ana.Last, "Discard");
        await Assertions.Expect(ana.MessageWith("Nobody has seen this yet")).ToHaveCountAsync(0);
        ana.Errors.ShouldBeEmpty();
        ben.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task NineBlanksComeOnTwoPagesAndTheFirstIsKeptOverARestart()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");

        await ana.SayAsync("/mentor script stakeholder-alignment");
        await ana.PressAsync(ana.Last, "Fill in");
        await Assertions.Expect(ana.Page.GetByTestId("form-page")).ToHaveTextAsync("Page 1 of 2");
        await ana.FillAsync("The first thing that's wanted", "the new checkout");
        await ana.SubmitAsync();
        await Assertions.Expect(ana.Form.Locator("[aria-invalid=true]")).ToHaveCountAsync(4);
        await Assertions.Expect(ana.Form.GetByLabel("The second thing that's wanted")).ToBeFocusedAsync();
        await ana.FillAsync("The second thing that's wanted", "the audit log");
        await ana.FillAsync("How much time there is", "six weeks");
        await ana.FillAsync("How much money there is", "nothing left");
        await ana.FillAsync("Who can work on it", "two engineers");
        await ana.SubmitAsync();
        await Assertions.Expect(ana.Page.GetByTestId("form-page")).ToHaveTextAsync("Page 2 of 2");

        await bot.RestartAsync();
        await ana.FillAsync("What you'd do first", "the audit log");
        await ana.FillAsync("Why that one", "the auditors come on 1 June.");
        await ana.FillAsync("What it gets everyone", "a clean audit");
        await ana.FillAsync("What happens to the other one", "we'll start on 3 June");
        await ana.SubmitAsync();

        await Window.SeesAsync(ana.Last, "We've got two things competing for the same people: the new checkout and the audit log.");
        await Window.SeesAsync(ana.Last, "because the auditors come on 1 June. It gets us a clean audit.");

        await ana.SayAsync("/mentor script stakeholder-alignment");
        await ana.PressAsync(ana.Last, "Fill in");
        await Assertions.Expect(ana.Form.GetByLabel("The first thing that's wanted")).ToHaveValueAsync("the new checkout");
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task EverythingCanBeDoneWithTheKeyboardAlone()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        var keyboard = ana.Page.Keyboard;

        await ana.Page.GetByTestId("line").FocusAsync();
        await keyboard.TypeAsync("/mentor scr");
        await Assertions.Expect(ana.Page.GetByTestId("suggestion").First).ToContainTextAsync("script");
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(ana.Page.GetByTestId("line")).ToHaveValueAsync("/mentor script ");
        await keyboard.TypeAsync("hand-o");
        await Assertions.Expect(ana.Page.GetByTestId("suggestions")).ToContainTextAsync("hand-over");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Window.SeesAsync(ana.Last, "[person]");

        await ana.TabToAsync(ButtonOf(ana.Last, "Fill in"), backwards: true);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.Form).ToBeVisibleAsync();
        await keyboard.TypeAsync("Amara on the platform team");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(ana.Page.GetByTestId("form-draft")).ToBeVisibleAsync();
        await ana.TabToAsync(ana.Page.GetByTestId("draft-continue"), backwards: true);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(ana.Form).ToBeVisibleAsync();
        await ana.TabToAsync(ana.Page.GetByTestId("form-submit"));
        await keyboard.PressAsync("Enter");
        await Window.SeesAsync(ana.Last, "Amara on the platform team");

        await ana.TabToAsync(ButtonOf(ana.Last, "Post here"), backwards: true);
        await keyboard.PressAsync("Space");
        await Window.SeesAsync(ana.MessageWith("Posted by Ana"), "Amara on the platform team");

        await ana.TabToAsync(ButtonOf(ana.MessageWith("Posted by Ana"), "Delete"));
        await keyboard.PressAsync("Space");
        await Window.SeesAsync(ana.Last, "Deleted for everybody.");
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoTypesFasterThanSuggestionsArriveStillGetsTheOneForWhatIsTyped()
    {
        await using var bot = await StoryBot.StartAsync();
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        var line = ana.Page.GetByTestId("line");
        await line.PressSequentiallyAsync("/mentor ");
        await Assertions.Expect(ana.Page.GetByTestId("suggestions")).ToContainTextAsync("checklist");

        // From here no answer comes: the page has only what it shows.
        await ana.Page.RouteAsync("**/complete**", _ => Task.CompletedTask);
        await line.PressSequentiallyAsync("chec");
        await line.PressAsync("Tab");

        await Assertions.Expect(line).ToHaveValueAsync("/mentor checklist ");
    }

    private static ILocator ButtonOf(ILocator message, string name) =>
        message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });
}
