using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>What a person did that the app had to acknowledge, and what they saw at once.</summary>
public sealed class SlackInteraction
{
    internal SlackInteraction(string? triggerId, string? responseUrl)
    {
        TriggerId = triggerId;
        ResponseUrl = responseUrl;
    }

    public string? TriggerId { get; }

    public string? ResponseUrl { get; }

    /// <summary>What Slack told the person went wrong, such as operation_timeout; null when all is well.</summary>
    public string? Error { get; internal set; }

    /// <summary>The message that came with the ack.</summary>
    public SlackMessage? Message { get; internal set; }

    /// <summary>What the app put into the ack.</summary>
    public JsonElement? Payload { get; internal set; }

    /// <summary>What a field offered for what was typed.</summary>
    public IReadOnlyList<JsonObject> Options { get; internal set; } = [];

    public bool IsOk => Error is null;
}
