using MentorBot.Slack.Receiving;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Hands each thing to whoever answers it, and tells the person whatever goes wrong.</summary>
internal sealed partial class Answering(SlashCommands commands, Interactions interactions, Events events, LateAnswers late, ILogger<Answering> log)
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
            await late.ApologiseAsync(exception, delivery, acknowledgement, cancellationToken);
        }
    }

    private Task HandleAsync(Delivery delivery, Acknowledgement acknowledgement, CancellationToken cancellationToken) => delivery switch
    {
        CommandDelivery { Command: var command } => commands.HandleAsync(command, interactions.OriginOf(command), delivery.Since, acknowledgement, cancellationToken),
        InteractionDelivery { Interaction: var interaction } => interactions.HandleAsync(interaction, delivery.Since, acknowledgement, cancellationToken),
        EventDelivery { Callback: var callback } => events.HandleAsync(callback, acknowledgement, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing handles a {delivery.GetType().Name}."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} was not answered, which Slack tells or brings again")]
    private partial void LogUnsaid(Exception exception, string what);
}
