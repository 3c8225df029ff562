using Microsoft.Playwright;
using NodaTime;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>Three people live through a week of stand-ups in a few minutes, up to the weekly status that is drafted from them.</summary>
public sealed class CadenceStoryTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>A Friday afternoon in Berlin.</summary>
    private static readonly Instant Start = Instant.FromUtc(2030, 11, 1, 15, 0);

    [Fact]
    public async Task AWeekOfStandUpsPassesWithALateAnswerAnEarlyOneAnAbsenceAndAHoliday()
    {
        await using var bot = await StoryBot.StartAsync(Start);
        var ana = await browser.OpenAsync(bot.Address, "Ana");
        var ben = await browser.OpenAsync(bot.Address, "Ben");
        var chloe = await browser.OpenAsync(bot.Address, "Chloe");
        await ana.SeesClockAsync("Fri, Nov 1, 4:00 PM");
        await ana.Page.GetByTestId("clock-chip").ClickAsync();

        await ana.OpenAsync("/mentor cadence setup");
        foreach (var page in Enumerable.Range(1, 5))
        {
            await Assertions.Expect(ana.Page.GetByTestId("form-page")).ToHaveTextAsync($"Page {page} of 5");
            await ana.SubmitAsync();
        }

        await Window.SeesAsync(ana.Last, "Stand-up in #general · Mon–Fri at 09:30, open until 11:00, reminder at 10:30, Berlin (Europe/Berlin) · looked after by Ana");
        await ana.SayAsync("/mentor team holidays 2030-11-07 Founders' day");
        await chloe.SayAsync("/mentor away 2030-11-05");

        // Monday: all three join, two answer, one is reminded, named as missing, and answers late.
        await ana.JumpAsync("2030-11-04", "09:35", "Mon, Nov 4, 9:35 AM");
        foreach (var window in (Window[])[ana, ben, chloe])
        {
            await window.PressAsync(window.MessageHeaded("Stand-up for Monday 4 November"), "Join");
            await Window.SeesAsync(window.Last, "You take part in the stand-up in #general");
        }

        await AnswerAsync(ana, "Stand-up for Monday 4 November", "Merged the refunds", "Write the docs", "Nothing");
        await AnswerAsync(ben, "Stand-up for Monday 4 November", "Tests for the import", "Mend the flaky one", "I need access to the logs");
        await ana.JumpAsync("2030-11-04", "10:31", "Mon, Nov 4, 10:31 AM");
        await chloe.GoAsync("direct");
        await Window.SeesAsync(chloe.Last, "The stand-up in #general waits for your answer for Monday 4 November, until 11:00 AM.");
        await chloe.GoAsync("general");
        await ana.JumpAsync("2030-11-04", "11:01", "Mon, Nov 4, 11:01 AM");
        var report = ben.MessageHeaded("Stand-up, Monday 4 November");
        await Window.SeesAsync(report, "Ben: I need access to the logs");
        await Window.SeesAsync(report, "Merged the refunds");
        await Window.SeesAsync(report, "No answer: Chloe");
        await AnswerAsync(chloe, "Stand-up, Monday 4 November", "Read the code", "Pair with Ben", "-");
        await Window.SeesAsync(report, "Read the code");
        await Assertions.Expect(report).Not.ToContainTextAsync("No answer");

        // Tuesday: yesterday's plan stands where today's progress goes. Who is away is not missing.
        await ana.JumpAsync("2030-11-05", "10:00", "Tue, Nov 5, 10:00 AM");
        await ana.PressAsync(ana.MessageHeaded("Stand-up for Tuesday 5 November"), "Answer");
        await Assertions.Expect(ana.Form.GetByLabel("What moved since last time")).ToHaveValueAsync("Write the docs");
        await SendAsync(ana, "Wrote the docs", "Review for Ben", "Nothing");
        await ana.JumpAsync("2030-11-05", "11:01", "Tue, Nov 5, 11:01 AM");
        await Window.SeesAsync(ben.MessageHeaded("Stand-up, Tuesday 5 November"), "No answer: Ben");
        await Window.SeesAsync(ben.MessageHeaded("Stand-up, Tuesday 5 November"), "Away: Chloe");

        // The evening before Wednesday Ana answers already. Thursday is a holiday.
        await ana.JumpAsync("2030-11-05", "17:00", "Tue, Nov 5, 5:00 PM");
        await ana.OpenAsync("/mentor standup");
        await Assertions.Expect(ana.Form).ToContainTextAsync("For Wed 6 Nov");
        await SendAsync(ana, "Reviewed", "The release notes", "Nothing");
        await ana.JumpAsync("2030-11-06", "09:45", "Wed, Nov 6, 9:45 AM");
        await Window.SeesAsync(ben.MessageHeaded("Stand-up for Wednesday 6 November"), "One answer is in already.");
        await ana.JumpAsync("2030-11-07", "18:00", "Thu, Nov 7, 6:00 PM");
        await Assertions.Expect(ben.MessageHeaded("Stand-up for Thursday 7 November")).Not.ToBeVisibleAsync();

        // Friday: the weekly status is drafted from all that, and posted once Ana has approved it.
        await ana.JumpAsync("2030-11-08", "16:01", "Fri, Nov 8, 4:01 PM");
        await Assertions.Expect(ben.MessageHeaded("Stand-up for Friday 8 November")).ToBeVisibleAsync();
        await ana.GoAsync("direct");
        var draft = ana.MessageHeaded("Your weekly status: the draft");
        await Window.SeesAsync(draft, "Wrote the docs");
        await Window.SeesAsync(draft, "Nothing is posted unless you approve it.");
        await ana.PressAsync(draft, "Review and post");
        await Assertions.Expect(ana.Form).ToBeVisibleAsync();
        await ana.SubmitAsync();
        await Window.SeesAsync(ana.MessageHeaded("Your weekly status: the preview"), "Nobody has seen this yet.");
        await ana.PressAsync(ana.Last, "Post to the channel");
        await Window.SeesAsync(ben.MessageWith("posted by Ana"), "I need access to the logs");

        await ben.SayAsync("/mentor cadence report this-week");
        await Window.SeesAsync(ben.Last, "There is a file in my answer, so I sent it to your direct messages");
        await ben.GoAsync("direct");
        await Window.SeesAsync(ben.Last, "Tue 5 Nov 2030, stand-up: 1 answered · missing: Ben · away: Chloe");
        await Window.SeesAsync(ben.Last, "Mon 4 Nov 2030, stand-up: 3 answered · late: Chloe");
        await Assertions.Expect(ben.Last.GetByTestId("file")).ToHaveCountAsync(2);

        await ben.GoAsync("general");
        await ben.SayAsync("/mentor cadence explain");
        await ben.PressAsync(ben.Last, "Stand-up");
        await Window.SeesAsync(ben.Last, "Founders' day");
        ana.Errors.Concat(ben.Errors).Concat(chloe.Errors).ShouldBeEmpty();
    }

    private static async Task AnswerAsync(Window window, string heading, string progress, string plan, string blockers)
    {
        await window.PressAsync(window.MessageHeaded(heading), "Answer");
        await SendAsync(window, progress, plan, blockers);
    }

    private static async Task SendAsync(Window window, string progress, string plan, string blockers)
    {
        await window.FillAsync("What moved since last time", progress);
        await window.FillAsync("What you'll do today", plan);
        await window.FillAsync("What's in your way", blockers);
        await window.SubmitAsync();
        await Window.SeesAsync(window.Last, "Thank you. This is your answer to the stand-up in #general");
    }
}
