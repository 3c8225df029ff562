using System.Text.Json;
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

/// <summary>Reads what Slack delivers from its JSON; null where it lacks what it would take to answer it.</summary>
internal static class Deliveries
{
    public static Delivery? Command(ReadOnlySpan<byte> json) => Command(JsonSerializer.Deserialize(json, SlackJson.Default.SlashCommand));

    public static Delivery? Command(SlashCommand? command) =>
        command is { Command: not null, TeamId: not null, ChannelId: not null, UserId: not null, ResponseUrl: not null, TriggerId: not null } ? new CommandDelivery(command) : null;

    public static Delivery? Interaction(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SlackJson.Default.Interaction) is { Type: not null, User.Id: not null } interaction ? new InteractionDelivery(interaction) : null;

    public static Delivery? Event(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SlackJson.Default.EventCallback) is { Type: not null } callback && callback.Event is null or { Type: not null } ? new EventDelivery(callback) : null;
}

/// <summary>Answers a delivery in the transport that brought it.</summary>
internal interface IAcknowledgement
{
    /// <summary>
    /// Acknowledges, with what the person is to see at once. Slack waits 3 s. False where the transport can't carry
    /// <paramref name="response"/> (Slack drops a socket's frame of 20,480 bytes or more, in silence) or is gone: then nothing of it
    /// was sent, and whoever answers has to go another way, and to acknowledge without it.
    /// </summary>
    ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken);
}

/// <summary>Where every receiver hands what it took in. Receivers only carry: they neither read nor say anything.</summary>
internal interface IInbox
{
    /// <summary>
    /// Answers, and throws nothing; receivers don't wait for it before they read on. It acknowledges at most once: a person's doing in
    /// time, what somebody said once it is answered, and not at all what Slack is to bring again.
    /// </summary>
    Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken);
}
