using System.Buffers;
using System.Text;

namespace MentorBot.Discord.Rendering;

/// <summary>Writes people's words so that Discord shows them letter for letter.</summary>
/// <remarks>
/// Discord shows whatever follows a backslash as it is, if it is neither a letter nor a digit. In code a backslash is shown itself, so
/// that only what would end the code is broken up, with a space of no width.
/// </remarks>
internal static class Escaping
{
    private const char NoWidth = '\u200B';

    /// <summary>What begins something at the start of a line: headings, lists, quotes, small print.</summary>
    private const string AtLineStart = "#-+>";

    private static readonly SearchValues<char> Special = SearchValues.Create("\\*_~|`[<:@");

    /// <summary>At most how many code points the letter takes once it is written.</summary>
    public static int MostFor(char letter) => Special.Contains(letter) || AtLineStart.Contains(letter) || letter == '.' ? 2 : 1;

    /// <param name="line">Without line breaks.</param>
    /// <param name="isStart">Whether nothing but white space is before it in its line.</param>
    public static void Append(StringBuilder to, ReadOnlySpan<char> line, bool isStart)
    {
        var rest = isStart ? AfterStart(to, line) : line;
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            var letter = rest[at];
            to.Append(rest[..at]);
            rest = rest[(at + 1)..];
            switch (letter)
            {
                case '@' when CallsAll(rest):
                    to.Append('@').Append(NoWidth);
                    break;
                case '@':
                case ':' when rest.Length > 0 && char.IsWhiteSpace(rest[0]):
                    to.Append(letter);
                    break;
                default:
                    to.Append('\\').Append(letter);
                    break;
            }
        }

        to.Append(rest);
    }

    /// <summary>Code within a line.</summary>
    /// <param name="line">Without line breaks.</param>
    public static void AppendCode(StringBuilder to, ReadOnlySpan<char> line)
    {
        if (!line.Contains('`'))
        {
            to.Append('`').Append(line).Append('`');
            return;
        }

        // Two backticks may hold single ones; three would begin a block.
        to.Append("``").Append(line[0] == '`' ? " " : string.Empty);
        AppendBroken(to, line, 1);
        to.Append(line[^1] == '`' ? " " : string.Empty).Append("``");
    }

    /// <summary>The text of a code block, which nothing in it ends.</summary>
    public static string InCodeBlock(string text)
    {
        if (!text.Contains("```", StringComparison.Ordinal))
        {
            return text;
        }

        var broken = new StringBuilder(text.Length + 8);
        AppendBroken(broken, text, 2);
        return broken.ToString();
    }

    private static void AppendBroken(StringBuilder to, ReadOnlySpan<char> text, int mostTogether)
    {
        var together = 0;
        foreach (var letter in text)
        {
            if (letter == '`' && together == mostTogether)
            {
                to.Append(NoWidth);
                together = 0;
            }

            to.Append(letter);
            together = letter == '`' ? together + 1 : 0;
        }
    }

    /// <summary>Writes the start of a line so that it begins nothing, and returns what comes after it.</summary>
    private static ReadOnlySpan<char> AfterStart(StringBuilder to, ReadOnlySpan<char> line)
    {
        var start = 0;
        while (start < line.Length && (char.IsWhiteSpace(line[start]) || line[start] == NoWidth))
        {
            start++;
        }

        // A number and a dot would begin a numbered list.
        var mark = start;
        while (mark < line.Length && char.IsAsciiDigit(line[mark]))
        {
            mark++;
        }

        var begins = mark < line.Length && (mark > start ? line[mark] == '.' : AtLineStart.Contains(line[mark]));
        if (!begins)
        {
            return line;
        }

        to.Append(line[..mark]).Append('\\').Append(line[mark]);
        return line[(mark + 1)..];
    }

    private static bool CallsAll(ReadOnlySpan<char> rest) =>
        rest.StartsWith("everyone", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("here", StringComparison.OrdinalIgnoreCase);
}
