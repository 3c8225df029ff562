using System.Globalization;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>The options behind a command, each checked as the client does.</summary>
internal sealed class OptionValues(DiscordSimulator discord, DiscordPerson person, DiscordChannel channel, JsonArray definitions)
{
    public JsonArray Values { get; } = [];

    public JsonObject Resolved { get; } = [];

    public string? Focused { get; private set; }

    /// <summary>Reads "name:value name:value"; what it returns is the client's objection.</summary>
    public string? Read(string line, bool isCompleting)
    {
        var known = definitions.OfType<JsonObject>().ToDictionary(option => (string)option["name"]!, StringComparer.Ordinal);
        var found = Split(line, known);
        if (found is null)
        {
            return $"There is no such option in \"{line.Trim()}\", but: {string.Join(", ", known.Keys)}.";
        }

        for (var at = 0; at < found.Count; at++)
        {
            var (name, value) = found[at];
            var isFocused = isCompleting && at == found.Count - 1;
            if (isFocused && (bool?)known[name]["autocomplete"] != true)
            {
                return $"Nothing is offered for {name}.";
            }

            if (isFocused)
            {
                Focus(known[name], value);
            }
            else if (Take(known[name], value) is { } error)
            {
                return error;
            }
        }

        if (isCompleting)
        {
            return Focused is null ? "No option is being typed." : null;
        }

        return known.Values.FirstOrDefault(option => (bool?)option["required"] == true && found.TrueForAll(one => one.Name != (string)option["name"]!)) is { } missing
            ? $"{(string)missing["name"]!}: This option is required. Specify a value"
            : null;
    }

    private static List<(string Name, string Value)>? Split(string line, Dictionary<string, JsonObject> known)
    {
        var found = new List<(string Name, string Value)>();
        var rest = line.Trim();
        while (rest.Length > 0)
        {
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !known.ContainsKey(rest[..colon]))
            {
                return null;
            }

            var name = rest[..colon];
            var end = known.Keys.Where(other => other != name && found.TrueForAll(one => one.Name != other))
                .Select(other => rest.IndexOf($" {other}:", colon, StringComparison.Ordinal))
                .Where(index => index >= 0)
                .DefaultIfEmpty(rest.Length)
                .Min();
            found.Add((name, rest[(colon + 1)..end].Trim()));
            rest = rest[end..].TrimStart();
        }

        return found;
    }

    private void Focus(JsonObject option, string value)
    {
        Focused = (string)option["name"]!;
        // Discord: numbers arrive as text while they are being typed.
        Values.Add(new JsonObject { ["name"] = Focused, ["type"] = CommandLine.TypeOf(option), ["value"] = value, ["focused"] = true });
    }

    private string? Take(JsonObject option, string value)
    {
        var (name, type) = ((string)option["name"]!, CommandLine.TypeOf(option));
        JsonNode? taken;
        string? error;
        if (option["choices"] is JsonArray { Count: > 0 } choices)
        {
            taken = choices.OfType<JsonObject>().FirstOrDefault(choice => (string?)choice["name"] == value || choice["value"]!.ToString() == value)?["value"]?.DeepClone();
            error = taken is null ? $"{name}: Select a valid choice: {string.Join(", ", choices.Select(choice => (string?)choice!["name"]))}." : null;
        }
        else
        {
            (taken, error) = type switch
            {
                3 => Text(option, value),
                4 => long.TryParse(value, CultureInfo.InvariantCulture, out var whole) ? Number(option, whole, JsonValue.Create(whole)) : (null, $"{name}: Value must be an integer."),
                5 => bool.TryParse(value, out var yes) ? (JsonValue.Create(yes), null) : (null, $"{name}: Value must be True or False."),
                6 or 7 or 8 or 9 => Entity(option, type, value),
                10 => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? Number(option, number, JsonValue.Create(number)) : (null, $"{name}: Value must be a number."),
                _ => (null, $"{name}: This simulator takes no files."),
            };
        }

        if (error is null)
        {
            Values.Add(new JsonObject { ["name"] = name, ["type"] = type, ["value"] = taken });
        }

        return error;
    }

    private (JsonNode? Value, string? Error) Text(JsonObject option, string value)
    {
        var name = (string)option["name"]!;
        if ((bool?)option["autocomplete"] == true && person.Offered(name, value) is { } offered)
        {
            return (offered.DeepClone(), null);
        }

        var length = value.EnumerateRunes().Count();
        var (least, most) = ((int?)option["min_length"] ?? 0, Math.Min((int?)option["max_length"] ?? 6000, 6000));
        return length == 0 || length < least ? (null, $"{name}: Value must be {Math.Max(1, least)} or more in length.")
            : length > most ? (null, $"{name}: Value must be {most} or fewer in length.")
            : (JsonValue.Create(value), null);
    }

    private static (JsonNode? Value, string? Error) Number(JsonObject option, double value, JsonNode json)
    {
        var name = (string)option["name"]!;
        var (least, most) = ((double?)option["min_value"] ?? -9007199254740991d, (double?)option["max_value"] ?? 9007199254740991d);
        return value < least ? (null, $"{name}: Value must be greater than or equal to {least}.")
            : value > most ? (null, $"{name}: Value must be less than or equal to {most}.")
            : (json, null);
    }

    private (JsonNode? Value, string? Error) Entity(JsonObject option, int type, string value)
    {
        var found = Entities.Find(discord, channel, value, people: type is 6 or 9, roles: type is 8 or 9, channels: type == 7);
        if (found is null)
        {
            return (null, $"{(string)option["name"]!}: There is nobody and nothing called {value}.");
        }

        Entities.Resolve(discord, channel, person, found, Resolved);
        return (JsonValue.Create(Entities.IdOf(found)), null);
    }
}
