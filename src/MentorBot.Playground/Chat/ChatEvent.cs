using System.Text.Json.Serialization;
using MentorBot.Playground.Clock;

namespace MentorBot.Playground.Chat;

/// <summary>Something that happened in the room: a line in its log, and what every open page hears of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(MessagePosted), "posted")]
[JsonDerivedType(typeof(MessageUpdated), "updated")]
[JsonDerivedType(typeof(MessageRemoved), "removed")]
[JsonDerivedType(typeof(FormOpened), "form")]
[JsonDerivedType(typeof(PersonKept), "person")]
[JsonDerivedType(typeof(ClockMoved), "clock")]
public abstract record ChatEvent;

public sealed record MessagePosted(ChatMessage Message) : ChatEvent;

public sealed record MessageUpdated(ChatMessage Message) : ChatEvent;

public sealed record MessageRemoved(long Id) : ChatEvent;

/// <summary>A control of a message led to a form, which may answer there from then on.</summary>
public sealed record FormOpened(long MessageId, string Token) : ChatEvent;

/// <summary>Somebody is new, or has another role than before.</summary>
public sealed record PersonKept(Persona Person) : ChatEvent;

/// <summary>The bot's clock was moved, or is on its way. Only told: the clock has a file of its own.</summary>
public sealed record ClockMoved(ClockFace Clock) : ChatEvent;
