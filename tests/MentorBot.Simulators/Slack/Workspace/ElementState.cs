using System.Globalization;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>The value of an element, in the shape that payloads have it.</summary>
internal static class ElementState
{
    /// <summary>Whether an element keeps what was chosen.</summary>
    public static bool HasState(string type) => type is not ("button" or "overflow" or "workflow_button");

    /// <summary>Slack: untouched fields are present with null, or with what they start with.</summary>
    public static JsonObject Initial(SlackElement element)
    {
        var json = element.Json;
        var state = new JsonObject { ["type"] = element.Type };
        switch (element.Type)
        {
            case "static_select" or "external_select" or "radio_buttons":
                state["selected_option"] = json["initial_option"]?.DeepClone();
                break;
            case "multi_static_select" or "multi_external_select" or "checkboxes":
                state["selected_options"] = json["initial_options"]?.DeepClone() ?? new JsonArray();
                break;
            case "users_select":
                state["selected_user"] = json["initial_user"]?.DeepClone();
                break;
            case "multi_users_select":
                state["selected_users"] = json["initial_users"]?.DeepClone() ?? new JsonArray();
                break;
            case "conversations_select":
                state["selected_conversation"] = json["initial_conversation"]?.DeepClone();
                break;
            case "multi_conversations_select":
                state["selected_conversations"] = json["initial_conversations"]?.DeepClone() ?? new JsonArray();
                break;
            case "channels_select":
                state["selected_channel"] = json["initial_channel"]?.DeepClone();
                break;
            case "multi_channels_select":
                state["selected_channels"] = json["initial_channels"]?.DeepClone() ?? new JsonArray();
                break;
            case "datepicker":
                state["selected_date"] = json["initial_date"]?.DeepClone();
                break;
            case "timepicker":
                state["selected_time"] = json["initial_time"]?.DeepClone();
                break;
            case "datetimepicker":
                state["selected_date_time"] = json["initial_date_time"]?.DeepClone();
                break;
            default:
                state["value"] = json["initial_value"]?.DeepClone();
                break;
        }

        return state;
    }

    /// <summary>The state after a person has typed or chosen this.</summary>
    /// <exception cref="InvalidOperationException">Slack's own client would not let them.</exception>
    public static JsonObject Of(SlackElement element, string[] values)
    {
        var state = new JsonObject { ["type"] = element.Type };
        var single = values.Length == 0 ? null : values[0];
        switch (element.Type)
        {
            case "static_select" or "radio_buttons" or "overflow":
                state["selected_option"] = single is null ? null : Option(element, single);
                break;
            case "external_select":
                state["selected_option"] = single is null ? null : Typed(single);
                break;
            case "multi_static_select" or "checkboxes":
                state["selected_options"] = new JsonArray([.. values.Select(value => Option(element, value))]);
                break;
            case "multi_external_select":
                state["selected_options"] = new JsonArray([.. values.Select(Typed)]);
                break;
            case "users_select" or "conversations_select" or "channels_select":
                state[$"selected_{element.Type[..^"s_select".Length]}"] = single;
                break;
            case "multi_users_select" or "multi_conversations_select" or "multi_channels_select":
                state[$"selected_{element.Type["multi_".Length..^"_select".Length]}"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
                break;
            case "datepicker":
                state["selected_date"] = single;
                break;
            case "timepicker":
                state["selected_time"] = single;
                break;
            case "datetimepicker":
                state["selected_date_time"] = single is null ? null : long.Parse(single, CultureInfo.InvariantCulture);
                break;
            default:
                Measure(element, single ?? "");
                state["value"] = string.IsNullOrEmpty(single) ? null : single;
                break;
        }

        return state;
    }

    /// <summary>Whether nothing was typed or chosen.</summary>
    public static bool IsEmpty(JsonObject state) => state.All(pair => pair.Key == "type" || pair.Value is null or JsonArray { Count: 0 });

    private static JsonNode Option(SlackElement element, string value) =>
        (element.Options.FirstOrDefault(option => (string?)option["value"] == value) ?? element.Options.FirstOrDefault(option => (string?)option["text"]?["text"] == value))?.DeepClone()
        ?? throw new InvalidOperationException($"{element.ActionId} has no \"{value}\", but: {string.Join(", ", element.Options.Select(option => option["text"]?["text"]))}.");

    private static JsonNode Typed(string value) => new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = value, ["emoji"] = true }, ["value"] = value };

    private static void Measure(SlackElement element, string text)
    {
        var most = (int?)element.Json["max_length"] ?? 3_000;
        if (text.Length > most)
        {
            throw new InvalidOperationException($"Slack's client takes at most {most} characters in {element.ActionId}.");
        }
    }
}
