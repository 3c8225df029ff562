using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Transcripts;

/// <summary>Reads Discord's components as a person does: a line for each text, row and field.</summary>
internal static class ComponentReading
{
    private const int ActionRow = 1;
    private const int Button = 2;
    private const int TextInput = 4;
    private const int TextDisplay = 10;
    private const int File = 13;
    private const int Separator = 14;
    private const int Container = 17;
    private const int Label = 18;

    public static IEnumerable<string> LinesOf(JsonArray components, Func<string, string> read) => components.OfType<JsonObject>().SelectMany(one => LinesOf(one, read));

    private static IEnumerable<string> LinesOf(JsonObject one, Func<string, string> read) => TypeOf(one) switch
    {
        TextDisplay => read((string)one["content"]!).Split('\n'),
        Container => LinesOf((JsonArray)one["components"]!, read),
        ActionRow => [string.Join(' ', ((JsonArray)one["components"]!).OfType<JsonObject>().Select(Control))],
        Label => [$"{(string?)one["label"]}: {Control((JsonObject)one["component"]!)} {(string?)one["description"]}".TrimEnd()],
        Separator => (bool?)one["divider"] == false ? [] : ["---"],
        File => [$"[{(string?)one["file"]?["url"]}]"],
        var type => [$"({type})"],
    };

    private static string Control(JsonObject one) => TypeOf(one) switch
    {
        Button => $"[{(string?)one["label"]}]",
        TextInput => $"[{(string?)one["value"] ?? (string?)one["placeholder"]}]",
        _ => $"({ChosenIn(one) ?? (string?)one["placeholder"] ?? "Make a selection"} ▾)",
    };

    private static string? ChosenIn(JsonObject select) =>
        (select["options"] as JsonArray ?? []).OfType<JsonObject>().Where(option => (bool?)option["default"] == true).Select(option => (string?)option["label"]).ToList() is { Count: > 0 } chosen
            ? string.Join(", ", chosen)
            : null;

    private static int TypeOf(JsonObject one) => (int?)one["type"] ?? 0;
}
