using System.Globalization;
using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>What is found while a payload is walked through.</summary>
internal sealed class BlockReport
{
    public List<BlockProblem> Problems { get; } = [];

    /// <summary>All characters of all text objects.</summary>
    public int Characters { get; set; }

    public int MarkdownCharacters { get; set; }

    public int Tables { get; set; }

    /// <summary>How many elements ask for the focus.</summary>
    public int Focused { get; set; }

    public bool HasInput { get; set; }

    public HashSet<string> BlockIds { get; } = new(StringComparer.Ordinal);
}

/// <summary>A place in a payload that knows where it is.</summary>
internal sealed class BlockNode(BlockReport report, JsonElement json, string name, BlockNode? parent)
{
    public BlockReport Report { get; } = report;

    public JsonElement Json { get; } = json;

    public string? Type => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    public string Pointer => $"{parent?.Pointer}/{name}";

    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    public bool IsArray => Json.ValueKind == JsonValueKind.Array;

    public int Count => IsArray ? Json.GetArrayLength() : 0;

    public void Fail(string message, string error = "invalid_blocks") => Report.Problems.Add(new BlockProblem(Pointer, message, error));

    /// <summary>A property that was sent; null counts as not sent.</summary>
    public BlockNode? Child(string property) =>
        IsObject && Json.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? new BlockNode(Report, value, property, this) : null;

    public bool Has(string property) => IsObject && Json.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null;

    public IEnumerable<BlockNode> Items()
    {
        var index = 0;
        foreach (var item in IsArray ? Json.EnumerateArray() : default)
        {
            yield return new BlockNode(Report, item, index.ToString(CultureInfo.InvariantCulture), this);
            index++;
        }
    }

    /// <summary>Slack takes no property that it does not know.</summary>
    public void Only(params ReadOnlySpan<string> properties)
    {
        foreach (var property in Json.EnumerateObject())
        {
            if (property.Name != "type" && !properties.Contains(property.Name))
            {
                Fail($"invalid additional property: {property.Name}");
            }
        }
    }

    public string? String(string property, int most, bool isNeeded = false, int least = 1)
    {
        if (Child(property) is not { } child)
        {
            if (isNeeded)
            {
                Fail($"missing required field: {property}");
            }

            return null;
        }

        if (child.Json.ValueKind != JsonValueKind.String)
        {
            child.Fail("must be a string");
            return null;
        }

        var text = child.Json.GetString()!;
        if (text.Length > most)
        {
            child.Fail($"must be less than {most + 1} characters");
        }
        else if (text.Length < least)
        {
            child.Fail($"must be more than {least - 1} characters");
        }

        return text;
    }

    public bool Flag(string property, bool isNeeded = false)
    {
        if (Child(property) is not { } child)
        {
            if (isNeeded)
            {
                Fail($"missing required field: {property}");
            }

            return false;
        }

        if (child.Json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            child.Fail("must be a boolean");
        }

        return child.Json.ValueKind == JsonValueKind.True;
    }

    public int? Number(string property, int least, int most)
    {
        if (Child(property) is not { } child)
        {
            return null;
        }

        if (child.Json.ValueKind != JsonValueKind.Number || !child.Json.TryGetInt32(out var number))
        {
            child.Fail("must be an integer");
            return null;
        }

        if (number < least || number > most)
        {
            child.Fail($"must be between {least} and {most}");
        }

        return number;
    }

    public void OneOf(string property, params ReadOnlySpan<string> values)
    {
        if (String(property, 255) is { } value && !values.Contains(value))
        {
            Child(property)!.Fail($"unsupported value: {value}");
        }
    }

    /// <summary>An array with so many items; empty when it was not sent or is none.</summary>
    public IEnumerable<BlockNode> Array(string property, int least, int most, bool isNeeded = true)
    {
        if (Child(property) is not { } child)
        {
            if (isNeeded)
            {
                Fail($"missing required field: {property}");
            }

            return [];
        }

        if (!child.IsArray)
        {
            child.Fail("must be an array");
            return [];
        }

        if (child.Count < least || child.Count > most)
        {
            child.Fail(child.Count < least ? $"must have at least {least} item(s)" : $"no more than {most} items allowed");
        }

        return child.Items();
    }

    /// <summary>An address, which Slack wants whole.</summary>
    public void Url(string property, int most, bool isNeeded = false)
    {
        if (String(property, most, isNeeded) is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "slack" or "mailto"))
        {
            Child(property)!.Fail("must be a valid URL");
        }
    }
}
