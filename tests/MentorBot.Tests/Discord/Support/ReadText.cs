using System.Text;
using System.Text.RegularExpressions;

namespace MentorBot.Tests.Discord.Support;

/// <summary>Reads Discord's Markdown as its clients do, as far as that tells what a person sees.</summary>
/// <param name="Shown">The letters that are seen, code among them.</param>
/// <param name="References">Mentions, channels, times, emoji and addresses that it leads to, as they are written.</param>
/// <param name="Marks">What lines begin with: <c>#</c> headings, <c>-</c> points, <c>1.</c> numbers, <c>></c> quotes, <c>-#</c> small print; and <c>_</c>, <c>~~</c>, <c>||</c> anywhere.</param>
internal sealed partial record ReadText(string Shown, IReadOnlyList<string> References, IReadOnlyList<string> Marks)
{
    public static ReadText Of(string content)
    {
        var shown = new StringBuilder();
        var references = new List<string>();
        var marks = new List<string>();
        var at = 0;
        var isStart = true;
        while (at < content.Length)
        {
            var rest = content.AsSpan(at);
            if (isStart && Mark().EnumerateMatches(rest) is var starts && starts.MoveNext())
            {
                var mark = rest[..starts.Current.Length].Trim().ToString();
                marks.Add(char.IsAsciiDigit(mark[0]) ? "1." : mark[0] == '#' ? "#" : mark);
                at += starts.Current.Length;
                isStart = mark[0] == '>' || isStart && mark is "-" || char.IsAsciiDigit(mark[0]);
                continue;
            }

            if (rest[0] == '`')
            {
                at += Code(rest, shown);
            }
            else if (rest is ['\\', var escaped, ..] && !char.IsAsciiLetterOrDigit(escaped) && !char.IsWhiteSpace(escaped))
            {
                shown.Append(escaped);
                at += 2;
            }
            else if (Reference().EnumerateMatches(rest) is var found && found.MoveNext())
            {
                references.Add(rest[..found.Current.Length].ToString());
                at += found.Current.Length;
            }
            else if (Link().Match(content, at) is { Success: true } link)
            {
                references.Add(link.Groups["url"].Value);
                shown.Append(Of(link.Groups["label"].Value).Shown);
                at += link.Length;
            }
            else
            {
                var mark = rest[0] is '_' or '*' ? rest[..1] : rest.StartsWith("~~") || rest.StartsWith("||") ? rest[..2] : [];
                if (mark.Length > 0)
                {
                    marks.Add(mark.ToString());
                    at += mark.Length;
                }
                else
                {
                    shown.Append(rest[0]);
                    at++;
                }
            }

            isStart = content[at - 1] == '\n' || (isStart && char.IsWhiteSpace(content[at - 1]));
        }

        return new ReadText(shown.ToString(), references, marks);
    }

    /// <summary>The letters alone: without white space, and without what the bot puts in or takes out so that nothing is read as markup.</summary>
    public static string Squeezed(string text) => string.Concat(text.Where(letter =>
        !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('\u200B' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    private static int Code(ReadOnlySpan<char> rest, StringBuilder shown)
    {
        var ticks = rest.IndexOfAnyExcept('`') is var end && end < 0 ? rest.Length : end;
        ticks = Math.Min(ticks, 3);
        for (var close = ticks; close <= rest.Length - ticks; close++)
        {
            var isClose = rest[close..].StartsWith(new string('`', ticks)) && (ticks == 3 || (rest[close - 1] != '`' && (close + ticks == rest.Length || rest[close + ticks] != '`')));
            if (isClose)
            {
                shown.Append(rest[ticks..close]);
                return close + ticks;
            }
        }

        shown.Append(rest[..ticks]);
        return ticks;
    }

    [GeneratedRegex(@"\G(?: *#{1,3}\s+|\s*-#[ ]+|\s*[-*+][ ]+|\s*\d+\.[ ]+|\s*>{3}[ ]|\s*>[ ]?)", RegexOptions.None, 1_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\G(?:<@[!&]?\d+>|<#\d+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>|</[^>]+:\d+>|<id:\w+>|<https?:[^\s>]+>|https?://\S+|@everyone|@here|:[\w+-]+:)", RegexOptions.None, 1_000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\G\[(?<label>(?:\\.|[^\[\]])*)\]\((?<url>\S+?)\)", RegexOptions.None, 1_000)]
    private static partial Regex Link();
}
