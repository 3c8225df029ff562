using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;

namespace MentorBot.Slack.Conversations;

/// <summary>Knows the direct conversation of the bot with each person.</summary>
internal sealed class DirectConversations(ISlackApi api, TimeProvider time)
{
    /// <summary>Slack: the name of every conversation of two, also of one that the bot has no part in.</summary>
    private const string NameOfTwo = "directmessage";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Recollection<Known> _known = new(
        async (user, cancellationToken) => (await api.OpenConversationAsync(user, cancellationToken)).Value is { } conversation ? new Known(conversation.Id) : null,
        Lifetime,
        time);

    /// <summary>The id of the direct conversation; null where Slack does not tell it soon enough.</summary>
    public async Task<string?> FindAsync(string user) => (await _known.FindAsync(user))?.Channel;

    /// <summary>Slack told it by the way.</summary>
    public void Set(string user, string channel) => _known.Set(user, new Known(channel));

    /// <summary>Whether a channel is the bot's own conversation with the person, and not one that two people have with each other.</summary>
    /// <param name="name">The channel's name as a command or an interaction tells it; null where it is not told.</param>
    public async ValueTask<bool> IsDirectAsync(string user, string channel, string? name) =>
        (name == NameOfTwo || (name is null && channel.StartsWith('D'))) && await FindAsync(user) == channel;

    private sealed record Known(string Channel);
}
