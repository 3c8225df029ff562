using System.Buffers;
using System.Globalization;
using System.Text;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Brings text into what Slack takes as text: escaped, short enough, cut where people would cut.</summary>
internal static class SlackText
{
    private const string WordJoiner = "\u2060";

    private static readonly SearchValues<char> Control = SearchValues.Create("&<>");

    private static readonly SearchValues<char> ControlOrAt = SearchValues.Create("&<>@");

    /// <summary>Slack: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped in all text that is read as markup, plain text too.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Control))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        AppendEscaped(escaped, text, Control);
        return escaped.ToString();
    }

    /// <summary>
    /// Escaped, and without a bare <c>@channel</c>: in a message's fallback text Slack can be told to look for such, so that
    /// what is shown nowhere but in a notification is broken up inside.
    /// </summary>
    public static void AppendInert(StringBuilder to, ReadOnlySpan<char> text) => AppendEscaped(to, text, ControlOrAt);

    /// <summary>A plain text object that is never empty and within its limit once it is escaped.</summary>
    public static TextObject Plain(string text, int limit) => TextObject.Plain(Escape(Fitting(text, limit)));

    /// <summary>The text with an ellipsis where it would be too long once it is escaped; never empty.</summary>
    public static string Fitting(string text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "…";
        }

        if (EscapedLength(text) <= limit)
        {
            return text;
        }

        var end = 0;
        var length = 1;
        while (end < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            length += EscapedLength(text.AsSpan(end, next));
            if (length > limit)
            {
                break;
            }

            end += next;
        }

        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    public static int EscapedLength(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        for (var at = text.IndexOfAny(Control); at >= 0; text = text[(at + 1)..], at = text.IndexOfAny(Control))
        {
            length += text[at] == '&' ? 4 : 3;
        }

        return length;
    }

    private static void AppendEscaped(StringBuilder to, ReadOnlySpan<char> text, SearchValues<char> special)
    {
        for (var at = text.IndexOfAny(special); at >= 0; text = text[(at + 1)..], at = text.IndexOfAny(special))
        {
            to.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "@" + WordJoiner,
            });
        }

        to.Append(text);
    }
}
