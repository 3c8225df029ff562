using System.CommandLine;
using System.Text.Json;
using MentorBot.Core;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Hosting;
using MentorBot.Playground.Clock;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.Terminal;

/// <summary><c>chat</c>: talk to the bot in the terminal, or have one line answered.</summary>
internal static class TerminalCommand
{
    public static Command Create(string[] overrides)
    {
        var line = new Argument<string[]>("line") { Arity = ArgumentArity.ZeroOrMore, Description = "One line to answer; without it you chat." };
        var name = new Option<string>("--as") { Description = "Who you are.", DefaultValueFactory = _ => Environment.UserName };
        var role = new Option<Role>("--role") { Description = "Your role here: member, mentor, lead or admin." };
        var json = new Option<bool>("--json") { Description = "Print the answer as data." };
        var command = new Command("chat", "Talk to the bot in the terminal, or have one line answered.") { line, name, role, json };
        command.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(() => RunAsync(
            overrides,
            string.Join(' ', parsed.GetValue(line) ?? []),
            parsed.GetRequiredValue(name),
            parsed.GetValue(role),
            parsed.GetValue(json),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string[] overrides, string line, string name, Role role, bool json, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(SettingsReader.Configuration(overrides));
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning))
            .AddMetrics()
            .AddBot(settings);
        if (settings.HasMovedClock)
        {
            collection.AddSingleton<IClock>(new FollowedClock(new ClockFile(settings.Playground), new TimeProviderClock(TimeProvider.System)));
        }

        await using var services = collection.BuildServiceProvider();
        await services.GetRequiredService<Database>().OpenAsync(cancellationToken);
        await services.GetRequiredService<TeamMemory>().StartAsync(cancellationToken);
        var dispatcher = services.GetRequiredService<Dispatcher>();
        var sender = SenderFor(name, role);
        var chat = new TerminalChat(dispatcher, services.GetRequiredService<PeopleDirectory>(), sender, Console.In, Console.Out);
        if (line.Length == 0)
        {
            await chat.RunAsync(cancellationToken);
            return 0;
        }

        var answer = await chat.SayAsync(line, cancellationToken);
        Console.WriteLine(json ? JsonSerializer.Serialize(answer, MessageJson.Default.Answer) : TerminalChat.Write(answer, sender.Zone));
        return 0;
    }

    /// <summary>The id of the person with a name.</summary>
    public static string IdOf(string name) => name.Trim().ToLowerInvariant().Replace(' ', '-');

    /// <summary>The terminal is one workspace with one channel; people in it are told apart by their names.</summary>
    private static Sender SenderFor(string name, Role role)
    {
        var workspace = new Workspace("terminal", "local");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Environment.GetEnvironmentVariable("TZ") ?? string.Empty) ?? DateTimeZoneProviders.Tzdb.GetSystemDefault();
        return new Sender(new Identity(workspace, IdOf(name)), name, new Place(workspace, "terminal"), role, zone);
    }
}
