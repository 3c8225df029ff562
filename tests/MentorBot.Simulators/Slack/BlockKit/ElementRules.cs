using System.Globalization;
using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>The elements that people press, choose from and type into.</summary>
internal static class ElementRules
{
    private const int MostId = 255;
    public const int MostOptions = 100;
    private const int MostTyped = 3_000;

    private static readonly HashSet<string> Selects = ["static_select", "external_select", "users_select", "conversations_select", "channels_select"];
    private static readonly HashSet<string> MultiSelects = [.. Selects.Select(type => "multi_" + type)];
    private static readonly HashSet<string> Choices = [.. Selects, "checkboxes", "radio_buttons", "datepicker", "timepicker"];

    /// <summary>Where Slack lets which element be.</summary>
    public static readonly IReadOnlyDictionary<string, HashSet<string>> Allowed = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal)
    {
        ["section"] = [.. Choices, .. MultiSelects, "button", "overflow", "image", "workflow_button"],
        ["actions"] = [.. Choices, "button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"],
        ["input"] =
        [
            .. Choices, .. MultiSelects, "datetimepicker", "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input",
        ],
    };

    public static void Element(BlockNode element, string block)
    {
        if (element.Type is not { } type || !Allowed[block].Contains(type))
        {
            element.Fail($"unsupported type: {element.Type ?? "none"}");
            return;
        }

        if (type == "image")
        {
            BlockRules.Image(element, hasTitle: false);
            return;
        }

        element.String("action_id", MostId);
        ObjectRules.Confirm(element);
        if (element.Flag("focus_on_load"))
        {
            element.Report.Focused++;
        }

        Detail(element, type);
    }

    private static void Detail(BlockNode element, string type)
    {
        switch (type)
        {
            case "button" or "workflow_button":
                Button(element);
                break;
            case "overflow":
                Overflow(element);
                break;
            case "checkboxes" or "radio_buttons":
                Boxes(element, isMulti: type == "checkboxes");
                break;
            case "static_select" or "multi_static_select":
                StaticSelect(element, isMulti: type[0] == 'm');
                break;
            case "datepicker" or "timepicker" or "datetimepicker":
                Picker(element, type);
                break;
            case "plain_text_input":
                PlainText(element);
                break;
            case "number_input" or "email_text_input" or "url_text_input":
                Input(element, type == "number_input");
                break;
            case "file_input":
                element.Only("action_id", "filetypes", "max_files");
                element.Number("max_files", 1, 10);
                break;
            case "rich_text_input":
                element.Only("action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder");
                Placeholder(element);
                break;
            default:
                LookedUpRules.Select(element, type);
                break;
        }
    }

    private static void Button(BlockNode button)
    {
        button.Only("text", "action_id", "url", "value", "style", "confirm", "accessibility_label", "workflow");
        ObjectRules.Text(button, "text", 75, isPlain: true);
        button.String("value", 2_000);
        button.Url("url", 3_000);
        button.OneOf("style", "primary", "danger");
        button.String("accessibility_label", 75);
    }

    private static void Overflow(BlockNode menu)
    {
        menu.Only("action_id", "options", "confirm");
        foreach (var option in menu.Array("options", 1, 5))
        {
            ObjectRules.Option(option, isPlain: true, hasUrl: true);
        }
    }

    private static void Boxes(BlockNode boxes, bool isMulti)
    {
        boxes.Only("action_id", "options", isMulti ? "initial_options" : "initial_option", "confirm", "focus_on_load");
        var options = boxes.Array("options", 1, 10).ToList();
        foreach (var option in options)
        {
            ObjectRules.Option(option, isPlain: false);
        }

        Initial(boxes, options, isMulti);
    }

    private static void StaticSelect(BlockNode select, bool isMulti)
    {
        if (isMulti)
        {
            select.Only("action_id", "options", "option_groups", "initial_options", "confirm", "max_selected_items", "focus_on_load", "placeholder");
            select.Number("max_selected_items", 1, int.MaxValue);
        }
        else
        {
            select.Only("action_id", "options", "option_groups", "initial_option", "confirm", "focus_on_load", "placeholder");
        }

        Placeholder(select);
        if (select.Has("options") == select.Has("option_groups"))
        {
            select.Fail("must have either options or option_groups");
            return;
        }

        var options = select.Array("options", 1, MostOptions, isNeeded: false).ToList();
        foreach (var option in options)
        {
            ObjectRules.Option(option, isPlain: true);
        }

        foreach (var group in select.Array("option_groups", 1, MostOptions, isNeeded: false))
        {
            ObjectRules.OptionGroup(group);
            options.AddRange(group.Child("options")?.Items() ?? []);
        }

        Initial(select, options, isMulti);
    }

    private static void Picker(BlockNode picker, string type)
    {
        var initial = type switch { "datepicker" => "initial_date", "timepicker" => "initial_time", _ => "initial_date_time" };
        if (type == "datetimepicker")
        {
            picker.Only("action_id", initial, "confirm", "focus_on_load");
            if (picker.Child(initial) is { } at && !(at.Json.ValueKind == JsonValueKind.Number && at.Json.TryGetInt64(out var seconds) && seconds is >= 1_000_000_000 and <= 9_999_999_999))
            {
                at.Fail("must be a UNIX timestamp of ten digits");
            }

            return;
        }

        picker.Only("action_id", initial, "confirm", "focus_on_load", "placeholder", type == "timepicker" ? "timezone" : "placeholder");
        Placeholder(picker);
        if (picker.String(initial, 10) is { } text && !IsGood(type, text))
        {
            picker.Child(initial)!.Fail(type == "datepicker" ? "must be YYYY-MM-DD" : "must be HH:mm");
        }
    }

    private static bool IsGood(string type, string text) => type == "datepicker"
        ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static void PlainText(BlockNode input)
    {
        input.Only("action_id", "initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "focus_on_load", "placeholder");
        Placeholder(input);
        input.Flag("multiline");
        var least = input.Number("min_length", 0, MostTyped);
        var most = input.Number("max_length", 1, MostTyped);
        if (least > most)
        {
            input.Fail("min_length must not be above max_length");
        }

        input.String("initial_value", most is >= 1 and <= MostTyped ? most.Value : MostTyped, least: 0);
    }

    private static void Input(BlockNode input, bool isNumber)
    {
        if (isNumber)
        {
            input.Only("action_id", "is_decimal_allowed", "initial_value", "min_value", "max_value", "dispatch_action_config", "focus_on_load", "placeholder");
            var hasDecimals = input.Flag("is_decimal_allowed", isNeeded: true);
            var least = Decimal(input, "min_value", hasDecimals);
            var most = Decimal(input, "max_value", hasDecimals);
            if (Decimal(input, "initial_value", hasDecimals) is { } initial && (initial < least || initial > most))
            {
                input.Child("initial_value")!.Fail("must be between min_value and max_value");
            }
        }
        else
        {
            input.Only("action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder");
            input.String("initial_value", MostTyped, least: 0);
        }

        Placeholder(input);
    }

    /// <summary>A number, which Slack has as text.</summary>
    private static decimal? Decimal(BlockNode input, string property, bool hasDecimals)
    {
        if (input.String(property, MostTyped) is not { } text)
        {
            return null;
        }

        var style = NumberStyles.AllowLeadingSign | (hasDecimals ? NumberStyles.AllowDecimalPoint : NumberStyles.None);
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        input.Child(property)!.Fail(hasDecimals ? "must be a number" : "must be a number without decimals");
        return null;
    }

    public static void Placeholder(BlockNode element) => ObjectRules.Text(element, "placeholder", 150, isPlain: true, isNeeded: false);

    private static void Initial(BlockNode element, List<BlockNode> options, bool isMulti)
    {
        if (!isMulti && element.Child("initial_option") is { } one)
        {
            ObjectRules.Initial(one, options);
        }

        foreach (var initial in isMulti ? element.Array("initial_options", 1, MostOptions, isNeeded: false) : [])
        {
            ObjectRules.Initial(initial, options);
        }
    }
}
