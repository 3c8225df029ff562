using MentorBot.Discord.Receiving;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What the gateway tells of guilds.</summary>
public sealed class GatewayGuildTests
{
    [Fact]
    public async Task TellsAnOutageOfAGuildFromItsEnd()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { TimeFactor = 0.2 });
        var acme = discord.AddGuild("Acme");
        var other = discord.AddGuild("Other");
        await using var bot = await GatewayBot.ConnectAsync(discord);
        acme.GoesDown();
        acme.ComesBack();
        other.RemovesBot();

        await Eventually.HoldsAsync("the end is told", TimeSpan.FromSeconds(30), () => Task.FromResult(bot.Deliveries.OfType<GuildGoneDelivery>().Any()));
        bot.Deliveries.OfType<GuildGoneDelivery>().Single().GuildId.ShouldBe(other.Id);
    }
}
