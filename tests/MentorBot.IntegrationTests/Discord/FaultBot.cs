using MentorBot.Core.People;
using MentorBot.Discord;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Rest;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>One life of the whole bot on Discord, that ends in order or all of a sudden.</summary>
internal sealed class FaultBot : IAsyncDisposable
{
    /// <summary>More sessions than a schedule has a use for, and far fewer than a bot starts that starts one after the other.</summary>
    public const int MostIdentifies = 60;

    private readonly FaultLine _line = new();
    private readonly FaultDial _dial = new();
    private readonly FaultLife _life;

    private FaultBot(DiscordSimulator discord, FaultTime time, string database, ILoggerProvider log, GatewayOptions gateway) =>
        _life = new FaultLife(time, database, log, services =>
        {
            var options = new DiscordOptions { Token = discord.BotToken, ApiUrl = discord.ApiUrl.ToString() };
            services
                .AddDiscord(options)
                .AddSingleton<IDiscordApi>(provider => new DiscordApi(options, Rest, new HttpMessageInvoker(_line), time, provider.GetRequiredService<ILogger<DiscordApi>>()))
                .AddSingleton(gateway)
                .AddSingleton(new GatewaySetting(options.Token, gateway, _dial.DialAsync));
        });

    /// <summary>Patient enough for a machine that is busy, for which a second is an eighth of one.</summary>
    public static GatewayOptions Gateway { get; } = new()
    {
        ConnectPatience = TimeSpan.FromSeconds(8),
        HelloPatience = TimeSpan.FromSeconds(6),
        ReadyPatience = TimeSpan.FromSeconds(8),
        Steady = TimeSpan.FromSeconds(3),
        LongestBackoff = TimeSpan.FromSeconds(4),
        InvalidRest = TimeSpan.FromSeconds(0.5),
        TakeEvery = TimeSpan.FromSeconds(0.5),
        MostIdentifies = MostIdentifies,
        DrainPatience = TimeSpan.FromSeconds(60),
    };

    private static RestOptions Rest { get; } = new()
    {
        RequestPatience = TimeSpan.FromSeconds(8),
        Patience = TimeSpan.FromSeconds(20),
        UsualRest = TimeSpan.FromSeconds(1),
        BlockedRest = TimeSpan.FromSeconds(2),
        OpeningRest = TimeSpan.FromSeconds(2),
    };

    public static async Task<FaultBot> StartAsync(DiscordSimulator discord, FaultTime time, string database, ILoggerProvider log, GatewayOptions? gateway = null)
    {
        var bot = new FaultBot(discord, time, database, log, gateway ?? Gateway);
        await bot._life.StartAsync();
        return bot;
    }

    /// <summary>Has the bot write to somebody in some seconds.</summary>
    public Task NudgeAsync(DiscordGuild guild, DiscordPerson to, long subject, int seconds) =>
        _life.NudgeAsync(new Identity(new Workspace("discord", guild.Id), to.Id), to.Name, subject, seconds);

    /// <summary>Ends in order: what is in hand is finished, and the session is kept.</summary>
    public Task StopAsync() => _life.StopAsync();

    /// <summary>Ends as by a power cut: from one moment on nothing leaves it, nothing reaches it, and nothing is written.</summary>
    /// <param name="remains">Where the database is then, as it was at that moment.</param>
    public void Crash(string remains)
    {
        _line.Cut();
        _dial.Cut();
        _life.Die(remains);
    }

    public async ValueTask DisposeAsync()
    {
        _line.Bury();
        _dial.Bury();
        await _life.DisposeAsync();
        _dial.Dispose();
    }
}
