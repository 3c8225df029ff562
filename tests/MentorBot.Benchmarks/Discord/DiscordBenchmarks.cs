using MentorBot.Benchmarks.Platforms;
using MentorBot.Core.People;
using MentorBot.Discord;
using MentorBot.Simulators.Discord;

namespace MentorBot.Benchmarks.Discord;

/// <summary>The bot in Discord: beside <c>discord.js</c>, under load for long, and with nudges to many.</summary>
internal static class DiscordBenchmarks
{
    private const string Callback = "POST /interactions/{interaction}/{token}/callback";

    /// <summary>Discord: 50 requests a second with a bot's token.</summary>
    private const double RequestsASecond = 50;

    public static async Task SideBySideAsync(bool isShort)
    {
        var (commands, answer) = await LearnAsync();
        await using var discord = await StartAsync();
        var load = new DiscordLoad(discord, SideBySide.InFlight);
        await using (await MentorBotAsync(discord))
        {
            await load.FirstAsync();
        }

        await new SideBySide(load.Load, "discord.js", isShort).RunAsync(() => MentorBotAsync(discord), () => DiscordJsAsync(discord, commands, answer));
        File.Delete(commands);
        File.Delete(answer);
        Console.WriteLine($"violations {discord.Violations.Count}, refused payloads {discord.Refusals.Count}, not answered in time {discord.Timeouts}");
    }

    public static async Task EnduranceAsync(bool isShort)
    {
        await using var discord = await StartAsync();
        var load = new DiscordLoad(discord, SideBySide.InFlight);
        await using var bot = await MentorBotAsync(discord);
        await load.FirstAsync();
        await Endurance.RunAsync(load.Load, bot, isShort);
    }

    /// <summary>Twice: in the first round the bot has to open everybody's direct conversation, which is one call more, and in the second it knows it.</summary>
    public static async Task FanOutAsync(int nudges)
    {
        var time = FanOut.WorkingHours();
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Remembers = false, Time = time });
        var acme = discord.AddGuild("Acme");
        DiscordPerson[] people = [.. Enumerable.Range(1, nudges).Select(number => discord.AddPerson($"person{number}", acme))];
        var options = new DiscordOptions { Token = discord.BotToken, ApiUrl = discord.ApiUrl.ToString() };
        await using var waves = new FanOut(time, new Workspace("discord", acme.Id), people.Select(person => person.Id), services => services.AddDiscord(options));
        await waves.StartAsync();
        await discord.WaitForReadyAsync();

        foreach (var (what, calls) in new[] { ("to be opened", 2), ("known", 1) })
        {
            var before = people.ToDictionary(person => person.Id, person => discord.DirectWith(person).FromBot.Count, StringComparer.Ordinal);
            var limited = discord.RateLimited;
            var (taken, ticked, took) = await waves.SendAsync();
            var arrived = people.Select(person => discord.DirectWith(person).FromBot.Count - before[person.Id]).ToList();
            Console.WriteLine($"direct conversations that are {what}");
            FanOut.Print("nudges that came due", $"{taken:N0}");
            FanOut.Print("people who have theirs", $"{arrived.Count(count => count > 0):N0}");
            FanOut.Print("duplicates", $"{arrived.Sum(count => Math.Max(0, count - 1)):N0}");
            FanOut.Print("calls refused because of a limit", $"{discord.RateLimited - limited:N0}");
            FanOut.Print("the tick, s", $"{ticked.TotalSeconds:F1}");
            FanOut.Print("all of it, s", $"{took.TotalSeconds:F1}");
            FanOut.Print("nudges a second", $"{arrived.Count(count => count > 0) / took.TotalSeconds:F1}");
            FanOut.Print("what Discord's limit of 50 a second alone takes, s", $"{people.Length * calls / RequestsASecond:F1}");
        }

        Console.WriteLine($"violations {discord.Violations.Count}, refused payloads {discord.Refusals.Count}");
    }

    /// <summary>What our bot registers, and what it answers, in a file each: the other bot has it from memory.</summary>
    private static async Task<(string Commands, string Answer)> LearnAsync()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var load = new DiscordLoad(discord, people: 1);
        await using var bot = await MentorBotAsync(discord);
        await load.FirstAsync();
        var (commands, answer) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(commands, discord.Requests.First(request => request.Route.StartsWith("PUT ", StringComparison.Ordinal)).Body.GetRawText());
        await File.WriteAllTextAsync(answer, discord.Requests.First(request => request.Route == Callback).Body.GetProperty("data").GetRawText());
        return (commands, answer);
    }

    private static Task<DiscordSimulator> StartAsync() =>
        DiscordSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Judging = Judging.FirstOfEachPayload });

    private static async Task<RunningBot> MentorBotAsync(DiscordSimulator discord)
    {
        await GoneAsync(discord);
        return await RunningBot.MentorBotAsync([$"--Discord:Token={discord.BotToken}", $"--Discord:ApiUrl={discord.ApiUrl}"], () => UpAsync(discord));
    }

    /// <param name="commands">A file with what it registers.</param>
    /// <param name="answer">A file with the message that it answers every command with, from memory.</param>
    private static async Task<RunningBot> DiscordJsAsync(DiscordSimulator discord, string commands, string answer)
    {
        await GoneAsync(discord);
        var api = discord.ApiUrl.ToString().TrimEnd('/');
        return await RunningBot.AnsweringAsync("discord", [api[..api.LastIndexOf('/')], discord.BotToken, commands, answer], () => UpAsync(discord));
    }

    private static Task GoneAsync(DiscordSimulator discord) => discord.WaitUntilAsync("the bot before has gone", () => discord.OpenSockets.Count == 0);

    private static async Task UpAsync(DiscordSimulator discord)
    {
        await discord.WaitForReadyAsync();
        await discord.WaitForCommandAsync("mentor");
    }
}
