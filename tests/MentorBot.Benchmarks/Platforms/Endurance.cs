using System.Globalization;

namespace MentorBot.Benchmarks.Platforms;

/// <summary>Ten minutes of load, and what memory the bot has after two of them and after all.</summary>
internal static class Endurance
{
    private const int Pace = 500;

    /// <param name="isShort">In seconds instead of minutes.</param>
    public static async Task RunAsync(Load load, RunningBot bot, bool isShort)
    {
        var minute = isShort ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
        await load.PaceAsync(Pace, minute * 2);
        var early = bot.ResidentMegabytes;
        await load.PaceAsync(Pace, minute * 8);
        var late = bot.ResidentMegabytes;
        var unit = isShort ? "seconds" : "minutes";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Pace} commands a second of 64 people: {early:F0} MB after 2 {unit}, {late:F0} MB after 10: {late / early:F2} times"));
    }
}
