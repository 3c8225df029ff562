using System.Collections.Concurrent;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using Delivery = MentorBot.Slack.Receiving.Delivery;

namespace MentorBot.Slack.Conversations;

/// <summary>Where everything that Slack delivers comes in: acknowledged in time, answered once, and whatever goes wrong is told.</summary>
internal sealed partial class Inbox(Gate gate, SlashCommands commands, Interactions interactions, Events events, LateAnswers late, ILogger<Inbox> log) : IInbox
{
    private readonly ConcurrentDictionary<string, Once> _inHand = new(StringComparer.Ordinal);

    /// <param name="cancellationToken">Ends what is in hand, where a stop can't wait any longer.</param>
    public async Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var once = new Once(acknowledgement);
        var key = Gate.KeyOf(delivery);
        var first = key is null ? once : _inHand.GetOrAdd(key, once);
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
                await AnswerAsync(delivery, once, cancellationToken);
            }
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

            once.Close();
        }
    }

    private async Task AnswerAsync(Delivery delivery, Once acknowledgement, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(delivery, acknowledgement, cancellationToken);
        }
        catch (UnsaidException exception) when (!acknowledgement.IsDone)
        {
            // To acknowledge it would be to say that all is well.
            LogLost(exception, delivery.GetType().Name);
        }
        catch (UnsaidException exception) when (exception is { Said: not null, Origin: not null })
        {
            // Slack counts it as answered, so that nobody else would say that it was not.
            await late.RepeatAsync(exception, exception.Said, exception.Origin, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await ApologiseAsync(exception, delivery, acknowledgement, cancellationToken);
        }
    }

    private Task HandleAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken) => delivery switch
    {
        CommandDelivery { Command: var command } => commands.HandleAsync(command, interactions.OriginOf(command), delivery.Since, acknowledgement, cancellationToken),
        InteractionDelivery { Interaction: var interaction } => interactions.HandleAsync(interaction, delivery.Since, acknowledgement, cancellationToken),
        EventDelivery { Callback: var callback } => events.HandleAsync(callback, acknowledgement, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing handles a {delivery.GetType().Name}."),
    };

    /// <summary>The features answer for what goes wrong in them; this is for what goes wrong on the way to and from them.</summary>
    private async Task ApologiseAsync(Exception exception, Delivery delivery, Once acknowledgement, CancellationToken cancellationToken)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        LogFailed(exception, delivery.GetType().Name, reference);
        var text = $"Something went wrong on my side, and I've made a note of it under the reference {reference}. Please try again; if it keeps happening, give that reference to whoever runs me.";
        var origin = delivery switch
        {
            CommandDelivery { Command: var command } => interactions.OriginOf(command),
            InteractionDelivery { Interaction: var interaction } => interactions.OriginOf(interaction),
            EventDelivery { Callback: var callback } => events.OriginOf(callback),
            _ => null,
        };
        if (!acknowledgement.IsDone)
        {
            await acknowledgement.AcknowledgeAsync(null, cancellationToken);
        }

        if (origin is not null)
        {
            await late.SendAsync(new SlackMessage(text, []), origin, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} could not be answered; whoever waits for it is given the reference {Reference}")]
    private partial void LogFailed(Exception exception, string what, string reference);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} was not answered")]
    private partial void LogLost(Exception exception, string what);

    /// <summary>Slack takes one acknowledgement; what wants to say more after it goes another way.</summary>
    private sealed class Once(IAcknowledgement acknowledgement) : IAcknowledgement
    {
        private readonly TaskCompletionSource<Response?> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsDone { get; private set; }

        /// <summary>What went along with it; null where nothing did.</summary>
        public Task<Response?> Said => _said.Task;

        public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken)
        {
            if (IsDone)
            {
                return false;
            }

            IsDone = true;
            var isThere = await acknowledgement.AcknowledgeAsync(response, cancellationToken);
            _said.TrySetResult(isThere ? response : null);
            return isThere;
        }

        public void Close() => _said.TrySetResult(null);
    }
}
