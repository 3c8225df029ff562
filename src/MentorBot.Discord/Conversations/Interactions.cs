using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Answers what people do: at once where the answer is ready in time, else where Discord was told that one comes.</summary>
internal sealed class Interactions(IDiscordApi api, Suggestions suggestions, Answering answers, Replies replies, Places places, TimeProvider time)
{
    public async Task HandleAsync(InteractionDelivery delivery, CancellationToken cancellationToken)
    {
        var interaction = delivery.Interaction;
        if (interaction.Type == InteractionType.Autocomplete)
        {
            await suggestions.SuggestAsync(interaction, cancellationToken);
            return;
        }

        using var exchange = new Exchange(api, interaction, Origin.Of(interaction, interaction.GuildId ?? Asking.GuildIn(interaction)));
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
            await AnswerAsync(exchange, delivery.Since, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await replies.ApologiseAsync(exception, nameof(Interaction), exchange, cancellationToken);
        }

        await places.NoteAsync(exchange.Origin, cancellationToken);
    }

    private async Task AnswerAsync(Exchange exchange, long since, CancellationToken cancellationToken)
    {
        // On a thread of its own: a database that is busy holds up the thread that asks it, and with it the first answer.
        var answering = Task.Run(() => answers.AskAsync(exchange, cancellationToken), cancellationToken);
        if (!await Deadline.IsMetAsync(answering, since, time))
        {
            await exchange.DeferAsync(cancellationToken);
        }

        await answering;
    }
}
