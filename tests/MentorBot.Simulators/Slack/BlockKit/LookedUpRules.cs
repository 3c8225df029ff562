using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Selects whose options are people, places or what the app looks up.</summary>
internal static class LookedUpRules
{
    public static void Select(BlockNode select, string type)
    {
        var what = type.Replace("multi_", "", StringComparison.Ordinal).Replace("_select", "", StringComparison.Ordinal);
        var isMulti = type.StartsWith("multi_", StringComparison.Ordinal);
        var initial = what == "external" ? $"initial_option{(isMulti ? "s" : "")}" : $"initial_{what}"[..^(isMulti ? 0 : 1)];
        select.Only(
            "action_id",
            initial,
            "confirm",
            "focus_on_load",
            "placeholder",
            isMulti ? "max_selected_items" : "response_url_enabled",
            what == "external" ? "min_query_length" : "placeholder",
            what == "conversations" ? "default_to_current_conversation" : "placeholder",
            what == "conversations" ? "filter" : "placeholder");
        ElementRules.Placeholder(select);
        select.Number("min_query_length", 0, 150);
        select.Number("max_selected_items", 1, int.MaxValue);
        select.Flag("response_url_enabled");
        select.Flag("default_to_current_conversation");
        if (what == "external")
        {
            foreach (var option in isMulti ? select.Array(initial, 1, ElementRules.MostOptions, isNeeded: false) : select.Child(initial) is { } one ? [one] : [])
            {
                ObjectRules.Option(option, isPlain: true);
            }

            return;
        }

        foreach (var chosen in isMulti ? select.Array(initial, 1, ElementRules.MostOptions, isNeeded: false) : select.Child(initial) is { } one ? [one] : [])
        {
            IdOf(chosen, what);
        }

        Filter(select);
    }

    /// <summary>Slack: a picker shows no initial value that is not of its kind.</summary>
    private static void IdOf(BlockNode chosen, string what)
    {
        var kinds = what switch { "users" => "UW", "channels" => "C", _ => "CDG" };
        if (chosen.Json.ValueKind != JsonValueKind.String || chosen.Json.GetString() is not { Length: > 1 } id || !kinds.Contains(id[0], StringComparison.Ordinal) || !id.All(char.IsAsciiLetterOrDigit))
        {
            chosen.Fail($"must be an id that begins with one of {kinds}");
        }
    }

    private static void Filter(BlockNode select)
    {
        if (select.Child("filter") is not { } filter)
        {
            return;
        }

        if (!filter.IsObject)
        {
            filter.Fail("must be an object");
            return;
        }

        filter.Only("include", "exclude_external_shared_channels", "exclude_bot_users");
        filter.Flag("exclude_external_shared_channels");
        filter.Flag("exclude_bot_users");
        foreach (var kind in filter.Array("include", 1, 4, isNeeded: false))
        {
            if (kind.Json.ValueKind != JsonValueKind.String || kind.Json.GetString() is not ("im" or "mpim" or "private" or "public"))
            {
                kind.Fail("must be one of im, mpim, private, public");
            }
        }
    }
}
