using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving;

/// <summary>One thing that Slack delivered, by socket or over HTTP: a closed set.</summary>
internal abstract record Delivery
{
    /// <summary>The timestamp at which it arrived: Slack's patience began then, however long it waited for its turn.</summary>
    public long Since { get; init; }
}

/// <summary>A person typed a slash command.</summary>
internal sealed record CommandDelivery(SlashCommand Command) : Delivery;

/// <summary>A person pressed, chose, submitted, closed or used a shortcut.</summary>
internal sealed record InteractionDelivery(Interaction Interaction) : Delivery;

/// <summary>The Events API tells of something; it may come again, and late, which is no reason to drop it.</summary>
internal sealed record EventDelivery(EventCallback Callback) : Delivery;

/// <summary>Answers a delivery in the transport that brought it.</summary>
internal interface IAcknowledgement
{
    /// <summary>
    /// Acknowledges, with what the person is to see at once. Slack waits 3 s. False where the transport can't carry
    /// <paramref name="response"/> (Slack drops a socket's frame of 20,480 bytes or more, in silence) or is gone: then nothing of it
    /// was sent but, if possible, an empty acknowledgement, and whoever answers has to go another way.
    /// </summary>
    ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken);
}

/// <summary>Where every receiver hands what it took in. Receivers only carry: they neither read nor say anything.</summary>
internal interface IInbox
{
    /// <summary>Acknowledges once, in time, and answers; it throws nothing. Receivers don't wait for it before they read on.</summary>
    Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken);
}
