using MentorBot.Discord.Gateway;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A server with one person in it, and the lives of a bot there, for tests of one fault at a time.</summary>
/// <param name="options">Of the simulator, but for the time and what shortens a test.</param>
public abstract class FaultScene(SimulatorOptions options) : IAsyncLifetime, IDisposable
{
    private protected FaultTime Time { get; } = new();

    private protected FaultFolder Folder { get; } = new();

    private protected List<FaultBot> Bots { get; } = [];

    private protected FaultLog Log { get; private set; } = null!;

    private protected DiscordSimulator Discord { get; private set; } = null!;

    private protected DiscordPerson Ana { get; private set; } = null!;

    private protected DiscordChannel General { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Log = new FaultLog(Time);
        Discord = await DiscordSimulator.StartAsync(options with { Time = Time, HeartbeatInterval = TimeSpan.FromSeconds(8), BetweenIdentifies = TimeSpan.FromSeconds(1) / options.TimeFactor });
        var acme = Discord.AddGuild("Acme");
        Ana = Discord.AddPerson("ana", acme);
        General = acme.AddChannel("general");
    }

    public async Task DisposeAsync()
    {
        foreach (var bot in Bots)
        {
            await bot.DisposeAsync();
        }

        await Discord.DisposeAsync();
        await Folder.DisposeAsync();
    }

    public void Dispose()
    {
        Log.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task StartAsync(string database, GatewayOptions? gateway = null) =>
        Bots.Add(await FaultBot.StartAsync(Discord, Time, Folder.File(database), Log, gateway));

    /// <summary>Somebody is answered; where the machine was too busy for Discord's patience, the next time.</summary>
    private protected Task<DiscordInteraction> AnsweredAsync() => FaultPerson.UntilOkAsync(() => Ana.TypesAsync("/mentor script", General));
}
