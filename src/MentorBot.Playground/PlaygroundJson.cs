using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Playground.Chat;

namespace MentorBot.Playground;

/// <summary>A line that a person typed.</summary>
/// <param name="Zone">The IANA name of the browser's zone; UTC is taken for one that is not known.</param>
internal sealed record LineRequest(string? As, string? Place, string? Text, string? Zone);

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

/// <summary>What the page is to do besides listening: open a form, or nothing.</summary>
internal sealed record Outcome(Answer? Form);

/// <summary>All that one person sees.</summary>
internal sealed record RoomState(
    Persona Me,
    ImmutableArray<Persona> People,
    ImmutableArray<Channel> Channels,
    string Direct,
    ImmutableArray<ChatMessage> Messages);

internal sealed record ErrorAnswer(string Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(MessageJson.InstantConverter)])]
[JsonSerializable(typeof(ChatEvent))]
[JsonSerializable(typeof(LineRequest))]
[JsonSerializable(typeof(PressRequest))]
[JsonSerializable(typeof(FormRequest))]
[JsonSerializable(typeof(DismissRequest))]
[JsonSerializable(typeof(AddPersonRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(Persona))]
[JsonSerializable(typeof(IReadOnlyList<Suggestion>))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class PlaygroundJson : JsonSerializerContext;
