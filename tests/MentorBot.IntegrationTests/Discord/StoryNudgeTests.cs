using NodaTime;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What the bot sends by itself.</summary>
public sealed class StoryNudgeTests
{
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
        var again = await ana.WaitForAsync(server.General, "I know no zone called “Atlantis”");
        form = await StoryServer.OpensAsync(ana, again, "Open the form again");
        ana.Fills(form, "Your city, for its time zone", "Berlin");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var welcome = await ana.WaitForAsync(server.General, "You're on");
        welcome.Shown.ShouldContain("(Europe/Berlin)");

        // Monday's nudge is that of 09:30 in Berlin, in winter 08:30 by UTC.
        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(29));
        server.Discord.DirectWith(ana).FromBot.ShouldBeEmpty();
        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(30));
        var nudge = await ana.WaitForDirectAsync("Step 1 of 7");
        nudge.Buttons.ShouldContain("Done");
        nudge.Shown.ShouldNotContain("This comes late");

        var proof = await StoryServer.OpensAsync(ana, nudge, "Done");
        ana.Fills(proof, proof.Inputs[0].Label, "I wrote the summary");
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

        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(30));
        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(31));
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
        var other = server.Discord.AddGuild("Other");
        var dan = server.Discord.AddPerson("dan", other);
        (await server.Discord.WaitForAsync("the bot greets", () => other.SystemChannel?.FromBot.FirstOrDefault())).Shown.ShouldContain("Thanks for having me.");
        var before = server.Discord.RequestCount;
        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(30));
        server.Discord.RequestCount.ShouldBe(before);

        server.Acme.InstallsBot();
        await server.Discord.WaitForAsync("the bot greets again", () => server.Acme.SystemChannel?.FromBot.FirstOrDefault(message => message.Shown.Contains("Thanks for having me.", StringComparison.Ordinal)));
        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes((24 * 60) + 30));
        await ana.WaitForDirectAsync("Step 1 of 7");
        server.ShouldBeInOrder();
        GC.KeepAlive(dan);
    }
}
