namespace MentorBot.Slack.Wire;

/// <summary>A slash command as Slack delivers it: the same fields in a form over HTTP and in JSON over a socket.</summary>
/// <param name="Command">With its slash.</param>
/// <param name="Text">What was typed after it; people stand as <c>&lt;@U…|name&gt;</c>, since the manifest asks for that.</param>
/// <param name="ChannelName">Slack: <c>directmessage</c> in a conversation of two, <c>privategroup</c> in a private channel.</param>
/// <param name="ResponseUrl">Takes five answers within 30 minutes, wherever the bot may write or not.</param>
/// <param name="TriggerId">Opens one view within 3 s.</param>
internal sealed record SlashCommand(
    string Command,
    string? Text,
    string TeamId,
    string ChannelId,
    string? ChannelName,
    string UserId,
    string ResponseUrl,
    string TriggerId);
