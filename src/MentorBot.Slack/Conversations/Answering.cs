using MentorBot.Slack.Receiving;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Hands each thing to whoever answers it, and tells the person whatever goes wrong.</summary>
internal sealed partial class Answering(SlashCommands commands, Interactions interactions, Events events, LateAnswers late, Pledges pledges, ILogger<Answering> log)
{
    /// <summary>Returns once the person has their answer, was told that there is none, or hears so from Slack; throws where none of it can be done.</summary>
    public async Task AnswerAsync(Delivery delivery, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(delivery, acknowledgement, cancellationToken);
        }
        catch (UnsaidException exception) when (!acknowledgement.IsDone)
        {
            // To acknowledge it would be to say that all is well.
            LogUnsaid(exception, delivery.GetType().Name);
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

    private Task HandleAsync(Delivery delivery, Acknowledgement acknowledgement, CancellationToken cancellationToken) => delivery switch
    {
        CommandDelivery { Command: var command } => commands.HandleAsync(command, interactions.OriginOf(command), delivery.Since, acknowledgement, cancellationToken),
        InteractionDelivery { Interaction: var interaction } => interactions.HandleAsync(interaction, delivery.Since, acknowledgement, cancellationToken),
        EventDelivery { Callback: var callback } => events.HandleAsync(callback, acknowledgement, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing handles a {delivery.GetType().Name}."),
    };

    /// <summary>The features answer for what goes wrong in them; this is for what goes wrong on the way to and from them.</summary>
    private async Task ApologiseAsync(Exception exception, Delivery delivery, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        LogFailed(exception, delivery.GetType().Name, reference);
        await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
        if (pledges.OriginOf(delivery) is { } origin)
        {
            var text = $"Something went wrong on my side, and I've made a note of it under the reference {reference}. Please try again; if it keeps happening, give that reference to whoever runs me.";
            await late.SendAsync(new SlackMessage(text, []), origin, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} could not be answered; whoever waits for it is given the reference {Reference}")]
    private partial void LogFailed(Exception exception, string what, string reference);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} was not answered, which Slack tells or brings again")]
    private partial void LogUnsaid(Exception exception, string what);
}
