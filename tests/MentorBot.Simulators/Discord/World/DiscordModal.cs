using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>A form that is open in front of a person.</summary>
public sealed class DiscordModal
{
    internal DiscordModal(DiscordInteraction interaction, JsonObject json)
    {
        Interaction = interaction;
        Json = json;
        DiscordComponent.FillIds(Components);
    }

    /// <summary>What was answered by it.</summary>
    public DiscordInteraction Interaction { get; }

    /// <summary>The custom_id, title and components as they were sent.</summary>
    public JsonObject Json { get; }

    public string CustomId => (string)Json["custom_id"]!;

    public string Title => (string)Json["title"]!;

    public JsonArray Components => (JsonArray)Json["components"]!;

    public IReadOnlyList<DiscordComponent> Fields => [.. DiscordComponent.AllIn(Components)];

    /// <summary>What the client finds wrong before anything is sent, by custom_id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All that a person reads, a line for each text.</summary>
    public string Shown => string.Join('\n', [Title, .. DiscordComponent.Walk(Components).SelectMany(Texts)]);

    internal Dictionary<string, string[]> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Finds a field.</summary>
    /// <param name="what">Its label or custom_id.</param>
    public DiscordComponent Field(string what)
    {
        var fields = Fields;
        return fields.FirstOrDefault(field => field.CustomId == what)
            ?? fields.FirstOrDefault(field => field.Label == what)
            ?? throw new InvalidOperationException($"There is no \"{what}\" in \"{Title}\", but: {string.Join(", ", fields.Select(field => $"{field.CustomId} \"{field.Label}\""))}.");
    }

    /// <summary>What a field holds: what the person put in, or what the bot filled in before.</summary>
    public IReadOnlyList<string> ValueOf(string what) => ValueOf(Field(what));

    internal string[] ValueOf(DiscordComponent field) => Values.TryGetValue(field.CustomId!, out var values) ? values : field.Type switch
    {
        ComponentType.TextInput => [(string?)field.Json["value"] ?? ""],
        ComponentType.Checkbox => [(bool?)field.Json["default"] == true ? "true" : "false"],
        ComponentType.UserSelect or ComponentType.RoleSelect or ComponentType.MentionableSelect or ComponentType.ChannelSelect => [.. (field.Json["default_values"] as JsonArray ?? []).Select(one => (string)one!["id"]!)],
        _ => [.. field.Options.Where(option => (bool?)option["default"] == true).Select(option => (string)option["value"]!)],
    };

    private static IEnumerable<string> Texts(JsonObject one) => new[] { (string?)one["label"], (string?)one["description"], (int)one["type"]! == (int)ComponentType.TextDisplay ? (string?)one["content"] : null }.OfType<string>();
}
