using System.Diagnostics;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;
using Xunit.Abstractions;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Two nodes of the whole program on one PostgreSQL, of which one is killed.</summary>
/// <remarks>
/// The gateway belongs to whoever holds a lock of PostgreSQL's, which the server lets go with the connection of a process that is killed;
/// where a whole machine is gone, after 8 s of silence. The others ask for it every 1.5 s, and start a session of their own.
/// </remarks>
[Collection(PostgresServer.Collection)]
public sealed class TakeoverTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task TheOtherNodeAnswersOnceTheOneWithTheGatewayIsKilled()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var general = acme.AddChannel("general");
        string[] storage = ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={await server.CreateDatabaseAsync()}"];
        await using var holder = await StartAsync(discord, storage);
        await discord.WaitForReadyAsync();
        await using var other = await StartAsync(discord, storage);
        await FaultPerson.UntilOkAsync(() => ana.TypesAsync("/mentor help", general));
        discord.Identifies.ShouldBe(1, "One session serves all nodes.");

        var killed = Stopwatch.GetTimestamp();
        await holder.KillAsync();
        await Eventually.HoldsAsync($"the other node answers\n{other.Output}", TimeSpan.FromMinutes(1), async () =>
            discord.OpenSockets.Count > 0 && await ana.TypesAsync("/mentor help", general) is { Error: null });
        output.WriteLine($"The other node answered {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s after the kill.");

        discord.Identifies.ShouldBe(2);
        ana.Says("script nothing");
        await ana.WaitForDirectAsync("nothing");
        discord.Violations.ShouldBeEmpty();
        (await other.StopAsync()).ExitCode.ShouldBe(0);
    }

    public void Dispose() => _folder.Dispose();

    private Task<BotProcess> StartAsync(DiscordSimulator discord, string[] storage)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Discord__Token"] = discord.BotToken, ["Discord__ApiUrl"] = discord.ApiUrl.ToString() };
        return BotProcess.StartAsync(_folder, storage, settings, withPlayground: false);
    }
}
