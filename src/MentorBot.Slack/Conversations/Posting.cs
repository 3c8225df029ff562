using System.Security.Cryptography;
using System.Text;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Puts a message into a conversation once: where Slack did not say whether it took it, it is looked for before it is sent again.</summary>
internal sealed class Posting(ISlackApi api, IClock clock, TimeProvider time)
{
    /// <summary>A post that was on its way when the connection broke may take as long to show.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>Slack: with Delayed Events turned on, an event comes again for 24 hours.</summary>
    private static readonly Duration LongestAway = Duration.FromHours(25);

    /// <summary>The clocks of two machines differ.</summary>
    private static readonly Duration Leeway = Duration.FromMinutes(1);

    /// <param name="channel">A channel, or a person's id for their direct conversation with the bot.</param>
    /// <param name="key">What the message can be found by; null where nobody but this call wants to find it.</param>
    /// <returns>A failure of the kind <see cref="ApiErrorKind.Unknown"/> where nobody can tell whether it is there.</returns>
    public async Task<ApiAnswer<PostedMessage>> PostAsync(string channel, SlackMessage message, string? threadTs, CancellationToken cancellationToken, long? key = null)
    {
        key ??= KeyOf(Guid.NewGuid().ToByteArray());
        var since = clock.GetCurrentInstant() - Leeway;
        var answer = await api.PostMessageAsync(channel, message, threadTs, key, cancellationToken);
        if (answer.Error is not { Kind: ApiErrorKind.Unknown } error)
        {
            return answer;
        }

        await Task.Delay(Settling, time, cancellationToken);
        var found = await api.FindMessageAsync(channel, threadTs, key.Value, since, cancellationToken);
        return found switch
        {
            { Value.Ts: { } ts } => ApiAnswer.Ok<PostedMessage>(new PostedMessage(channel, ts)),
            { IsOk: true } => await api.PostMessageAsync(channel, message, threadTs, key, cancellationToken),
            _ => ApiAnswer.Failed<PostedMessage>(error),
        };
    }

    /// <summary>Whether what somebody said in their direct conversation was answered, perhaps by an earlier life of the bot.</summary>
    /// <exception cref="UnsaidException">Slack does not tell now.</exception>
    public async Task<bool> IsAnsweredAsync(string channel, string? threadTs, string ts, CancellationToken cancellationToken)
    {
        var found = await api.FindMessageAsync(channel, threadTs, AnswerTo(channel, ts), clock.GetCurrentInstant() - LongestAway, cancellationToken);
        return found.Error is { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error ? throw new UnsaidException(error.Code) : found is { Value.Ts: not null };
    }

    /// <summary>The key of the answer to what was said.</summary>
    public static long AnswerTo(string channel, string ts) => KeyOf(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel} {ts}")));

    /// <summary>Below zero, so that none is ever taken for an entry of the outbox.</summary>
    private static long KeyOf(byte[] bytes) => -1 - (BitConverter.ToInt64(bytes) & long.MaxValue);
}
