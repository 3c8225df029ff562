using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Slack's answer when it does not do what it was asked.</summary>
internal sealed class SlackError(string code, int status = 200) : Exception(code)
{
    public string Code => Message;

    public int Status { get; } = status;

    public int? RetryAfter { get; init; }

    /// <summary>Whether a test asked for it.</summary>
    public bool IsInjected { get; init; }

    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Who was given what is refused, for whoever judges; no app is told.</summary>
    public string? Whose { get; init; }

    /// <summary>More fields of the answer, such as needed and provided.</summary>
    public JsonObject? More { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Code };
        foreach (var (name, value) in More ?? [])
        {
            json[name] = value?.DeepClone();
        }

        if (Messages.Count > 0)
        {
            json["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. Messages.Select(message => JsonValue.Create(message))]) };
        }

        return json;
    }
}
