using System.Collections.Immutable;
using MentorBot.Core.Commands;

namespace MentorBot.Slack.Manifest;

/// <summary>The app's manifest, derived from what the bot can do: a team makes the app from it and changes nothing.</summary>
public static class SlackManifest
{
    /// <summary>Where Slack delivers over HTTP, below the public address: events, commands and what people press alike.</summary>
    public const string RequestPath = "/slack/events";

    private const int LongestUsageHint = 1_000;

    /// <summary>What the bot's token must be allowed to do, and what for; the start looks for each of these.</summary>
    public static ImmutableArray<SlackScope> Scopes { get; } =
    [
        new("app_mentions:read", "to hear when somebody mentions me"),
        new("channels:read", "to know which channels I am in"),
        new("chat:write", "to answer and to post"),
        new("commands", $"for {CommandDefinition.Root} and the shortcuts"),
        new("files:write", "to share files"),
        new("groups:read", "to know which private channels I am in"),
        new("im:history", "to read what people write to me"),
        new("im:write", "to write to people"),
        new("users:read", "to know people's names and time zones"),
        new("channels:history", "to look whether a post has arrived when Slack does not say", IsOptional: true),
        new("groups:history", "to look the same in private channels", IsOptional: true),
    ];

    /// <summary>What Slack tells the bot of.</summary>
    public static ImmutableArray<string> Events { get; } =
    [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "channel_left",
        "group_left",
        "member_joined_channel",
        "member_left_channel",
        "message.im",
        "tokens_revoked",
        "user_change",
    ];

    /// <summary>For Socket Mode: no address is needed.</summary>
    public static string ToYaml(IEnumerable<CommandDefinition> commands, IEnumerable<ShortcutDefinition> shortcuts) => Write(commands, shortcuts, url: null);

    /// <summary>For HTTP mode.</summary>
    /// <param name="publicUrl">How Slack reaches the bot, with https.</param>
    public static string ToYaml(IEnumerable<CommandDefinition> commands, IEnumerable<ShortcutDefinition> shortcuts, Uri publicUrl) =>
        Write(commands, shortcuts, publicUrl.AbsoluteUri.TrimEnd('/') + RequestPath);

    private static string Write(IEnumerable<CommandDefinition> commands, IEnumerable<ShortcutDefinition> shortcuts, string? url)
    {
        var yaml = new YamlWriting();
        yaml.Map("_metadata", () => yaml.Value("major_version", 2).Value("minor_version", 1));
        yaml.Map("display_information", () => yaml
            .Value("name", "MentorBot")
            .Value("description", "A mentor in your team's chat: words, checklists, plans and updates when you need them")
            .Value("background_color", "#1D3557"));
        yaml.Map("features", () =>
        {
            yaml.Map("app_home", () => yaml.Value("home_tab_enabled", true).Value("messages_tab_enabled", true).Value("messages_tab_read_only_enabled", false));
            yaml.Map("bot_user", () => yaml.Value("display_name", "MentorBot").Value("always_online", true));
            yaml.Items("shortcuts", shortcuts, shortcut => yaml
                .Value("name", shortcut.Title)
                .Value("type", shortcut.OnMessage ? "message" : "global")
                .Value("callback_id", shortcut.Name)
                .Value("description", shortcut.Summary));
            yaml.Items("slash_commands", [CommandDefinition.Root], root => yaml
                .Value("command", root)
                .Value("url", url)
                .Value("description", CommandDefinition.RootSummary)
                .Value("usage_hint", UsageHint(commands))
                .Value("should_escape", true));
        });
        yaml.Map("oauth_config", () => yaml.Map("scopes", () =>
        {
            yaml.Items("bot", Scopes.Where(scope => !scope.IsOptional).Select(scope => scope.Name));
            yaml.Items("bot_optional", Scopes.Where(scope => scope.IsOptional).Select(scope => scope.Name));
        }));
        yaml.Map("settings", () =>
        {
            yaml.Map("event_subscriptions", () =>
            {
                yaml.Value("request_url", url);
                yaml.Items("bot_events", Events);
            });
            yaml.Map("interactivity", () => yaml.Value("is_enabled", true).Value("request_url", url));
            yaml.Value("org_deploy_enabled", false).Value("socket_mode_enabled", url is null).Value("token_rotation_enabled", false);
        });
        return yaml.ToString();
    }

    /// <summary>The words that a line can begin with, as many as there is room for.</summary>
    private static string UsageHint(IEnumerable<CommandDefinition> commands)
    {
        var hint = string.Empty;
        foreach (var word in commands.Select(command => command.Name.Split(' ')[0]).Distinct(StringComparer.Ordinal))
        {
            var longer = hint.Length == 0 ? word : $"{hint} | {word}";
            if (longer.Length > LongestUsageHint)
            {
                break;
            }

            hint = longer;
        }

        return hint;
    }
}

/// <summary>A right of the bot's token.</summary>
/// <param name="Name">Slack's own, such as <c>chat:write</c>.</param>
/// <param name="Purpose">What it is needed for, to go behind its name.</param>
/// <param name="IsOptional">A team may refuse it; the bot then goes without what it is for.</param>
public sealed record SlackScope(string Name, string Purpose, bool IsOptional = false);
