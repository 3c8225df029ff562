using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Stories;
using MentorBot.IntegrationTests.Support;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;
using Microsoft.Playwright;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>What the page makes of what happens while somebody is in the middle of something.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("playground").FullName;

    private string LogFile => Path.Combine(_folder, "room.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task OpensAPersonsOwnPageInTheirDirectConversation()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground);

        await ana.Page.GetByTestId("home").ClickAsync();

        await Window.SeesAsync(ana.Last, "Hello, Ana");
        await Assertions.Expect(ana.Page.GetByTestId("place-name")).ToHaveTextAsync("MentorBot");
        (await playground.MessagesAsync("ana", "dm-ana")).ShouldHaveSingleItem();
        (await playground.MessagesAsync("ben", "dm-ana")).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesAClickThoughSomebodyElseTicksBetweenPressAndRelease()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground);
        var id = await StartChecklistAsync(playground, ana);
        var box = ana.Last.GetByRole(AriaRole.Checkbox).Nth(2);

        await box.HoverAsync();
        await ana.Page.Mouse.DownAsync();
        await TickAsBenAsync(playground, id);
        await ana.Page.WaitForTimeoutAsync(300);
        await ana.Page.Mouse.UpAsync();

        await Window.SeesAsync(ana.Last, "3 of 3");
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesAKeyThoughSomebodyElseTicksBetweenPressAndRelease()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground);
        var id = await StartChecklistAsync(playground, ana);

        await ana.Last.GetByRole(AriaRole.Checkbox).Nth(2).FocusAsync();
        await ana.Page.Keyboard.DownAsync(" ");
        await TickAsBenAsync(playground, id);
        await ana.Page.WaitForTimeoutAsync(300);
        await ana.Page.Keyboard.UpAsync(" ");

        await Window.SeesAsync(ana.Last, "3 of 3");
        await Assertions.Expect(ana.Last.GetByRole(AriaRole.Checkbox).Nth(2)).ToBeFocusedAsync();
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepsAChoiceThatIsNotSentYetWhenTheRestOfTheMessageChanges()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground);
        var id = await StartChecklistAsync(playground, ana);

        await ana.Last.GetByTestId("message-select").SelectOptionAsync("short");
        await TickAsBenAsync(playground, id);
        await Window.SeesAsync(ana.Last, "2 of 3");

        await Assertions.Expect(ana.Last.GetByTestId("message-select")).ToHaveValueAsync("short");
    }

    [Fact]
    public async Task PressesAButtonOnceThatIsClickedTwice()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground);
        await ana.SayAsync("/mentor say");
        playground.Demo.Slowness = TimeSpan.FromMilliseconds(500);

        await ana.Last.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Post here" }).DblClickAsync();

        await Window.SeesAsync(ana.Last, "For everybody.");
        await Assertions.Expect(ana.Messages).ToHaveCountAsync(2);
        await Assertions.Expect(ana.Page.GetByTestId("trouble")).ToBeHiddenAsync();
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ShowsAMessageOnceThatIsInTheStateAndInTheStream()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.LineAsync("ben", "general", "only once");
        var state = await playground.Http.GetStringAsync("/api/state?as=ana");
        var message = (await playground.MessagesAsync("ana", "general"))[0].GetRawText();
        var ana = await OpenAsync(playground);
        await ana.Page.RouteAsync("**/events*", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/event-stream",
            Body = $"retry: 60000\nevent: state\ndata: {state}\n\nevent: change\ndata: {{\"event\":\"posted\",\"message\":{message}}}\n\n",
        }));

        await ana.Page.ReloadAsync();

        await Window.SeesAsync(ana.Last, "only once");
        await Assertions.Expect(ana.Page.GetByTestId("connection")).ToHaveTextAsync("Reconnecting…");
        await Assertions.Expect(ana.Messages).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task KeepsEveryFormThatWasPutAside(int width)
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground, width);
        var drafts = ana.Page.GetByTestId("draft");

        await OpenFormAsync(ana, "/mentor start");
        await ana.FillAsync("One goal for this week", "Write down every single risk that anybody can think of");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.SayAsync("/mentor show");
        await ana.Last.GetByTestId("message-select").SelectOptionAsync("warm");
        await ana.Last.GetByTestId("message-choose").ClickAsync();
        await ana.FillAsync("Note", "Wait for legal");
        await ana.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(drafts).ToHaveCountAsync(2);
        await ShouldBeInOneRowAsync(drafts.First, width);
        await drafts.Filter(new LocatorFilterOptions { HasText = "Write down every" }).GetByTestId("draft-continue").ClickAsync();
        await Assertions.Expect(ana.Form.GetByLabel("One goal for this week")).ToHaveValueAsync("Write down every single risk that anybody can think of");
        await ana.Page.GetByTestId("form-cancel").ClickAsync();
        await Window.SeesAsync(drafts, "Wait for legal");
        await drafts.GetByTestId("draft-continue").ClickAsync();
        await Assertions.Expect(ana.Form.GetByLabel("Note")).ToHaveValueAsync("Wait for legal");
        await ana.SubmitAsync();
        await Window.SeesAsync(ana.Last, "Noted: Wait for legal.");
        await Assertions.Expect(ana.Page.GetByTestId("form-draft")).ToBeHiddenAsync();
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task MarksWhatCameElsewhereUntilItIsRead()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var ana = await OpenAsync(playground, 375);
        var direct = ana.Page.GetByTestId("place-direct");
        var backend = ana.Page.GetByTestId("place-backend");

        await SendAsync(playground, new Identity(Channel.Workspace, "ana"), null, "Your step.");
        await SendAsync(playground, null, new Place(Channel.Workspace, "backend"), "Stand-up time.");
        await Assertions.Expect(ana.Page.GetByTestId("announcer")).ToContainTextAsync("New message from MentorBot, in your direct messages");
        await Assertions.Expect(ana.Page.GetByTestId("announcer")).ToContainTextAsync("New message in backend");
        await Assertions.Expect(ana.Page.GetByTestId("menu-unread")).ToBeVisibleAsync();

        await ana.Page.GetByTestId("menu").ClickAsync();
        await Assertions.Expect(direct).ToContainTextAsync("unread");
        await direct.ClickAsync();
        await Window.SeesAsync(ana.Last, "Your step.");
        await Assertions.Expect(direct).Not.ToContainTextAsync("unread");
        await Assertions.Expect(backend).ToContainTextAsync("unread");

        await ana.Page.ReloadAsync();
        await Assertions.Expect(ana.Page.GetByTestId("menu-unread")).ToBeVisibleAsync();
        await ana.Page.GetByTestId("menu").ClickAsync();
        await backend.ClickAsync();
        await Window.SeesAsync(ana.Last, "Stand-up time.");
        await Assertions.Expect(ana.Page.GetByTestId("menu-unread")).ToBeHiddenAsync();
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ShowsTheClockToAllWhoeverMovesItAndStartsAnotherDay()
    {
        await StoryClock.SetAsync(LogFile, Instant.FromUtc(2030, 10, 31, 15, 0));
        await using var playground = await RunningPlayground.StartWholeAsync(_folder);
        var ana = await OpenAsync(playground);
        var ben = await browser.OpenAsync(playground.Http.BaseAddress!, "Ben", 375);
        await ben.SayAsync("Good night");
        var day = ben.Page.Locator(".day");
        await Assertions.Expect(day).ToHaveTextAsync("Today");

        await ana.Page.GetByTestId("clock-chip").ClickAsync();
        await ana.NextMorningAsync("Fri, Nov 1, 10:00 AM");

        await ben.SeesClockAsync("Fri, Nov 1, 10:00 AM");
        await Assertions.Expect(day).ToHaveTextAsync("Thursday, October 31");
        await ben.SayAsync("Good morning");
        await Assertions.Expect(day).ToHaveTextAsync(["Thursday, October 31", "Today"]);
        await Assertions.Expect(ana.Page.GetByTestId("announcer")).ToContainTextAsync("The bot's clock is at Friday, November 1, 2030 at 10:00 AM");
        ana.Errors.ShouldBeEmpty();
        ben.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ShowsHowFarAJumpHasComeAndStopsIt()
    {
        await StoryClock.SetAsync(LogFile, Instant.FromUtc(2030, 10, 31, 15, 0));
        await using var playground = await RunningPlayground.StartWholeAsync(_folder);
        var ana = await OpenAsync(playground);
        await ana.Page.GetByTestId("clock-chip").ClickAsync();

        using (await playground.Get<Moments>().StayAsync(default))
        {
            await ana.Page.GetByTestId("clock-morning").ClickAsync();
            await Assertions.Expect(ana.Page.GetByTestId("clock-way")).ToContainTextAsync("On the way to Fri, Nov 1, 10:00 AM");
            await Assertions.Expect(ana.Page.GetByTestId("clock-morning")).ToHaveAttributeAsync("aria-disabled", "true");
            await ana.Page.GetByTestId("clock-stop").ClickAsync();
            await Assertions.Expect(ana.Page.GetByTestId("clock-note")).ToHaveTextAsync("Stopped here.");
        }

        await Assertions.Expect(ana.Page.GetByTestId("clock-way")).ToBeHiddenAsync();
        await ana.NextMorningAsync("Fri, Nov 1, 10:00 AM");
        await Assertions.Expect(ana.Page.GetByTestId("clock-note")).ToHaveTextAsync(string.Empty);
        ana.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task HasNoClockBesideAChatPlatform()
    {
        await using var playground = await RunningPlayground.StartWholeAsync(_folder, isAlone: false);
        var ana = await OpenAsync(playground);

        await ana.SayAsync("/mentor help");

        await Assertions.Expect(ana.Page.GetByTestId("clock-chip")).ToHaveCountAsync(0);
        await Assertions.Expect(ana.Page.GetByTestId("clock")).ToHaveCountAsync(0);
        ana.Errors.ShouldBeEmpty();
    }

    private static Task<SendOutcome> SendAsync(RunningPlayground playground, Identity? person, Place? place, string text) =>
        playground.Get<IMessenger>().SendAsync(new OutgoingMessage(text.Length, person, place, [new Paragraph(text)], default), default);

    private Task<Window> OpenAsync(RunningPlayground playground, int width = 1280) => browser.OpenAsync(playground.Http.BaseAddress!, "Ana", width);

    /// <summary>A checklist with one of its three items done; returns the message's id.</summary>
    private static async Task<long> StartChecklistAsync(RunningPlayground playground, Window ana)
    {
        await playground.LineAsync("ben", "general", "/mentor checklist");
        await Window.SeesAsync(ana.Last, "1 of 3");
        return (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
    }

    private static Task<JsonElement> TickAsBenAsync(RunningPlayground playground, long id) =>
        playground.PostAsync("/api/press", new { @as = "ben", messageId = id, token = "demo-tick:1", values = (string[])["+ask"] });

    private static async Task OpenFormAsync(Window window, string line)
    {
        await window.Page.GetByTestId("line").FillAsync(line);
        await window.Page.GetByTestId("send").ClickAsync();
        await Assertions.Expect(window.Form).ToBeVisibleAsync();
    }

    private static async Task ShouldBeInOneRowAsync(ILocator draft, int width)
    {
        var go = (await draft.GetByTestId("draft-continue").BoundingBoxAsync()).ShouldNotBeNull();
        var discard = (await draft.GetByTestId("draft-discard").BoundingBoxAsync()).ShouldNotBeNull();
        discard.Y.ShouldBe(go.Y);
        (discard.X + discard.Width).ShouldBeLessThanOrEqualTo(width - 16);
    }
}
