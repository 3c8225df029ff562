using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Receiving;

/// <summary>One thing that the gateway delivered: a closed set. What is not among these the bot has no use for.</summary>
internal abstract record Delivery
{
    /// <summary>The timestamp at which it arrived: Discord's patience began then, however long it waited for its turn.</summary>
    public long Since { get; init; }

    /// <summary>Whether a resumed session brings it, so that it may have come before, to another process even.</summary>
    public bool IsReplay { get; init; }
}

/// <summary>A person used a command, a component or a modal.</summary>
internal sealed record InteractionDelivery(Interaction Interaction) : Delivery;

/// <summary>A person wrote into the direct conversation with the bot.</summary>
/// <param name="Mentions">Whom it names.</param>
internal sealed record DirectMessageDelivery(string MessageId, string ChannelId, DiscordUser Author, string Content, IReadOnlyList<DiscordUser> Mentions) : Delivery;

/// <summary>The gateway is ready: in which guilds the bot is.</summary>
internal sealed record ReadyDelivery(IReadOnlyList<string> Guilds) : Delivery;

/// <summary>A guild is there: after a start, after an outage, or since somebody added the bot.</summary>
internal sealed record GuildDelivery(string GuildId, string? SystemChannelId) : Delivery;

/// <summary>The bot was removed from a guild. An outage is not told.</summary>
internal sealed record GuildGoneDelivery(string GuildId) : Delivery;

/// <summary>Where the gateway hands what it took in.</summary>
internal interface IInbox
{
    /// <summary>Answers, and throws nothing. The gateway's loop never waits for it.</summary>
    Task ReceiveAsync(Delivery delivery, CancellationToken cancellationToken);
}
