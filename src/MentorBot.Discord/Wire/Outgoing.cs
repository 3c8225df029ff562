using System.Collections.Immutable;

namespace MentorBot.Discord.Wire;

/// <summary>Discord's bits of a message's flags.</summary>
internal static class MessageFlags
{
    public const int Ephemeral = 1 << 6;
    public const int ComponentsV2 = 1 << 15;
}

/// <summary>Whom a message may ping: nobody but those who are named.</summary>
/// <param name="Parse">Always empty: Discord would look for mentions in the text.</param>
/// <param name="Users">At most 100.</param>
internal sealed record AllowedMentions(ImmutableArray<string> Parse, ImmutableArray<string> Users)
{
    public static readonly AllowedMentions None = new([], []);

    public static AllowedMentions Of(ImmutableArray<string> users) => new([], users);
}

/// <summary>A message as it is posted, edited or answered with.</summary>
internal sealed record MessageBody
{
    public int? Flags { get; init; }

    public ImmutableArray<Component>? Components { get; init; }

    public required AllowedMentions AllowedMentions { get; init; }

    /// <summary>At most 25 characters; only where a message is created in a channel.</summary>
    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public ImmutableArray<AttachmentBody>? Attachments { get; init; }
}

/// <param name="Id">The number of the uploaded file.</param>
internal sealed record AttachmentBody(string Id, string Filename);

/// <summary>The first answer to an interaction: a closed set by <see cref="Type"/>.</summary>
/// <param name="Type">One of the constants.</param>
internal sealed record InteractionResponse(int Type, ResponseData? Data = null)
{
    public const int Message = 4;
    public const int DeferredMessage = 5;
    public const int DeferredUpdate = 6;
    public const int UpdateMessage = 7;
    public const int Choices = 8;
    public const int Modal = 9;
}

/// <summary>What goes along with a response; members by its type.</summary>
internal sealed record ResponseData
{
    public int? Flags { get; init; }

    /// <summary>Of a message or of a modal.</summary>
    public ImmutableArray<Component>? Components { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public ImmutableArray<AttachmentBody>? Attachments { get; init; }

    /// <summary>Of a modal, at most 100 characters.</summary>
    public string? CustomId { get; init; }

    /// <summary>Of a modal, at most 45 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Of an autocomplete, at most 25.</summary>
    public ImmutableArray<CommandChoice>? Choices { get; init; }
}

/// <summary>Name and value: at most 100 characters each.</summary>
internal sealed record CommandChoice(string Name, string Value);

/// <summary>A command as it is registered.</summary>
/// <param name="Type">1 typed, 3 on a message.</param>
internal sealed record CommandBody(string Name, int Type, string? Description, ImmutableArray<OptionBody>? Options, ImmutableArray<int> Contexts, ImmutableArray<int> IntegrationTypes);

/// <param name="Type">1 subcommand, 2 group, 3 string, 4 integer, 6 user, 7 channel, 10 number.</param>
internal sealed record OptionBody(int Type, string Name, string Description)
{
    public bool? Required { get; init; }

    public bool? Autocomplete { get; init; }

    public ImmutableArray<CommandChoice>? Choices { get; init; }

    public ImmutableArray<OptionBody>? Options { get; init; }

    public int? MaxLength { get; init; }

    public ImmutableArray<int>? ChannelTypes { get; init; }
}
