using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rendering;

/// <summary>What Discord takes at most; it counts text in code points.</summary>
internal static class DiscordLimits
{
    /// <summary>Discord: 40 components in a message, nested included.</summary>
    public const int Components = 40;

    /// <summary>Discord: the sum over all text displays of a message, and the most in one of them.</summary>
    public const int Text = 4_000;

    /// <summary>Discord: bytes of UTF-8 plus 12 for each text display; above it answers with a 500. Nowhere documented.</summary>
    public const int Bytes = 10_170;

    public const int BytesOfATextDisplay = 12;

    public const int Files = 10;

    public const int MessagesOfAReply = 5;

    public const int ButtonsInARow = 5;
    public const int ButtonLabel = 80;
    public const int SelectOptions = 25;
    public const int Option = 100;
    public const int Placeholder = 150;
    public const int ImageDescription = 1_024;
    public const int Address = 2_048;
    public const int Mentions = 100;

    public const int ModalTitle = 45;
    public const int Label = 45;
    public const int Description = 100;

    /// <summary>Less than Discord's 4,000: what the bot takes in a field.</summary>
    public const int InputValue = Core.Messages.Limits.FieldValue;

    /// <summary>What one message holds; the scarce are its files.</summary>
    public static Extent Message { get; } = new(Components, Text, Bytes, Files);
}
