using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Says who did something and where, as the bot's features know people and places.</summary>
/// <remarks>Discord: nothing tells anybody's zone; an interaction has their language.</remarks>
internal static class Senders
{
    /// <param name="guild">The guild that it is about.</param>
    public static Sender Of(Interaction interaction, string guild) => new(
        Self.IdentityOf(guild, interaction.Who!.Id),
        NameOf(interaction.Who, interaction.Member?.Nick),
        new Place(Self.WorkspaceOf(guild), interaction.ChannelId ?? interaction.Channel?.Id ?? string.Empty, interaction.GuildId is null),
        interaction.GuildId is not null && Permissions.RunsServer(interaction.Member?.Permissions) ? Role.Admin : Role.Member,
        DateTimeZone.Utc)
    {
        Locale = interaction.Locale,
        IsOutside = interaction.GuildId is null,
    };

    /// <summary>Somebody who writes into their direct conversation.</summary>
    public static Sender Of(DiscordUser user, string guild, string channel) =>
        new(Self.IdentityOf(guild, user.Id), NameOf(user, null), new Place(Self.WorkspaceOf(guild), channel, IsDirect: true), Role.Member, DateTimeZone.Utc) { IsOutside = true };

    /// <summary>What the people are called whom somebody chose.</summary>
    public static IReadOnlyDictionary<string, string> NamesIn(ResolvedData? resolved) => resolved?.Users is { Count: > 0 } users
        ? users.ToDictionary(pair => pair.Key, pair => NameOf(pair.Value, resolved.Members?.GetValueOrDefault(pair.Key)?.Nick), StringComparer.Ordinal)
        : ImmutableDictionary<string, string>.Empty;

    public static string NameOf(DiscordUser user, string? nick) => nick ?? user.GlobalName ?? user.Username ?? string.Empty;
}
