using System.Globalization;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>One place of a body that is wrong.</summary>
/// <param name="Path">Names and indexes, joined by dots; empty for the whole.</param>
internal readonly record struct Problem(string Path, string Code, string Message)
{
    public override string ToString() => $"[{Path}: {Code} {Message}]";
}

/// <summary>A request is refused, in Discord's form.</summary>
internal sealed class DiscordError(int status, int code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether a test asked for it, so that it is no fault of the bot.</summary>
    public bool IsInjected { get; init; }

    /// <summary>What is answered in place of JSON.</summary>
    public string? Html { get; init; }

    /// <summary>Seconds; null when waiting does not help.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>"user", "global" or "shared".</summary>
    public string? Scope { get; init; }

    public static DiscordError UnknownChannel => new(404, 10003, "Unknown Channel");

    public static DiscordError UnknownGuild => new(404, 10004, "Unknown Guild");

    public static DiscordError UnknownMessage => new(404, 10008, "Unknown Message");

    public static DiscordError UnknownUser => new(404, 10013, "Unknown User");

    public static DiscordError UnknownWebhook => new(404, 10015, "Unknown Webhook");

    public static DiscordError MissingAccess => new(403, 50001, "Missing Access");

    public static DiscordError MissingPermissions => new(403, 50013, "Missing Permissions");

    public static DiscordError InvalidForm(params IReadOnlyList<Problem> problems) => new(400, 50035, "Invalid Form Body") { Problems = problems };

    public static DiscordError RateLimited(double seconds, string scope) => new(429, 0, scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.") { RetryAfter = seconds, Scope = scope };

    public JsonObject ToJson()
    {
        if (RetryAfter is { } seconds)
        {
            return new JsonObject { ["message"] = Message, ["retry_after"] = Math.Round(seconds, 3), ["global"] = Scope == "global" };
        }

        var json = new JsonObject { ["message"] = Message, ["code"] = Code };
        if (Problems.Count > 0)
        {
            json["errors"] = Tree();
        }

        return json;
    }

    public string RetryAfterHeader() => ((int)Math.Ceiling(RetryAfter!.Value)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Discord: errors nests by name and index and ends in _errors.</summary>
    private JsonObject Tree()
    {
        var root = new JsonObject();
        foreach (var problem in Problems)
        {
            var at = root;
            foreach (var part in problem.Path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                at = (JsonObject)(at[part] ??= new JsonObject());
            }

            ((JsonArray)(at["_errors"] ??= new JsonArray())).Add(new JsonObject { ["code"] = problem.Code, ["message"] = problem.Message });
        }

        return root;
    }
}
