using MentorBot.Discord.Receiving;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The gateway over real sockets: what goes right, every way in which a connection ends, and who holds it.</summary>
public class GatewayReceiverTests
{
    private const string Commands = """[{"name":"mentor","type":1,"description":"Ask me","options":[{"type":3,"name":"words","description":"What"}]}]""";

    private static readonly SimulatorOptions Quick = new() { TimeFactor = 0.2 };

    [Fact]
    public async Task AnswersACommand()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        discord.HasCommands(Commands);
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        await using var bot = await GatewayBot.ConnectAsync(discord);

        var answer = await ana.TypesAsync("/mentor words:hello", acme.AddChannel("general"));

        answer.Message!.Shown.ShouldBe("You said: hello");
        ShouldBeClean(discord, bot);
        bot.Deliveries.OfType<GuildDelivery>().Single().GuildId.ShouldBe(acme.Id);
    }

    [Theory]
    [InlineData(4000)]
    [InlineData(1012)]
    [InlineData(0)]
    public async Task ResumesAndMissesNothing(int code)
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        await using var bot = await GatewayBot.ConnectAsync(discord);
        discord.Faults.HelloDelay = TimeSpan.FromMilliseconds(200);
        if (code == 0)
        {
            discord.OpenSockets[0].Abort();
        }
        else
        {
            discord.OpenSockets[0].Close(code);
        }

        ana.Says("while you were away");
        await bot.HearsAsync("while you were away");
        (discord.Identifies, discord.Resumes).ShouldBe((1, 1));
        discord.OpenSockets.Single().IsResumePort.ShouldBeTrue();
        ShouldBeClean(discord, bot);
    }

    [Theory]
    [InlineData(4003)]
    [InlineData(4007)]
    [InlineData(4009)]
    [InlineData(1000)]
    public async Task StartsAnotherSession(int code)
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        await using var bot = await GatewayBot.ConnectAsync(discord);
        discord.OpenSockets[0].Close(code);

        await discord.WaitUntilAsync("there is another session", () => discord.Identifies == 2);
        await bot.ReadyAsync();
        ana.Says("here again");
        await bot.HearsAsync("here again");
        discord.Resumes.ShouldBe(0);
        ShouldBeClean(discord, bot);
    }

    [Theory]
    [InlineData("refused upgrade")]
    [InlineData("closed in place of hello")]
    [InlineData("reconnect before hello")]
    [InlineData("invalid, resumable")]
    [InlineData("invalid")]
    [InlineData("live session invalidated")]
    [InlineData("reconnect")]
    [InlineData("fragments")]
    [InlineData("half open")]
    [InlineData("swallowed acks")]
    [InlineData("asked for a heartbeat")]
    public async Task IsThereAfterEveryTrick(string trick)
    {
        var isSilent = trick is "half open" or "swallowed acks";
        await using var discord = await DiscordSimulator.StartAsync(Quick with { HeartbeatInterval = isSilent ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(41) });
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        await using var bot = await GatewayBot.ConnectAsync(discord);
        var socket = discord.OpenSockets[0];
        switch (trick)
        {
            case "refused upgrade":
                discord.Faults.RefuseUpgrade(503, 2);
                socket.Abort();
                break;
            case "closed in place of hello":
                discord.Faults.CloseOnConnect(4000);
                socket.Abort();
                break;
            case "reconnect before hello":
                discord.Faults.ReconnectBeforeHello();
                socket.Abort();
                break;
            case "invalid, resumable":
                discord.Faults.InvalidSession(resumable: true);
                socket.Abort();
                break;
            case "invalid":
                discord.Faults.InvalidSession();
                socket.Abort();
                break;
            case "live session invalidated":
                socket.InvalidateSession();
                break;
            case "reconnect":
                socket.Reconnect();
                break;
            case "fragments":
                discord.Faults.Fragments = 1;
                socket.Abort();
                break;
            case "half open":
                socket.GoHalfOpen();
                break;
            case "swallowed acks":
                socket.SwallowsAcks = true;
                break;
            default:
                var before = socket.Heartbeats;
                socket.AsksForHeartbeat();
                await discord.WaitUntilAsync("it beat", () => socket.Heartbeats > before);
                break;
        }

        if (trick != "asked for a heartbeat")
        {
            await discord.WaitUntilAsync("there is another connection", () => discord.OpenSockets.Any(open => open != socket));
        }

        await bot.ReadyAsync();
        ana.Says("still there?");
        await bot.HearsAsync("still there?");
        discord.Identifies.ShouldBeLessThanOrEqualTo(2);
        ShouldBeClean(discord, bot);
    }

    [Fact]
    public async Task StopsWithOneLineForABadToken()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        await using var bot = await GatewayBot.StartAsync(discord, token: "wrong");
        await Eventually.HoldsAsync("it says so", TimeSpan.FromSeconds(30), () => Task.FromResult(bot.Receiver.Problem is not null));

        await Task.Delay(500);
        bot.Errors.ShouldHaveSingleItem().ShouldStartWith("Discord doesn't take Discord:Token any more");
        discord.RequestCount.ShouldBe(1);
        discord.AllSockets.ShouldBeEmpty();
    }

    [Fact]
    public async Task StopsWithOneLineWhenTheTokenIsRevoked()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        await using var bot = await GatewayBot.ConnectAsync(discord);
        discord.RevokesToken();
        await Eventually.HoldsAsync("it says so", TimeSpan.FromSeconds(30), () => Task.FromResult(bot.Receiver.Problem is not null));

        await Task.Delay(500);
        bot.Errors.ShouldHaveSingleItem().ShouldBe("Discord doesn't take Discord:Token. Copy the token from discord.com/developers/applications → your app → Bot → Reset Token, and start MentorBot again.");
        discord.AllSockets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RefusesMoreShardsThanOne()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        discord.Shards = 2;
        await using var bot = await GatewayBot.StartAsync(discord);
        await Eventually.HoldsAsync("it says so", TimeSpan.FromSeconds(30), () => Task.FromResult(bot.Receiver.Problem is not null));

        bot.Errors.ShouldHaveSingleItem().ShouldStartWith("Discord wants this bot to use 2 shards");
        discord.AllSockets.ShouldBeEmpty();
    }

    [Fact]
    public async Task GoesOnWithItsSessionAfterARestartAndMissesNothing()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        var state = new SharedState();
        var slow = new TaskCompletionSource();
        var first = await GatewayBot.ConnectAsync(discord, state);
        first.Before = delivery => delivery is DirectMessageDelivery ? slow.Task : Task.CompletedTask;
        ana.Says("in hand");
        await first.HearsAsync("in hand");

        var stopping = first.Receiver.StopAsync(CancellationToken.None);
        ana.Says("too late for this one");
        await Task.Delay(200);
        stopping.IsCompleted.ShouldBeFalse("What is in hand is answered first.");
        slow.SetResult();
        await stopping;
        ana.Says("in between");
        await using var second = await GatewayBot.ConnectAsync(discord, state);
        await second.HearsAsync("in between");
        await second.HearsAsync("too late for this one");

        // What comes at the same time is handed on at the same time.
        first.Words.ShouldBe(["in hand"]);
        second.Words.ShouldBe(["too late for this one", "in between"], ignoreOrder: true);
        (discord.Identifies, discord.Resumes).ShouldBe((1, 1));
        discord.AllSockets[0].ClientCloseCode.ShouldBe(4000);
        ShouldBeClean(discord, second);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task HoldsTheGatewayOnOneNodeAndGivesItUpWhenItIsLost()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        var state = new SharedState();
        await using var first = await GatewayBot.ConnectAsync(discord, state);
        await using var second = await GatewayBot.StartAsync(discord, state, GatewayBot.Quick with { TakeEvery = TimeSpan.FromMilliseconds(20) });
        await Task.Delay(200);
        second.Receiver.IsHolder.ShouldBeFalse();
        discord.AllSockets.Count.ShouldBe(1);

        state.TakeAway();

        await discord.WaitUntilAsync("the first has left", () => !discord.AllSockets[0].IsOpen);
        await discord.WaitUntilAsync("somebody is there again", () => discord.OpenSockets.Count == 1);
        await Eventually.HoldsAsync("one of them holds it", TimeSpan.FromSeconds(30), () => Task.FromResult(first.Receiver.IsConnected ^ second.Receiver.IsConnected));
        ana.Says("anybody?");
        await Eventually.HoldsAsync("one of them hears it", TimeSpan.FromSeconds(30), () => Task.FromResult(first.Words.Concat(second.Words).Count() == 1));
        discord.Violations.ShouldBeEmpty();
    }

    // discord-net/Discord.Net#2411: REST and the gateway are both down, and come back.
    [Fact]
    public async Task ComesBackAfterAnOutage()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick);
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        await using var bot = await GatewayBot.ConnectAsync(discord);
        discord.GoesDown();
        await Task.Delay(1_500);
        discord.ComesBack();

        await discord.WaitForReadyAsync();
        await bot.ReadyAsync();
        ana.Says("back?");
        await bot.HearsAsync("back?");
        discord.Identifies.ShouldBeLessThanOrEqualTo(2);
    }

    // discord-net/Discord.Net#1454: a slow handler blocked the gateway.
    [Fact]
    public async Task BeatsOnWhileEverybodyIsSlow()
    {
        await using var discord = await DiscordSimulator.StartAsync(Quick with { HeartbeatInterval = TimeSpan.FromMilliseconds(300) });
        var ana = discord.AddPerson("ana", discord.AddGuild("Acme"));
        await using var bot = await GatewayBot.ConnectAsync(discord, options: GatewayBot.Quick with { MostInFlight = 2 });
        var slow = new TaskCompletionSource();
        bot.Before = delivery => delivery is DirectMessageDelivery ? slow.Task : Task.CompletedTask;
        for (var number = 0; number < 10; number++)
        {
            ana.Says($"message {number}");
        }

        var socket = discord.OpenSockets[0];
        var before = socket.Heartbeats;
        await discord.WaitUntilAsync("it went on beating", () => socket.Heartbeats > before + 4);
        bot.Words.Count().ShouldBe(2);
        slow.SetResult();
        await bot.HearsAsync("message 9");
        socket.IsOpen.ShouldBeTrue();
        ShouldBeClean(discord, bot);
    }

    private static void ShouldBeClean(DiscordSimulator discord, GatewayBot bot)
    {
        discord.Violations.ShouldBeEmpty();
        discord.Refusals.ShouldBeEmpty();
        bot.Errors.ShouldBeEmpty();
    }
}
