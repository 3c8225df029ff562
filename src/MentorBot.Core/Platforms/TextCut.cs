using System.Globalization;

namespace MentorBot.Core.Platforms;

/// <summary>Cuts a text where people would cut it.</summary>
public static class TextCut
{
    /// <summary>Where to cut a text that is too long: after a paragraph, a line, a word, or between what people see as characters.</summary>
    /// <param name="limit">In UTF-16 units.</param>
    public static int Within(ReadOnlySpan<char> text, int limit)
    {
        if (text.Length <= limit)
        {
            return text.Length;
        }

        var window = text[..limit];
        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", " "])
        {
            var at = window.LastIndexOf(mark, StringComparison.Ordinal);
            if (at >= limit / 2)
            {
                return at + mark.Length;
            }
        }

        var end = 0;
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text[end..]);
            if (end + next > limit)
            {
                return end > 0 ? end : limit - (char.IsHighSurrogate(text[limit - 1]) && limit > 1 ? 1 : 0);
            }

            end += next;
        }
    }
}
