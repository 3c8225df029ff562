using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Takes in what the Events API tells: what people say is answered once, however often and however late it comes.</summary>
internal sealed class Events(Redeliveries redeliveries, WorkspaceNews news, Lines lines, Installation installation)
{
    public const string Message = "message";

    private const string Mention = "app_mention";

    public async Task HandleAsync(EventCallback callback, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        if (callback.Event is not { } told || !IsFromSomebody(told))
        {
            await acknowledgement.AcknowledgeAsync(null, cancellationToken);
            await (callback.Event is { } other ? news.HandleAsync(other, callback, cancellationToken) : Task.CompletedTask);
            return;
        }

        await AnswerAsync(callback, told, cancellationToken);

        // Only now: where the bot dies before, Slack tells it again.
        await acknowledgement.AcknowledgeAsync(null, cancellationToken);
    }

    /// <summary>Where the answer goes to what somebody said; null where nobody said anything.</summary>
    public Origin? OriginOf(EventCallback callback) => callback.Event is { } told && IsFromSomebody(told) ? OriginOf(told) : null;

    private static Origin OriginOf(SlackEvent said)
    {
        // In the direct conversation nobody needs to name the bot.
        var isDirect = said.Type == Message;
        var key = isDirect && said.Ts is { } ts ? Posting.AnswerTo(said.ChannelId!, ts) : (long?)null;
        return new Origin { User = said.UserId!, Channel = said.ChannelId!, IsDirect = isDirect, ThreadTs = said.ThreadTs, AnswerKey = key };
    }

    private async Task AnswerAsync(EventCallback callback, SlackEvent said, CancellationToken cancellationToken)
    {
        try
        {
            if (await redeliveries.DueAsync(callback, said, cancellationToken) is var due and not Due.Nothing)
            {
                await lines.HandleAsync(said, OriginOf(said) with { MayBeAnswered = due == Due.AnswerThatMayBeThere }, callback.TeamId, cancellationToken);
            }
        }
        catch (UnsaidException)
        {
            redeliveries.Forget(callback, said);
            throw;
        }
    }

    /// <remarks>Slack: people's own words have no subtype, or one of two; whatever bots say comes back, too, also what this one says.</remarks>
    private bool IsFromSomebody(SlackEvent told) =>
        (told.Type == Mention || told is { Type: Message, ChannelType: "im" })
        && told.Subtype is null or "file_share" or "me_message"
        && told is { BotId: null, UserId: { } user, ChannelId: not null }
        && user != installation.Self?.UserId
        && user != "USLACKBOT";
}
