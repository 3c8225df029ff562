namespace MentorBot.Slack.BlockKit;

/// <summary>Text of a block or an element; what is not markup of ours is escaped already.</summary>
internal sealed record TextObject
{
    /// <summary><c>plain_text</c> or <c>mrkdwn</c>.</summary>
    public required string Type { get; init; }

    public required string Text { get; init; }

    /// <summary>Slack: true keeps it from making links of addresses and channel names by itself; for <c>mrkdwn</c> only.</summary>
    public bool? Verbatim { get; init; }

    /// <param name="escaped">At least one character.</param>
    public static TextObject Plain(string escaped) => new() { Type = "plain_text", Text = escaped };

    public static TextObject Mrkdwn(string escaped) => new() { Type = "mrkdwn", Text = escaped, Verbatim = true };
}

/// <summary>Something to choose, in a select or a group of checkboxes.</summary>
/// <param name="Text">At most 75 characters.</param>
/// <param name="Value">At most 150 characters; comes back as it is.</param>
internal sealed record Option(TextObject Text, string Value);
