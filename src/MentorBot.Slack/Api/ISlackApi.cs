using System.Collections.Immutable;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using NodaTime;

namespace MentorBot.Slack.Api;

/// <summary>Slack's Web API, as far as the bot uses it; each call waits its turn within Slack's limits.</summary>
/// <remarks>Calls that may be repeated without harm are repeated; a post never is, since it may have arrived.</remarks>
internal interface ISlackApi
{
    Task<ApiAnswer<AuthTest>> AuthTestAsync(CancellationToken cancellationToken);

    /// <summary>Opens a socket's address; asks with the app's token.</summary>
    Task<ApiAnswer<ConnectionOpened>> ConnectionsOpenAsync(CancellationToken cancellationToken);

    /// <param name="channel">A channel, or a person's id for their direct conversation with the bot.</param>
    /// <param name="key">Goes into the metadata, so that <see cref="FindMessageAsync"/> finds the message again.</param>
    Task<ApiAnswer<PostedMessage>> PostMessageAsync(string channel, SlackMessage message, string? threadTs, long? key, CancellationToken cancellationToken);

    Task<ApiAnswer<PostedMessage>> PostEphemeralAsync(string channel, string user, SlackMessage message, string? threadTs, CancellationToken cancellationToken);

    Task<ApiAnswer<PostedMessage>> UpdateMessageAsync(string channel, string ts, SlackMessage message, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string ts, CancellationToken cancellationToken);

    /// <summary>The ts of the message with the key, null where it is not there; a failure where the history can't be read.</summary>
    /// <param name="threadTs">The thread that it would be in; null where it would be in none.</param>
    Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, string? threadTs, long key, Instant oldest, CancellationToken cancellationToken);

    /// <summary>Answers by a <c>response_url</c>.</summary>
    Task<ApiAnswer<Nothing>> RespondAsync(string responseUrl, MessageResponse response, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> OpenViewAsync(string triggerId, View view, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> PushViewAsync(string triggerId, View view, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> UpdateViewAsync(string viewId, View view, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> PublishHomeAsync(string user, View view, CancellationToken cancellationToken);

    Task<ApiAnswer<UserProfile>> UserInfoAsync(string user, CancellationToken cancellationToken);

    Task<ApiAnswer<Conversation>> ConversationInfoAsync(string channel, CancellationToken cancellationToken);

    /// <summary>The direct conversation of the bot with a person.</summary>
    Task<ApiAnswer<Conversation>> OpenConversationAsync(string user, CancellationToken cancellationToken);

    /// <summary>Uploads a file and shares it in a channel that the bot is in; it appears there a moment later.</summary>
    Task<ApiAnswer<Nothing>> ShareFileAsync(string channel, string name, ReadOnlyMemory<byte> content, string? threadTs, CancellationToken cancellationToken);
}

internal sealed record AuthTest(string TeamId, string Team, string UserId, string? BotId, string Url, ImmutableArray<string> Scopes);

/// <param name="Url">Good for one socket, and secret.</param>
internal sealed record ConnectionOpened(string Url);

/// <param name="Channel">Where it stands; the id of the direct conversation where a person's id was given.</param>
internal sealed record PostedMessage(string Channel, string Ts);

internal sealed record FoundMessage(string? Ts);

/// <param name="Zone">The IANA name; null where Slack gives none.</param>
/// <param name="Locale">Such as <c>en-GB</c>; null where Slack gives none.</param>
internal sealed record UserProfile(string Id, string Name, string? Zone, string? Locale, bool IsAdmin);

internal sealed record Conversation(string Id, bool IsIm, bool IsMember, bool IsArchived);
