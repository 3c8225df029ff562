using System.Text.Json;
using System.Text.RegularExpressions;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Reads what people wrote: Discord delivers it as they typed it, with people, channels and emoji between angle brackets.</summary>
internal static partial class Markup
{
    /// <summary>What a message says, for somebody to read. One that is made of components says what they show.</summary>
    public static string TextOf(DiscordMessageReference message, IReadOnlyDictionary<string, string> names) =>
        ToPlain(string.IsNullOrEmpty(message.Content) ? string.Join('\n', ShownIn(message.Components)) : message.Content, names);

    /// <summary>A line as the bot's commands read it: people as <c>&lt;@id&gt;</c>, channels as <c>&lt;#id&gt;</c>, everything else as it is to be read.</summary>
    public static string ToLine(string text) => Token().Replace(text, match => match.Groups["mark"].Value switch
    {
        "@" or "@!" => $"<@{match.Groups["id"].Value}>",
        "#" => match.Value,
        _ => Plain(match),
    });

    private static string ToPlain(string text, IReadOnlyDictionary<string, string> names) => Token().Replace(text, match => match.Groups["mark"].Value switch
    {
        "@" or "@!" => $"@{names.GetValueOrDefault(match.Groups["id"].Value, "somebody")}",
        _ => Plain(match),
    });

    private static string Plain(Match match) => match.Groups["mark"].Value switch
    {
        "@&" => "@a role",
        "#" => "#a channel",
        _ => $":{match.Groups["name"].Value}:",
    };

    private static IEnumerable<string> ShownIn(JsonElement components)
    {
        if (components.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var component in components.EnumerateArray())
        {
            if (component.TryGetProperty("content", out var content) && content.GetString() is { } text)
            {
                yield return text;
            }

            if (component.TryGetProperty("components", out var inner))
            {
                foreach (var one in ShownIn(inner))
                {
                    yield return one;
                }
            }
        }
    }

    [GeneratedRegex(@"<((?<mark>@[!&]?|#)|(?<mark>a?:)(?<name>\w{1,32}):)(?<id>\d{1,20})>", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Token();
}
