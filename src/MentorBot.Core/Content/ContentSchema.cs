using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Core.Content;

/// <summary>Writes the JSON Schema of a kind of content, which lets an editor complete and check a file as it is typed.</summary>
public static class ContentSchema
{
    /// <summary>The folder below the content folder that the schemas are kept in.</summary>
    public const string Folder = "schemas";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static string FileName(ContentKind kind) => $"{kind.Name}.schema.json";

    public static string Of(ContentKind kind)
    {
        var schema = Mapping(ContentShape.Of(kind.Type));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", $"MentorBot {kind.Name}");
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Mapping(ContentShape shape)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var key in shape.Keys)
        {
            properties.Add(key.Name, Key(key));
            if (key.IsRequired)
            {
                required.Add(key.Name);
            }
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Key(ContentShape.ContentKey key)
    {
        var schema = Value(key.Type);
        if (key.Description is { } description)
        {
            schema.Insert(0, "description", description);
        }

        if (key.MaxEntryLength is { } longest)
        {
            schema["items"]!.AsObject().Add("maxLength", longest);
        }

        var isList = ContentShape.ElementOf(key.Type) is not null;
        if (key.MaxLength is { } most)
        {
            schema.Add(isList ? "maxItems" : "maxLength", most);
        }

        if (key.MinLength is { } least)
        {
            schema.Add(isList ? "minItems" : "minLength", least);
        }

        if (key.Pattern is { } pattern)
        {
            schema.Add("pattern", pattern.Pattern);
        }

        if (key.Range is { } range)
        {
            schema.Add("minimum", (int)range.Minimum);
            schema.Add("maximum", (int)range.Maximum);
        }

        return schema;
    }

    private static JsonObject Value(Type type)
    {
        if (ContentShape.ElementOf(type) is { } element)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Value(element) };
        }

        if (ContentShape.IsMapping(type))
        {
            return Mapping(ContentShape.Of(type));
        }

        if (type.IsEnum)
        {
            return new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)ContentShape.InFile(name))]) };
        }

        return new JsonObject
        {
            ["type"] = type == typeof(int) ? "integer" : type == typeof(bool) ? "boolean" : "string",
        };
    }
}
