using Microsoft.Playwright;
using NodaTime;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>A newcomer lives through a plan of seven days in a few minutes, with all that comes in between in real life.</summary>
public sealed class PlanStoryTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>A Thursday afternoon in Berlin.</summary>
    private static readonly Instant Start = Instant.FromUtc(2030, 10, 31, 15, 0);

    [Fact]
    public async Task ASevenDayPlanPassesWithAWeekendAHolidayAnAbsenceASnoozeAndASkippedDay()
    {
        await using var bot = await StoryBot.StartAsync(Start);
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        await ana.SeesClockAsync("Thu, Oct 31, 4:00 PM");

        await ana.SayAsync("/mentor plan start senior-in-7-days");
        await ana.PressAsync(ana.Last, "Enrol");
        await ana.SubmitAsync();
        await Window.SeesAsync(ana.Last, "The first step comes on Friday 1 November at 09:30 (Europe/Berlin), as a direct message.");
        await ana.SayAsync("/mentor team holidays 2030-11-05 Founders' day");
        await Window.SeesAsync(ana.Last, "Tue 5 Nov 2030 · Founders' day");
        await ana.SayAsync("/mentor away 2030-11-07");
        await Window.SeesAsync(ana.Last, "You are away");

        // Friday: the first step comes where Ana is not looking.
        await ana.Page.GetByTestId("clock-chip").ClickAsync();
        await ana.NextMorningAsync("Fri, Nov 1, 10:00 AM");
        await Assertions.Expect(ana.Page.GetByTestId("place-direct")).ToContainTextAsync("unread");
        await Assertions.Expect(ana.Page.GetByTestId("announcer")).ToContainTextAsync("New message from MentorBot, in your direct messages");
        await ana.GoAsync("direct");
        await ComesAsync(ana, "Step 1 of 7: Share a risk and a plan for it", "9:30");
        await DoneAsync(ana, "Told the team about the slow import", "4 hours saved");
        await Window.SeesAsync(ana.Last, "Done, and your proof is kept. 1 of 7 steps have something to show; the next step comes on Monday 4 November.");

        // The weekend.
        await NothingComesAsync(ana, "Sat, Nov 2, 10:00 AM");
        await NothingComesAsync(ana, "Sun, Nov 3, 10:00 AM");

        // Monday: snoozed for an hour, and the bot is restarted meanwhile.
        await ana.NextMorningAsync("Mon, Nov 4, 10:00 AM");
        await ComesAsync(ana, "Step 2 of 7: Put a KPI outline in front of your manager", "9:30");
        await ana.Last.GetByTestId("message-select").SelectOptionAsync("1-hour");
        await ana.Last.GetByTestId("message-choose").ClickAsync();
        await Window.SeesAsync(ana.Last, "Snoozed. It comes again at 11:00");
        await bot.RestartAsync();
        await Assertions.Expect(ana.Page.GetByTestId("connection")).ToBeEmptyAsync();
        await ana.HourOnAsync("Mon, Nov 4, 11:00 AM");
        await ComesAsync(ana, "Step 2 of 7: Put a KPI outline in front of your manager", "11:00");
        await DoneAsync(ana);
        await Window.SeesAsync(ana.Last, "Done. 2 of 7 steps have something to show; the next step comes on Wednesday 6 November.");

        // Tuesday is Founders' day. Wednesday's step is put off, and Thursday Ana is away.
        await NothingComesAsync(ana, "Tue, Nov 5, 10:00 AM");
        await ana.NextMorningAsync("Wed, Nov 6, 10:00 AM");
        await ComesAsync(ana, "Step 3 of 7: Lead a technical discussion", "9:30");
        await ana.PressAsync(ana.Last, "Skip today");
        await Window.SeesAsync(ana.Last, "All right, not today. It comes back on Friday 8 November, and the rest moves along.");
        await NothingComesAsync(ana, "Thu, Nov 7, 10:00 AM");
        await ana.NextMorningAsync("Fri, Nov 8, 10:00 AM");
        await ComesAsync(ana, "Step 3 of 7: Lead a technical discussion", "9:30");
        await DoneAsync(ana);
        await NothingComesAsync(ana, "Sat, Nov 9, 10:00 AM");

        // By the date field over the rest of the weekend.
        await ana.JumpAsync("2030-11-11", "09:45", "Mon, Nov 11, 9:45 AM");
        await ComesAsync(ana, "Step 4 of 7: Mentor a junior colleague", "9:30");
        await DoneAsync(ana);
        await ana.HourOnAsync("Mon, Nov 11, 10:45 AM");
        await ana.NextMorningAsync("Tue, Nov 12, 10:00 AM");
        await ComesAsync(ana, "Step 5 of 7: Fix an issue before anyone reports it", "9:30");
        await DoneAsync(ana);

        // Wednesday nothing is done, so the sixth step is offered once more beside the last one.
        await ana.NextMorningAsync("Wed, Nov 13, 10:00 AM");
        await ComesAsync(ana, "Step 6 of 7: Review how your project keeps people informed", "9:30");
        await ana.NextMorningAsync("Thu, Nov 14, 10:00 AM");
        await ComesAsync(ana, "Step 7 of 7: Look back and choose what's next", "9:30");
        var last = ana.MessageHeaded("Step 7 of 7: Look back and choose what's next");
        await Window.SeesAsync(last, "Also still here, if you like: Review how your project keeps people informed");
        await DoneAsync(ana, "Half a page, read by Chloe");
        await Window.SeesAsync(ana.Last, "6 of 7 steps have something to show");
        await ana.PressAsync(last, "Done: Review how your project keeps people informed");
        await ana.SubmitAsync();

        await Window.SeesAsync(ana.Last, "Finished: Show senior-level work in seven days");
        await Window.SeesAsync(ana.Last, "That was the last step, and you've done all of them.");
        var summary = await ReadFileAsync(ana);
        summary.ShouldStartWith("# Show senior-level work in seven days\n\n1 November 2030 to 14 November 2030 · 7 of 7 steps done\n");
        summary.ShouldContain("## 1. Share a risk and a plan for it\n\nDone on 1 November 2030\n\n- What: Told the team about the slow import\n- Number: 4 hours saved\n");
        summary.ShouldContain("## 3. Lead a technical discussion\n\nDone on 8 November 2030\n");
        summary.ShouldContain("## 7. Look back and choose what's next\n\nDone on 14 November 2030\n\n- What: Half a page, read by Chloe\n");
        await NothingComesAsync(ana, "Fri, Nov 15, 10:00 AM");
        ana.Errors.ShouldBeEmpty();
    }

    /// <summary>The newest message is this step, with the time at which it was to come.</summary>
    private static async Task ComesAsync(Window window, string heading, string at)
    {
        await Assertions.Expect(window.Last.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = heading, Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(window.Last.GetByRole(AriaRole.Time).First).ToHaveTextAsync($"{at} AM");
    }

    private static async Task NothingComesAsync(Window window, string clock)
    {
        var before = await window.Messages.CountAsync();
        await window.NextMorningAsync(clock);
        await Assertions.Expect(window.Messages).ToHaveCountAsync(before);
    }

    private static async Task DoneAsync(Window window, string? what = null, string? number = null)
    {
        var before = await window.Messages.CountAsync();
        await window.PressAsync(window.Last, "Done");
        await window.FillAsync("What you did", what ?? string.Empty);
        await window.FillAsync("A number that shows it", number ?? string.Empty);
        await window.SubmitAsync();
        await Assertions.Expect(window.Messages).ToHaveCountAsync(before + 1);
    }

    private static async Task<string> ReadFileAsync(Window window)
    {
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Last.GetByTestId("file").ClickAsync());
        download.SuggestedFilename.ShouldBe("senior-in-7-days.md");
        await using var file = await download.CreateReadStreamAsync();
        return await new StreamReader(file).ReadToEndAsync();
    }
}
