using MentorBot.Discord.Gateway;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>One trick of Discord's gateway at a time: the whole bot keeps the session where it can, starts one where it must, and goes on answering.</summary>
public sealed class FaultGatewayTests : IAsyncLifetime, IDisposable
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

    private readonly FaultTime _time = new();
    private readonly FaultFolder _folder = new();
    private readonly List<FaultBot> _bots = [];
    private FaultLog _log = null!;
    private DiscordSimulator _discord = null!;
    private DiscordPerson _ana = null!;
    private DiscordChannel _general = null!;

    public static TheoryData<string> KeptTricks => [.. Kept.Keys];

    public static TheoryData<string> LostTricks => [.. Lost.Keys];

    public async Task InitializeAsync()
    {
        _log = new FaultLog(_time);
        _discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = _time, HeartbeatInterval = TimeSpan.FromSeconds(8), BetweenIdentifies = TimeSpan.FromSeconds(1) });
        var acme = _discord.AddGuild("Acme");
        _ana = _discord.AddPerson("ana", acme);
        _general = acme.AddChannel("general");
    }

    public async Task DisposeAsync()
    {
        foreach (var bot in _bots)
        {
            await bot.DisposeAsync();
        }

        await _discord.DisposeAsync();
        await _folder.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

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
        (_discord.Faults.Duplicates, _discord.Faults.Fragments) = (1, 1);
        for (var time = 0; time < 10; time++)
        {
            _ana.Says($"script nothing{time}");
            await AnsweredAsync();
        }

        await _ana.WaitForDirectAsync("nothing9");
        await _discord.WaitUntilAsync("all is answered", () => Written().Count >= 10);
        await _bots[^1].StopAsync();
        Written().Count.ShouldBe(10, _log.ToString());
        _discord.Refusals.ShouldNotContain(refusal => refusal.Code == 40060);
    }

    [Fact]
    public async Task BeatsWhenItIsAskedToButNeverMoreThanDiscordAllows()
    {
        await StartBotAsync();
        var socket = Socket(_discord);
        for (var time = 0; time < 300; time++)
        {
            socket.AsksForHeartbeat();
        }

        await _discord.WaitUntilAsync("it has beaten", () => socket.Heartbeats >= 100);
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
        _discord.Faults.InvalidSession(times: 1_000);
        Socket(_discord).InvalidateSession(resumable: false);

        await _discord.WaitUntilAsync("the budget is used up", () => _discord.Identifies == most);
        await ToldAsync($"MentorBot started {most} sessions with Discord within a day");

        // Not by starting anew either.
        await _bots[^1].StopAsync();
        await StartAsync("bot.db", options);
        await _bots[^1].StopAsync();
        _discord.Identifies.ShouldBe(most);
        Clean();
    }

    [Fact]
    public async Task ResumesTheSessionAfterAPlannedRestart()
    {
        await StartBotAsync();
        await _bots[^1].StopAsync();
        _ana.Says("script nothing");
        await StartAsync("bot.db", FaultBot.Gateway);

        await _ana.WaitForDirectAsync("nothing");
        await AnsweredAsync();
        await _bots[^1].StopAsync();
        (_discord.Identifies, _discord.Resumes).ShouldBe((1, 1), _log.ToString());
        Written().ShouldHaveSingleItem(_log.ToString());
        Clean();
    }

    [Fact]
    public async Task ResumesNothingAfterACrash()
    {
        await StartBotAsync();
        _bots[^1].Crash(_folder.File("left.db"));
        await StartAsync("left.db", FaultBot.Gateway);

        await AnsweredAsync();
        (_discord.Identifies, _discord.Resumes).ShouldBe((2, 0), _log.ToString());
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
        trick(_discord);
        _ana.Says("script nothing");

        await _ana.WaitForDirectAsync("nothing");
        await _discord.WaitUntilAsync("the session is resumed", () => _discord.Resumes > 0);
        await AnsweredAsync();
        await _bots[^1].StopAsync();
        _discord.Identifies.ShouldBe(1, _log.ToString());
        Written().ShouldHaveSingleItem(_log.ToString());
        Clean(isReplayed: true);
    }

    private async Task StartsAnotherAsync(Action<DiscordSimulator> trick)
    {
        await StartBotAsync();
        trick(_discord);

        await _discord.WaitUntilAsync("another session is there", () => _discord.Identifies > 1);
        await AnsweredAsync();
        _discord.Identifies.ShouldBe(2, _log.ToString());
        Clean();
    }

    /// <summary>The answers to what was written; that to a command is here, too, where it was late.</summary>
    private List<DiscordMessage> Written() => [.. _discord.DirectWith(_ana).FromBot.Where(message => message.Shown.Contains("I have no script called", StringComparison.Ordinal))];

    /// <summary>Somebody is answered; where the machine was too busy for Discord's patience, the next time.</summary>
    private Task<DiscordInteraction> AnsweredAsync() => FaultPerson.UntilOkAsync(() => _ana.TypesAsync("/mentor script", _general));

    /// <summary>A heartbeat that comes late may do so since the machine is busy.</summary>
    /// <param name="isReplayed">Whether Discord may bring again what was answered already, which it says then.</param>
    private void Clean(bool isReplayed = false)
    {
        _discord.Violations.ShouldAllBe(violation => violation.Kind == "missed_heartbeat", _log.ToString());
        _discord.Refusals.ShouldAllBe(refusal => refusal.Code == 10062 || refusal.Code == 10015 || (isReplayed && refusal.Code == 40060), _log.ToString());
    }

    private async Task ToldAsync(string what) => await Support.Eventually.HoldsAsync(what, TimeSpan.FromSeconds(30), () => Task.FromResult(_log.ToString().Contains(what, StringComparison.Ordinal)));

    /// <summary>As patient as in earnest, so that only the trick is to be seen.</summary>
    private async Task StartBotAsync(GatewayOptions? options = null)
    {
        await StartAsync("bot.db", options ?? new GatewayOptions { Steady = TimeSpan.FromSeconds(0.1) });
        await _discord.WaitForReadyAsync();
        await AnsweredAsync();
    }

    private async Task StartAsync(string database, GatewayOptions options) =>
        _bots.Add(await FaultBot.StartAsync(_discord, _time, _folder.File(database), _log, options));
}
