using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>One request: where it goes and with what.</summary>
internal sealed class RestCall(DiscordSimulator discord, HttpRequest request, RestRoute route, Dictionary<string, string> found)
{
    private const int MostBytes = 25 * 1024 * 1024;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public DiscordSimulator Discord { get; } = discord;

    public RestRoute Route { get; } = route;

    /// <summary>The body's JSON; an empty object when there is none.</summary>
    public JsonElement Body { get; private set; } = Nothing;

    public bool HasBody { get; private set; }

    /// <summary>The bytes of the JSON, as they came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>The files of a multipart body, by the number in files[n].</summary>
    public IReadOnlyDictionary<int, DiscordFile> Files { get; private set; } = new Dictionary<int, DiscordFile>();

    /// <summary>What stands in the path.</summary>
    public string this[string name] => found[name];

    public string Major => Route.Major(found);

    public string? Query(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool IsAsked(string name) => Query(name) is "true" or "1" or "True";

    public async Task ReadAsync()
    {
        var type = request.ContentType ?? "";
        if (type.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            await ReadFormAsync();
            return;
        }

        if (request.ContentLength == 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
        {
            return;
        }

        var bytes = await ReadBytesAsync();
        if (bytes.Length == 0)
        {
            return;
        }

        // Discord: application/json, multipart/form-data or application/x-www-form-urlencoded.
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw DiscordError.InvalidForm(new Problem("_misc", "CONTENT_TYPE_INVALID", $"Expected \"Content-Type\" header to be one of {{'application/json', 'multipart/form-data'}}."));
        }

        Parse(bytes);
    }

    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    } : null;

    private async Task<byte[]> ReadBytesAsync()
    {
        if (request.ContentLength is { } length and <= MostBytes)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact);
            return exact;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.Length > MostBytes ? throw new DiscordError(413, 40005, "Request entity too large. Try sending something smaller in size") : body.ToArray();
    }

    private async Task ReadFormAsync()
    {
        var form = await request.ReadFormAsync();
        var files = new Dictionary<int, DiscordFile>();
        foreach (var file in form.Files)
        {
            if (file.Name is not ['f', 'i', 'l', 'e', 's', '[', .. var number, ']'] || !int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var at))
            {
                throw DiscordError.InvalidForm(new Problem(file.Name, "UNKNOWN_FIELD", "Files are called files[n]."));
            }

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            files[at] = new DiscordFile(Discord.Snowflakes.Next(), file.FileName, file.ContentType ?? "application/octet-stream", bytes.ToArray());
        }

        if (files.Count > 10)
        {
            throw DiscordError.InvalidForm(new Problem("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length."));
        }

        if (files.Values.Sum(file => (long)file.Bytes.Length) > MostBytes)
        {
            throw new DiscordError(413, 40005, "Request entity too large. Try sending something smaller in size");
        }

        Files = files;
        if (form.TryGetValue("payload_json", out var json))
        {
            Parse(System.Text.Encoding.UTF8.GetBytes(json.ToString()));
        }
        else if (form.Count > 0)
        {
            throw DiscordError.InvalidForm(new Problem("payload_json", "BASE_TYPE_REQUIRED", "This simulator takes the rest of a form as payload_json only."));
        }
    }

    private void Parse(byte[] bytes)
    {
        try
        {
            Body = JsonDocument.Parse(bytes).RootElement;
            Bytes = bytes;
            HasBody = true;
        }
        catch (JsonException)
        {
            throw new DiscordError(400, 50109, "The request body contains invalid JSON.");
        }

        if (Body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            throw DiscordError.InvalidForm(new Problem("", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"));
        }
    }
}
