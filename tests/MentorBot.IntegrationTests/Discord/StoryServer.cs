using MentorBot.Discord;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A simulated Discord with a server, and the whole bot in this process, at a time that a story chooses; in the end nothing may have been wrong.</summary>
internal sealed class StoryServer : IAsyncDisposable
{
    /// <summary>A Monday morning, 09:00 in Berlin.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2030, 11, 4, 8, 0);

    private StoryServer(DiscordSimulator discord)
    {
        Discord = discord;
        Acme = discord.AddGuild("Acme");
        Ana = discord.AddPerson("ana", Acme);
        Ben = discord.AddPerson("ben", Acme);
        General = Acme.AddChannel("general");
    }

    public DiscordSimulator Discord { get; }

    public StoryHost Bot { get; private set; } = null!;

    public DiscordGuild Acme { get; }

    public DiscordPerson Ana { get; }

    public DiscordPerson Ben { get; }

    public DiscordChannel General { get; }

    /// <param name="before">What is there before the bot comes.</param>
    /// <param name="more">What a test changes.</param>
    /// <param name="options">What Discord is like; in no hurry where nothing is said.</param>
    public static async Task<StoryServer> StartAsync(Action<StoryServer>? before = null, Action<IServiceCollection>? more = null, SimulatorOptions? options = null)
    {
        var server = new StoryServer(await DiscordSimulator.StartAsync(options ?? new SimulatorOptions { TimeFactor = NoHurry.Factor }));
        before?.Invoke(server);
        server.Bot = await StoryHost.StartAsync(
            services =>
            {
                services.AddDiscord(new DiscordOptions { Token = server.Discord.BotToken, ApiUrl = server.Discord.ApiUrl.ToString() });
                more?.Invoke(services);
            },
            Monday);
        await server.Discord.WaitForReadyAsync();
        await server.Discord.WaitForCommandAsync("mentor");

        // Whoever writes before the bot has read in which servers it is, is asked which one they mean.
        await Eventually.HoldsAsync("the bot knows its servers", TimeSpan.FromSeconds(30), async () => await server.Bot.KeptAsync("discord:guilds:15") is not null);
        return server;
    }

    /// <summary>Uses a command, and returns what the person reads in the end.</summary>
    public async Task<DiscordMessage> TypesAsync(DiscordPerson person, string line, DiscordChannel? channel = null)
    {
        var typed = await person.TypesAsync(line, channel ?? General);
        typed.Error.ShouldBeNull();
        return await typed.FinishedAsync();
    }

    /// <summary>Uses a command that opens a form; where that came too late, as on a machine that is busy, it is opened by a button.</summary>
    public async Task<DiscordModal> OpensAsync(DiscordPerson person, string line)
    {
        var typed = await person.TypesAsync(line, General);
        typed.Error.ShouldBeNull();
        return typed.Modal ?? await OpensAsync(person, await typed.FinishedAsync(), "Open the form");
    }

    /// <summary>Presses something that opens a form.</summary>
    public static async Task<DiscordModal> OpensAsync(DiscordPerson person, DiscordMessage message, string button)
    {
        (await person.PressAsync(message, button)).Error.ShouldBeNull();
        return await person.WaitForModalAsync();
    }

    /// <summary>Nothing that the bot did is what a client must not do, nothing was refused, and nobody was shouted at.</summary>
    public void ShouldBeInOrder()
    {
        Discord.Violations.ShouldBeEmpty();
        Discord.Refusals.ShouldBeEmpty();
        Discord.Broadcasts.ShouldBeEmpty();
        Discord.Timeouts.ShouldBe(0);
        Discord.RateLimited.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Discord.DisposeAsync();
    }
}
