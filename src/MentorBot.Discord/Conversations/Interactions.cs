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
            await Deadline.WatchAsync(() => AskAsync(exchange, cancellationToken), () => exchange.DeferAsync(cancellationToken), delivery.Since, time);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await replies.DeliverAsync(new Reply(sorry.For(exception, nameof(Interaction))), exchange, cancellationToken);
        }
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

        // What is done with one message is done one after another, so that it ends up as it is; and after what brought it here, which may
        // not have heard yet that it is here, and would say it once more.
        using var own = await _turns.TakeAsync(interaction.Id, cancellationToken);
        using var turn = interaction.Message is { } message ? await _turns.TakeAsync(message.InteractionMetadata?.Id ?? message.Id, cancellationToken) : null;
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
