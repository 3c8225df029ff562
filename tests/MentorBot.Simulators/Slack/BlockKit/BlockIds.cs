using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Slack: elements without explicit ids get random ones.</summary>
internal static class BlockIds
{
    private static readonly HashSet<string> Interactive = new(StringComparer.Ordinal)
    {
        "button", "checkboxes", "datepicker", "datetimepicker", "email_text_input", "file_input", "multi_static_select", "multi_external_select", "multi_users_select",
        "multi_conversations_select", "multi_channels_select", "number_input", "overflow", "plain_text_input", "radio_buttons", "rich_text_input", "static_select",
        "external_select", "users_select", "conversations_select", "channels_select", "timepicker", "url_text_input", "workflow_button",
    };

    private static int _last;

    /// <summary>Whether a person can use an element of this type.</summary>
    public static bool IsInteractive(string? type) => type is not null && Interactive.Contains(type);

    public static void Fill(JsonArray blocks)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            block["block_id"] ??= Next();
            FillElements(block["elements"]);
            FillElements(block["element"]);
            FillElements(block["accessory"]);
        }
    }

    private static void FillElements(JsonNode? node)
    {
        foreach (var element in node switch { JsonArray many => many.OfType<JsonObject>(), JsonObject one => [one], _ => [] })
        {
            if (IsInteractive((string?)element["type"]))
            {
                element["action_id"] ??= Next();
            }
        }
    }

    private static string Next() => $"sim{Interlocked.Increment(ref _last):x5}";
}
