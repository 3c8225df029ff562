using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's rules for the definitions of commands, those that are not in its OpenAPI file too.</summary>
internal static partial class CommandRules
{
    private const int MostCharacters = 8_000;

    private static readonly string[] GlobalOnly = ["contexts", "integration_types", "dm_permission"];

    private static readonly HashSet<string> Locales = new(
        ["id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko", "ar", "he"],
        StringComparer.Ordinal);

    /// <param name="isGlobal">Whether they are for all servers: only those have contexts.</param>
    public static void Check(Node commands, bool isGlobal)
    {
        var known = new HashSet<(int Type, string Name)>();
        var counts = new int[4];
        foreach (var command in commands.Items())
        {
            var type = command.Number("type") ?? 1;
            if (type is < 1 or > 3)
            {
                command.Fail("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}.");
                continue;
            }

            counts[type]++;
            if (command.Text("name") is { } name && !known.Add((type, name)))
            {
                command.Fail("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }

            CheckCommand(command, type, isGlobal);
        }

        if (counts[1] > 100 || counts[2] > 15 || counts[3] > 15)
        {
            throw new DiscordError(400, 30032, "Maximum number of application commands reached (100)");
        }
    }

    private static void CheckCommand(Node command, int type, bool isGlobal)
    {
        if (type == 1)
        {
            CheckName(command);
            command.Limit("description", 1, 100, isNeeded: true);
            CheckOptions(command, depth: 0);
            var size = Size(command);
            if (size > MostCharacters)
            {
                command.Fail("APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({MostCharacters})");
            }
        }
        else
        {
            command.Limit("name", 1, 32, isNeeded: true);
            CheckLocalizations(command, "name_localizations", 32);
            if (command.Text("description") is { Length: > 0 })
            {
                command.Fail("description", "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Context menu commands cannot have descriptions");
            }

            if (command.Items("options").Count > 0)
            {
                command.Fail("options", "APPLICATION_COMMAND_INVALID_OPTIONS", "Context menu commands cannot have options");
            }
        }

        if (command.Text("default_member_permissions") is { } bits && !bits.All(char.IsAsciiDigit))
        {
            command.Fail("default_member_permissions", "NUMBER_TYPE_COERCE", $"Value \"{bits}\" is not int.");
        }

        if (!isGlobal)
        {
            foreach (var name in GlobalOnly.Where(command.Has))
            {
                command.Fail(name, "APPLICATION_COMMAND_GLOBAL_ONLY", "Only global commands have this field.");
            }
        }
    }

    private static void CheckOptions(Node holder, int depth)
    {
        holder.Count("options", 0, 25);
        var options = holder.Items("options");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var nests = options.Count(option => option.Number("type") is 1 or 2);
        if (nests > 0 && nests < options.Count)
        {
            holder.Fail("options", "APPLICATION_COMMAND_OPTIONS_TYPE_MIX", "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }

        var sawOptional = false;
        foreach (var option in options)
        {
            CheckName(option);
            option.Limit("description", 1, 100, isNeeded: true);
            if (option.Text("name") is { } name && !names.Add(name))
            {
                option.Fail("name", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique");
            }

            if (option.Number("type") is 1 or 2)
            {
                CheckNested(option, depth);
                continue;
            }

            if (option.IsTrue("required") && sawOptional)
            {
                option.Fail("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            sawOptional |= !option.IsTrue("required");
            CheckLeaf(option);
        }
    }

    private static void CheckNested(Node option, int depth)
    {
        var type = option.Number("type");
        var inner = option.Items("options");
        if (type == 2 && depth > 0)
        {
            option.Fail("type", "APPLICATION_COMMAND_OPTIONS_NESTING", "A group is directly in a command.");
        }
        else if (type == 2 && (inner.Count == 0 || inner.Any(one => one.Number("type") != 1)))
        {
            option.Fail("options", "APPLICATION_COMMAND_OPTIONS_NESTING", "A group holds subcommands and nothing else.");
        }
        else if (type == 1 && inner.Any(one => one.Number("type") is 1 or 2))
        {
            option.Fail("options", "APPLICATION_COMMAND_OPTIONS_NESTING", "A subcommand holds no others.");
        }

        CheckOptions(option, depth + 1);
    }

    private static void CheckLeaf(Node option)
    {
        var type = option.Number("type");
        if (type is null or < 1 or > 11)
        {
            option.Fail("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.");
            return;
        }

        Only("choices", type is 3 or 4 or 10);
        Only("min_length", type is 3);
        Only("max_length", type is 3);
        Only("min_value", type is 4 or 10);
        Only("max_value", type is 4 or 10);
        Only("channel_types", type is 7);
        option.Range("min_length", 0, 6000);
        option.Range("max_length", 1, 6000);
        if (option.IsTrue("autocomplete"))
        {
            Only("autocomplete", type is 3 or 4 or 10);
            if (option.Items("choices").Count > 0)
            {
                option.Fail("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Autocomplete options cannot have choices");
            }
        }

        if (option.Has("options"))
        {
            option.Fail("options", "APPLICATION_COMMAND_OPTIONS_NESTING", "Only groups and subcommands hold options.");
        }

        CheckChoices(option, isText: type == 3, isDefinition: true);

        void Only(string name, bool isAllowed)
        {
            if (!isAllowed && option.Has(name))
            {
                option.Fail(name, "APPLICATION_COMMAND_OPTION_FIELD", $"An option of type {type} has no {name}.");
            }
        }
    }

    /// <summary>Choices of an option, or of an autocomplete's answer.</summary>
    /// <param name="isText">Whether the values have to be texts.</param>
    /// <param name="isDefinition">Whether names have to differ, as those that are only offered need not.</param>
    public static void CheckChoices(Node holder, bool isText, bool isDefinition)
    {
        holder.Count("choices", 0, 25);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var choice in holder.Items("choices"))
        {
            choice.Limit("name", 1, 100, isNeeded: true);
            CheckLocalizations(choice, "name_localizations", 100);
            choice.Require("value");
            choice.Limit("value", 0, 100);
            if (isText && choice.Has("value") && choice.Text("value") is null)
            {
                choice.Fail("value", "STRING_TYPE_CONVERT", "Could not interpret value as string.");
            }

            if (isDefinition && choice.Text("name") is { } text && !names.Add(text))
            {
                choice.Fail("name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice names must be unique");
            }
        }
    }

    private static void CheckName(Node one)
    {
        one.Limit("name", 1, 32, isNeeded: true);
        if (one.Text("name") is { } name && (!NameRegex().IsMatch(name) || name.Any(letter => char.ToLowerInvariant(letter) != letter)))
        {
            one.Fail("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }

        CheckLocalizations(one, "name_localizations", 32);
        CheckLocalizations(one, "description_localizations", 100);
    }

    private static void CheckLocalizations(Node one, string name, int most)
    {
        if (!one.Has(name) || !one.Child(name).IsObject)
        {
            return;
        }

        var all = one.Child(name);
        foreach (var pair in all.Json.EnumerateObject())
        {
            if (!Locales.Contains(pair.Name))
            {
                all.Fail(pair.Name, "ENUM_TYPE_COERCE", $"Value \"{pair.Name}\" is not a valid enum value.");
            }

            all.Limit(pair.Name, 1, most);
        }
    }

    /// <summary>Discord: names, descriptions and values together, of each the longest localisation.</summary>
    private static int Size(Node one) =>
        Longest(one, "name") + Longest(one, "description")
        + one.Items("options").Sum(Size)
        + one.Items("choices").Sum(choice => Longest(choice, "name") + Node.Length(choice.Text("value") ?? ""));

    private static int Longest(Node one, string name)
    {
        var localized = one.Child($"{name}_localizations");
        var longest = localized.IsObject ? localized.Json.EnumerateObject().Select(pair => Node.Length(pair.Value.GetString() ?? "")).DefaultIfEmpty().Max() : 0;
        return Math.Max(Node.Length(one.Text(name) ?? ""), longest);
    }

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$", RegexOptions.None, 1000)]
    private static partial Regex NameRegex();
}
