using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Text objects, options and confirmations.</summary>
internal static class ObjectRules
{
    public const int MostText = 3_000;
    private const int MostOptionText = 75;
    private const int MostOptionValue = 150;

    /// <summary>A text object below a property.</summary>
    public static void Text(BlockNode node, string property, int most, bool isPlain, bool isNeeded = true)
    {
        if (node.Child(property) is { } text)
        {
            Text(text, most, isPlain);
        }
        else if (isNeeded)
        {
            node.Fail($"missing required field: {property}");
        }
    }

    public static void Text(BlockNode text, int most, bool isPlain)
    {
        if (!text.IsObject || text.Type is not ("plain_text" or "mrkdwn"))
        {
            text.Fail("must be a text object of type plain_text or mrkdwn");
            return;
        }

        if (isPlain && text.Type != "plain_text")
        {
            text.Fail("must be of type plain_text");
        }

        if (text.Type == "plain_text")
        {
            text.Only("text", "emoji");
            text.Flag("emoji");
        }
        else
        {
            text.Only("text", "verbatim");
            text.Flag("verbatim");
        }

        text.Report.Characters += text.String("text", most, isNeeded: true)?.Length ?? 0;
    }

    /// <param name="isPlain">Only radio buttons and checkboxes may have mrkdwn.</param>
    public static void Option(BlockNode option, bool isPlain, bool hasUrl = false)
    {
        if (!option.IsObject)
        {
            option.Fail("must be an object");
            return;
        }

        if (hasUrl)
        {
            option.Only("text", "value", "description", "url");
            option.Url("url", 3_000);
        }
        else
        {
            option.Only("text", "value", "description");
        }

        Text(option, "text", MostOptionText, isPlain);
        option.String("value", MostOptionValue, isNeeded: true);
        Text(option, "description", MostOptionText, isPlain, isNeeded: false);
    }

    public static void OptionGroup(BlockNode group)
    {
        if (!group.IsObject)
        {
            group.Fail("must be an object");
            return;
        }

        group.Only("label", "options");
        Text(group, "label", MostOptionText, isPlain: true);
        foreach (var option in group.Array("options", 1, 100))
        {
            Option(option, isPlain: true);
        }
    }

    public static void Confirm(BlockNode element)
    {
        if (element.Child("confirm") is not { } confirm)
        {
            return;
        }

        if (!confirm.IsObject)
        {
            confirm.Fail("must be an object");
            return;
        }

        confirm.Only("title", "text", "confirm", "deny", "style");
        Text(confirm, "title", 100, isPlain: true);
        Text(confirm, "text", 300, isPlain: false);
        Text(confirm, "confirm", 30, isPlain: true);
        Text(confirm, "deny", 30, isPlain: true);
        confirm.OneOf("style", "primary", "danger");
    }

    /// <summary>Slack: what is chosen at first must be one of the options.</summary>
    public static void Initial(BlockNode initial, IEnumerable<BlockNode> options)
    {
        if (!options.Any(option => Same(option, initial)))
        {
            initial.Fail("must be one of the provided options");
        }
    }

    private static bool Same(BlockNode one, BlockNode other) =>
        one.IsObject && other.IsObject && Words(one.Json, "value") == Words(other.Json, "value") && Words(one.Json, "text", "text") == Words(other.Json, "text", "text");

    private static string? Words(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
    }
}
