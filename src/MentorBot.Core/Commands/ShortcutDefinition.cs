namespace MentorBot.Core.Commands;

/// <summary>Something to do with a message of somebody, or from anywhere, declared once: every platform's menu is derived from it.</summary>
/// <param name="Name">Lower case with hyphens, at most 32 characters; comes back when it is used.</param>
/// <param name="Title">What the menu says, at most <see cref="LongestTitle"/> characters.</param>
/// <param name="Summary">At most 100 characters.</param>
public sealed record ShortcutDefinition(string Name, string Title, string Summary)
{
    /// <summary>The narrowest of all platforms: Slack's.</summary>
    public const int LongestTitle = 24;

    /// <summary>Whether it is used on a message; else it is in the menu that is always there.</summary>
    public bool OnMessage { get; init; }

    public FirstAnswer Answers { get; init; } = FirstAnswer.Reply;
}

/// <summary>A message that somebody points the bot at.</summary>
/// <param name="Text">What it says, without markup.</param>
/// <param name="Author">Who wrote it, by the platform's user id; null where it does not say.</param>
/// <param name="Link">Where it can be looked at; null where the platform gives no address.</param>
public sealed record PointedMessage(string Text, string? Author, string? Link);

/// <summary>A shortcut to answer.</summary>
public sealed record ShortcutRequest(Caller Caller, PointedMessage? Message);
