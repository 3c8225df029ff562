using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>discord.js, which this project did not write, takes the simulator for Discord.</summary>
public class DiscordJsTests
{
    [Fact]
    public async Task LogsInAndAnswersACommandAndItsButton()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana, ben, general) = (server.Discord, server.Ana, server.Ben, server.General);

        discord.GlobalCommands.Select(command => command.Name).ShouldBe(["note", "Keep as note"]);
        var answer = await ana.TypesAsync("/note say text:hello there to:@ben", general);
        answer.Error.ShouldBeNull();
        answer.Message!.Shown.ShouldBe("You said **hello there** to @ben\nMore");
        ana.Sees(general).Count.ShouldBe(1);
        ben.Sees(general).ShouldBeEmpty();
        ben.Pings.ShouldBeEmpty();

        (await ana.PressAsync(answer.Message, "More")).Error.ShouldBeNull();
        answer.Message.Shown.ShouldBe("More for @ana");
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task OffersWhatIsTyped()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana, general) = (server.Discord, server.Ana, server.General);

        var offered = await ana.CompletesAsync("/note say text:hel", general);
        offered.Choices.Single().Name.ShouldBe("Good hel");
        (await ana.TypesAsync("/note say text:Good hel", general)).Message!.Shown.ShouldStartWith("You said **good-hel**");
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task OpensAFormAndTakesIt()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana) = (server.Discord, server.Ana);

        var opened = await ana.TypesAsync("/note new");
        opened.Modal!.Shown.ShouldBe("Note\nTitle\nKind");
        (await ana.SubmitsAsync(opened.Modal)).IsOk.ShouldBeFalse();
        opened.Modal.Errors["title"].ShouldBe("This field is required");
        ana.Fills(opened.Modal, "Title", "Ask for help");
        ana.Fills(opened.Modal, "Kind", "Big");
        var saved = await ana.SubmitsAsync(opened.Modal);
        saved.Message!.Shown.ShouldBe("Saved Ask for help as b");
        ana.Modal.ShouldBeNull();
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task TakesItsTimeFollowsUpAndPicksPeople()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana, ben, general) = (server.Discord, server.Ana, server.Ben, server.General);

        var slow = await ana.TypesAsync("/note slow", general);
        slow.Answer.ShouldBe(AnswerType.DeferredMessage);
        (await slow.FinishedAsync()).Shown.ShouldBe("It took a while");
        await ana.WaitForAsync(general, "And one thing more");
        ben.Sees(general).Single().Shown.ShouldBe("It took a while");

        var picked = await ana.TypesAsync("/note pick", general);
        await ana.ChoosesAsync(picked.Message!, "Somebody", "@ben");
        picked.Message!.Shown.ShouldBe("It is ben, 1 role");

        var said = ben.Says("Ship it", general);
        (await ana.UsesOnMessageAsync("Keep as note", said)).Message!.Shown.ShouldBe("Kept: Ship it");
        ana.Says("good morning");
        await ana.WaitForDirectAsync("I heard good morning");
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task ResumesAfterADrop()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana, general, bot) = (server.Discord, server.Ana, server.General, server.Bot);

        discord.OpenSockets.Single().Abort();
        var typing = ana.TypesAsync("/note say text:while you were away", general);
        (await bot.ReadLineAsync()).ShouldStartWith("resumed");
        (await typing).Message!.Shown.ShouldStartWith("You said **while you were away**");

        discord.OpenSockets.Single().Reconnect();
        (await bot.ReadLineAsync()).ShouldStartWith("resumed");
        discord.OpenSockets.Single().Close(4000);
        (await bot.ReadLineAsync()).ShouldStartWith("resumed");
        (await ana.TypesAsync("/note say text:again", general)).IsOk.ShouldBeTrue();
        discord.Identifies.ShouldBe(1);
        discord.Resumes.ShouldBe(3);
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task StartsAnewWhenTheSessionIsGone()
    {
        await using var server = await JsServer.StartAsync(new SimulatorOptions { TimeFactor = 0.2 });
        var (discord, ana, general) = (server.Discord, server.Ana, server.General);

        discord.OpenSockets.Single().InvalidateSession();
        await discord.WaitUntilAsync("it has identified again", () => discord.Identifies == 2 && discord.OpenSockets.Count == 1);
        (await ana.TypesAsync("/note say text:again", general)).IsOk.ShouldBeTrue();
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task WaitsWhenItIsTooFast()
    {
        await using var server = await JsServer.StartAsync();
        var (discord, ana, general) = (server.Discord, server.Ana, server.General);
        discord.Faults.Next("POST /channels/{channel}/messages", FaultKind.SharedRateLimit);
        discord.Faults.Next("POST /channels/{channel}/messages", FaultKind.HiddenRateLimit);

        await ana.TypesAsync("/note many", general);
        await ana.WaitForAsync(general, "Number 7");
        general.FromBot.Select(message => message.Shown).ShouldBe(["Here they come", .. Enumerable.Range(1, 7).Select(number => $"Number {number}")]);
        discord.RateLimited.ShouldBe(2);
        ShouldBeClean(discord);
    }

    [Fact]
    public async Task HearsOfServersAndLeavesPeopleAloneWhoGetNoAnswer()
    {
        await using var server = await JsServer.StartAsync(new SimulatorOptions { TimeFactor = 0.3 });
        var (discord, ana, general, bot) = (server.Discord, server.Ana, server.General, server.Bot);

        var zoo = discord.AddGuild("Zoo");
        (await bot.ReadLineAsync()).ShouldBe("joined Zoo");
        zoo.RemovesBot();
        (await bot.ReadLineAsync()).ShouldBe("left Zoo");
        (await ana.TypesAsync("/note never", general)).Error.ShouldBe("The application did not respond");
        discord.Timeouts.ShouldBe(1);
        (await ana.TypesAsync("/note nonsense", general)).Error!.ShouldStartWith("There is no subcommand \"nonsense\"");
        (await ana.TypesAsync("/nothing", general)).Error.ShouldBe("Unknown command: /nothing");
        (await ana.TypesAsync("/note say", general)).Error.ShouldBe("text: This option is required. Specify a value");
    }

    private static void ShouldBeClean(DiscordSimulator discord)
    {
        discord.Refusals.ShouldBeEmpty();
        discord.Violations.ShouldBeEmpty();
        discord.Broadcasts.ShouldBeEmpty();
        discord.Timeouts.ShouldBe(0);
    }

    /// <summary>A server with two people and a bot on discord.js.</summary>
    private sealed class JsServer : IAsyncDisposable
    {
        private JsServer(DiscordSimulator discord)
        {
            Discord = discord;
            Acme = discord.AddGuild("Acme");
            Ana = discord.AddPerson("ana", Acme);
            Ben = discord.AddPerson("ben", Acme);
            General = Acme.AddChannel("general");
            Bot = new NodeClient("discord/bot.mjs", ("DISCORD_API", new Uri(discord.ApiUrl, "/api").ToString()), ("DISCORD_TOKEN", discord.BotToken));
        }

        public DiscordSimulator Discord { get; }

        public DiscordGuild Acme { get; }

        public DiscordPerson Ana { get; }

        public DiscordPerson Ben { get; }

        public DiscordChannel General { get; }

        public NodeClient Bot { get; }

        public static async Task<JsServer> StartAsync(SimulatorOptions? options = null)
        {
            var server = new JsServer(await DiscordSimulator.StartAsync(options));
            (await server.Bot.ReadLineAsync()).ShouldBe("up mentorbot in Acme", server.Bot.Errors);
            return server;
        }

        public async ValueTask DisposeAsync()
        {
            await Bot.DisposeAsync();
            await Discord.DisposeAsync();
        }
    }
}
