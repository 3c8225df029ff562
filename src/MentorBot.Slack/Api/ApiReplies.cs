using System.Text.Json;
using System.Text.Json.Serialization;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Api;

/// <summary>What every answer of the Web API has.</summary>
internal record ApiReply
{
    public bool Ok { get; init; }

    public string? Error { get; init; }

    /// <summary>The scope that is missing.</summary>
    public string? Needed { get; init; }

    public ReplyMetadata? ResponseMetadata { get; init; }
}

/// <param name="NextCursor">Slack: missing or empty on the last page.</param>
internal sealed record ReplyMetadata(IReadOnlyList<string>? Messages, string? NextCursor);

internal sealed record AuthTestReply(string? TeamId, string? Team, string? UserId, string? BotId, string? Url) : ApiReply;

internal sealed record ConnectionReply(string? Url) : ApiReply;

/// <param name="MessageTs">In place of <paramref name="Ts"/> where the message is ephemeral.</param>
internal sealed record MessageReply(string? Channel, string? Ts, string? MessageTs) : ApiReply;

internal sealed record UserReply(ReplyUser? User) : ApiReply;

internal sealed record ReplyUser(string? Id, string? Name, string? RealName, string? Tz, string? Locale, bool IsAdmin, bool IsOwner, bool IsStranger, string? TeamId, ReplyProfile? Profile);

internal sealed record ReplyProfile(string? DisplayName, string? RealName);

internal sealed record ChannelReply(ReplyChannel? Channel) : ApiReply;

internal sealed record ReplyChannel(string? Id, bool IsIm, bool? IsMember, bool IsArchived);

internal sealed record HistoryReply(IReadOnlyList<ReplyMessage>? Messages) : ApiReply;

internal sealed record ReplyMessage(string? Ts, ReplyMessageMetadata? Metadata);

/// <param name="EventPayload">Other apps put in what they like.</param>
internal sealed record ReplyMessageMetadata(string? EventType, JsonElement EventPayload);

internal sealed record UploadReply(string? UploadUrl, string? FileId) : ApiReply;

/// <summary>Goes along with a post, so that it is found again. Slack: everybody in the workspace may read it.</summary>
internal sealed record EntryMetadata(string EventType, EntryPayload EventPayload)
{
    public const string Entry = "mentorbot_entry";
}

internal sealed record EntryPayload(string Entry);

internal sealed record UploadedFile(string Id, string Title);

/// <summary>What the Web API answers, and the arguments that are only its own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LenientText), typeof(LenientFlag)])]
[JsonSerializable(typeof(ApiReply))]
[JsonSerializable(typeof(AuthTestReply))]
[JsonSerializable(typeof(ConnectionReply))]
[JsonSerializable(typeof(MessageReply))]
[JsonSerializable(typeof(UserReply))]
[JsonSerializable(typeof(ChannelReply))]
[JsonSerializable(typeof(HistoryReply))]
[JsonSerializable(typeof(UploadReply))]
[JsonSerializable(typeof(EntryMetadata))]
[JsonSerializable(typeof(UploadedFile[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
