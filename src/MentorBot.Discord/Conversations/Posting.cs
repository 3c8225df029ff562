using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Puts a message into a channel once: where Discord did not say whether it took it, it is looked for before it is sent again.</summary>
internal sealed class Posting(IDiscordApi api, DirectConversations direct, PostOnce once, IClock clock, TimeProvider time)
{
    private const string UnknownChannel = "10003";

    /// <summary>As long as nothing is sent after somebody before Discord kept the bot out; but whoever waits takes up room that others need.</summary>
    private const int MostWaits = 5;

    private static readonly Duration UsualWait = Duration.FromSeconds(5);

    /// <summary>What is left of a wait may be next to nothing, and all waits would be over before it is.</summary>
    private static readonly Duration ShortestWait = Duration.FromSeconds(1);

    private static readonly Duration LongestWait = Duration.FromSeconds(60);

    /// <summary>A session that is resumed brings what was said minutes ago.</summary>
    private static readonly Duration LongestAway = Duration.FromHours(1);

    /// <param name="key">What the message can be found by; null where nobody but this call wants to find it.</param>
    /// <returns>A failure of the kind <see cref="ApiErrorKind.Unknown"/> where nobody can tell whether it is there.</returns>
    public async Task<ApiAnswer<PostedMessage>> PostAsync(string channel, DiscordMessage message, CancellationToken cancellationToken, long? key = null)
    {
        key ??= PostOnce.NewKey();
        return await once.PostAsync(() => api.CreateMessageAsync(channel, message, key, isDue: false, cancellationToken), FindAsync, cancellationToken);

        async Task<Sought<PostedMessage>?> FindAsync(Instant since) => await api.FindMessageAsync(channel, key.Value, since, cancellationToken) is { IsOk: true, Value.Id: var id }
            ? new Sought<PostedMessage>(id is null ? null : new PostedMessage(channel, id))
            : null;
    }

    /// <summary>Into the direct conversation with a person. Where Discord takes nothing for now it waits a little: nobody else would say it.</summary>
    public async Task<ApiAnswer<PostedMessage>> PostToAsync(string user, string? guild, DiscordMessage message, CancellationToken cancellationToken, long? key = null)
    {
        key ??= PostOnce.NewKey();
        for (var waits = 0; ; waits++)
        {
            var answer = await TryPostToAsync(user, guild, message, key.Value, cancellationToken);
            if (answer.Error is not { Kind: ApiErrorKind.Later } error || waits >= MostWaits)
            {
                return answer;
            }

            await Task.Delay(Duration.Max(Duration.Min(error.After ?? UsualWait, LongestWait), ShortestWait).ToTimeSpan(), time, cancellationToken);
        }
    }

    /// <summary>Whether what somebody said was answered, perhaps by an earlier life of the bot; null where Discord doesn't tell.</summary>
    public async Task<bool?> IsAnsweredAsync(string channel, string messageId, CancellationToken cancellationToken)
    {
        var found = await api.FindMessageAsync(channel, AnswerTo(messageId), clock.GetCurrentInstant() - LongestAway, cancellationToken);
        return found.IsOk ? found.Value.Id is not null : null;
    }

    /// <summary>The key of the answer to what was said.</summary>
    public static long AnswerTo(string messageId) => PostOnce.KeyOf(messageId);

    private async Task<ApiAnswer<PostedMessage>> TryPostToAsync(string user, string? guild, DiscordMessage message, long key, CancellationToken cancellationToken)
    {
        var opened = await direct.OpenAsync(user, guild, cancellationToken);
        var answer = opened.IsOk ? await PostAsync(opened.Value, message, cancellationToken, key) : ApiAnswer.Failed<PostedMessage>(opened.Error);
        if (!opened.IsOk || answer.Error is not { Code: UnknownChannel })
        {
            return answer;
        }

        await direct.ForgetAsync(user, cancellationToken);
        opened = await direct.OpenAsync(user, guild, cancellationToken);
        return opened.IsOk ? await PostAsync(opened.Value, message, cancellationToken, key) : ApiAnswer.Failed<PostedMessage>(opened.Error);
    }
}
