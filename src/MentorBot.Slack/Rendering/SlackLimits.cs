namespace MentorBot.Slack.Rendering;

/// <summary>What Slack takes at most, in UTF-16 units, which is the stricter way to count.</summary>
internal static class SlackLimits
{
    public const int BlocksInAMessage = 50;
    public const int BlocksInAView = 100;

    /// <summary>Slack: refused at about 12,000, once at 11,341, and nowhere written down; addresses and labels count, too.</summary>
    public const int TextOfAMessage = 9_000;

    /// <summary>Slack: a view has 250 kB at most; JSON takes up to six bytes for a character.</summary>
    public const int TextOfAView = 30_000;

    public const int MessagesOfAReply = 5;

    /// <summary>Slack: chat.postEphemeral refuses a longer text with msg_too_long, and it counts bytes of UTF-8.</summary>
    public const int FallbackBytes = 4_000;

    public const int Text = 3_000;
    public const int Header = 150;
    public const int FieldsInASection = 10;
    public const int Field = 2_000;
    public const int ButtonText = 75;
    public const int OptionText = 75;
    public const int SelectOptions = 100;
    public const int Checkboxes = 10;
    public const int Placeholder = 150;
    public const int ViewTitle = 24;
    public const int Label = 2_000;
    public const int InputValue = 3_000;
    public const int Address = 3_000;
    public const int AltText = 2_000;
    public const int BlockId = 255;
    public const int TableRows = 100;
    public const int TableColumns = 20;
}
