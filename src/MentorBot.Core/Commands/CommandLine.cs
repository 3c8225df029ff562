using System.Text;

namespace MentorBot.Core.Commands;

/// <summary>A typed line taken apart: the words as people see them, and where each stands in the line.</summary>
internal sealed class CommandLine
{
    private readonly string _text;
    private readonly List<Word> _words = [];

    private CommandLine(string text)
    {
        _text = text;
        Split();
    }

    /// <summary>The words after the root.</summary>
    public IReadOnlyList<Word> Words => _words;

    /// <summary>Reads a line, with or without the root.</summary>
    public static CommandLine Read(string line)
    {
        var text = Straighten(line).Trim();
        var root = CommandDefinition.Root;
        foreach (var start in (string[])[root, root[1..]])
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && (text.Length == start.Length || char.IsWhiteSpace(text[start.Length])))
            {
                text = text[start.Length..].TrimStart();
                break;
            }
        }

        return new CommandLine(text);
    }

    /// <summary>The line from a word on, exactly as typed.</summary>
    public string RestFrom(int index) => index < _words.Count ? _text[_words[index].Start..].TrimEnd() : string.Empty;

    /// <summary>
    /// Options by name: <c>key:value</c> wherever it stands, the other words in the order of the options. The last text
    /// option takes the rest of the line, named or not, so that nobody has to quote a sentence.
    /// </summary>
    /// <param name="skip">How many words are the command's own name.</param>
    public Dictionary<string, string> AssignTo(CommandDefinition definition, int skip)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var loose = new List<int>();
        var named = -1;
        for (var i = skip; i < _words.Count; i++)
        {
            var key = _words[i].Key;
            var option = key is null ? null : definition.Options.FirstOrDefault(o => string.Equals(o.Name, key, StringComparison.OrdinalIgnoreCase));
            if (option is not null && !options.ContainsKey(option.Name))
            {
                options[option.Name] = _words[i].Value;
                named = option == definition.Options[^1] && option.Kind == ValueKind.Text ? i : named;
            }
            else
            {
                loose.Add(i);
            }
        }

        var open = definition.Options.Where(option => !options.ContainsKey(option.Name)).ToArray();
        if (named >= 0 && loose.Count > open.Length && loose[open.Length] > named)
        {
            var behind = loose[open.Length..];
            loose = loose[..open.Length];
            options[definition.Options[^1].Name] = behind[0] == named + 1
                ? Rest([named, .. behind])[(_words[named].Key!.Length + 1)..].TrimStart()
                : $"{_words[named].Value} {Rest(behind)}";
        }

        for (var i = 0; i < open.Length && i < loose.Count; i++)
        {
            var last = i == open.Length - 1 && open[i].Kind == ValueKind.Text && loose.Count > i + 1;
            options[open[i].Name] = last ? Rest(loose[i..]) : _words[loose[i]].Text;
        }

        return options;
    }

    private string Rest(List<int> words) =>
        words[^1] - words[0] == words.Count - 1 && words[^1] == _words.Count - 1
            ? RestFrom(words[0])
            : string.Join(' ', words.Select(index => _words[index].Text));

    private void Split()
    {
        var at = 0;
        while (at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var word = new StringBuilder();
            var colon = -1;
            var quoted = false;
            while (at < _text.Length && !char.IsWhiteSpace(_text[at]))
            {
                // A quote opens at the start of a word or of a value; one that never closes is a character like any other.
                var close = _text[at] == '"' && (at == start || at == start + colon + 1) ? _text.IndexOf('"', at + 1) : -1;
                if (close > at)
                {
                    word.Append(_text, at + 1, close - at - 1);
                    quoted |= at == start;
                    at = close + 1;
                }
                else
                {
                    if (_text[at] == ':' && colon < 0)
                    {
                        colon = word.Length;
                    }

                    word.Append(_text[at++]);
                }
            }

            var text = word.ToString();
            _words.Add(colon > 0 && !quoted && text[0] != '<'
                ? new Word(text, text[..colon], text[(colon + 1)..], start)
                : new Word(text, null, text, start));
        }
    }

    /// <summary>Phones and word processors type curly quotes and unusual spaces: they mean the plain ones.</summary>
    private static string Straighten(string line)
    {
        var straight = new StringBuilder(line.Length);
        foreach (var character in line)
        {
            switch (character)
            {
                case '“' or '”' or '„' or '«' or '»':
                    straight.Append('"');
                    break;
                case '‘' or '’':
                    straight.Append('\'');
                    break;
                case '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF':
                    break;
                default:
                    straight.Append(char.IsWhiteSpace(character) && character is not '\n' ? ' ' : character);
                    break;
            }
        }

        return straight.ToString();
    }

    /// <param name="Text">The word without its quotes.</param>
    /// <param name="Key">What stands before the colon of <c>key:value</c>; null for any other word.</param>
    /// <param name="Value">What stands behind the colon, or the word itself.</param>
    /// <param name="Start">Where it starts in the line.</param>
    internal sealed record Word(string Text, string? Key, string Value, int Start);
}
