using Microsoft.Playwright;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>What one person does and sees in the playground; every wait is for what a person would wait for.</summary>
internal sealed class Window
{
    private const int MostTabs = 40;

    // Days pass in a jump, one by one, however busy the machine is.
    private const float LongestJump = 30_000;

    private readonly List<string> _errors = [];

    public Window(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors that the page's own scripts threw.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public ILocator Messages => Page.GetByTestId("messages").GetByTestId("message");

    public ILocator Last => Messages.Last;

    public ILocator Form => Page.GetByTestId("form");

    /// <summary>The newest message that holds a text.</summary>
    public ILocator MessageWith(string text) => Messages.Filter(new LocatorFilterOptions { HasText = text }).Last;

    /// <summary>The newest message with this heading.</summary>
    public ILocator MessageHeaded(string heading) => Messages
        .Filter(new LocatorFilterOptions { Has = Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = heading, Exact = true }) })
        .Last;

    /// <summary>Goes on by Tab, or backwards by Shift+Tab, until a control has the focus, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator control, bool backwards = false)
    {
        for (var step = 0; step < MostTabs; step++)
        {
            await Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await control.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        throw new InvalidOperationException($"{control} can't be reached by {MostTabs} tabs.");
    }

    /// <summary>Goes to a channel.</summary>
    public Task GoAsync(string channel) => Page.GetByTestId($"place-{channel}").ClickAsync();

    /// <summary>Waits until the bot's clock stands at a time and goes nowhere.</summary>
    public async Task SeesClockAsync(string time)
    {
        await Assertions.Expect(Page.GetByTestId("clock-time")).ToHaveTextAsync(time, new LocatorAssertionsToHaveTextOptions { Timeout = LongestJump });
        await Assertions.Expect(Page.GetByTestId("clock-chip")).Not.ToHaveAttributeAsync("data-moving", string.Empty);
    }

    /// <summary>Moves the bot's clock, whose control is open, and waits until it is there.</summary>
    public Task NextMorningAsync(string time) => MoveClockAsync("clock-morning", time);

    public Task HourOnAsync(string time) => MoveClockAsync("clock-hour-on", time);

    /// <param name="date">As the field takes it, such as 2030-11-11.</param>
    public async Task JumpAsync(string date, string hour, string time)
    {
        await Page.GetByTestId("clock-date").FillAsync(date);
        await Page.GetByTestId("clock-hour").FillAsync(hour);
        await MoveClockAsync("clock-go", time);
    }

    /// <summary>Types a line, sends it by keyboard alone, and waits for what comes of it.</summary>
    public async Task SayAsync(string line)
    {
        var before = await Messages.CountAsync();
        var box = Page.GetByTestId("line");
        await box.FocusAsync();
        await box.FillAsync(line);

        // A list of suggestions takes the first Enter; Escape puts it away, as a person does who typed the whole line.
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync(string.Empty);
        await Assertions.Expect(Messages).ToHaveCountAsync(before + 1);
    }

    /// <summary>Types a line that is answered with a form.</summary>
    public async Task OpenAsync(string line)
    {
        var box = Page.GetByTestId("line");
        await box.FillAsync(line);
        await Page.Keyboard.PressAsync("Escape");
        await box.PressAsync("Enter");
        await Assertions.Expect(Form).ToBeVisibleAsync();
    }

    private async Task MoveClockAsync(string button, string time)
    {
        await Page.GetByTestId(button).ClickAsync();
        await SeesClockAsync(time);
    }

    public Task PressAsync(ILocator message, string button) =>
        message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    public Task FillAsync(string label, string value) => Form.GetByLabel(label).FillAsync(value);

    public Task SubmitAsync() => Page.GetByTestId("form-submit").ClickAsync();

    public static Task SeesAsync(ILocator message, string text) => Assertions.Expect(message).ToContainTextAsync(text);
}
