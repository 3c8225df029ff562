using System.Collections.Immutable;

namespace MentorBot.Slack.BlockKit;

/// <summary>A modal, or a person's App Home.</summary>
internal sealed record View
{
    public const string Modal = "modal";
    public const string Home = "home";

    /// <summary><see cref="Modal"/> or <see cref="Home"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Of a modal; plain, at most 24 characters.</summary>
    public TextObject? Title { get; init; }

    /// <summary>Slack: a view with inputs must have it. Plain, at most 24 characters.</summary>
    public TextObject? Submit { get; init; }

    /// <summary>Plain, at most 24 characters.</summary>
    public TextObject? Close { get; init; }

    /// <summary>At most 100.</summary>
    public required ImmutableArray<LayoutBlock> Blocks { get; init; }

    /// <summary>At most 255 characters.</summary>
    public string? CallbackId { get; init; }

    /// <summary>At most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }
}
