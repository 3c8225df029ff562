using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's own OpenAPI file, as far as the bodies of a bot's requests need it.</summary>
internal sealed class Specification
{
    private const string SchemaPrefix = "#/components/schemas/";

    /// <summary>Members that the documentation has and the file lacks, and those that discord.js sends with every message: Discord passes them over where they mean nothing.</summary>
    private static readonly HashSet<string> Documented = new(["nsfw", "file_types", "tts", "nonce", "enforce_nonce"], StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Lazy<Specification>> Loaded = new(StringComparer.Ordinal);

    private readonly JsonElement _paths;
    private readonly Dictionary<string, JsonElement> _schemas;
    private readonly ConcurrentDictionary<string, JsonElement?> _bodies = new(StringComparer.Ordinal);

    private Specification(string path)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        _paths = root.GetProperty("paths");
        _schemas = root.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(one => SchemaPrefix + one.Name, one => one.Value, StringComparer.Ordinal);
    }

    /// <summary>Where the file is beside this repository; null where a clone stands alone.</summary>
    public static string? FindPath()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "MentorBot.sln")))
            {
                var path = Path.GetFullPath(Path.Combine(folder, "..", "shared", "protocols", "discord-openapi.json"));
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }

    public static Specification? Find(string? path) =>
        (path ?? FindPath()) is { } file ? Loaded.GetOrAdd(file, one => new Lazy<Specification>(() => new Specification(one))).Value : null;

    /// <summary>Holds a body to the schema of its route; a route without one says nothing.</summary>
    public void Check(RestRoute route, JsonElement body, List<Problem> problems)
    {
        var schema = _bodies.GetOrAdd(route.Name, _ => SchemaOf(route));
        if (schema is { } found)
        {
            Check(found, body, "", problems);
        }
    }

    private JsonElement? SchemaOf(RestRoute route) =>
        _paths.TryGetProperty(route.SpecificationPath, out var path)
        && path.TryGetProperty(route.Method.ToLowerInvariant(), out var operation)
        && operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema")
            : null;

    private void Check(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(_schemas[reference.GetString()!], value, path, problems);
            return;
        }

        if (schema.TryGetProperty("type", out var types) && !IsOneOf(types, value))
        {
            // The documentation says a text, the file a number.
            if (!(path.EndsWith("default_member_permissions", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.String))
            {
                problems.Add(WrongType(types, path));
            }

            return;
        }

        if ((schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            || (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value)))
        {
            problems.Add(new Problem(path, "BASE_TYPE_CHOICES", $"Value must be one of {(choices.ValueKind == JsonValueKind.Undefined ? "the constant" : choices.GetRawText())}."));
            return;
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var one in all.EnumerateArray())
            {
                Check(one, value, path, problems);
            }
        }

        if (schema.TryGetProperty("oneOf", out var union) || schema.TryGetProperty("anyOf", out union))
        {
            CheckUnion(union, value, path, problems);
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, problems);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, problems);
                break;
            case JsonValueKind.String:
                CheckString(schema, value.GetString()!, path, problems);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDouble(), path, problems);
                break;
        }
    }

    /// <summary>Each branch of a union says by its type which it is; of those that could be meant, the one that fits best tells what is wrong.</summary>
    private void CheckUnion(JsonElement union, JsonElement value, string path, List<Problem> problems)
    {
        List<Problem>? best = null;
        var typeAt = path.Length == 0 ? "type" : $"{path}.type";
        foreach (var branch in union.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.Null && branch.TryGetProperty("type", out var only) && only.ValueKind == JsonValueKind.String && only.ValueEquals("null"))
            {
                continue;
            }

            var found = new List<Problem>();
            Check(branch, value, path, found);
            if (found.Count == 0)
            {
                return;
            }

            if (best is null || Distance(found) < Distance(best))
            {
                best = found;
            }
        }

        problems.AddRange(best ?? []);

        int Distance(List<Problem> found) => found.Count + (found.Exists(one => one.Path == path || one.Path == typeAt) ? 1_000 : 0);
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        // A component of another kind is not worth a closer look.
        if (value.TryGetProperty("type", out var type) && schema.TryGetProperty("properties", out var all) && all.TryGetProperty("type", out var kind))
        {
            var before = problems.Count;
            Check(kind, type, Join(path, "type"), problems);
            if (problems.Count > before)
            {
                return;
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            {
                problems.Add(new Problem(Join(path, name.GetString()!), "BASE_TYPE_REQUIRED", "This field is required"));
            }
        }

        if (schema.TryGetProperty("maxProperties", out var most) && value.EnumerateObject().Count() > most.GetInt32())
        {
            problems.Add(new Problem(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most.GetInt32()} or fewer in length."));
        }

        var hasOthers = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object;
        if (!schema.TryGetProperty("properties", out var properties) && !hasOthers)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var known))
            {
                Check(known, member.Value, Join(path, member.Name), problems);
            }
            else if (hasOthers)
            {
                Check(others, member.Value, Join(path, member.Name), problems);
            }
            else if (!Documented.Contains(member.Name))
            {
                // Discord itself is silent about a misspelt name and does not do what was meant.
                problems.Add(new Problem(Join(path, member.Name), "UNKNOWN_FIELD", "There is no such field."));
            }
        }
    }

    private void CheckArray(JsonElement schema, JsonElement value, string path, List<Problem> problems)
    {
        CheckLength(schema, value.GetArrayLength(), "minItems", "maxItems", path, problems);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True && value.EnumerateArray().Select(one => one.GetRawText()).Distinct(StringComparer.Ordinal).Count() != value.GetArrayLength())
        {
            problems.Add(new Problem(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value"));
        }

        if (schema.TryGetProperty("items", out var items))
        {
            var at = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, Join(path, at++.ToString(CultureInfo.InvariantCulture)), problems);
            }
        }
    }

    private static void CheckString(JsonElement schema, string value, string path, List<Problem> problems)
    {
        // Discord: in embeds, white space at both ends is trimmed before counting.
        var counted = path.Contains("embeds.", StringComparison.Ordinal) ? value.Trim() : value;
        CheckLength(schema, Node.Length(counted), "minLength", "maxLength", path, problems);
        if (schema.TryGetProperty("pattern", out _) && !(value.Length > 0 && value.All(char.IsAsciiDigit) && (value.Length == 1 || value[0] != '0')))
        {
            // The only pattern in use is that of a snowflake.
            problems.Add(new Problem(path, "NUMBER_TYPE_COERCE", $"Value \"{value}\" is not snowflake."));
        }

        if (!schema.TryGetProperty("format", out var format))
        {
            return;
        }

        if (format.ValueEquals("uri") && !Uri.TryCreate(value, UriKind.Absolute, out _))
        {
            problems.Add(new Problem(path, "URL_TYPE_INVALID_URL", "Not a well formed URL."));
        }
        else if (format.ValueEquals("date-time") && !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _))
        {
            problems.Add(new Problem(path, "DATE_TIME_TYPE_PARSE", $"Could not parse {value}. Should be ISO8601."));
        }
    }

    private static void CheckNumber(JsonElement schema, double value, string path, List<Problem> problems)
    {
        if (schema.TryGetProperty("minimum", out var least) && value < least.GetDouble())
        {
            problems.Add(new Problem(path, "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {least.GetRawText()}."));
        }

        if (schema.TryGetProperty("maximum", out var most) && value > most.GetDouble())
        {
            problems.Add(new Problem(path, "NUMBER_TYPE_MAX", $"int value should be less than or equal to {most.GetRawText()}."));
        }
    }

    private static void CheckLength(JsonElement schema, int length, string leastName, string mostName, string path, List<Problem> problems)
    {
        var least = schema.TryGetProperty(leastName, out var min) ? min.GetInt32() : 0;
        var most = schema.TryGetProperty(mostName, out var max) ? max.GetInt32() : int.MaxValue;
        if (length < least || length > most)
        {
            problems.Add(Node.BadLength(path, least, most));
        }
    }

    private static bool IsOneOf(JsonElement types, JsonElement value) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Any(type => Is(type.GetString()!, value)) : Is(types.GetString()!, value);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number == Math.Floor(number),
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static Problem WrongType(JsonElement types, string path)
    {
        var type = types.ValueKind == JsonValueKind.Array ? types[0].GetString() : types.GetString();
        return type switch
        {
            "boolean" => new Problem(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
            "string" => new Problem(path, "STRING_TYPE_CONVERT", "Could not interpret value as string."),
            "integer" or "number" => new Problem(path, "NUMBER_TYPE_COERCE", "Value is not a number."),
            "array" => new Problem(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
            _ => new Problem(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
        };
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
