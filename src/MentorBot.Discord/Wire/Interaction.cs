using System.Text.Json;

namespace MentorBot.Discord.Wire;

/// <summary>What kind of thing a person did. Discord: type of an interaction.</summary>
internal enum InteractionType
{
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>Something that a person did with the bot: used a command, a component or a modal; which members are there depends on <see cref="Type"/>.</summary>
internal sealed record Interaction
{
    public required string Id { get; init; }

    public required string ApplicationId { get; init; }

    public InteractionType Type { get; init; }

    /// <summary>Answers this interaction for 15 minutes; secret.</summary>
    public required string Token { get; init; }

    public InteractionData? Data { get; init; }

    /// <summary>Null in a direct conversation.</summary>
    public string? GuildId { get; init; }

    public string? ChannelId { get; init; }

    public ChannelReference? Channel { get; init; }

    /// <summary>Who did it, in a guild.</summary>
    public GuildMember? Member { get; init; }

    /// <summary>Who did it, in a direct conversation.</summary>
    public DiscordUser? User { get; init; }

    /// <summary>The message whose component was used, also where that opened the modal that is submitted.</summary>
    public DiscordMessageReference? Message { get; init; }

    /// <summary>What the bot may do in the channel, as a decimal number of bits.</summary>
    public string? AppPermissions { get; init; }

    /// <summary>The language of the person's Discord, such as en-GB.</summary>
    public string? Locale { get; init; }

    public DiscordUser? Who => Member?.User ?? User;
}

internal sealed record InteractionData
{
    /// <summary>The command's name.</summary>
    public string? Name { get; init; }

    /// <summary>Of a command: 1 typed, 2 on a user, 3 on a message.</summary>
    public int? Type { get; init; }

    public IReadOnlyList<CommandValue>? Options { get; init; }

    public ResolvedData? Resolved { get; init; }

    /// <summary>The message that a message command was used on.</summary>
    public string? TargetId { get; init; }

    /// <summary>Of a component or a modal.</summary>
    public string? CustomId { get; init; }

    public int? ComponentType { get; init; }

    /// <summary>What was chosen in a select.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>What a modal was filled in with.</summary>
    public IReadOnlyList<SubmittedComponent>? Components { get; init; }
}

/// <summary>A subcommand, a group or an option with its value. Discord: types 1 subcommand, 2 group, 3 string, 4 integer, 6 user, 7 channel, 10 number.</summary>
internal sealed record CommandValue
{
    public required string Name { get; init; }

    public int Type { get; init; }

    public JsonElement Value { get; init; }

    public IReadOnlyList<CommandValue>? Options { get; init; }

    /// <summary>Whether it is the one that is being typed, in an autocomplete.</summary>
    public bool Focused { get; init; }
}

internal sealed record ResolvedData
{
    public IReadOnlyDictionary<string, DiscordUser>? Users { get; init; }

    public IReadOnlyDictionary<string, GuildMember>? Members { get; init; }

    public IReadOnlyDictionary<string, ChannelReference>? Channels { get; init; }

    public IReadOnlyDictionary<string, DiscordMessageReference>? Messages { get; init; }
}

/// <summary>A part of a submitted modal: a label (18) with one child, or an action row (1) with several.</summary>
internal sealed record SubmittedComponent
{
    public int Type { get; init; }

    public string? CustomId { get; init; }

    /// <summary>A text, or a boolean of a checkbox.</summary>
    public JsonElement Value { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public SubmittedComponent? Component { get; init; }

    public IReadOnlyList<SubmittedComponent>? Components { get; init; }
}

/// <param name="GlobalName">The name that is shown; null where a person chose none.</param>
internal sealed record DiscordUser(string Id, string? Username, string? GlobalName, bool Bot = false);

/// <param name="User">Absent in resolved data.</param>
/// <param name="Nick">The person's name in this guild.</param>
/// <param name="Permissions">In the channel of the interaction, with all overwrites, as a decimal number of bits.</param>
internal sealed record GuildMember(DiscordUser? User, string? Nick, string? Permissions);

/// <param name="Type">0 text, 1 direct, 5 announcements, 10-12 threads, 15 forum.</param>
internal sealed record ChannelReference(string Id, int Type, string? LastMessageId = null);

/// <param name="Flags">1&lt;&lt;6: only one person sees it; 1&lt;&lt;15: components V2.</param>
/// <param name="Components">As Discord sends them: what was shown, with ids and defaults.</param>
/// <param name="InteractionMetadata">What it answers; null where nobody asked.</param>
internal sealed record DiscordMessageReference(string Id, string? ChannelId, string? Content, DiscordUser? Author, int Flags, JsonElement Components, InteractionReference? InteractionMetadata = null);

internal sealed record InteractionReference(string? Id);

/// <summary>A guild, as far as the bot reads it.</summary>
internal sealed record GuildReference(string Id, string? Name);
