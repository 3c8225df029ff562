using System.Globalization;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Discord.Rest;

/// <summary>Looks for a message of the bot's by its key, where nobody knows whether it arrived.</summary>
internal sealed class MessageSearch(RestCaller caller, string bot, long key)
{
    private const int Pages = 20;
    private const int PageLength = 100;
    private const long FirstMillisecond = 1_420_070_400_000;

    /// <summary>Discord's clock and the bot's are not the same.</summary>
    private static readonly Duration ClockDifference = Duration.FromMinutes(1);

    public async Task<ApiAnswer<FoundMessage>> FindAsync(string channel, Instant oldest, CancellationToken cancellationToken)
    {
        var from = SnowflakeOf(oldest - ClockDifference);
        var after = from;
        for (var page = 0; page < Pages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"channels/{channel}/messages?limit={PageLength}&after={after}");
            var answer = await caller.CallAsync(new RestCall(Route.History, path, channel, IsDue: true), RestJson.Default.HistoryMessageArray, static messages => messages, cancellationToken);
            if (!answer.IsOk)
            {
                return ApiAnswer.Failed<FoundMessage>(answer.Error);
            }

            if (Array.Find(answer.Value, IsIt) is { Id: { } id })
            {
                return ApiAnswer.Ok(new FoundMessage(id));
            }

            if (answer.Value.Length < PageLength)
            {
                return after == from && answer.Value.Length == 0 ? await EmptyAsync(channel, from, cancellationToken) : ApiAnswer.Ok(new FoundMessage(null));
            }

            after = answer.Value.Max(message => ulong.TryParse(message.Id, CultureInfo.InvariantCulture, out var snowflake) ? snowflake : after);
        }

        return ApiAnswer.Failed<FoundMessage>(new ApiError(ApiErrorKind.Unknown, RestErrors.TooManyPages));
    }

    /// <summary>Discord: without the right to read the history there are no messages in it, and no error.</summary>
    private async Task<ApiAnswer<FoundMessage>> EmptyAsync(string channel, ulong from, CancellationToken cancellationToken)
    {
        var answer = await caller.CallAsync(new RestCall(Route.Channel, $"channels/{channel}", channel, IsDue: true), Wire.DiscordJson.Default.ChannelReference, static place => place, cancellationToken);
        if (!answer.IsOk)
        {
            return ApiAnswer.Failed<FoundMessage>(answer.Error);
        }

        return ulong.TryParse(answer.Value.LastMessageId, CultureInfo.InvariantCulture, out var last) && last > from
            ? ApiAnswer.Failed<FoundMessage>(new ApiError(ApiErrorKind.AppSetting, RestErrors.HistoryClosed))
            : ApiAnswer.Ok(new FoundMessage(null));
    }

    private static ulong SnowflakeOf(Instant instant) => (ulong)Math.Max(0, instant.ToUnixTimeMilliseconds() - FirstMillisecond) << 22;

    private bool IsIt(HistoryMessage message) => message.Author?.Id == bot && MessageKey.IsIn(message, key);
}
