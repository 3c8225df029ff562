using MentorBot.Discord.Gateway;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>One trick of Discord's gateway at a time: the whole bot keeps the session where it can, starts one where it must, and goes on answering.</summary>
public sealed class FaultGatewayTests() : FaultScene(new SimulatorOptions())
{
    private static readonly Dictionary<string, Action<DiscordSimulator>> Kept = new(StringComparer.Ordinal)
    {
        ["dropped"] = discord => Socket(discord).Abort(),
        ["half open"] = discord => Socket(discord).GoHalfOpen(),
        ["no ACKs"] = discord => Socket(discord).SwallowsAcks = true,
        ["op 7"] = discord => Socket(discord).Reconnect(),
        ["op 7 before hello"] = discord => Drop(discord, faults => faults.ReconnectBeforeHello()),
        ["op 9 true"] = discord => Socket(discord).InvalidateSession(resumable: true),
        ["op 9 true at the resume"] = discord => Drop(discord, faults => faults.InvalidSession(resumable: true)),
        ["hello late"] = discord => Drop(discord, faults => faults.HelloDelay = TimeSpan.FromMilliseconds(300)),
        ["upgrade refused"] = discord => Drop(discord, faults => faults.RefuseUpgrade(503, times: 2)),
        ["closed in place of hello"] = discord => Drop(discord, faults => faults.CloseOnConnect(4000, times: 2)),
    };

    private static readonly Dictionary<string, Action<DiscordSimulator>> Lost = new(StringComparer.Ordinal)
    {
        ["op 9 false"] = discord => Socket(discord).InvalidateSession(resumable: false),
        ["resume refused"] = discord => Drop(discord, faults => faults.InvalidSession(resumable: false)),
        ["no resume in three"] = discord => Drop(discord, faults => faults.CloseOnConnect(4000, times: 3)),
        ["closed with 1000 in place of hello"] = discord => Drop(discord, faults => faults.CloseOnConnect(1000)),
    };

    public static TheoryData<string> KeptTricks => [.. Kept.Keys];

    public static TheoryData<string> LostTricks => [.. Lost.Keys];

    [Theory]
    [MemberData(nameof(KeptTricks))]
    public Task KeepsTheSessionAndMissesNothing(string trick) => KeepsAsync(Kept[trick]);

    /// <remarks>Discord: 4001, 4002 and 4008 say that the bot made a mistake, which it does not make again by resuming.</remarks>
    [Theory]
    [InlineData(1001)]
    [InlineData(1006)]
    [InlineData(1012)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4008)]
    public Task KeepsTheSessionThatWasClosedWith(int code) => KeepsAsync(discord => Socket(discord).Close(code));

    [Theory]
    [MemberData(nameof(LostTricks))]
    public Task StartsAnotherSessionAfter(string trick) => StartsAnotherAsync(Lost[trick]);

    [Theory]
    [InlineData(1000)]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4006)]
    [InlineData(4007)]
    [InlineData(4009)]
    public Task StartsAnotherSessionThanTheOneThatWasClosedWith(int code) => StartsAnotherAsync(discord => Socket(discord).Close(code));

    [Fact]
    public async Task AnswersOnceWhatComesTwiceAndInParts()
    {
        await StartBotAsync();
        (Discord.Faults.Duplicates, Discord.Faults.Fragments) = (1, 1);
        for (var time = 0; time < 10; time++)
        {
            Ana.Says($"script nothing{time}");
            await AnsweredAsync();
        }

        await Ana.WaitForDirectAsync("nothing9");
        await Discord.WaitUntilAsync("all is answered", () => Written().Count >= 10);
        await Bots[^1].StopAsync();
        Written().Count.ShouldBe(10, Log.ToString());
        Discord.Refusals.ShouldNotContain(refusal => refusal.Code == 40060);
    }

    [Fact]
    public async Task BeatsWhenItIsAskedToButNeverMoreThanDiscordAllows()
    {
        await StartBotAsync();
        var socket = Socket(Discord);
        for (var time = 0; time < 300; time++)
        {
            socket.AsksForHeartbeat();
        }

        await Discord.WaitUntilAsync("it has beaten", () => socket.Heartbeats >= 100);
        await AnsweredAsync();
        socket.Heartbeats.ShouldBeLessThan(121);
        socket.CloseCode.ShouldBeNull();
    }

    /// <summary>discord-net/Discord.Net#1872: a gateway that always says that the session is invalid.</summary>
    [Fact]
    public async Task NeverStartsMoreSessionsThanItsBudgetHas()
    {
        const int most = 4;
        var options = FaultBot.Gateway with { MostIdentifies = most, BetweenIdentifies = TimeSpan.FromSeconds(2) };
        await StartBotAsync(options);
        Discord.Faults.InvalidSession(times: 1_000);
        Socket(Discord).InvalidateSession(resumable: false);

        await Discord.WaitUntilAsync("the budget is used up", () => Discord.Identifies == most);
        await ToldAsync($"MentorBot started {most} sessions with Discord within a day");

        // Not by starting anew either.
        await Bots[^1].StopAsync();
        await StartAsync("bot.db", options);
        await Bots[^1].StopAsync();
        Discord.Identifies.ShouldBe(most);
        Clean();
    }

    [Fact]
    public async Task ResumesTheSessionAfterAPlannedRestart()
    {
        await StartBotAsync();
        await Bots[^1].StopAsync();
        Ana.Says("script nothing");
        await StartAsync("bot.db", FaultBot.Gateway);

        await Ana.WaitForDirectAsync("nothing");
        await AnsweredAsync();
        await Bots[^1].StopAsync();
        (Discord.Identifies, Discord.Resumes).ShouldBe((1, 1), Log.ToString());
        Written().ShouldHaveSingleItem(Log.ToString());
        Clean();
    }

    [Fact]
    public async Task ResumesNothingAfterACrash()
    {
        await StartBotAsync();
        Bots[^1].Crash(Folder.File("left.db"));
        await StartAsync("left.db", FaultBot.Gateway);

        await AnsweredAsync();
        (Discord.Identifies, Discord.Resumes).ShouldBe((2, 0), Log.ToString());
        Clean();
    }

    private static DiscordSocket Socket(DiscordSimulator discord) => discord.OpenSockets[^1];

    private static void Drop(DiscordSimulator discord, Action<FaultPlan> fault)
    {
        fault(discord.Faults);
        Socket(discord).Abort();
    }

    private async Task KeepsAsync(Action<DiscordSimulator> trick)
    {
        await StartBotAsync();
        trick(Discord);
        Ana.Says("script nothing");

        await Ana.WaitForDirectAsync("nothing");
        await Discord.WaitUntilAsync("the session is resumed", () => Discord.Resumes > 0);
        await AnsweredAsync();
        await Bots[^1].StopAsync();
        Discord.Identifies.ShouldBe(1, Log.ToString());
        Written().ShouldHaveSingleItem(Log.ToString());
        Clean(isReplayed: true);
    }

    private async Task StartsAnotherAsync(Action<DiscordSimulator> trick)
    {
        await StartBotAsync();
        trick(Discord);

        await Discord.WaitUntilAsync("another session is there", () => Discord.Identifies > 1);
        await AnsweredAsync();
        Discord.Identifies.ShouldBe(2, Log.ToString());
        Clean();
    }

    /// <summary>The answers to what was written; that to a command is here, too, where it was late.</summary>
    private List<DiscordMessage> Written() => [.. Discord.DirectWith(Ana).FromBot.Where(message => message.Shown.Contains("I have no script called", StringComparison.Ordinal))];

    /// <summary>A heartbeat that comes late may do so since the machine is busy.</summary>
    /// <param name="isReplayed">Whether Discord may bring again what was answered already, which it says then.</param>
    private void Clean(bool isReplayed = false)
    {
        Discord.Violations.ShouldAllBe(violation => violation.Kind == "missed_heartbeat", Log.ToString());
        Discord.Refusals.ShouldAllBe(refusal => refusal.Code == 10062 || refusal.Code == 10015 || (isReplayed && refusal.Code == 40060), Log.ToString());
    }

    private async Task ToldAsync(string what) => await Support.Eventually.HoldsAsync(what, TimeSpan.FromSeconds(30), () => Task.FromResult(Log.ToString().Contains(what, StringComparison.Ordinal)));

    /// <summary>As patient as in earnest, so that only the trick is to be seen.</summary>
    private async Task StartBotAsync(GatewayOptions? options = null)
    {
        await StartAsync("bot.db", options ?? new GatewayOptions { Steady = TimeSpan.FromSeconds(0.1) });
        await Discord.WaitForReadyAsync();
        await AnsweredAsync();
    }
}
