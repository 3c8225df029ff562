namespace MentorBot.Slack.BlockKit;

/// <summary>A block of a message or a view, in Block Kit's own words.</summary>
internal abstract record LayoutBlock
{
    /// <summary>Unique in its message or view; at most 255 characters.</summary>
    public string? BlockId { get; init; }
}
