using System.Globalization;
using System.Text.Json;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Slack.Api;

/// <summary>Looks for a message by the key that went along with it, where nobody knows whether it arrived.</summary>
internal sealed class MessageSearch(SlackApi api, string key)
{
    private const int Pages = 20;

    /// <summary>Slack's clock and the bot's are not the same.</summary>
    private static readonly Duration ClockDifference = Duration.FromMinutes(1);

    public async Task<ApiAnswer<FoundMessage>> FindAsync(string channel, string? threadTs, Instant oldest, CancellationToken cancellationToken)
    {
        var place = await api.ResolveAsync(channel, cancellationToken);
        if (!place.IsOk)
        {
            return ApiAnswer.Failed<FoundMessage>(place.Error);
        }

        var from = (oldest - ClockDifference).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        // Slack: the history has no replies of a thread.
        var method = threadTs is null ? ApiMethod.History : ApiMethod.Replies;
        string? cursor = null;
        for (var page = 0; page < Pages; page++)
        {
            var arguments = new ApiArguments().With("channel", place.Value.Id).With("ts", threadTs).With("oldest", from).With("include_all_metadata", "true").With("limit", "200").With("cursor", cursor);
            var answer = await api.CallAsync(method, arguments, ApiJson.Default.HistoryReply, static (reply, _) => reply, cancellationToken, isDue: true);
            if (!answer.IsOk)
            {
                return ApiAnswer.Failed<FoundMessage>(answer.Error);
            }

            if (answer.Value.Messages?.FirstOrDefault(IsIt) is { Ts: { } ts })
            {
                return ApiAnswer.Ok<FoundMessage>(new FoundMessage(ts));
            }

            cursor = answer.Value.ResponseMetadata?.NextCursor;
            if (string.IsNullOrEmpty(cursor))
            {
                return ApiAnswer.Ok<FoundMessage>(new FoundMessage(null));
            }
        }

        return ApiAnswer.Failed<FoundMessage>(new ApiError(ApiErrorKind.Unknown, ApiErrors.TooManyPages));
    }

    private bool IsIt(ReplyMessage message) =>
        message.Metadata is { EventType: EntryMetadata.Entry, EventPayload: { ValueKind: JsonValueKind.Object } payload }
        && payload.TryGetProperty("entry", out var entry)
        && (entry.ValueKind == JsonValueKind.String ? entry.GetString() : entry.GetRawText()) == key;
}
