namespace MentorBot.Discord.Rendering;

/// <summary>What stands before the lines of something.</summary>
/// <param name="First">Before its first line.</param>
/// <param name="Next">Before each that follows.</param>
/// <param name="HasBlanks">Whether it may have empty lines.</param>
internal readonly record struct Indent(string First, string Next, bool HasBlanks)
{
    public static readonly Indent None = new(string.Empty, string.Empty, HasBlanks: true);
    public static readonly Indent Small = new("-# ", "-# ", HasBlanks: false);
    public static readonly Indent Heading = new("## ", string.Empty, HasBlanks: false);
    public static readonly Indent Quote = new("> ", "> ", HasBlanks: true);

    /// <summary>Of the next paragraph of a quote, with an empty line of it above.</summary>
    public static readonly Indent QuoteGoesOn = new(">\n> ", "> ", HasBlanks: true);

    /// <summary>Of a point of a list, numbered from 1 or not.</summary>
    public static Indent Point(int? number, bool quoted)
    {
        var mark = number is { } n ? $"{n}. " : "- ";
        var bar = quoted ? "> " : string.Empty;
        return new Indent(bar + mark, bar + new string(' ', mark.Length), HasBlanks: false);
    }

    /// <summary>Of what is left of it in the next text.</summary>
    public Indent GoingOn() => this with { First = Next };
}
