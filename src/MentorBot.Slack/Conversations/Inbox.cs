using System.Collections.Concurrent;
using MentorBot.Slack.Receiving;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Where everything that Slack delivers comes in: acknowledged in time, answered once, and whatever goes wrong is told.</summary>
internal sealed partial class Inbox(Gate gate, Answering answering, Pledges pledges, ILogger<Inbox> log) : IInbox
{
    private readonly ConcurrentDictionary<string, Acknowledgement> _inHand = new(StringComparer.Ordinal);

    /// <param name="cancellationToken">Ends what is in hand, where a stop can't wait any longer.</param>
    public async Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var once = new Acknowledgement(acknowledgement, () => pledges.MakeAsync(delivery));
        var key = Gate.KeyOf(delivery);
        var first = key is null ? once : _inHand.GetOrAdd(key, once);
        var isTold = false;
        try
        {
            if (first != once)
            {
                // An empty one would be taken for the answer, which is only on its way; where none comes, Slack is to bring it once more.
                var said = await first.Said.WaitAsync(cancellationToken);
                await (first.IsDone ? acknowledgement.AcknowledgeAsync(said, cancellationToken) : ValueTask.FromResult(false));
            }
            else if (!gate.LetsIn(delivery))
            {
                // Slack: one envelope may come over two sockets, and the first acknowledgement counts.
                await (gate.WasAnswered(delivery) ? ValueTask.FromResult(false) : once.AcknowledgeAsync(null, cancellationToken));
            }
            else
            {
                await answering.AnswerAsync(delivery, once, cancellationToken);
            }

            isTold = true;
        }
        catch (Exception exception)
        {
            LogLost(exception, delivery.GetType().Name);
        }
        finally
        {
            if (key is not null && first == once)
            {
                _inHand.TryRemove(key, out _);
            }

            await once.CloseAsync(isTold);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} was not answered")]
    private partial void LogLost(Exception exception, string what);
}
