using System.Collections.Immutable;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Wire;

/// <summary>What an acknowledgement carries: a message after a slash command, what becomes of a view after its submission.</summary>
internal abstract record Response;

/// <summary>A message in answer to a slash command, or to a <c>response_url</c>.</summary>
internal sealed record MessageResponse : Response
{
    public const string Ephemeral = "ephemeral";
    public const string InChannel = "in_channel";

    /// <summary>Whether everybody in the channel sees it.</summary>
    public string? ResponseType { get; init; }

    public string? Text { get; init; }

    public ImmutableArray<LayoutBlock>? Blocks { get; init; }

    public bool? ReplaceOriginal { get; init; }

    public bool? DeleteOriginal { get; init; }

    /// <summary>Slack: with <c>in_channel</c> and <c>replace_original: false</c>, answers in a thread.</summary>
    public string? ThreadTs { get; init; }
}

/// <summary>What becomes of a view that was submitted; an acknowledgement without one closes it.</summary>
internal sealed record ViewResponse : Response
{
    /// <summary><c>errors</c>, <c>update</c>, <c>push</c> or <c>clear</c>.</summary>
    public required string ResponseAction { get; init; }

    /// <summary>By block_id of an input block of the view.</summary>
    public ImmutableDictionary<string, string>? Errors { get; init; }

    public View? View { get; init; }
}
