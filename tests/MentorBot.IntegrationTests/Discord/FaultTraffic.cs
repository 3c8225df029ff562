using System.Text.Json;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What the bot sent to Discord, for the message of a failure: a line for each request, with what people would read of it.</summary>
internal static class FaultTraffic
{
    private const int Longest = 160;

    public static string Of(DiscordSimulator discord) => string.Join('\n', discord.Requests.Select(Line));

    private static string Line(DiscordRequest request)
    {
        var read = string.Join(" | ", TextsIn(request.Body)).ReplaceLineEndings(" ");
        var about = request.Path.Split('/').FirstOrDefault(part => part.Length is > 15 and < 25) ?? "-";
        return $"{request.At:mm:ss.ff} {request.Status} {request.Code} {request.Route} {about} {TypeOf(request.Body)} {read[..Math.Min(read.Length, Longest)]}";
    }

    private static string TypeOf(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("type", out var type) ? $"type {type}" : "";

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.String && member.Name is "content" or "label"
            ? [member.Value.GetString()!]
            : TextsIn(member.Value)),
        _ => [],
    };
}
