using MentorBot.Core.Commands;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Takes in what the Events API tells: what people say is answered once, however often and however late it comes.</summary>
internal sealed partial class Events(IReceipts receipts, WorkspaceNews news, Lines lines, Installation installation, IClock clock, ILogger<Events> log)
{
    private const string Message = "message";
    private const string Mention = "app_mention";

    public async Task HandleAsync(EventCallback callback, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        // Taken before it is acknowledged: what Slack hears nothing of comes again.
        var said = callback.Event is { } told && IsFromSomebody(told) ? told : null;
        var isNew = said is null || await IsNewAsync(callback, said, cancellationToken);
        await acknowledgement.AcknowledgeAsync(null, cancellationToken);
        if (said is not null && isNew)
        {
            await lines.HandleAsync(said, isDirect: said.Type == Message, callback.TeamId, cancellationToken);
        }
        else if (said is null && callback.Event is { } other)
        {
            await news.HandleAsync(other, callback, cancellationToken);
        }
    }

    /// <remarks>Slack: people's own words have no subtype, or one of two; whatever bots say comes back, too, also what this one says.</remarks>
    private bool IsFromSomebody(SlackEvent told) =>
        (told.Type == Mention || told is { Type: Message, ChannelType: "im" })
        && told.Subtype is null or "file_share" or "me_message"
        && told is { BotId: null, UserId: { } user, ChannelId: not null }
        && user != installation.Self?.UserId
        && user != "USLACKBOT";

    /// <summary>Slack: a message may come under several event ids, and a mention also as a message; its ts is always the same.</summary>
    private async Task<bool> IsNewAsync(EventCallback callback, SlackEvent said, CancellationToken cancellationToken)
    {
        try
        {
            var now = clock.GetCurrentInstant();
            return (callback.EventId is not { } id || await receipts.TryTakeAsync($"slack:event:{id}", now, cancellationToken))
                && (said.Ts is not { } ts || await receipts.TryTakeAsync($"slack:said:{callback.TeamId}:{said.ChannelId}:{ts}", now, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A second answer harms less than none.
            LogForgetful(exception);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was taken in can't be remembered, so that it may be answered twice")]
    private partial void LogForgetful(Exception exception);
}
