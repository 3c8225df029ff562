using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>A message on its way to a platform.</summary>
/// <param name="EntryId">Goes along, so that <see cref="IMessenger.LookAsync"/> finds the message again.</param>
/// <param name="User">The person's identity in the workspace of the entry; null for a place.</param>
/// <param name="Place">The place; null for a person's direct conversation.</param>
/// <param name="FirstTry">When it was first put on the wire, which bounds a search for it.</param>
public sealed record OutgoingMessage(long EntryId, Identity? User, Place? Place, ImmutableArray<Block> Blocks, Instant FirstTry);

/// <summary>Why a platform will not take a message, now or later.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Refusal>))]
public enum Refusal
{
    /// <summary>The person takes no direct messages from the bot.</summary>
    DirectMessagesClosed,

    /// <summary>The person has left, or their account is closed.</summary>
    PersonGone,

    /// <summary>The channel was deleted or archived.</summary>
    PlaceGone,

    /// <summary>The bot is not in the channel, or may not write in it.</summary>
    NotInPlace,

    /// <summary>The bot was removed from the workspace, or its token revoked.</summary>
    WorkspaceGone,

    /// <summary>The platform can't show the message: a mistake of ours.</summary>
    Invalid,

    /// <summary>It was tried as often as it may be, and never arrived.</summary>
    GaveUp,

    /// <summary>Nobody can tell whether it arrived, and a second one would be worse than none.</summary>
    CannotTell,
}

/// <summary>What a platform said to a message: a closed set.</summary>
public abstract record SendOutcome;

/// <param name="MessageId">The platform's own id of the message.</param>
public sealed record Delivered(string? MessageId) : SendOutcome;

/// <summary>Not delivered, and worth another try: the platform is busy or has a fault.</summary>
/// <param name="After">How long it has to wait, which is no failed attempt. Null where nobody said.</param>
public sealed record TryLater(Duration? After, string Reason) : SendOutcome
{
    /// <summary>Whether the whole lane waits as long, since the platform asked to be left alone; otherwise only this message does.</summary>
    public bool HoldsLane { get; init; } = true;

    /// <summary>Whether the platform was asked at all, which counts towards its limit.</summary>
    public bool WasAsked { get; init; } = true;
}

/// <summary>Not delivered, and no further try will change that.</summary>
public sealed record Refused(Refusal Why, string Reason) : SendOutcome;

/// <summary>The request may have arrived: a timeout, or a connection that broke before the answer.</summary>
public sealed record NoAnswer(string Reason) : SendOutcome;

/// <summary>Whether a message is there.</summary>
public sealed record Presence
{
    /// <summary>It is there, and the platform gives its messages no ids.</summary>
    public static readonly Presence Yes = new() { IsThere = true };

    public static readonly Presence No = new() { IsThere = false };

    /// <summary>The history can't be read, for want of a scope or a right.</summary>
    public static readonly Presence CannotTell = new();

    private Presence()
    {
    }

    /// <summary>Null where nobody can tell.</summary>
    public bool? IsThere { get; private init; }

    public string? MessageId { get; private init; }

    /// <summary>It is there, under the platform's own id.</summary>
    public static Presence At(string messageId) => new() { IsThere = true, MessageId = messageId };
}

/// <summary>How much a platform takes in a workspace.</summary>
/// <param name="Requests">How many may arrive within each window.</param>
/// <param name="Reserve">How many of these due work leaves to answers while people are talking to the bot.</param>
public sealed record LaneLimit(int Requests, Duration Window, int Reserve)
{
    /// <summary>As fast as it goes.</summary>
    public static readonly LaneLimit None = new(int.MaxValue, Duration.Zero, 0);

    /// <summary>Whether all workspaces of the platform share it, since the platform counts what the bot sends and not where.</summary>
    public bool IsShared { get; init; }
}

/// <summary>The narrow seam to a platform, for what the bot sends by itself.</summary>
public interface IMessenger
{
    /// <summary>The platform's name as in <see cref="Workspace.Platform"/>.</summary>
    string Platform { get; }

    LaneLimit LimitOf(Workspace workspace);

    /// <summary>Whether anything can be sent into a workspace now. What is due in one that is closed, such as after the bot was removed there, waits and grows late.</summary>
    bool IsOpen(Workspace workspace) => true;

    /// <summary>
    /// Sends one message, and returns within <see cref="PumpOptions.SendPatience"/>. An exception counts as
    /// <see cref="NoAnswer"/>: implementers return <see cref="TryLater"/> only where the message certainly is not there.
    /// </summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Puts other blocks into a message that was sent. Doing it twice does no harm, so that every doubt is <see cref="TryLater"/>.</summary>
    /// <param name="messageId">The id that <see cref="Delivered"/> gave.</param>
    Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken);

    /// <summary>Looks whether the message with the entry's id is there, and under which id of the platform's; its blocks are empty.</summary>
    Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
