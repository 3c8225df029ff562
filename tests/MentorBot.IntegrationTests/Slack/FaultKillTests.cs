using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The real program, killed in the middle of its work and started again.</summary>
public sealed class FaultKillTests
{
    private const int Schedules = 6;

    [Fact]
    public Task WhoeverUsesABotThatIsKilledIsAnsweredOnceOrTold() => FaultSeeds.RunAsync(Enumerable.Range(1, Schedules), atOnce: 2, RunAsync);

    private static async Task<string> RunAsync(int seed)
    {
        var random = new Random(seed);
        var log = new FaultLog(TimeProvider.System);
        using var folder = new TempFolder();
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Seed = seed });
        SlackPerson[] people = [slack.AddPerson("ana"), slack.AddPerson("ben")];
        var general = slack.AddChannel("general", people);
        FaultPerson[] users = [.. people.Select((person, i) => new FaultPerson(slack, person, general, new Random((seed * 10) + i), log))];
        Task living;
        await using (var bot = await StartAsync(folder, slack))
        {
            await Task.WhenAll(users.Select(user => user.PrepareAsync()));
            living = Task.WhenAll(users.Select(user => Task.Run(user.LiveAsync)));
            await Task.Delay(random.Next(20, 500));
            log.Note("The bot is killed");
            await bot.KillAsync();
        }

        await using var again = await StartAsync(folder, slack);
        log.Note("The bot is back");
        await living;
        await Task.WhenAll(users.Select(user => user.FinishAsync()));
        await slack.WaitUntilAsync("all is acknowledged", () => slack is { PendingAcks: 0, UndeliveredEvents: 0 });
        await slack.WaitUntilAsync("all that was said is answered", () => users.All(user => user.IsAnswered));
        await again.StopAsync();
        List<string> seen = [.. users.SelectMany(user => user.Judge()), .. slack.Violations.Select(one => one.ToString()), .. slack.Refusals.Where(one => one.Error is not "expired_trigger_id").Select(one => one.ToString())];
        return seen.Count == 0 ? string.Empty : $"Seed {seed}:\n{string.Join('\n', seen)}\n{log}\n{again.Output}";
    }

    private static async Task<BotProcess> StartAsync(TempFolder folder, SlackSimulator slack)
    {
        var bot = await BotProcess.StartAsync(folder, [], StoryTeam.Settings(slack), withPlayground: false);
        await slack.WaitForSocketsAsync();
        return bot;
    }
}
