using System.Collections.Immutable;

namespace MentorBot.Slack.BlockKit;

/// <summary>A modal, or a person's App Home.</summary>
internal sealed record View
{
    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public required string Type { get; init; }

    public required ImmutableArray<LayoutBlock> Blocks { get; init; }

    /// <summary>At most 255 characters.</summary>
    public string? CallbackId { get; init; }

    /// <summary>At most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }
}
