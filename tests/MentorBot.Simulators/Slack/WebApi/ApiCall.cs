using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>One call of a method: who calls and with what.</summary>
internal sealed class ApiCall(SlackSimulator slack, string method, JsonElement arguments)
{
    private static readonly HashSet<string> Structured = new(["blocks", "view", "metadata", "attachments", "files"], StringComparer.Ordinal);

    public SlackSimulator Slack { get; } = slack;

    public SlackWorkspace Workspace => Slack.Workspace;

    public string Method { get; } = method;

    public JsonElement Arguments { get; } = arguments;

    /// <summary>Warnings that go into the answer.</summary>
    public List<string> Warnings { get; } = [];

    public static async Task<JsonElement> ReadAsync(HttpContext context, bool takesJson)
    {
        var request = context.Request;
        var fields = new JsonObject();
        foreach (var (name, value) in request.Query)
        {
            fields[name] = Structure(name, value.ToString());
        }

        var type = request.ContentType ?? "";
        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return takesJson && body.Length > 0 ? FromJson(body.ToArray(), fields) : ToElement(fields);
        }

        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync())
            {
                fields[name] = Structure(name, value.ToString());
            }
        }
        else if (request.ContentLength > 0)
        {
            throw new SlackError(type.Length == 0 ? "missing_post_type" : "invalid_post_type");
        }

        return ToElement(fields);
    }

    public string? Text(string name) =>
        !Arguments.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };

    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw Wrong($"missing required field: {name}", $"/{name}");

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name, int otherwise) => Text(name) is { Length: > 0 } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"must be an integer: {name}", $"/{name}") : otherwise;

    /// <summary>An object or array; null when it was not sent.</summary>
    public JsonElement? Json(string name, string error)
    {
        if (!Arguments.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : throw new SlackError(error);
    }

    public void Needs(string scope)
    {
        var granted = Slack.Options.Scopes;
        if (!granted.Contains(scope))
        {
            throw new SlackError("missing_scope") { More = new JsonObject { ["needed"] = scope, ["provided"] = string.Join(',', granted) } };
        }
    }

    /// <summary>The channel that the bot can know of.</summary>
    public SlackChannel Channel(string name = "channel")
    {
        var channel = Workspace.Channel(Text(name)) ?? throw new SlackError("channel_not_found");
        return channel.IsPrivate && !channel.BotIsMember ? throw new SlackError("channel_not_found") : channel;
    }

    public SlackPerson Person(string name = "user") => Workspace.Person(Text(name)) ?? throw new SlackError("user_not_found");

    public static SlackError Wrong(string message, string pointer) => new("invalid_arguments") { Messages = [$"[ERROR] {message} [json-pointer:{pointer}]"] };

    /// <summary>One page of a list, and the cursor of the next, which is empty after the last.</summary>
    public JsonObject Page<T>(IReadOnlyList<T> all, string name, int otherwise, Func<T, JsonNode?> toJson)
    {
        var limit = Math.Clamp(Number("limit", otherwise), 1, 1_000);
        var start = Text("cursor") is { Length: > 0 } cursor ? Decode(cursor) : 0;
        var next = start + limit < all.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes($"next:{start + limit}")) : "";
        return new JsonObject
        {
            [name] = new JsonArray([.. all.Skip(start).Take(limit).Select(toJson)]),
            ["response_metadata"] = new JsonObject { ["next_cursor"] = next },
        };
    }

    private static int Decode(string cursor)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(cursor, bytes, out var count) && Encoding.ASCII.GetString(bytes, 0, count) is ['n', 'e', 'x', 't', ':', .. var at] && int.TryParse(at, CultureInfo.InvariantCulture, out var start)
            ? start
            : throw new SlackError("invalid_cursor");
    }

    private static JsonElement FromJson(byte[] body, JsonObject fields)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject sent)
            {
                throw new SlackError("json_not_object");
            }

            foreach (var (name, value) in sent)
            {
                fields[name] = value is JsonValue text && text.TryGetValue<string>(out var written) ? Structure(name, written) : value?.DeepClone();
            }

            return ToElement(fields);
        }
        catch (JsonException)
        {
            throw new SlackError("invalid_json");
        }
    }

    /// <summary>In a form, what has a structure is sent as JSON in a text.</summary>
    private static JsonNode? Structure(string name, string value)
    {
        if (!Structured.Contains(name))
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static JsonElement ToElement(JsonObject fields) => JsonSerializer.SerializeToElement(fields);
}
