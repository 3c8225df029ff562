using NodaTime;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What the bot sends by itself.</summary>
public sealed class StoryNudgeTests
{
    private static readonly Instant Tuesday = StoryServer.Monday + Duration.FromMinutes((24 * 60) + 30);

    [Fact]
    public async Task APlanAsksForTheZoneAndItsNudgeComesToTheDirectMessagesAtTheRightMinute()
    {
        await using var server = await StoryServer.StartAsync();
        var ana = server.Ana;
        var card = await server.TypesAsync(ana, "/mentor plan start id:senior-in-7-days");
        card.OnlyFor.ShouldBe(ana);
        var form = await StoryServer.OpensAsync(ana, card, "Enrol");
        ana.Fills(form, "Your city, for its time zone", "Atlantis");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var again = await ana.WaitForAsync(server.General, "needs another look. All that you wrote is kept.");
        form = await StoryServer.OpensAsync(ana, again, "Open the form again");
        ana.Fills(form, "Your city, for its time zone", "Berlin");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var welcome = await ana.WaitForAsync(server.General, "You're on");
        welcome.Shown.ShouldContain("(Europe/Berlin)");

        // It begins on the next working day at 09:30 in Berlin, in winter 08:30 by UTC.
        await server.Bot.GoToAsync(Tuesday - Duration.FromMinutes(1));
        server.Discord.DirectWith(ana).FromBot.ShouldBeEmpty();
        await server.Bot.GoToAsync(Tuesday);
        var nudge = await ana.WaitForDirectAsync("Step 1 of 7");
        nudge.Buttons.ShouldContain("Done");
        nudge.Shown.ShouldNotContain("This comes late");

        var proof = await StoryServer.OpensAsync(ana, nudge, "Done");
        ana.Fills(proof, proof.Fields[0].Label, "I wrote the summary");
        (await ana.SubmitsAsync(proof)).Error.ShouldBeNull();
        (await ana.WaitForDirectAsync("Done, and your proof is kept. 1 of 7 steps have something to show")).OnlyFor.ShouldBeNull();
        server.General.FromBot.ShouldBeEmpty();
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task WhereDirectMessagesAreClosedItIsToldInTheChannel()
    {
        await using var server = await StoryServer.StartAsync(server => server.Ana.TakesDirectMessages = false);
        var ana = server.Ana;
        var form = await StoryServer.OpensAsync(ana, await server.TypesAsync(ana, "/mentor plan start id:senior-in-7-days"), "Enrol");
        ana.Fills(form, "Your city, for its time zone", "Berlin");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await ana.WaitForAsync(server.General, "You're on");

        await server.Bot.GoToAsync(Tuesday);
        await server.Bot.GoToAsync(Tuesday + Duration.FromMinutes(1));
        var told = await server.Ben.WaitForAsync(server.General, "I can't send you direct messages.");
        told.Shown.ShouldContain("@ana");
        ana.Pings.ShouldContain(told);
        server.Discord.Refusals.ShouldAllBe(refusal => refusal.Code == 50007);
        server.Discord.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task AfterItWasRemovedNothingComesAndOnceItIsAddedAgainItGoesOn()
    {
        await using var server = await StoryServer.StartAsync();
        var ana = server.Ana;
        var form = await StoryServer.OpensAsync(ana, await server.TypesAsync(ana, "/mentor plan start id:senior-in-7-days"), "Enrol");
        ana.Fills(form, "Your city, for its time zone", "Berlin");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await ana.WaitForAsync(server.General, "You're on");
        server.General.FromBot.ShouldBeEmpty();

        server.Acme.RemovesBot();
        var other = server.Discord.AddGuild("Other", withBot: false);
        var lobby = other.SystemChannel = other.AddChannel("lobby");
        other.InstallsBot();
        (await server.Discord.WaitForAsync("the bot greets", () => lobby.FromBot is [var hello] ? hello : null)).Shown.ShouldContain("Thanks for having me.");
        var before = server.Discord.RequestCount;
        await server.Bot.GoToAsync(Tuesday);
        server.Discord.RequestCount.ShouldBe(before);

        server.Acme.SystemChannel = server.General;
        server.Acme.InstallsBot();
        await server.Ben.WaitForAsync(server.General, "Thanks for having me.");
        await server.Bot.GoToAsync(Tuesday + Duration.FromDays(1));
        await ana.WaitForDirectAsync("Step 1 of 7");
        server.ShouldBeInOrder();
    }
}
