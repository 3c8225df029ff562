using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorBot.Discord.Rest;

/// <summary>What a refusal holds.</summary>
/// <param name="RetryAfter">In seconds, finer than the header.</param>
/// <param name="Errors">Where the mistakes are: nested by name and number, each place ends in <c>_errors</c>.</param>
internal sealed record ErrorReply(int Code, double? RetryAfter, bool Global, JsonElement Errors);

internal sealed record GatewayReply(string? Url, int Shards, SessionStartLimit? SessionStartLimit);

/// <param name="ResetAfter">In milliseconds.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter);

internal sealed record AppReply(string? Id, string? Name, AppBot? Bot, string? InteractionsEndpointUrl);

internal sealed record AppBot(string? Id);

internal sealed record MessageReply(string? Id, string? ChannelId);

internal sealed record HistoryMessage(string? Id, HistoryAuthor? Author, IReadOnlyList<HistoryComponent>? Components);

internal sealed record HistoryAuthor(string? Id);

internal sealed record HistoryComponent(int Id);

/// <summary>Whom to open a direct conversation with.</summary>
internal sealed record RecipientBody(string RecipientId);

/// <summary>What the REST API answers, and the bodies that are only its own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(GatewayReply))]
[JsonSerializable(typeof(AppReply))]
[JsonSerializable(typeof(MessageReply))]
[JsonSerializable(typeof(HistoryMessage[]))]
[JsonSerializable(typeof(RecipientBody))]
internal sealed partial class RestJson : JsonSerializerContext;
