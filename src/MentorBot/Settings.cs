using MentorBot.Discord;
using MentorBot.Playground;
using MentorBot.Slack;
using MentorBot.Storage;

namespace MentorBot;

/// <summary>Where the content is read from: the section <c>Content</c> of the configuration.</summary>
public sealed record ContentOptions
{
    /// <summary>A relative folder is looked for in the working directory, then beside the program.</summary>
    public string Folder { get; init; } = "data";

    /// <summary>A team's own content, which adds to the built-in one, replaces and hides; null for none.</summary>
    public string? TeamFolder { get; init; }

    /// <summary>The team's folder itself, looked for in the working directory where it is relative.</summary>
    public string? ResolveTeam() => string.IsNullOrWhiteSpace(TeamFolder) ? null : Path.GetFullPath(TeamFolder);

    /// <summary>The folder itself, as far as it can be told without reading it.</summary>
    public string Resolve() =>
        Path.IsPathRooted(Folder) || Directory.Exists(Path.Combine(Folder, "scripts"))
            ? Path.GetFullPath(Folder)
            : Path.Combine(AppContext.BaseDirectory, Folder);
}

/// <summary>The whole configuration, read and checked.</summary>
/// <param name="Urls">Where health is served.</param>
/// <param name="OtlpEndpoint">Where metrics are sent; null sends none.</param>
public sealed record Settings(
    StorageOptions Storage,
    ContentOptions Content,
    PlaygroundOptions Playground,
    SlackOptions Slack,
    DiscordOptions Discord,
    string Urls,
    Uri? OtlpEndpoint)
{
    /// <summary>Whether a chat platform's token is set, so that the bot lives where people's time is the real one.</summary>
    public bool HasChatAdapter => Slack.IsOn() || Discord.IsOn();

    /// <summary>Whether the bot's clock is the one that the playground moves.</summary>
    public bool HasMovedClock => Playground.Enabled && !HasChatAdapter;
}
