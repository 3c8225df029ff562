using MentorBot.Benchmarks.Platforms;
using MentorBot.Core.People;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>The bot in Slack: beside <c>@slack/bolt</c>, under load for long, and with nudges to many.</summary>
internal static class SlackBenchmarks
{
    /// <summary>Slack: several hundred posts a minute in a workspace; its own libraries count on 600.</summary>
    private const double PostsASecond = 10;

    public static async Task SideBySideAsync(bool isShort)
    {
        await using var slack = await StartAsync();
        var load = new SlackLoad(slack, SideBySide.InFlight);
        var answer = Path.GetTempFileName();
        await using (await MentorBotAsync(slack))
        {
            await File.WriteAllTextAsync(answer, await load.AnswerAsync());
        }

        await new SideBySide(load.Load, "@slack/bolt", isShort).RunAsync(() => MentorBotAsync(slack), () => BoltAsync(slack, answer));
        File.Delete(answer);
        Console.WriteLine($"violations {slack.Violations.Count}, refused payloads {slack.Refusals.Count}, not acknowledged in time {slack.Timeouts}");
    }

    public static async Task EnduranceAsync(bool isShort)
    {
        await using var slack = await StartAsync();
        var load = new SlackLoad(slack, SideBySide.InFlight);
        await using var bot = await MentorBotAsync(slack);
        await load.AnswerAsync();
        await Endurance.RunAsync(load.Load, bot, isShort);
    }

    public static async Task FanOutAsync(int nudges)
    {
        var time = FanOut.WorkingHours();
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, Time = time });
        SlackPerson[] people = [.. Enumerable.Range(1, nudges).Select(number => slack.AddPerson($"person{number}"))];

        // Without an app token there are no sockets: nobody talks to the bot.
        var options = new SlackOptions { BotToken = slack.BotToken, SigningSecret = slack.SigningSecret, ApiUrl = slack.ApiUrl.ToString() };
        await using var wave = new FanOut(time, new Workspace("slack", slack.TeamId), services => services.AddSlack(options));
        await wave.StartAsync();
        var (taken, ticked, took) = await wave.SendAsync([.. people.Select(person => person.Id)]);

        var arrived = people.Select(person => slack.DirectWith(person).FromBot.Count).ToList();
        FanOut.Print("nudges that came due", $"{taken:N0}");
        FanOut.Print("people who have theirs", $"{arrived.Count(count => count > 0):N0}");
        FanOut.Print("duplicates", $"{arrived.Sum(count => Math.Max(0, count - 1)):N0}");
        FanOut.Print("calls refused because of a limit", $"{slack.RateLimited:N0}");
        FanOut.Print("calls refused for another reason", $"{slack.Refusals.Count:N0}");
        FanOut.Print("the tick, s", $"{ticked.TotalSeconds:F1}");
        FanOut.Print("all of it, s", $"{took.TotalSeconds:F1}");
        FanOut.Print("what Slack's limit of 600 a minute alone takes, s", $"{people.Length / PostsASecond:F1}");
    }

    private static Task<SlackSimulator> StartAsync() =>
        SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Acks = AckValidation.FirstOfEachPayload });

    private static async Task<RunningBot> MentorBotAsync(SlackSimulator slack)
    {
        await GoneAsync(slack);
        return await RunningBot.MentorBotAsync(
            [$"--Slack:BotToken={slack.BotToken}", $"--Slack:AppToken={slack.AppToken}", $"--Slack:ApiUrl={slack.ApiUrl}"], () => slack.WaitForSocketsAsync());
    }

    /// <param name="answer">A file with the payload that it acknowledges every command with, from memory.</param>
    private static async Task<RunningBot> BoltAsync(SlackSimulator slack, string answer)
    {
        await GoneAsync(slack);
        return await RunningBot.AnsweringAsync("slack", [slack.ApiUrl.ToString(), slack.BotToken, slack.AppToken, answer], () => slack.WaitForSocketsAsync());
    }

    private static Task GoneAsync(SlackSimulator slack) => slack.WaitUntilAsync("the bot before has gone", () => slack.OpenSockets.Count == 0);
}
