using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Answers what people do: at once where the answer is ready in time, else where Discord was told that one comes.</summary>
internal sealed class Interactions(Exchanges exchanges, Suggestions suggestions, Answering answers, Replies replies, Places places, TimeProvider time)
{
    public async Task HandleAsync(InteractionDelivery delivery, CancellationToken cancellationToken)
    {
        var interaction = delivery.Interaction;
        if (interaction.Type == InteractionType.Autocomplete)
        {
            await suggestions.SuggestAsync(interaction, cancellationToken);
            return;
        }

        using var exchange = exchanges.Begin(interaction);
        var isHandled = false;
        try
        {
            await HandleAsync(exchange, delivery, cancellationToken);
            isHandled = true;
        }
        finally
        {
            await exchange.CloseAsync(isHandled);
        }

        await places.NoteAsync(exchange.Origin, cancellationToken);
    }

    private async Task HandleAsync(Exchange exchange, InteractionDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.IsReplay)
        {
            // Another process may have answered it, and Discord knows: it takes a first answer once, and none that comes too late.
            await exchange.DeferAsync(cancellationToken);
            if (exchange.IsOver)
            {
                return;
            }
        }

        try
        {
            await Deadline.WatchAsync(() => answers.AskAsync(exchange, cancellationToken), () => exchange.DeferAsync(cancellationToken), delivery.Since, time);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await replies.ApologiseAsync(exception, nameof(Interaction), exchange, cancellationToken);
        }
    }
}
