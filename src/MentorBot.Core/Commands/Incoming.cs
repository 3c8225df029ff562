using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Who sent something, as the platform tells it.</summary>
/// <param name="Name">The name that the platform shows.</param>
/// <param name="Vouched">The least role that the platform vouches for: its own admins are admins here.</param>
/// <param name="Zone">The zone that the platform knows for the person, or UTC.</param>
public sealed record Sender(Identity Identity, string Name, Place Place, Role Vouched, DateTimeZone Zone)
{
    /// <summary>The language and region that the platform knows for the person, such as en-GB; null where it knows none.</summary>
    public string? Locale { get; init; }

    /// <summary>
    /// Whether the platform tells little of them where they are, such as in a direct conversation: the name is only for somebody who is
    /// new, and they may have a higher role than it vouches for.
    /// </summary>
    public bool IsOutside { get; init; }
}

/// <summary>What an adapter hands to the <see cref="Dispatcher"/>: a closed set.</summary>
public abstract record Incoming(Sender From)
{
    /// <summary>Names of the people whom the values mention, by user id, where the platform sends them along.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A command typed as a line, with or without the root. People stand as <c>&lt;@id&gt;</c>, channels as <c>&lt;#id&gt;</c>.</summary>
public sealed record TypedLine(Sender From, string Text) : Incoming(From);

/// <summary>A command that the platform has parsed already.</summary>
/// <param name="Command">The definition's name, such as <c>plan start</c>.</param>
/// <param name="Options">Raw values by option name.</param>
public sealed record ChosenCommand(Sender From, string Command, IReadOnlyDictionary<string, string> Options) : Incoming(From);

/// <summary>A button pressed or an option chosen.</summary>
public sealed record Press(Sender From, string Token, ImmutableArray<string> Values) : Incoming(From);

/// <summary>A form, or one page of it, submitted.</summary>
/// <param name="Values">Raw values by field name; an empty one is left out or blank.</param>
/// <param name="Page">The page that the values are of, from 0; null when the surface showed all pages at once.</param>
public sealed record Submission(Sender From, string Token, IReadOnlyDictionary<string, string> Values, int? Page) : Incoming(From);

/// <summary>A shortcut of the platform, used on a message or on nothing in particular.</summary>
/// <param name="Name">The definition's name.</param>
/// <param name="Message">What it was used on; null for a shortcut that needs no message.</param>
public sealed record UsedShortcut(Sender From, string Name, PointedMessage? Message) : Incoming(From);

/// <summary>
/// A person opened the bot's own page on the platform; the answer's blocks are the page. Both this and what is pressed there come
/// from the person's direct conversation, where the answers to presses go.
/// </summary>
public sealed record HomeVisit(Sender From) : Incoming(From);
