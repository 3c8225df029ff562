using MentorBot.Core.Content;
using MentorBot.IntegrationTests.Discord;
using MentorBot.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>The three surfaces, each with a bot of its own that all stories share, on the same morning and with the same team's content.</summary>
public sealed class EverySurface : IAsyncLifetime, IDisposable
{
    public const string Playground = "playground";
    public const string Slack = "Slack";
    public const string Discord = "Discord";

    private const string NightShift =
        """
        id: night-shift
        title: Call the night shift
        version: 1
        source: Us
        tags: [operations]
        synonyms: [wake the night shift]
        goals: [pass work on]
        counterparts: [another team]
        urgency: [now]
        when: The lights are off in the data hall, and nobody knows why.
        why: Ours since the great outage.
        body: Please look at the switchboard first.
        objections:
          - says: "It's three in the morning."
            reply: "It is, and that's why I'm calling you and not the day shift."
          - says: "Can it wait?"
            reply: "Until the batteries are empty, which is in an hour."
          - says: "Who says so?"
            reply: "The monitoring, and I've looked myself."
        """;

    private readonly TempFolder _team = new();
    private readonly Dictionary<string, ISurface> _surfaces = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_team.File("scripts"));
        await File.WriteAllTextAsync(_team.File("scripts/night-shift.yaml"), NightShift);
        await File.WriteAllTextAsync(_team.File("hidden.yaml"), "hide: [phrase/any-update]");

        // One after the other: where the next doesn't start, those that did are still stopped.
        _surfaces[Playground] = await PlaygroundRoom.StartAsync(StoryServer.Monday, WithTeam);
        _surfaces[Slack] = await SlackTeam.StartAsync(StoryServer.Monday, WithTeam);
        _surfaces[Discord] = await DiscordTeam.StartAsync(WithTeam);
    }

    /// <summary>Stops each, whether or not another fails to.</summary>
    public Task DisposeAsync() => Task.WhenAll(_surfaces.Values.Select(surface => surface.DisposeAsync().AsTask()));

    public void Dispose() => _team.Dispose();

    internal ISurface Named(string name) => _surfaces[name];

    private void WithTeam(IServiceCollection services) => services.AddSingleton(provider =>
        new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), provider.GetRequiredService<ILogger<ContentLibrary>>(), _team.Path));
}
