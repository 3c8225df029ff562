using MentorBot.Core.Commands;
using MentorBot.Discord.Receiving;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Tells what people write for the first time from what a resumed session brings again: of that, what was never answered is answered.</summary>
internal sealed partial class Arrivals(IReceipts receipts, Posting posting, IClock clock, ILogger<Arrivals> log)
{
    public async Task<bool> IsDueAsync(DirectMessageDelivery said, CancellationToken cancellationToken)
    {
        try
        {
            return await receipts.TryTakeAsync($"{Self.Platform}:said:{said.MessageId}", clock.GetCurrentInstant(), cancellationToken)
                || (said.IsReplay && await posting.IsAnsweredAsync(said.ChannelId, said.MessageId, cancellationToken) == false);
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
