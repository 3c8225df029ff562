using System.Collections.Immutable;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Discord.Rest;

/// <summary>Discord's REST API, as far as the bot uses it; each call waits its turn within Discord's limits.</summary>
/// <remarks>Calls that may be repeated without harm are repeated. Posts carry a nonce, so that a repetition within minutes is no second post.</remarks>
internal interface IDiscordApi
{
    Task<ApiAnswer<GatewayInfo>> GatewayAsync(CancellationToken cancellationToken);

    /// <summary>The app that the token is of.</summary>
    Task<ApiAnswer<AppInfo>> AppAsync(CancellationToken cancellationToken);

    /// <summary>Replaces all global commands by these.</summary>
    Task<ApiAnswer<Nothing>> OverwriteCommandsAsync(string app, ImmutableArray<CommandBody> commands, CancellationToken cancellationToken);

    /// <summary>The first answer to an interaction. Discord: within 3 s; it goes ahead of everything else that waits.</summary>
    Task<ApiAnswer<Nothing>> RespondAsync(string interaction, string token, InteractionResponse response, ImmutableArray<Core.Messages.FileBlock> files, CancellationToken cancellationToken);

    /// <summary>Puts a message in place of the first answer or, after a component was used, of the component's message.</summary>
    Task<ApiAnswer<PostedMessage>> EditOriginalAsync(string app, string token, DiscordMessage message, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> DeleteOriginalAsync(string app, string token, CancellationToken cancellationToken);

    /// <summary>Says something more to an interaction that has been answered.</summary>
    Task<ApiAnswer<PostedMessage>> FollowUpAsync(string app, string token, DiscordMessage message, bool ephemeral, CancellationToken cancellationToken);

    /// <param name="key">Goes into the nonce and into the ids of the first components, so that <see cref="FindMessageAsync"/> finds the message again.</param>
    /// <param name="isDue">The bot sends it by itself and nobody waits for it, so that answers go first.</param>
    Task<ApiAnswer<PostedMessage>> CreateMessageAsync(string channel, DiscordMessage message, long? key, bool isDue, CancellationToken cancellationToken);

    Task<ApiAnswer<PostedMessage>> EditMessageAsync(string channel, string message, DiscordMessage with, long? key, CancellationToken cancellationToken);

    Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>The id of the message with the key, null where it is not there; a failure where the history can't be read.</summary>
    Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, long key, Instant oldest, CancellationToken cancellationToken);

    /// <summary>Opens the direct conversation with a person: always the same one.</summary>
    /// <param name="isDue">Nobody waits for it, so that those go first for whom somebody does.</param>
    Task<ApiAnswer<ChannelReference>> OpenDirectAsync(string user, bool isDue, CancellationToken cancellationToken);

    Task<ApiAnswer<GuildReference>> GuildAsync(string guild, CancellationToken cancellationToken);

    Task<ApiAnswer<GuildMember>> MemberAsync(string guild, string user, CancellationToken cancellationToken);
}

/// <param name="Url">Where the gateway is, without a query.</param>
/// <param name="Remaining">How many sessions may still be started.</param>
/// <param name="ResetAfter">In how long that many may be started again.</param>
internal sealed record GatewayInfo(string Url, int Shards, int Remaining, Duration ResetAfter);

/// <param name="InteractionsUrl">Set by mistake it would take all interactions away from the gateway.</param>
internal sealed record AppInfo(string Id, string Name, string? BotId, string? InteractionsUrl);

internal sealed record PostedMessage(string Channel, string Id);

internal sealed record FoundMessage(string? Id);
