using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Where somebody asked, and what the bot may do there.</summary>
internal sealed record Origin
{
    public required string User { get; init; }

    public required string Channel { get; init; }

    /// <summary>The guild that it is about, also in a direct conversation; null where nobody knows.</summary>
    public string? Guild { get; init; }

    /// <summary>Whether they aren't in the guild any more that it is about, which is left out then.</summary>
    public bool HasLeft { get; init; }

    /// <summary>The zone in which they read times; null where nobody knows, or no time is told.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>What the guild is called, for somebody who may take it for another one in their direct conversation.</summary>
    public string? GuildName { get; init; }

    /// <summary>Whether nobody but the person and the bot reads along.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The message whose control was used.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether only this person sees that message.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>What the bot lacks to post there by itself.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What it lacks beside where there is a file in it.</summary>
    public IReadOnlyList<string> MissingForFiles { get; init; } = [];

    /// <summary>How messages are rendered for the person, where it is.</summary>
    public Showing Showing => IsDirect ? ShowingDirectly : new Showing { Zone = Zone };

    /// <summary>How messages are rendered for the person's direct conversation, wherever they asked.</summary>
    public Showing ShowingDirectly => new() { Guild = Guild, Zone = Zone, FilesInPlace = true };

    /// <summary>How messages are rendered for everybody who reads along where it is.</summary>
    public Showing ShowingToAll => IsDirect ? ShowingDirectly : new Showing { FilesInPlace = true };

    /// <summary>What the bot lacks to post a message there.</summary>
    public IReadOnlyList<string> MissingFor(DiscordMessage message) => message.Files.IsDefaultOrEmpty ? Missing : [.. Missing, .. MissingForFiles];

    /// <summary>What is said there, with what else they have to know to read it right.</summary>
    public ImmutableArray<Block> Told(ImmutableArray<Block> blocks) => GuildName is { } name && !blocks.IsDefaultOrEmpty
        ? blocks.Add(new ContextLine((Line)"In the server " + Line.Bold(name)))
        : blocks;

    /// <param name="guild">The guild that it is about.</param>
    public static Origin Of(Interaction interaction, string? guild) => new()
    {
        User = interaction.Who!.Id,
        Channel = interaction.ChannelId ?? interaction.Channel?.Id ?? string.Empty,
        Guild = guild,
        IsDirect = interaction.GuildId is null,
        MessageId = interaction.Message?.Id,
        IsEphemeral = ((interaction.Message?.Flags ?? 0) & MessageFlags.Ephemeral) != 0,
        MissingForFiles = interaction.GuildId is null ? [] : Permissions.MissingForFiles(interaction.AppPermissions),
        Missing = interaction.GuildId is null ? [] : Permissions.MissingForPosts(interaction.AppPermissions, interaction.Channel?.Type is 10 or 11 or 12),
    };
}
