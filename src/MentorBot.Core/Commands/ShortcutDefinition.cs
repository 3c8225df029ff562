using MentorBot.Core.Messages;

namespace MentorBot.Core.Commands;

/// <summary>Something to do with a message of somebody, or from anywhere, declared once: every platform's menu is derived from it.</summary>
/// <param name="Name">Lower case with hyphens, at most 32 characters; comes back when it is used.</param>
/// <param name="Title">What the menu says, at most <see cref="LongestTitle"/> characters.</param>
/// <param name="Summary">At most 100 characters.</param>
public sealed record ShortcutDefinition(string Name, string Title, string Summary)
{
    /// <summary>The narrowest limit of all platforms.</summary>
    public const int LongestTitle = 24;

    /// <summary>Whether it is used on a message; else it is in the menu that is always there.</summary>
    public bool OnMessage { get; init; }

    public FirstAnswer Answers { get; init; } = FirstAnswer.Reply;
}

/// <summary>A message that somebody points the bot at.</summary>
/// <param name="Text">What it says, without markup.</param>
/// <param name="Author">Who wrote it, by the platform's user id; null where it does not say.</param>
/// <param name="Link">Where it can be looked at; null where the platform gives no address.</param>
public sealed record PointedMessage(string Text, string? Author, string? Link)
{
    private const int LongestLink = 500;

    /// <summary>The same as far as it can be used: a text that can be read in one go, and a link only where it is one.</summary>
    internal PointedMessage Bounded() => this with
    {
        Text = Limits.Shorten(Text, Limits.CommandLine),
        Link = Link is { Length: <= LongestLink } && Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? Link : null,
    };
}

/// <summary>A shortcut to answer.</summary>
public sealed record ShortcutRequest(Caller Caller, PointedMessage? Message);
