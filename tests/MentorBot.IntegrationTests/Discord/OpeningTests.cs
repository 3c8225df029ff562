using MentorBot.Core.People;
using MentorBot.Discord;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Rest;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Nudges to many whose direct conversations are still to be opened, which Discord lets a bot do ten times in ten seconds.</summary>
public sealed class OpeningTests
{
    private const int Known = 50;
    private const int Unknown = 300;

    /// <summary>Five minutes of Discord's take a quarter of one here.</summary>
    private const int Speed = 20;

    [Fact]
    public async Task AllArriveAndThoseFirstWhoseConversationIsKnown()
    {
        await using var folder = new FaultFolder();
        var time = new FaultTime(Speed);
        var log = new FaultLog(time);
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = time, HeartbeatInterval = TimeSpan.FromHours(3) });
        var acme = discord.AddGuild("Acme");
        DiscordPerson[] known = [.. Enumerable.Range(0, Known).Select(i => discord.AddPerson($"known{i}", acme))];
        DiscordPerson[] unknown = [.. Enumerable.Range(0, Unknown).Select(i => discord.AddPerson($"new{i}", acme))];
        await using var bot = new FaultLife(time, folder.File("bot.db"), log, services => AddDiscord(services, discord));
        await bot.StartAsync();
        await discord.WaitForReadyAsync();
        foreach (var person in known)
        {
            await bot.KeepAsync($"discord:direct:{person.Id}", discord.DirectWith(person).Id);
        }

        // All come due at one moment, which is skipped to once they are there.
        DiscordPerson[] all = [.. unknown, .. known];
        var due = time.GetUtcNow() + TimeSpan.FromMinutes(30);
        for (var i = 0; i < all.Length; i++)
        {
            await bot.NudgeAsync(new Identity(new Workspace("discord", acme.Id), all[i].Id), all[i].Name, i, (int)(due - time.GetUtcNow()).TotalSeconds);
        }

        time.Skip(due - time.GetUtcNow());

        await ArriveAsync(known);
        var waiting = Count(unknown, has: 0);
        await ArriveAsync(unknown);

        waiting.ShouldBeGreaterThan(Unknown / 2, "Whoever waits for an opening holds up nobody.");
        Count(all, has: 1).ShouldBe(all.Length, "Nobody got it twice.");
        discord.RateLimited.ShouldBe(0);
        discord.Violations.ShouldBeEmpty();
        await bot.StopAsync();

        Task ArriveAsync(DiscordPerson[] people) =>
            Eventually.HoldsAsync($"{people.Length} have their nudge\n{log}", TimeSpan.FromMinutes(4), () => Task.FromResult(Count(people, has: 0) == 0));

        int Count(DiscordPerson[] people, int has) => people.Count(person => discord.DirectWith(person).FromBot.Count == has);
    }

    /// <summary>Patient, since a second of it is a twentieth of a real one, on a machine that may be busy.</summary>
    private static void AddDiscord(IServiceCollection services, DiscordSimulator discord)
    {
        var options = new DiscordOptions { Token = discord.BotToken, ApiUrl = discord.ApiUrl.ToString() };
        var rest = new RestOptions { RequestPatience = TimeSpan.FromMinutes(2), Patience = TimeSpan.FromMinutes(3) };
        var gateway = new GatewayOptions { ConnectPatience = TimeSpan.FromMinutes(5), HelloPatience = TimeSpan.FromMinutes(5), ReadyPatience = TimeSpan.FromMinutes(5) };
        services.AddDiscord(options).AddSingleton(rest).AddSingleton(gateway);
    }
}
