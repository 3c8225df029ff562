using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Transcripts;

/// <summary>Reads Block Kit as a person does: a line for each block, or for each point and paragraph in it.</summary>
internal static partial class BlockReading
{
    public static IEnumerable<string> LinesOf(JsonArray? blocks) => (blocks ?? []).OfType<JsonObject>().SelectMany(LinesOf);

    private static IEnumerable<string> LinesOf(JsonObject block) => Type(block) switch
    {
        "header" => [$"## {TextOf(block["text"])}"],
        "section" => [.. Texts(block["text"]), .. Children(block, "fields").Select(field => TextOf(field).Replace("*\n", ": ", StringComparison.Ordinal).TrimStart('*'))],
        "context" => [$"({string.Concat(Children(block, "elements").Select(TextOf))})"],
        "rich_text" => Children(block, "elements").SelectMany(RichLinesOf),
        "input" => [$"{TextOf(block["label"])}: {Control((JsonObject)block["element"]!)} {TextOf(block["hint"])}".TrimEnd()],
        "actions" => [string.Join(' ', Children(block, "elements").Select(Control))],
        "divider" => ["---"],
        "table" => (block["rows"] as JsonArray ?? []).OfType<JsonArray>().Select(row => string.Join(" | ", row.Select(TextOf))),
        _ => [$"({Type(block)})"],
    };

    private static IEnumerable<string> RichLinesOf(JsonObject element) => Type(element) switch
    {
        "rich_text_list" => Children(element, "elements").Select((point, at) => $"{((string?)element["style"] == "ordered" ? $"{at + 1}." : "•")} {Inline(point).Replace("\n", "\n   ", StringComparison.Ordinal)}"),
        "rich_text_quote" => Inline(element).Split('\n').Select(line => $"> {line}"),
        "rich_text_preformatted" => Inline(element).Split('\n').Select(line => $"    {line}"),
        _ => Inline(element).Split('\n'),
    };

    private static string Inline(JsonObject section) => string.Concat(Children(section, "elements").Select(element => Type(element) switch
    {
        "link" => (string?)element["text"] ?? (string?)element["url"] ?? "",
        "user" => $"@{element["user_id"]}",
        "channel" => $"#{element["channel_id"]}",
        "date" => (string?)element["fallback"] ?? "",
        _ => (string?)element["text"] ?? "",
    }));

    private static string Control(JsonObject element) => Type(element) switch
    {
        "button" => $"[{TextOf(element["text"])}]",
        "checkboxes" => string.Join("  ", Children(element, "options").Select(option => $"[{(IsInitial(element, option) ? 'x' : ' ')}] {TextOf(option["text"])}")),
        "static_select" => $"({TextOf(element["initial_option"]?["text"] ?? element["placeholder"])} ▾)",
        _ => $"[{(string?)element["initial_value"] ?? (string?)element["initial_time"] ?? (string?)element["initial_date"] ?? TextOf(element["placeholder"])}]",
    };

    private static bool IsInitial(JsonObject checkboxes, JsonObject option) =>
        Children(checkboxes, "initial_options").Any(initial => (string?)initial["value"] == (string?)option["value"]);

    private static string Type(JsonObject node) => (string?)node["type"] ?? "";

    /// <summary>A date of mrkdwn shows as what stands in for it.</summary>
    private static string TextOf(JsonNode? text) => Date().Replace((string?)text?["text"] ?? "", "${fallback}");

    private static string[] Texts(JsonNode? text) => text is null ? [] : TextOf(text).Split('\n');

    private static IEnumerable<JsonObject> Children(JsonObject node, string name) => (node[name] as JsonArray ?? []).OfType<JsonObject>();

    [GeneratedRegex(@"<!date\^[^|>]*\|(?<fallback>[^>]*)>", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Date();
}
