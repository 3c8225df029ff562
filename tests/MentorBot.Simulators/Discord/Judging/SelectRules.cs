namespace MentorBot.Simulators.Discord;

/// <summary>Discord's rules for what is chosen from, in messages and in modals.</summary>
internal static class SelectRules
{
    /// <summary>Every kind of select, in a message or in a modal.</summary>
    public static void Check(Node select)
    {
        select.Limit("custom_id", 1, 100, isNeeded: true);
        select.Limit("placeholder", 0, 150);
        select.Range("min_values", 0, 25);
        select.Range("max_values", 1, 25);
        var (least, most) = (select.Number("min_values") ?? 1, select.Number("max_values") ?? 1);
        if (least > most)
        {
            select.Fail("min_values", "COMPONENT_SELECT_MIN_MAX", "min_values may not be larger than max_values.");
        }

        if (select.Number("type") != 3)
        {
            if (select.Has("options"))
            {
                select.Fail("options", "UNKNOWN_FIELD", "Only a string select has options.");
            }

            var count = select.Items("default_values").Count;
            if (count > 0 && (count < least || count > most))
            {
                select.Fail("default_values", "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
            }

            return;
        }

        select.Count("options", 1, 25);
        CheckOptions(select, 100);
        var options = select.Items("options");
        if (options.Count > 0 && (most > options.Count || least > options.Count))
        {
            select.Fail(most > options.Count ? "max_values" : "min_values", "COMPONENT_SELECT_RANGE", "There are not so many options.");
        }

        if (options.Count(option => option.IsTrue("default")) > most)
        {
            select.Fail("options", "COMPONENT_SELECT_DEFAULTS", "More options are default than can be chosen.");
        }
    }

    /// <summary>The options of selects and of groups.</summary>
    public static void CheckOptions(Node select, int most)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in select.Items("options"))
        {
            option.Limit("label", 1, most, isNeeded: true);
            option.Limit("value", 1, most, isNeeded: true);
            option.Limit("description", 0, most);
            if (option.Text("value") is { } value && !values.Add(value))
            {
                option.Fail("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
            }
        }
    }
}
