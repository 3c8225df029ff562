using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Puts a message into a conversation once: where Slack did not say whether it took it, it is looked for before it is sent again.</summary>
internal sealed class Posting(ISlackApi api, PostOnce once, IClock clock)
{
    /// <summary>Slack: with Delayed Events turned on, an event comes again for 24 hours.</summary>
    private static readonly Duration LongestAway = Duration.FromHours(25);

    /// <param name="channel">A channel, or a person's id for their direct conversation with the bot.</param>
    /// <param name="key">What the message can be found by; null where nobody but this call wants to find it.</param>
    /// <returns>A failure of the kind <see cref="ApiErrorKind.Unknown"/> where nobody can tell whether it is there.</returns>
    public async Task<ApiAnswer<PostedMessage>> PostAsync(string channel, SlackMessage message, string? threadTs, CancellationToken cancellationToken, long? key = null)
    {
        var (known, since) = (key ?? PostOnce.NewKey(), once.Since());
        return await once.PostAsync(() => api.PostMessageAsync(channel, message, threadTs, known, cancellationToken), FindAsync, cancellationToken);

        async Task<ApiAnswer<Sought<PostedMessage>>> FindAsync()
        {
            var found = await api.FindMessageAsync(channel, threadTs, known, since, cancellationToken);
            return found.IsOk
                ? ApiAnswer.Ok(new Sought<PostedMessage>(found.Value.Ts is { } ts ? new PostedMessage(channel, ts) : null))
                : ApiAnswer.Failed<Sought<PostedMessage>>(found.Error);
        }
    }

    /// <summary>Whether what somebody said in their direct conversation was answered, perhaps by an earlier life of the bot.</summary>
    /// <exception cref="UnsaidException">Slack does not tell now.</exception>
    public async Task<bool> IsAnsweredAsync(string channel, string? threadTs, string ts, CancellationToken cancellationToken)
    {
        var found = await api.FindMessageAsync(channel, threadTs, AnswerTo(channel, ts), clock.GetCurrentInstant() - LongestAway, cancellationToken);
        return found.Error is { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error ? throw new UnsaidException(error.Code) : found is { Value.Ts: not null };
    }

    /// <summary>The key of the answer to what was said.</summary>
    public static long AnswerTo(string channel, string ts) => PostOnce.KeyOf($"{channel} {ts}");
}
