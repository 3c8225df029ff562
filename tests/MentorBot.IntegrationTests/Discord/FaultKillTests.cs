using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The real program, killed in the middle of its work or stopped in good order, and started again.</summary>
public sealed class FaultKillTests
{
    private const int Schedules = 6;

    [Fact]
    public Task WhoeverUsesABotThatIsKilledIsAnsweredOnceOrTold() => FaultSeeds.RunAsync(Enumerable.Range(1, Schedules), atOnce: 2, RunAsync);

    [Fact]
    public async Task ABotThatIsStoppedInOrderGoesOnWithItsSession()
    {
        using var folder = new TempFolder();
        await using var discord = await DiscordSimulator.StartAsync();
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var general = acme.AddChannel("general");
        await using (var bot = await StartAsync(folder, discord))
        {
            await FaultPerson.UntilOkAsync(() => ana.TypesAsync("/mentor script", general));
            (await bot.StopAsync()).ExitCode.ShouldBe(0, bot.Output + bot.Errors);
        }

        ana.Says("script nothing");
        await using var again = await StartAsync(folder, discord);
        await ana.WaitForDirectAsync("nothing");
        await FaultPerson.UntilOkAsync(() => ana.TypesAsync("/mentor script", general));
        await again.StopAsync();

        (discord.Identifies, discord.Resumes).ShouldBe((1, 1), again.Output);
        discord.DirectWith(ana).FromBot.Count(message => message.Shown.Contains("I have no script called", StringComparison.Ordinal)).ShouldBe(1, again.Output);
        discord.Violations.ShouldBeEmpty();
    }

    private static async Task<string> RunAsync(int seed)
    {
        var random = new Random(seed);
        var log = new FaultLog(TimeProvider.System);
        using var folder = new TempFolder();
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Seed = seed });
        var acme = discord.AddGuild("Acme");
        DiscordPerson[] people = [discord.AddPerson("ana", acme), discord.AddPerson("ben", acme)];
        var general = acme.AddChannel("general");
        FaultPerson[] users = [.. people.Select((person, i) => new FaultPerson(discord, person, general, new Random((seed * 10) + i), log))];
        Task living;
        await using (var bot = await StartAsync(folder, discord))
        {
            await Task.WhenAll(users.Select(user => user.PrepareAsync()));
            living = Task.WhenAll(users.Select(user => Task.Run(user.LiveAsync)));
            await Task.Delay(random.Next(20, 500));
            log.Note("The bot is killed");
            await bot.KillAsync();
        }

        await using var again = await StartAsync(folder, discord);
        log.Note("The bot is back");
        await living;
        await Task.WhenAll(users.Select(user => user.FinishAsync()));
        await FaultPerson.WaitForLateAnswersAsync(users);
        await again.StopAsync();
        List<string> seen = [.. users.SelectMany(user => user.Judge()), .. discord.Violations.Select(one => one.ToString()), .. discord.Refusals.Where(FaultSchedule.IsUnexpected).Select(one => one.ToString())];
        return seen.Count == 0 ? string.Empty : $"Seed {seed}:\n{string.Join('\n', seen)}\n{log}\n{again.Output}";
    }

    private static async Task<BotProcess> StartAsync(TempFolder folder, DiscordSimulator discord)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Discord__Token"] = discord.BotToken, ["Discord__ApiUrl"] = discord.ApiUrl.ToString() };
        var bot = await BotProcess.StartAsync(folder, [], settings, withPlayground: false);
        await discord.WaitForReadyAsync();
        return bot;
    }
}
