using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The bot dies over what Discord was told to wait for, and what a person reads then.</summary>
public sealed class FaultAnswerTests : IAsyncLifetime, IDisposable
{
    private readonly FaultTime _time = new();
    private readonly FaultFolder _folder = new();
    private readonly List<FaultBot> _bots = [];
    private FaultLog _log = null!;
    private DiscordSimulator _discord = null!;
    private DiscordPerson _ana = null!;
    private DiscordChannel _general = null!;

    public async Task InitializeAsync()
    {
        _log = new FaultLog(_time);
        _discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = _time, HeartbeatInterval = TimeSpan.FromSeconds(8), BetweenIdentifies = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(15) });
        var acme = _discord.AddGuild("Acme");
        _ana = _discord.AddPerson("ana", acme);
        _general = acme.AddChannel("general");
        await StartBotAsync("bot.db");
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

    /// <summary>Discord counts it as answered by then, and says nothing.</summary>
    [Fact]
    public async Task APressThatDiscordWaitsForAndThatTheBotDiesOverIsToldByTheNext()
    {
        var card = await FinishedAsync(() => _ana.TypesAsync("/mentor script id:deadline-pushback", _general));
        var preview = await FinishedAsync(() => _ana.PressAsync(card, "Post as it is"));
        _discord.Faults.Next("POST /channels/{channel}/messages", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(30) }, times: 50);
        (await _ana.PressAsync(preview, "Post with its blanks")).Error.ShouldBeNull(_log.ToString());
        _bots[0].Crash(_folder.File("left.db"));
        _discord.Faults.Clear();
        await StartBotAsync("left.db");

        await _discord.WaitUntilAsync("ana is told", () => Apologies.Count > 0);
        Apologies.ShouldHaveSingleItem().Shown.ShouldBe("I was interrupted in the middle of what you pressed, so it may not have happened. Have a look, and do it once more if it didn't.");

        // No later life of the bot tells it again.
        await _bots[1].StopAsync();
        await StartBotAsync("left.db");
        await _bots[2].StopAsync();
        Apologies.ShouldHaveSingleItem(_log.ToString());
        _general.FromBot.ShouldBeEmpty();
    }

    private List<DiscordMessage> Apologies => [.. _ana.Sees(_general).Where(message => message.Shown.Contains(FaultApologies.Interrupted, StringComparison.Ordinal))];

    private static async Task<DiscordMessage> FinishedAsync(Func<Task<DiscordInteraction>> act) => await (await FaultPerson.UntilOkAsync(act)).FinishedAsync();

    private async Task StartBotAsync(string database)
    {
        _bots.Add(await FaultBot.StartAsync(_discord, _time, _folder.File(database), _log));
        await FaultPerson.UntilOkAsync(() => _ana.TypesAsync("/mentor script", _general));
    }
}
