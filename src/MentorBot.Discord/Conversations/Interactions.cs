using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Answers what people do: at once where the answer is ready in time, else where Discord was told that one comes.</summary>
internal sealed class Interactions(Exchanges exchanges, Dispatcher dispatcher, Asking asking, Places places, Replies replies, Sorry sorry, TimeProvider time)
{
    private const int MostChoices = 25;
    private const int LongestChoice = 100;

    private readonly Turns<string> _turns = new();
    private readonly ConcurrentDictionary<string, ulong> _typing = new(StringComparer.Ordinal);

    public async Task HandleAsync(InteractionDelivery delivery, CancellationToken cancellationToken)
    {
        var interaction = delivery.Interaction;
        if (interaction.Type == InteractionType.Autocomplete)
        {
            await SuggestAsync(interaction, cancellationToken);
            return;
        }

        using var exchange = exchanges.Begin(interaction);
        var isTold = false;
        try
        {
            await HandleAsync(exchange, delivery, cancellationToken);
            isTold = true;
        }
        finally
        {
            await exchange.CloseAsync(isTold);
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
            await AnswerAsync(exchange, delivery.Since, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await replies.DeliverAsync(new Reply(sorry.For(exception, nameof(Interaction))), exchange, cancellationToken);
        }
    }

    private async Task AnswerAsync(Exchange exchange, long since, CancellationToken cancellationToken)
    {
        // On a thread of its own: a database that is busy holds up the thread that asks it, and with it the first answer.
        var answering = Task.Run(() => AskAsync(exchange, cancellationToken), cancellationToken);
        if (!await Deadline.IsMetAsync(answering, since, time))
        {
            await exchange.DeferAsync(cancellationToken);
        }

        await answering;
    }

    private async Task AskAsync(Exchange exchange, CancellationToken cancellationToken)
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
        using var turn = await _turns.TakeAsync(origin.MessageId ?? origin.User, cancellationToken);
        await replies.DeliverAsync(await dispatcher.HandleAsync(asked, cancellationToken), exchange, cancellationToken);
    }

    private async Task SuggestAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (interaction.Data is not { } data || interaction.Who is not { } who || !IsLatest(who.Id, interaction.Id))
        {
            // They have typed on meanwhile, and Discord asks for that.
            return;
        }

        var choices = asking.Suggest(data).Take(MostChoices).Select(choice => new CommandChoice(Limits.Shorten(choice.Label, LongestChoice), choice.Value));
        using var exchange = exchanges.Begin(interaction);
        await exchange.SuggestAsync([.. choices], cancellationToken);
    }

    private bool IsLatest(string user, string id)
    {
        if (!ulong.TryParse(id, out var number))
        {
            return true;
        }

        if (_typing.Count >= Seen.Capacity)
        {
            _typing.Clear();
        }

        return _typing.AddOrUpdate(user, number, (_, before) => Math.Max(before, number)) == number;
    }
}
