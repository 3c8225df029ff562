using MentorBot.Discord;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Discord's own ways to the bot: the menu of a message, the direct conversation, a file, a channel's rhythm, a restart.</summary>
public sealed class StoryWaysTests
{
    [Fact]
    public async Task AMessageIsSaidBetterAndKeptAsEvidence()
    {
        await using var server = await StoryServer.StartAsync();
        var (ana, general) = (server.Ana, server.General);
        var said = server.Ben.Says("Sorry, but it works on my machine & I merged the import", general);
        (await ana.UsesOnMessageAsync("Say it like a senior", said)).Error.ShouldBeNull();
        (await ana.WaitForAsync(general, "Instead of")).OnlyFor.ShouldBe(ana);

        (await ana.UsesOnMessageAsync("Save as evidence", said)).Error.ShouldBeNull();
        var form = await ana.WaitForModalAsync();
        form.ValueOf("link").ShouldBe([$"https://discord.com/channels/{server.Acme.Id}/{general.Id}/{said.Id}"]);
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        (await ana.WaitForAsync(general, "Kept as evidence of")).OnlyFor.ShouldBe(ana);
        var shown = await server.TypesAsync(ana, "/mentor evidence");
        shown.Shown.ShouldContain("I merged the import");
        general.FromBot.ShouldBeEmpty();
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task SomebodyTalksToTheBotAlone()
    {
        await using var server = await StoryServer.StartAsync();
        var ana = server.Ana;
        ana.Says("how do I push back on a deadline?");
        var found = await ana.WaitForDirectAsync("Here's the closest I have.");
        found.Shown.ShouldContain("Push back on a deadline");
        ana.Says("checklist project-onboarding");
        var list = await ana.WaitForDirectAsync("Set up the environment");
        list.OnlyFor.ShouldBeNull();
        ana.Says("plan start senior-in-7-days");
        var card = await ana.WaitForDirectAsync("seven days");
        var form = await StoryServer.OpensAsync(ana, card, "Enrol");
        form.Shown.ShouldContain("Your city, for its time zone");
        server.ShouldBeInOrder();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFileThatIsForOnePersonGoesToTheirDirectMessagesOrElseBesideTheAnswer(bool isOpen)
    {
        await using var server = await StoryServer.StartAsync(server => server.Ana.TakesDirectMessages = isOpen);
        var answer = await server.TypesAsync(server.Ana, "/mentor data export");
        var where = isOpen ? server.Discord.DirectWith(server.Ana) : server.General;
        var file = await server.Discord.WaitForAsync("the file comes", () => server.Ana.Sees(where).SelectMany(message => message.Files).SingleOrDefault());
        file.Name.ShouldMatch(@"^mentorbot-\d{4}-\d\d-\d\d\.json$");
        file.Text.ShouldContain("\"ana\"");
        answer.Shown.Contains("into our direct messages, where only you can see it.", StringComparison.Ordinal).ShouldBe(isOpen);
        answer.OnlyFor.ShouldBe(server.Ana);
        server.General.FromBot.ShouldBeEmpty();
        server.Discord.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoPeopleTickOneListAndLoseNothing()
    {
        await using var server = await StoryServer.StartAsync();
        var card = await server.TypesAsync(server.Ana, "/mentor checklist id:project-onboarding");
        (await server.Ana.PressAsync(card, "Start it in this channel")).Error.ShouldBeNull();
        var list = await server.Ben.WaitForAsync(server.General, "0 of 10");
        var boxes = list.Controls.First(control => control.IsSelect);
        var first = (string)boxes.Options[0]["value"]!;
        var second = (string)boxes.Options[1]["value"]!;
        await Task.WhenAll(server.Ana.ChoosesAsync(list, boxes.CustomId!, first), server.Ben.ChoosesAsync(list, boxes.CustomId!, second));
        var both = await server.Ana.WaitForAsync(server.General, "2 of 10");
        both.Id.ShouldBe(list.Id);
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task WhatIsSaidWhileTheBotIsAwayIsAnsweredOnceAndNothingIsRegisteredOrGreetedAnew()
    {
        await using var server = await StoryServer.StartAsync();
        (await server.TypesAsync(server.Ben, "/mentor help")).Shown.ShouldContain("/mentor");
        await server.Bot.StopAsync();
        server.Ben.Says("how do I push back on a deadline?");
        await server.Bot.StartAgainAsync();
        await server.Ben.WaitForDirectAsync("Here's the closest I have.");
        (await server.TypesAsync(server.Ben, "/mentor help")).Shown.ShouldContain("/mentor");
        server.Discord.DirectWith(server.Ben).FromBot.ShouldHaveSingleItem();
        server.Discord.Requests.Count(request => request.Route.Contains("/commands", StringComparison.Ordinal)).ShouldBe(1);
        server.Discord.Identifies.ShouldBe(1);
        server.General.FromBot.ShouldBeEmpty();
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task ABadTokenStopsWithOneClearLineAndIsNotTriedAgain()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var wrong = await Should.ThrowAsync<DiscordException>(() => StoryHost.StartAsync(
            services => services.AddDiscord(new DiscordOptions { Token = "not.a.token", ApiUrl = discord.ApiUrl.ToString() }),
            StoryServer.Monday));
        wrong.Message.ShouldContain("Discord doesn't take Discord:Token");
        wrong.Message.ShouldContain("Copy a new one from discord.com/developers/applications → your app → Bot → Reset Token.");
        discord.Requests.ShouldHaveSingleItem();
        discord.AllSockets.ShouldBeEmpty();
    }
}
