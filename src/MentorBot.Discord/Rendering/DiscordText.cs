using System.Buffers;
using System.Globalization;
using System.Text;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rendering;

/// <summary>Brings text into what Discord takes as text: counted as it counts, short enough, without what turns its direction.</summary>
internal static class DiscordText
{
    /// <summary>Controls but for line breaks and tabs, other ends of lines, and what turns the direction.</summary>
    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
    [
        .. Enumerable.Range(0, '\u00A0').Select(code => (char)code).Where(letter => char.IsControl(letter) && letter is not ('\n' or '\t')),
        .. "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
    ]);

    /// <summary>Discord: the number of code points.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text.Length;
        }

        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>How much of a message's room a text display takes.</summary>
    public static Extent Extent(string content) => new(1, Length(content), Encoding.UTF8.GetByteCount(content) + DiscordLimits.BytesOfATextDisplay);

    /// <summary>Whether it fits into one text display.</summary>
    public static bool Fits(string content) => content.Length <= DiscordLimits.Text / 3 || Extent(content).FitsInto(DiscordLimits.Message);

    /// <summary>A label that is never empty and within its limit, with an ellipsis where it is cut; labels aren't read as markup.</summary>
    public static string Label(string text, int limit)
    {
        text = Clean(text).Replace('\n', ' ').Replace('\t', ' ');
        if (string.IsNullOrWhiteSpace(text) || text.AsSpan().IndexOfAnyExcept("\u200B ") < 0)
        {
            return "…";
        }

        return Fitting(text.Trim(), limit);
    }

    /// <summary>The text with an ellipsis where it is too long.</summary>
    public static string Fitting(string text, int limit)
    {
        if (text.Length <= limit || Length(text) <= limit)
        {
            return text;
        }

        var (end, length) = (0, 1);
        while (end < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            length += Length(text.AsSpan(end, next));
            if (length > limit)
            {
                break;
            }

            end += next;
        }

        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    /// <summary>The text without what would show it in another order than it has, and without control characters other than line breaks.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Unwanted))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r')
            {
                _ = i + 1 < text.Length && text[i + 1] == '\n' ? clean : clean.Append('\n');
            }
            else if (text[i] is '\u2028' or '\u2029' or '\u0085')
            {
                clean.Append('\n');
            }
            else if (!Unwanted.Contains(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }
}
