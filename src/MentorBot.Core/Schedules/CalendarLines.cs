using System.Text;

namespace MentorBot.Core.Schedules;

/// <summary>One property of a calendar file, unfolded.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
internal sealed record CalendarLine(int Line, string Name, IReadOnlyDictionary<string, string> Parameters, string Value);

/// <summary>The lines of a calendar file as RFC 5545 writes them: folded at 75 octets and escaped.</summary>
internal static class CalendarLines
{
    private const int MaxOctets = 75;

    /// <summary>The properties of a file; a line that is none has an empty name.</summary>
    public static IEnumerable<CalendarLine> Unfold(string text)
    {
        var unfolded = new StringBuilder();
        var start = 1;
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line is [' ' or '\t', ..] && number > 1)
            {
                unfolded.Append(line, 1, line.Length - 1);
                continue;
            }

            if (unfolded.Length > 0)
            {
                yield return Read(start, unfolded.ToString());
                unfolded.Clear();
            }

            unfolded.Append(line);
            start = number;
        }

        if (unfolded.Length > 0)
        {
            yield return Read(start, unfolded.ToString());
        }
    }

    /// <summary>Ends a line, folding it where it is too long and never within a character.</summary>
    public static void Append(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            switch (character)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(character);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                case var other when !char.IsControl(other) || other == '\t':
                    escaped.Append(other);
                    break;
            }
        }

        return escaped.ToString();
    }

    public static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                plain.Append(text[i] is 'n' or 'N' ? '\n' : text[i]);
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static CalendarLine Read(int number, string line)
    {
        var quoted = false;
        var cuts = new List<int>();
        var end = -1;
        for (var i = 0; i < line.Length && end < 0; i++)
        {
            quoted ^= line[i] == '"';
            if (!quoted && line[i] == ';')
            {
                cuts.Add(i);
            }
            else if (!quoted && line[i] == ':')
            {
                end = i;
            }
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (end < 0)
        {
            return new CalendarLine(number, string.Empty, parameters, line);
        }

        cuts.Add(end);
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var parameter = line[(cuts[i] + 1)..cuts[i + 1]].Split('=', 2);
            parameters[parameter[0]] = parameter.Length == 2 ? parameter[1].Trim('"') : string.Empty;
        }

        return new CalendarLine(number, line[..cuts[0]].Trim().ToUpperInvariant(), parameters, line[(end + 1)..]);
    }
}
