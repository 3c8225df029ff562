using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's numbers of component types.</summary>
public enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    StringSelect = 3,
    TextInput = 4,
    UserSelect = 5,
    RoleSelect = 6,
    MentionableSelect = 7,
    ChannelSelect = 8,
    Section = 9,
    TextDisplay = 10,
    Thumbnail = 11,
    MediaGallery = 12,
    File = 13,
    Separator = 14,
    Container = 17,
    Label = 18,
    FileUpload = 19,
    RadioGroup = 21,
    CheckboxGroup = 22,
    Checkbox = 23,
}

/// <summary>Something in a message or a modal that can be pressed, chosen from or typed into.</summary>
public sealed class DiscordComponent
{
    private static readonly string[] Holders = ["components", "accessory", "component"];

    internal DiscordComponent(JsonObject json, JsonObject? label)
    {
        Json = json;
        Wrapper = label;
    }

    public JsonObject Json { get; }

    public ComponentType Type => (ComponentType)(int)Json["type"]!;

    public int Id => (int?)Json["id"] ?? 0;

    public string? CustomId => (string?)Json["custom_id"];

    /// <summary>The words on a button, or above a field.</summary>
    public string Label => (string?)Wrapper?["label"] ?? (string?)Json["label"] ?? (string?)Json["emoji"]?["name"] ?? "";

    /// <summary>What explains a field.</summary>
    public string Description => (string?)Wrapper?["description"] ?? "";

    public string Placeholder => (string?)Json["placeholder"] ?? "";

    public string? Url => (string?)Json["url"];

    public bool IsDisabled => (bool?)Json["disabled"] ?? false;

    /// <summary>Discord: a field is required unless it says otherwise.</summary>
    public bool IsRequired => (bool?)Json["required"] ?? Type != ComponentType.Checkbox;

    public bool IsSelect => Type is ComponentType.StringSelect or ComponentType.UserSelect or ComponentType.RoleSelect or ComponentType.MentionableSelect or ComponentType.ChannelSelect or ComponentType.RadioGroup or ComponentType.CheckboxGroup;

    public bool IsInteractive => CustomId is not null || Type == ComponentType.Button;

    public IReadOnlyList<JsonObject> Options => [.. (Json["options"] as JsonArray ?? []).OfType<JsonObject>()];

    public int? Number(string name) => (int?)Json[name];

    /// <summary>The Label that a field is in.</summary>
    internal JsonObject? Wrapper { get; }

    /// <summary>All that can be used in a tree of components.</summary>
    internal static IEnumerable<DiscordComponent> AllIn(JsonArray components)
    {
        foreach (var json in components.OfType<JsonObject>())
        {
            foreach (var found in AllIn(json, label: null))
            {
                yield return found;
            }
        }
    }

    /// <summary>Every object of the tree that is a component.</summary>
    internal static IEnumerable<JsonObject> Walk(JsonNode? node)
    {
        if (node is JsonArray many)
        {
            foreach (var found in many.SelectMany(Walk))
            {
                yield return found;
            }
        }
        else if (node is JsonObject one)
        {
            yield return one;
            foreach (var found in Holders.SelectMany(holder => Walk(one[holder])))
            {
                yield return found;
            }
        }
    }

    /// <summary>Gives a number to every component that has none (Discord: the id is unique in the message and made where it is absent or 0).</summary>
    internal static void FillIds(JsonArray components)
    {
        var all = Walk(components).ToList();
        var used = all.Select(one => (int?)one["id"] ?? 0).ToHashSet();
        var last = 0;
        foreach (var one in all.Where(one => ((int?)one["id"] ?? 0) == 0))
        {
            while (!used.Add(++last))
            {
                // Somebody gave that number by hand.
            }

            one["id"] = last;
        }
    }

    private static IEnumerable<DiscordComponent> AllIn(JsonObject json, JsonObject? label)
    {
        var component = new DiscordComponent(json, label);
        if (component.IsInteractive)
        {
            yield return component;
        }

        foreach (var holder in Holders)
        {
            IEnumerable<JsonObject> held = json[holder] switch { JsonArray many => many.OfType<JsonObject>(), JsonObject one => [one], _ => [] };
            foreach (var found in held.SelectMany(one => AllIn(one, component.Type == ComponentType.Label ? json : null)))
            {
                yield return found;
            }
        }
    }
}
