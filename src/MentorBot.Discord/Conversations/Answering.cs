using MentorBot.Core.Commands;

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

        // What is done with one message is done one after another, so that it ends up as it is; and after what brought it here, which may
        // not have heard yet that it is here, and would say it once more.
        using var own = await turns.TakeAsync(interaction.Id, cancellationToken);
        using var turn = interaction.Message is { } message ? await turns.TakeAsync(message.InteractionMetadata?.Id ?? message.Id, cancellationToken) : null;
        await replies.DeliverAsync(await dispatcher.HandleAsync(asked, cancellationToken), exchange, cancellationToken);
    }
}
