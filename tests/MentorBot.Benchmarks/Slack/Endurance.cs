using System.Globalization;
using MentorBot.Simulators.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>Ten minutes of load, and what memory the bot has after two of them and after all.</summary>
internal static class Endurance
{
    private const int Pace = 500;

    public static async Task RunAsync()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Acks = AckValidation.FirstOfEachPayload });
        var load = new SlackLoad(slack, people: 64);
        await using var bot = await SlackBot.MentorBotAsync(slack);
        await load.AnswerAsync();
        await load.PaceAsync(Pace, TimeSpan.FromMinutes(2));
        var early = bot.ResidentMegabytes;
        await load.PaceAsync(Pace, TimeSpan.FromMinutes(8));
        var late = bot.ResidentMegabytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Pace} commands a second of 64 people: {early:F0} MB after 2 minutes, {late:F0} MB after 10: {late / early:F2} times"));
    }
}
