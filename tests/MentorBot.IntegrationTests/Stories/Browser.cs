using Microsoft.Playwright;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>One Chromium for all stories; every person gets a window of their own that shares nothing with the others.</summary>
public sealed class Browser : IAsyncLifetime
{
    // The machine has no sandbox for root and no network: without these Chromium asks for both.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // In milliseconds. The first search after a start learns for some seconds, and a busy machine takes its time for all else.
    private const float Patience = 30_000;

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }

    /// <summary>Opens the playground as a person, in a window of a size and a colour scheme.</summary>
    internal async Task<Window> OpenAsync(Uri address, string person, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = scheme,
            TimezoneId = "Europe/Berlin",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        var window = new Window(page);
        await page.GotoAsync(new Uri(address, $"/?as={person.ToLowerInvariant()}").ToString());
        await Assertions.Expect(page.GetByTestId("my-name")).ToHaveTextAsync(person);
        return window;
    }
}
