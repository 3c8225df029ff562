using MentorBot.Benchmarks.Platforms;
using MentorBot.Discord;
using MentorBot.Discord.Conversations;
using MentorBot.Simulators.Discord;

namespace MentorBot.Benchmarks.Discord;

/// <summary>The bot in Discord: beside <c>discord.js</c>, under load for long, and with nudges to many.</summary>
internal static class DiscordBenchmarks
{
    private const string Overwrite = "PUT /applications/{app}/commands";
    private const string Callback = "POST /interactions/{interaction}/{token}/callback";

    /// <summary>Discord lets a bot open few conversations at a time, where it may post fifty messages a second.</summary>
    private const int OneToOpenIn = 25;

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
        PrintFaults(discord);
        Console.WriteLine($"not answered in time {discord.Timeouts}");
    }

    public static async Task EnduranceAsync(bool isShort)
    {
        await using var discord = await StartAsync();
        var load = new DiscordLoad(discord, SideBySide.InFlight);
        await using var bot = await MentorBotAsync(discord);
        await load.FirstAsync();
        await Endurance.RunAsync(load.Load, bot, isShort);
    }

    /// <summary>To people whose direct conversations the bot knows, and to some more for whom it has to open one, which Discord grants slowly.</summary>
    public static async Task FanOutAsync(int nudges)
    {
        var time = FanOut.WorkingHours();
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Remembers = false, Time = time });
        var acme = discord.AddGuild("Acme");
        var options = new DiscordOptions { Token = discord.BotToken, ApiUrl = discord.ApiUrl.ToString() };
        await using var bot = new FanOut(time, Self.WorkspaceOf(acme.Id), services => services.AddDiscord(options));
        await bot.StartAsync();
        await discord.WaitForReadyAsync();

        await SendAsync("known", nudges, person => bot.Get<DirectConversations>().KnowAsync(person.Id, acme.Id, discord.DirectWith(person).Id, CancellationToken.None));
        await SendAsync("to be opened", nudges / OneToOpenIn, know: null);
        FanOut.Print("nudges that were given up", $"{await bot.LostAsync():N0}");
        PrintFaults(discord);

        async Task SendAsync(string what, int count, Func<DiscordPerson, Task>? know)
        {
            DiscordPerson[] people = [.. Enumerable.Range(1, count).Select(number => discord.AddPerson($"person{number}{what.Length}", acme))];
            var limited = discord.RateLimited;
            var (taken, ticked, took) = await bot.SendAsync([.. people.Select(person => person.Id)], () => Task.WhenAll(people.Select(person => know?.Invoke(person) ?? Task.CompletedTask)));
            var arrived = people.Select(person => discord.DirectWith(person).FromBot.Count).ToList();
            Console.WriteLine($"direct conversations that are {what}");
            FanOut.Print("nudges that came due", $"{taken:N0}");
            FanOut.Print("people who have theirs", $"{arrived.Count(messages => messages > 0):N0}");
            FanOut.Print("duplicates", $"{arrived.Sum(messages => Math.Max(0, messages - 1)):N0}");
            FanOut.Print("calls refused because of a limit", $"{discord.RateLimited - limited:N0}");
            FanOut.Print("the tick, s", $"{ticked.TotalSeconds:F1}");
            FanOut.Print("all of it, s", $"{took.TotalSeconds:F1}");
            FanOut.Print("nudges a second", $"{arrived.Count(messages => messages > 0) / took.TotalSeconds:F1}");
        }
    }

    /// <summary>What our bot registers, and what it answers, in a file each: the other bot has it from memory.</summary>
    private static async Task<(string Commands, string Answer)> LearnAsync()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var load = new DiscordLoad(discord, people: 1);
        await using var bot = await MentorBotAsync(discord);
        await load.FirstAsync();
        var (commands, answer) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(commands, (await RequestAsync(Overwrite)).Body.GetRawText());
        await File.WriteAllTextAsync(answer, (await RequestAsync(Callback)).Body.GetProperty("data").GetRawText());
        return (commands, answer);

        Task<DiscordRequest> RequestAsync(string route) => discord.WaitForAsync($"{route} is done", () => discord.Requests.FirstOrDefault(request => request.Route == route));
    }

    private static void PrintFaults(DiscordSimulator discord)
    {
        Console.WriteLine($"violations {discord.Violations.Count}, refused payloads {discord.Refusals.Count}");
        foreach (var violation in discord.Violations)
        {
            Console.WriteLine($"{violation.Kind}: {violation.Detail}");
        }
    }

    private static Task<DiscordSimulator> StartAsync() =>
        DiscordSimulator.StartAsync(new SimulatorOptions { Remembers = false, RateFactor = 0, Judging = Judging.FirstOfEachPayload, UsesSpecification = false });

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

    private static async Task GoneAsync(DiscordSimulator discord)
    {
        await discord.WaitUntilAsync("the bot before has gone", () => discord.OpenSockets.Count == 0);

        // Discord: one session in five seconds, and each bot that is killed leaves its own behind.
        await Task.Delay(TimeSpan.FromSeconds(discord.Identifies == 0 ? 0 : 5));
    }

    private static async Task UpAsync(DiscordSimulator discord)
    {
        await discord.WaitForReadyAsync();
        await discord.WaitForCommandAsync("mentor");
    }
}
