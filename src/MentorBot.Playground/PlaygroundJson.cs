using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;

namespace MentorBot.Playground;

/// <summary>A line that a person typed.</summary>
/// <param name="Zone">The IANA name of the browser's zone; UTC is taken for one that is not known.</param>
internal sealed record LineRequest(string? As, string? Place, string? Text, string? Zone);

internal sealed record HomeRequest(string? As, string? Zone);

internal sealed record PressRequest(string? As, long MessageId, string? Token, ImmutableArray<string>? Values, string? Zone);

/// <param name="OriginMessageId">The message whose button opened the form; null when a command did.</param>
internal sealed record FormRequest(
    string? As,
    string? Place,
    string? Token,
    int Page,
    IReadOnlyDictionary<string, string?>? Values,
    long? OriginMessageId,
    string? Zone);

internal sealed record DismissRequest(string? As, long MessageId);

internal sealed record AddPersonRequest(string? Name);

internal sealed record RoleRequest(string? As, Role Role);

/// <param name="To">"hour", "morning", or a local date and time such as 2026-12-24T10:00.</param>
internal sealed record ClockRequest(string? As, string? To, string? Zone);

internal sealed record StopRequest(string? As);

/// <summary>The bot's clock as a person sees it, with the zone in which they live.</summary>
internal sealed record ClockAnswer(ClockFace Clock, string Zone);

/// <summary>What the page is to do besides listening: open a form, or nothing.</summary>
internal sealed record Outcome(Answer? Form);

/// <summary>All that one person sees.</summary>
internal sealed record RoomState(
    Persona Me,
    ImmutableArray<Persona> People,
    ImmutableArray<Channel> Channels,
    string Direct,
    ImmutableArray<ChatMessage> Messages)
{
    /// <summary>The bot's clock, where it may be another than the real one.</summary>
    public ClockFace? Clock { get; init; }

    /// <summary>Whether whoever asks can move it.</summary>
    public bool MovesClock { get; init; }
}

internal sealed record ErrorAnswer(string Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(MessageJson.InstantConverter)])]
[JsonSerializable(typeof(ChatEvent))]
[JsonSerializable(typeof(LineRequest))]
[JsonSerializable(typeof(HomeRequest))]
[JsonSerializable(typeof(PressRequest))]
[JsonSerializable(typeof(FormRequest))]
[JsonSerializable(typeof(DismissRequest))]
[JsonSerializable(typeof(AddPersonRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(Persona))]
[JsonSerializable(typeof(IReadOnlyList<Suggestion>))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class PlaygroundJson : JsonSerializerContext;
