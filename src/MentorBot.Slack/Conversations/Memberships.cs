using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;

namespace MentorBot.Slack.Conversations;

/// <summary>Knows in which channels the bot is, and says once a day to each person in another one how to bring it in.</summary>
internal sealed class Memberships(ISlackApi api, OnceADay once, TimeProvider time)
{
    public static readonly ContextLine Invitation = new(
        (Line)"I'm not in this channel yet, so I can't post here by myself. To bring me in, type " + Line.Code("/invite @MentorBot") + ".");

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly Recollection<Known> _known = new((channel, cancellationToken) => LookAsync(api, channel, cancellationToken), Lifetime, time);

    /// <summary>Has it looked up, so that it is known by the time of an answer.</summary>
    public void Prepare(Origin origin)
    {
        if (IsChannel(origin))
        {
            _known.Peek(origin.Channel!);
        }
    }

    public void Set(string channel, bool isMember) => _known.Set(channel, new Known(isMember));

    /// <summary>What a private answer in a channel says where the bot is not in it; null where there is nothing to say. It waits for nothing.</summary>
    public ContextLine? InvitationFor(Origin origin) =>
        IsChannel(origin) && _known.Peek(origin.Channel!) is { IsMember: false } && once.TryTake($"{Installation.Platform}:{origin.Channel}:{origin.User}") ? Invitation : null;

    /// <summary>Nobody can be invited into a conversation of two.</summary>
    private static bool IsChannel(Origin origin) => origin is { IsDirect: false, Channel: { } channel } && !channel.StartsWith('D');

    private static async Task<Known?> LookAsync(ISlackApi api, string channel, CancellationToken cancellationToken)
    {
        var answer = await api.ConversationInfoAsync(channel, cancellationToken);
        return answer switch
        {
            // Nobody can be invited into one that is archived, either.
            { Value: { } conversation } => new Known(conversation.IsMember || conversation.IsIm || conversation.IsArchived),

            // Slack: a private channel that the bot is not in is not found.
            { Error.Kind: ApiErrorKind.PlaceGone or ApiErrorKind.NotInPlace } => new Known(IsMember: false),
            _ => null,
        };
    }

    private sealed record Known(bool IsMember);
}
