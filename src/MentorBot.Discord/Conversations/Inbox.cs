using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Receiving;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Where everything that the gateway delivers comes in: answered once, and whatever goes wrong is told.</summary>
internal sealed partial class Inbox(Seen seen, Pump pump, Interactions interactions, Lines lines, GuildNews news, ILogger<Inbox> log) : IInbox
{
    /// <param name="cancellationToken">Ends what is in hand, where a stop can't wait any longer.</param>
    public async Task ReceiveAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            if (LetsIn(delivery))
            {
                await HandleAsync(delivery, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            LogLost(exception, delivery.GetType().Name);
        }
    }

    private Task HandleAsync(Delivery delivery, CancellationToken cancellationToken) => delivery switch
    {
        InteractionDelivery used => interactions.HandleAsync(used, cancellationToken),
        DirectMessageDelivery said => lines.HandleAsync(said, cancellationToken),
        _ => news.HandleAsync(delivery, cancellationToken),
    };

    /// <remarks>Discord: an event may come several times, and whatever bots say comes back, too.</remarks>
    private bool LetsIn(Delivery delivery)
    {
        switch (delivery)
        {
            case InteractionDelivery { Interaction: { Who: not null } interaction }:
                // Somebody talks to the bot, so that what it sends by itself leaves room for their answers: one limit is all guilds'.
                pump.LimiterOf(Self.WorkspaceOf(interaction.GuildId ?? string.Empty)).LeaveRoom();
                return seen.TryTake($"{Self.Platform}:{interaction.Id}");
            case InteractionDelivery:
                return false;
            case DirectMessageDelivery { Author.Bot: true }:
                return false;
            case DirectMessageDelivery said:
                return seen.TryTake($"{Self.Platform}:{said.MessageId}");
            default:
                return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} was not answered")]
    private partial void LogLost(Exception exception, string what);
}
