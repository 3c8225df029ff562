using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>What the client checks in a modal, and what it sends.</summary>
internal static class ModalSubmission
{
    public static Dictionary<string, string> Check(DiscordModal modal)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in modal.Fields)
        {
            var values = modal.ValueOf(field);
            var error = field.Type switch
            {
                ComponentType.TextInput => CheckText(field, values is [var text] ? text : ""),
                ComponentType.Checkbox => null,
                _ => field.IsRequired && values.Length == 0 ? "This field is required" : null,
            };
            if (error is not null)
            {
                errors[field.CustomId!] = error;
            }
        }

        return errors;
    }

    /// <summary>The components of a submission: children say type, a text display comes back as an empty stub.</summary>
    public static JsonArray Components(DiscordModal modal) => [.. modal.Components.OfType<JsonObject>().Select(top => Component(modal, top))];

    private static string? CheckText(DiscordComponent field, string text)
    {
        var length = text.EnumerateRunes().Count();
        var (least, most) = (field.Number("min_length") ?? 0, field.Number("max_length") ?? 4000);
        return length == 0 ? field.IsRequired ? "This field is required" : null
            : length < least ? $"Must be at least {least} in length."
            : length > most ? $"Must be {most} or fewer in length."
            : null;
    }

    private static JsonObject Component(DiscordModal modal, JsonObject top)
    {
        var sent = new JsonObject { ["type"] = (int)top["type"]!, ["id"] = (int)top["id"]! };
        if (top["component"] is JsonObject child)
        {
            sent["component"] = Value(modal, child);
        }

        if (top["components"] is JsonArray children)
        {
            sent["components"] = new JsonArray([.. children.OfType<JsonObject>().Select(one => Value(modal, one))]);
        }

        return sent;
    }

    private static JsonObject Value(DiscordModal modal, JsonObject child)
    {
        var field = new DiscordComponent(child, label: null);
        var values = modal.ValueOf(field);
        var sent = new JsonObject { ["type"] = (int)field.Type, ["id"] = field.Id, ["custom_id"] = field.CustomId };
        switch (field.Type)
        {
            case ComponentType.TextInput:
                sent["value"] = values is [var text] ? text : "";
                break;
            case ComponentType.Checkbox:
                sent["value"] = values is ["true"];
                break;
            case ComponentType.RadioGroup:
                sent["value"] = values is [var chosen] ? chosen : null;
                break;
            default:
                sent["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
                break;
        }

        return sent;
    }
}
