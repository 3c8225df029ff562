using MentorBot.Core.Commands;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Has the bot's features answer an interaction, and brings their answer to where it belongs.</summary>
internal sealed class Answering(Dispatcher dispatcher, Asking asking, Places places, Replies replies, Turns<string> turns)
{
    public async Task AskAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var interaction = exchange.Interaction;
        var origin = exchange.Origin = await places.LocateAsync(exchange.Origin, cancellationToken);
        if (origin.Guild is not { } guild)
        {
            await replies.DeliverAsync(Places.NoServer(origin), exchange, cancellationToken);
            return;
        }

        if (asking.Read(interaction, Senders.Of(interaction, guild)) is not { } asked)
        {
            await exchange.EndAsync(cancellationToken);
            return;
        }

        if (interaction.Type != InteractionType.Component)
        {
            await replies.DeliverAsync(await dispatcher.HandleAsync(asked, cancellationToken), exchange, cancellationToken);
            return;
        }

        // What two people do with one message is done one after the other, so that it ends up as it is.
        using var turn = await turns.TakeAsync(origin.MessageId ?? origin.User, cancellationToken);
        await replies.DeliverAsync(await dispatcher.HandleAsync(asked, cancellationToken), exchange, cancellationToken);
    }
}
