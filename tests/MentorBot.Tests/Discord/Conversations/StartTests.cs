using MentorBot.Core.Platforms;
using MentorBot.Discord;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Registration;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What the bot looks at when it starts.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestBot _bot = TestBot.With(new ProbeFeature());
    private readonly FakeDiscordApi _api = new();
    private readonly KeptInMemory _memory = new();
    private readonly CollectingLog _log = new();

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

    private async Task StartAsync()
    {
        var registration = new CommandRegistration(_api, _bot.Map, _memory, _log.For<CommandRegistration>());
        using var start = new DiscordStart(_api, new DiscordOptions { Token = "t" }, new Self(), registration, new Slack.Support.TimerClock(), _log.For<DiscordStart>());
        await start.StartAsync(CancellationToken.None);
        await start.StopAsync(CancellationToken.None);
    }
}
