using System.Globalization;
using MentorBot.Simulators.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>Minutes of load, and what memory the bot has after a fifth of them and after all.</summary>
internal static class Endurance
{
    private const int Pace = 500;

    public static async Task RunAsync(int minutes)
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Acks = AckValidation.FirstOfEachPayload });
        var load = new SlackLoad(slack, people: 64);
        await using var bot = await SlackBot.MentorBotAsync(slack);
        await load.AnswerAsync();
        await load.PaceAsync(Pace, TimeSpan.FromMinutes(minutes / 5.0));
        var early = bot.ResidentMegabytes;
        await load.PaceAsync(Pace, TimeSpan.FromMinutes(minutes * 0.8));
        var late = bot.ResidentMegabytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Pace} commands a second of 64 people: {early:F0} MB after {minutes / 5.0:0.#} minutes, {late:F0} MB after {minutes}: {late / early:F2} times"));
    }
}
