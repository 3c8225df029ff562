using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>How many requests a bucket takes.</summary>
/// <param name="Hash">What X-RateLimit-Bucket says; routes with the same one share it.</param>
/// <param name="Seconds">How long a window is.</param>
internal sealed record Bucket(string Hash, int Limit, double Seconds);

/// <summary>What is answered when all is well.</summary>
internal readonly record struct RestAnswer(int Status, JsonNode? Json = null)
{
    public static RestAnswer Nothing => new(204);

    public static RestAnswer Of(JsonNode json) => new(200, json);
}

/// <summary>One route of the API.</summary>
/// <param name="Template">Such as "/channels/{channel}/messages".</param>
/// <param name="Bucket">Null where Discord counts nothing.</param>
internal sealed record RestRoute(string Method, string Template, Bucket? Bucket, Func<RestCall, RestAnswer> Answer)
{
    public string Name { get; } = $"{Method} {Template}";

    public string[] Segments { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the bot's token is needed: callbacks and webhooks bear their own.</summary>
    public bool NeedsToken { get; } = !Template.StartsWith("/webhooks", StringComparison.Ordinal) && !Template.StartsWith("/interactions", StringComparison.Ordinal) && Template != "/gateway";

    /// <summary>The path in Discord's OpenAPI file.</summary>
    public string SpecificationPath { get; } = Template
        .Replace("{app}/{token}", "{webhook_id}/{webhook_token}", StringComparison.Ordinal)
        .Replace("{app}", "{application_id}", StringComparison.Ordinal)
        .Replace("{interaction}/{token}", "{interaction_id}/{interaction_token}", StringComparison.Ordinal)
        .Replace("{channel}", "{channel_id}", StringComparison.Ordinal)
        .Replace("{message}", "{message_id}", StringComparison.Ordinal)
        .Replace("{guild}", "{guild_id}", StringComparison.Ordinal)
        .Replace("{user}", "{user_id}", StringComparison.Ordinal)
        .Replace("{command}", "{command_id}", StringComparison.Ordinal);

    /// <summary>The names in the path with what stands there; null when it is another route.</summary>
    public Dictionary<string, string>? Match(string method, string[] segments)
    {
        if (segments.Length != Segments.Length || method != Method)
        {
            return null;
        }

        Dictionary<string, string>? found = null;
        for (var at = 0; at < segments.Length; at++)
        {
            if (Segments[at] is ['{', .. var name, '}'])
            {
                (found ??= new Dictionary<string, string>(StringComparer.Ordinal))[name] = segments[at];
            }
            else if (Segments[at] != segments[at])
            {
                return null;
            }
        }

        return found ?? [];
    }

    /// <summary>Discord: what a bucket is counted by apart, a channel, a guild, or a webhook with its token.</summary>
    public string Major(Dictionary<string, string> found) =>
        Template.StartsWith("/webhooks", StringComparison.Ordinal) ? $"{found["app"]}/{found["token"]}" : found.GetValueOrDefault("channel") ?? found.GetValueOrDefault("guild") ?? "";
}
