using System.Text.Json;
using System.Text.Json.Serialization;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Receiving;

/// <summary>Reads a dispatch from its JSON; null where the bot has no use for it. Nothing is looked up: what a person did is handed on, whatever is known of its guild.</summary>
internal static class Dispatches
{
    /// <exception cref="JsonException">It lacks what it always has.</exception>
    public static Delivery? Read(DispatchKind kind, ReadOnlySpan<byte> data) => kind switch
    {
        DispatchKind.Interaction => JsonSerializer.Deserialize(data, DiscordJson.Default.Interaction) is { Id: not null, Token: not null } interaction ? new InteractionDelivery(interaction) : null,
        DispatchKind.MessageCreate => DirectMessage(JsonSerializer.Deserialize(data, DispatchJson.Default.MessageData)),
        DispatchKind.GuildCreate => JsonSerializer.Deserialize(data, DispatchJson.Default.GuildData) is { Id: { } id, Unavailable: not true } guild ? new GuildDelivery(id, guild.SystemChannelId) : null,

        // Discord: an outage, where the guild is unavailable; otherwise the bot was removed.
        DispatchKind.GuildDelete => JsonSerializer.Deserialize(data, DispatchJson.Default.GuildData) is { Id: { } id, Unavailable: not true } ? new GuildGoneDelivery(id) : null,
        _ => null,
    };

    public static ReadyData? Ready(ReadOnlySpan<byte> data) =>
        JsonSerializer.Deserialize(data, DispatchJson.Default.ReadyData) is { SessionId: not null, ResumeGatewayUrl: not null, User.Id: not null, Application.Id: not null } ready ? ready : null;

    /// <summary>What a person wrote to the bot; not what the bot, or another, wrote.</summary>
    private static DirectMessageDelivery? DirectMessage(MessageData? message) =>
        message is { Id: { } id, ChannelId: { } channel, GuildId: null, Author: { Id: not null, Bot: false } author, WebhookId: null }
            ? new DirectMessageDelivery(id, channel, author, message.Content ?? string.Empty, message.Mentions ?? [])
            : null;
}

/// <param name="Guilds">All of them, not yet available.</param>
internal sealed record ReadyData(DiscordUser? User, IReadOnlyList<GuildData>? Guilds, string? SessionId, string? ResumeGatewayUrl, ReadyApplication? Application)
{
    public ReadyDelivery ToDelivery() => new([.. (Guilds ?? []).Select(guild => guild?.Id).OfType<string>()]);
}

internal sealed record ReadyApplication(string? Id);

internal sealed record GuildData(string? Id, string? SystemChannelId, bool? Unavailable);

internal sealed record MessageData(string? Id, string? ChannelId, string? GuildId, DiscordUser? Author, string? Content, IReadOnlyList<DiscordUser>? Mentions, string? WebhookId);

/// <summary>What dispatches hold, as far as the bot reads them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReadyData))]
[JsonSerializable(typeof(GuildData))]
[JsonSerializable(typeof(MessageData))]
internal sealed partial class DispatchJson : JsonSerializerContext;
