using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Discord;

/// <summary>Text as a person reads it.</summary>
internal static partial class DiscordText
{
    /// <summary>The texts of a message as they were sent.</summary>
    public static IEnumerable<string> Written(DiscordMessage message)
    {
        if (message.Content.Length > 0)
        {
            yield return message.Content;
        }

        foreach (var text in message.Embeds.OfType<JsonObject>().SelectMany(OfEmbed))
        {
            yield return text;
        }

        foreach (var text in DiscordComponent.Walk(message.Components).Where(one => (int)one["type"]! == (int)ComponentType.TextDisplay))
        {
            yield return (string)text["content"]!;
        }
    }

    /// <summary>The texts of a message as they are shown, and the words on what can be used, in the order on the screen.</summary>
    public static IEnumerable<string> Read(DiscordSimulator discord, DiscordMessage message)
    {
        if (message.Content.Length > 0)
        {
            yield return Read(discord, message.Content);
        }

        foreach (var text in message.Embeds.OfType<JsonObject>().SelectMany(OfEmbed))
        {
            yield return Read(discord, text);
        }

        foreach (var text in DiscordComponent.Walk(message.Components).SelectMany(one => OfComponent(discord, one)))
        {
            yield return text;
        }

        foreach (var file in message.Files)
        {
            yield return file.Name;
        }
    }

    /// <summary>What a person reads of a text: names in place of ids, and no escapes; all else as it was written.</summary>
    public static string Read(DiscordSimulator discord, string text)
    {
        var parts = CodeRegex().Split(text);
        for (var at = 0; at < parts.Length; at++)
        {
            // What is in code is shown letter for letter.
            if (parts[at].Length > 0 && parts[at][0] != '`')
            {
                parts[at] = EscapeRegex().Replace(MentionRegex().Replace(parts[at], match => Name(discord, match)), "${sign}");
            }
        }

        return string.Concat(parts);
    }

    private static IEnumerable<string> OfComponent(DiscordSimulator discord, JsonObject one)
    {
        switch ((ComponentType)(int)one["type"]!)
        {
            case ComponentType.TextDisplay:
                yield return Read(discord, (string)one["content"]!);
                break;
            case ComponentType.Button:
                yield return (string?)one["label"] ?? (string?)one["emoji"]?["name"] ?? "";
                break;
            case ComponentType.StringSelect or ComponentType.UserSelect or ComponentType.RoleSelect or ComponentType.MentionableSelect or ComponentType.ChannelSelect:
                yield return (string?)one["placeholder"] ?? "Make a selection";
                break;
        }
    }

    private static IEnumerable<string> OfEmbed(JsonObject embed)
    {
        var texts = new List<string?> { (string?)embed["author"]?["name"], (string?)embed["title"], (string?)embed["description"] };
        foreach (var field in (embed["fields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            texts.AddRange([(string?)field["name"], (string?)field["value"]]);
        }

        texts.Add((string?)embed["footer"]?["text"]);
        return texts.OfType<string>();
    }

    private static string Name(DiscordSimulator discord, Match mention)
    {
        var (kind, id) = (mention.Groups["kind"].Value, mention.Groups["id"].Value);
        return kind switch
        {
            "@" or "@!" => $"@{discord.World.Person(id)?.Name ?? "unknown-user"}",
            "#" => $"#{discord.World.Channel(id)?.Name ?? "unknown"}",
            _ => $"@{discord.World.Guilds.SelectMany(guild => guild.Roles).FirstOrDefault(role => role.Id == id)?.Name ?? "unknown-role"}",
        };
    }

    [GeneratedRegex("(?<code>```[\\s\\S]*?```|`[^`\\n]+`)", RegexOptions.None, 1000)]
    private static partial Regex CodeRegex();

    [GeneratedRegex(@"(?<!\\)<(?<kind>@!?|#|@&)(?<id>\d+)>", RegexOptions.None, 1000)]
    private static partial Regex MentionRegex();

    [GeneratedRegex(@"\\(?<sign>[!-/:-@\[-`{-~])", RegexOptions.None, 1000)]
    private static partial Regex EscapeRegex();
}
