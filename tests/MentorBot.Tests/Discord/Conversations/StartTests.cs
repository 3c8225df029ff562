using MentorBot.Core.Platforms;
using MentorBot.Discord;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Registration;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What the bot looks at when it starts.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestBot _bot = TestBot.With(new ProbeFeature());
    private readonly FakeDiscordApi _api = new();
    private readonly KeptInMemory _memory = new();
    private readonly CollectingLog _log = new();
    private readonly TimerClock _time = new();

    public void Dispose()
    {
        _bot.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task SaysHowItIsAddedToAServerAndRegistersItsCommandsOnce()
    {
        await StartAsync();
        _api.Calls.ShouldBe(["app", "commands 77 mentor,Probe it"]);
        _log.Lines.ShouldContain(line => line.Message == "Discord knows the bot as MentorBot. Add it to a server: https://discord.com/oauth2/authorize?client_id=77&scope=bot+applications.commands&permissions=274878008320");
        _log.Lines.ShouldContain(line => line.Message == "The bot's 2 commands are registered with Discord");

        await StartAsync();
        _api.Calls.ShouldBe(["app", "commands 77 mentor,Probe it", "app"]);
        _log.Lines.ShouldContain(line => line.Message == "Discord has the bot's 2 commands already");
    }

    [Fact]
    public async Task RegistersItsCommandsAnewWhereTheyWereOthersTheLastTime()
    {
        await _memory.KeepAsync("discord:commands:77", "old", CancellationToken.None);
        await StartAsync();
        _api.Calls.ShouldBe(["app", "commands 77 mentor,Probe it"]);

        await StartAsync();
        _api.Calls.Count(call => call.StartsWith("commands", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task StopsWithWhatToDoWhereTheTokenIsBad()
    {
        _api.Fail("app", ApiErrorKind.TokenDead, "401");

        (await Should.ThrowAsync<DiscordException>(StartAsync)).Message.ShouldBe("Discord doesn't take Discord:Token (401). Copy a new one from discord.com/developers/applications → your app → Bot → Reset Token.");
        _api.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NamesAnAddressThatTakesAllInteractionsAway()
    {
        _api.App = _api.App with { InteractionsUrl = "https://old.example/interactions" };
        await StartAsync();

        _log.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("The Discord app has an Interactions Endpoint URL (https://old.example/interactions), so that Discord sends what people do there and none of it to the bot.");
    }

    [Fact]
    public async Task GoesOnWhereDiscordDoesNotAnswerYet()
    {
        _api.Fail("app", ApiErrorKind.Later, "unreachable");
        await StartAsync();

        _log.Lines.ShouldContain(line => line.Message == "Discord does not answer at https://discord.com/api/v10/ (unreachable); the bot goes on asking");
    }

    [Theory]
    [InlineData("Later", "30034", "Discord takes no more commands of this app today (30034): it takes 200 that are new a day. Those that it has stay, and the bot tries again every hour")]
    [InlineData("NotInPlace", "50001", "Discord refuses what the bot asks for at its start (50001 (null)); it asks again in an hour. Look at discord.com/developers/applications → your app")]
    public async Task GoesOnWithTheCommandsThatDiscordHasAndTriesAgainInAnHour(string kind, string code, string told)
    {
        _api.Fail("commands", Enum.Parse<ApiErrorKind>(kind), code);
        using var start = await RunAsync();
        _log.Errors.ShouldHaveSingleItem().Message.ShouldBe(told);

        await MovesAsync(TimeSpan.FromMinutes(59), () => false);
        _api.Calls.Count(call => call.StartsWith("commands", StringComparison.Ordinal)).ShouldBe(1);
        await MovesAsync(TimeSpan.FromHours(2), () => _api.Calls.Count > 2);
        _api.Calls.Count(call => call.StartsWith("commands", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task OutlivesADatabaseThatIsAwayAndRegistersOnceItIsBack()
    {
        _api.Fail("app", ApiErrorKind.Later, "unreachable");
        using var start = await RunAsync();
        _memory.IsDown = true;
        await MovesAsync(TimeSpan.FromMinutes(5), () => _log.Errors.Any());
        _log.Errors[0].Message.ShouldBe("Which commands Discord has can't be looked up in the database; the bot goes on trying");
        start.ExecuteTask!.IsCompleted.ShouldBeFalse();

        _memory.IsDown = false;
        await MovesAsync(TimeSpan.FromMinutes(20), () => start.ExecuteTask!.IsCompleted);
        _api.Calls[^1].ShouldBe("commands 77 mentor,Probe it");
        start.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private async Task<DiscordStart> RunAsync()
    {
        var registration = new CommandRegistration(_api, _bot.Map, _memory, _log.For<CommandRegistration>());
        var start = new DiscordStart(_api, new DiscordOptions { Token = "t" }, new Self(), registration, _time, _log.For<DiscordStart>());
        await start.StartAsync(CancellationToken.None);
        return start;
    }

    /// <summary>Moves the clock on, by a tenth at a time, until it holds.</summary>
    private async Task MovesAsync(TimeSpan by, Func<bool> holds)
    {
        for (var step = 0; step < 10 && !holds(); step++)
        {
            _time.Advance(by / 10);
            await Task.Delay(20);
        }
    }

    private async Task StartAsync()
    {
        using var start = await RunAsync();
        await start.StopAsync(CancellationToken.None);
    }
}
