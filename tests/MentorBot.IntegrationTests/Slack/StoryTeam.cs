using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using MentorBot.Slack.Manifest;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>A simulated workspace with the real bot in it, in a process of its own; in the end nothing may have been wrong.</summary>
internal sealed class StoryTeam : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly bool _isOverHttp;
    private bool _isRunning;

    private StoryTeam(SlackSimulator slack, bool isOverHttp)
    {
        Slack = slack;
        _isOverHttp = isOverHttp;
        Ana = slack.AddPerson("ana", "Europe/Berlin");
        Ben = slack.AddPerson("ben", "America/New_York");
        General = slack.AddChannel("general", Ana, Ben);
    }

    public SlackSimulator Slack { get; }

    public BotProcess Bot { get; private set; } = null!;

    public SlackPerson Ana { get; }

    public SlackPerson Ben { get; }

    public SlackChannel General { get; }

    /// <param name="before">What is there before the bot comes.</param>
    /// <param name="isOverHttp">Whether Slack posts to the bot rather than that the bot opens sockets.</param>
    public static async Task<StoryTeam> StartAsync(Action<StoryTeam>? before = null, bool isOverHttp = false)
    {
        var slack = await SlackSimulator.StartAsync(new SimulatorOptions
        {
            Scopes = [.. SlackManifest.Scopes.Select(scope => scope.Name)],
            Events = SlackManifest.Events,
            Commands = ["/mentor"],
            TimeFactor = NoHurry.Factor,
        });
        var team = new StoryTeam(slack, isOverHttp);
        before?.Invoke(team);
        await team.StartBotAsync();
        return team;
    }

    public async Task StartBotAsync()
    {
        Bot = await BotProcess.StartAsync(_folder, [], _isOverHttp ? SettingsOverHttp(Slack) : Settings(Slack), withPlayground: false);
        _isRunning = true;
        if (_isOverHttp)
        {
            Slack.UseHttp(new Uri(Bot.Health.BaseAddress!, SlackManifest.RequestPath));
        }
        else
        {
            await Slack.WaitForSocketsAsync();
        }
    }

    public async Task StopBotAsync()
    {
        (await Bot.StopAsync()).ExitCode.ShouldBe(0, Bot.Output + Bot.Errors);
        _isRunning = false;
        await Bot.DisposeAsync();
    }

    public static Dictionary<string, string> Settings(SlackSimulator slack) => new(StringComparer.Ordinal)
    {
        ["Slack__BotToken"] = slack.BotToken,
        ["Slack__AppToken"] = slack.AppToken,
        ["Slack__ApiUrl"] = slack.ApiUrl.ToString(),
    };

    /// <summary>Without the token that opens sockets, with the secret that signs what is posted.</summary>
    public static Dictionary<string, string> SettingsOverHttp(SlackSimulator slack)
    {
        var settings = Settings(slack);
        settings.Remove("Slack__AppToken");
        settings["Slack__SigningSecret"] = slack.SigningSecret;
        return settings;
    }

    /// <summary>Types a command, and returns what the person reads at once.</summary>
    public static async Task<SlackMessage> TypesAsync(SlackPerson person, string line, SlackChannel channel)
    {
        var typed = await person.TypesAsync(line, channel);
        typed.Error.ShouldBeNull();
        return typed.Message.ShouldNotBeNull();
    }

    /// <summary>Has the bot search once: the first search learns what people ask, for which Slack would not keep a modal waiting on a busy machine.</summary>
    public async Task SearchOnceAsync()
    {
        Ben.Says("push back on a deadline");
        await Ben.WaitForDirectAsync("Here's the closest I have.");
    }

    /// <summary>What a person reads as one run of words, wherever its style changes.</summary>
    public static string Words(SlackSurface surface) => surface.Shown.Replace("\n", string.Empty, StringComparison.Ordinal);

    /// <summary>Types a command that opens a form.</summary>
    public async Task<SlackView> OpensAsync(SlackPerson person, string line, SlackChannel channel)
    {
        (await person.TypesAsync(line, channel)).Error.ShouldBeNull();
        return await person.WaitForModalAsync();
    }

    /// <summary>Nothing that the bot did is what a client must not do, nothing was refused, and nobody was shouted at.</summary>
    public void ShouldBeInOrder()
    {
        Slack.Violations.ShouldBeEmpty();
        Slack.Refusals.ShouldBeEmpty();
        Slack.Broadcasts.ShouldBeEmpty();
        Slack.Timeouts.ShouldBe(0);
        Bot.Errors.ShouldBeEmpty();
        Bot.Output.ShouldNotContain(Slack.BotToken);
        Bot.Output.ShouldNotContain(Slack.AppToken);
        Bot.Output.ShouldNotContain(Slack.SigningSecret);
    }

    public async ValueTask DisposeAsync()
    {
        await (_isRunning ? Bot.DisposeAsync() : ValueTask.CompletedTask);
        await Slack.DisposeAsync();
        _folder.Dispose();
    }
}
