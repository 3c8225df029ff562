using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Puts a message into a channel once: where Discord did not say whether it took it, it is looked for before it is sent again.</summary>
internal sealed class Posting(IDiscordApi api, DirectConversations direct, PostOnce once, IClock clock, TimeProvider time)
{
    /// <summary>As long as nothing is sent after somebody before Discord kept the bot out; but whoever waits takes up room that others need.</summary>
    private const int MostWaits = 5;

    private static readonly Duration UsualWait = Duration.FromSeconds(5);

    /// <summary>What is left of a wait may be next to nothing, and all waits would be over before it is.</summary>
    private static readonly Duration ShortestWait = Duration.FromSeconds(1);

    private static readonly Duration LongestWait = Duration.FromSeconds(60);

    /// <summary>A session that is resumed brings what was said minutes ago.</summary>
    private static readonly Duration LongestAway = Duration.FromHours(1);

    /// <returns>A failure of the kind <see cref="ApiErrorKind.Unknown"/> where nobody can tell whether it is there.</returns>
    public Task<ApiAnswer<PostedMessage>> PostAsync(string channel, DiscordMessage message, CancellationToken cancellationToken) => PostAsync(channel, NewDraft(message), cancellationToken);

    /// <summary>Into the direct conversation with a person. Where Discord takes nothing for now, or doesn't tell, it waits a little: nobody else would say it.</summary>
    /// <param name="key">What the message can be found by; null where nobody but this call wants to find it.</param>
    public async Task<ApiAnswer<PostedMessage>> PostToAsync(string user, string? guild, DiscordMessage message, long? key, CancellationToken cancellationToken)
    {
        var draft = NewDraft(message, key);
        var answer = await TryPostToAsync(user, guild, draft, cancellationToken);
        for (var waits = 0; waits < MostWaits && answer.Error is { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error; waits++)
        {
            draft = draft with { MayBeThere = draft.MayBeThere || error.Kind == ApiErrorKind.Unknown };
            await Task.Delay(Duration.Max(Duration.Min(error.After ?? UsualWait, LongestWait), ShortestWait).ToTimeSpan(), time, cancellationToken);
            answer = await TryPostToAsync(user, guild, draft, cancellationToken);
        }

        return answer;
    }

    /// <summary>All of it into the direct conversation, message after message, until Discord doesn't take one.</summary>
    /// <param name="key">What the first message can be found by; null where nobody but this call wants to find it.</param>
    /// <returns>What went wrong, and how many messages are there.</returns>
    public async Task<(ApiError? Error, int Said)> SayToAsync(Origin origin, ImmutableArray<Block> blocks, long? key, CancellationToken cancellationToken)
    {
        var said = 0;
        foreach (var message in MessageRenderer.Render(blocks, origin.ShowingDirectly).Messages)
        {
            if ((await PostToAsync(origin.User, origin.Guild, message, said == 0 ? key : null, cancellationToken)).Error is { } error)
            {
                return (error, said);
            }

            said++;
        }

        return (null, said);
    }

    /// <summary>Whether what somebody said was answered, perhaps by an earlier life of the bot; null where Discord doesn't tell.</summary>
    public async Task<bool?> IsAnsweredAsync(string channel, string messageId, CancellationToken cancellationToken)
    {
        var found = await api.FindMessageAsync(channel, AnswerTo(messageId), clock.GetCurrentInstant() - LongestAway, cancellationToken);
        return found.IsOk ? found.Value.Id is not null : null;
    }

    /// <summary>The key of the answer to what was said.</summary>
    public static long AnswerTo(string messageId) => PostOnce.KeyOf(messageId);

    private Draft NewDraft(DiscordMessage message, long? key = null) => new(message, key ?? PostOnce.NewKey(), once.Since());

    private Task<ApiAnswer<PostedMessage>> PostAsync(string channel, Draft draft, CancellationToken cancellationToken)
    {
        return draft.MayBeThere
            ? PostOnce.PostAgainAsync(SendAsync, FindAsync, new ApiError(ApiErrorKind.Unknown, RestErrors.TimedOut))
            : once.PostAsync(SendAsync, FindAsync, cancellationToken);

        Task<ApiAnswer<PostedMessage>> SendAsync() => api.CreateMessageAsync(channel, draft.Message, draft.Key, isDue: false, cancellationToken);

        async Task<ApiAnswer<Sought<PostedMessage>>> FindAsync()
        {
            var found = await api.FindMessageAsync(channel, draft.Key, draft.Since, cancellationToken);
            return found.IsOk
                ? ApiAnswer.Ok(new Sought<PostedMessage>(found.Value.Id is { } id ? new PostedMessage(channel, id) : null))
                : ApiAnswer.Failed<Sought<PostedMessage>>(found.Error);
        }
    }

    private async Task<ApiAnswer<PostedMessage>> TryPostToAsync(string user, string? guild, Draft draft, CancellationToken cancellationToken)
    {
        var opened = await direct.OpenAsync(user, guild, cancellationToken);
        var answer = opened.IsOk ? await PostAsync(opened.Value, draft, cancellationToken) : ApiAnswer.Failed<PostedMessage>(opened.Error);
        if (!opened.IsOk || answer.Error is not { Code: RestErrors.UnknownChannel })
        {
            return answer;
        }

        await direct.ForgetAsync(user, cancellationToken);
        opened = await direct.OpenAsync(user, guild, cancellationToken);
        return opened.IsOk ? await PostAsync(opened.Value, draft, cancellationToken) : ApiAnswer.Failed<PostedMessage>(opened.Error);
    }

    /// <summary>A message on its way.</summary>
    /// <param name="Since">It is not there from before.</param>
    /// <param name="MayBeThere">It was sent, and nobody knows what became of it.</param>
    private sealed record Draft(DiscordMessage Message, long Key, Instant Since, bool MayBeThere = false);
}
