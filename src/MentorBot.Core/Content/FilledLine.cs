using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>A line that grows span by span, and closes over what is left out of it.</summary>
internal sealed class FilledLine
{
    /// <summary>Short for something, so that the full stop belongs to the word; one with a stop inside needs no entry.</summary>
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "approx", "bros", "co", "corp", "dept", "dr", "est", "etc", "inc", "jr", "ltd", "mr", "mrs", "ms", "prof", "sr", "st", "vs",
    };

    private readonly List<Span> _spans = [];
    private bool _isGap;

    /// <summary>A value as it reads within a sentence: people end an answer with a full stop that doesn't belong there.</summary>
    /// <param name="next">The text after it; null at the end of the line.</param>
    public static string Within(string value, string? next)
    {
        if (value is not [.., not '.', '.'])
        {
            return value;
        }

        var bare = value[..^1];
        var word = bare[(bare.LastIndexOf(' ') + 1)..];
        var isAbbreviation = word.Contains('.', StringComparison.Ordinal) || Abbreviations.Contains(word);
        return next switch
        {
            ['.', ..] => bare,
            [',' or ';' or ':' or '?' or '!' or ')', ..] => isAbbreviation ? value : bare,
            // Two sentences stay two sentences.
            [' ', var letter, ..] when char.IsLower(letter) => isAbbreviation || bare.Contains('.', StringComparison.Ordinal) ? value : bare,
            _ => value,
        };
    }

    public void Add(Span span)
    {
        if (_isGap && span is TextSpan text)
        {
            if (text.Text is ['.' or ',' or ';' or ':' or '?' or '!' or ')', ..])
            {
                TrimEnd();
            }
            else if (_spans.Count == 0 || _spans[^1] is TextSpan { Text: [.., ' '] })
            {
                span = text with { Text = text.Text.TrimStart(' ') };
            }
        }

        _isGap = false;
        if (span is not TextSpan { Text.Length: 0 })
        {
            _spans.Add(span);
        }
    }

    public void LeaveOut() => _isGap = true;

    public Line ToLine()
    {
        if (_isGap)
        {
            TrimEnd();
        }

        return new Line([.. _spans]);
    }

    private void TrimEnd()
    {
        if (_spans is [.., TextSpan last])
        {
            _spans.RemoveAt(_spans.Count - 1);
            if (last.Text.TrimEnd(' ') is { Length: > 0 } rest)
            {
                _spans.Add(last with { Text = rest });
            }
        }
    }
}
