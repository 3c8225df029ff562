using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Takes in what the Events API tells: what people say is answered once, however often and however late it comes.</summary>
internal sealed class Events(Redeliveries redeliveries, WorkspaceNews news, Lines lines, Installation installation)
{
    public const string Message = "message";

    private const string Mention = "app_mention";

    public async Task HandleAsync(EventCallback callback, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
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

    private async Task AnswerAsync(EventCallback callback, SlackEvent said, CancellationToken cancellationToken)
    {
        try
        {
            if (await redeliveries.IsToBeAnsweredAsync(callback, said, cancellationToken))
            {
                await lines.HandleAsync(said, isDirect: said.Type == Message, callback.TeamId, cancellationToken);
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
