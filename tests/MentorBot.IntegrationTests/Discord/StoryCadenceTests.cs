using MentorBot.Simulators.Discord;
using NodaTime;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A channel's stand-up, from its form to the report that everybody reads.</summary>
public sealed class StoryCadenceTests
{
    /// <summary>09:30 in Berlin.</summary>
    private static readonly Instant Asks = StoryServer.Monday + Duration.FromMinutes(30);

    [Fact]
    public async Task AStandUpIsSetUpAskedAnsweredByButtonsRemindedAndReported()
    {
        await using var server = await StoryServer.StartAsync();
        var (ana, ben, general) = (server.Ana, server.Ben, server.General);
        var form = await server.OpensAsync(ana, "/mentor cadence add kind:stand-up");
        form.Title.ShouldBe("Daily stand-up");
        ana.Fills(form, "Time zone", "Berlin");
        ana.Fills(form, "Closes at", "9:00");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var again = await ana.WaitForAsync(general, "needs another look. All that you wrote is kept.");
        again.Shown.ShouldContain("It has to close after it asks, on the same day: later than 09:30.");
        form = await StoryServer.OpensAsync(ana, again, "Open the form again");
        form.ValueOf("Time zone").ShouldBe(["Berlin"]);
        ana.Fills(form, "Closes at", "11:00");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var done = await ana.WaitForAsync(general, "looked after by Ana");
        done.OnlyFor.ShouldBe(ana);
        done.Shown.ShouldContain("Mon–Fri at 09:30, open until 11:00, reminder at 10:30, Berlin (Europe/Berlin)");

        await server.Bot.GoToAsync(Asks - Duration.FromMinutes(1));
        general.FromBot.ShouldBeEmpty();
        await server.Bot.GoToAsync(Asks);
        var prompt = await ben.WaitForAsync(general, "Stand-up for Monday 4 November");
        prompt.OnlyFor.ShouldBeNull();
        foreach (var person in (DiscordPerson[])[ana, ben])
        {
            (await person.PressAsync(prompt, "Join")).Error.ShouldBeNull();
            (await person.WaitForAsync(general, "You take part in the stand-up in")).OnlyFor.ShouldBe(person);
        }

        await AnswersAsync(ana, prompt, "Merged the refunds", "Write the docs", "@everyone has the logs");
        (await ana.WaitForAsync(general, "Thank you. This is your answer to the stand-up in")).OnlyFor.ShouldBe(ana);

        // Ben is reminded at 10:30 where only he reads it, and answers there.
        await server.Bot.GoToAsync(Asks + Duration.FromMinutes(61));
        var reminder = await ben.WaitForDirectAsync("waits for your answer for Monday 4 November");
        server.Discord.DirectWith(ana).FromBot.ShouldBeEmpty();
        await AnswersAsync(ben, reminder, "Tests for the import", "Mend the flaky one", "Nothing");
        await ben.WaitForDirectAsync("Thank you. This is your answer to the stand-up in");

        await server.Bot.GoToAsync(Asks + Duration.FromMinutes(91));
        var report = await ben.WaitForAsync(general, "Stand-up, Monday 4 November");
        report.OnlyFor.ShouldBeNull();
        report.Shown.ShouldContain("Merged the refunds");
        report.Shown.ShouldContain("Tests for the import");
        report.Shown.ShouldNotContain("No answer");
        general.FromBot.Count(message => message.OnlyFor is null).ShouldBe(2);
        server.ShouldBeInOrder();
    }

    private static async Task AnswersAsync(DiscordPerson person, DiscordMessage message, string progress, string plan, string blockers)
    {
        var form = await StoryServer.OpensAsync(person, message, "Answer");
        person.Fills(form, "What moved since last time", progress);
        person.Fills(form, "What you'll do today", plan);
        person.Fills(form, "What's in your way", blockers);
        (await person.SubmitsAsync(form)).Error.ShouldBeNull();
    }
}
