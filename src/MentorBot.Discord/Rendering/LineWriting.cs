using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Discord.Rendering;

/// <summary>Writes the pieces of one line, in the sense of Core, as lines of Markdown.</summary>
/// <param name="text">Empty, and so it is again once the line is finished.</param>
internal sealed class LineWriting(Indent indent, StringBuilder text)
{
    private const char NoWidth = '\u200B';

    private readonly ImmutableArray<string>.Builder _mentions = ImmutableArray.CreateBuilder<string>(0);
    private string _lead = string.Empty;
    private int _breaks;
    private bool _isStart = true;
    private bool _endsStyled;

    public bool IsEmpty => text.Length == 0;

    public void Append(Piece piece)
    {
        if (piece.Atom is { } atom)
        {
            Begin();
            text.Append(atom);
            _isStart = false;
            _endsStyled = false;
            if (piece.Mention is { } mention)
            {
                _mentions.Add(mention);
            }

            return;
        }

        var isFirst = true;
        foreach (var range in piece.Text.AsSpan().Split('\n'))
        {
            if (!isFirst)
            {
                _breaks++;
                _lead = string.Empty;
                _isStart = true;
                _endsStyled = false;
            }

            isFirst = false;
            Append(piece.Text.AsSpan(range), piece.Style);
        }
    }

    public Written Finish()
    {
        var end = text.Length;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var written = new Written(text.ToString(0, end), _mentions.DrainToImmutable());
        text.Clear();
        return written;
    }

    private void Append(ReadOnlySpan<char> line, TextStyle style)
    {
        var isBlank = line.IsWhiteSpace();
        if (isBlank && _isStart)
        {
            // White space alone makes no line of its own; before something it is kept where it means something.
            _lead += indent.HasBlanks ? line.ToString() : string.Empty;
            return;
        }

        if (line.IsEmpty)
        {
            return;
        }

        if (style == TextStyle.None || isBlank)
        {
            Plain(line);
            return;
        }

        // Markers have to stand next to what they are around.
        var trimmed = line.Trim();
        var from = line.IndexOf(trimmed);
        Plain(line[..from]);
        Styled(trimmed, style);
        Plain(line[(from + trimmed.Length)..]);
    }

    private void Plain(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        Begin();
        Escaping.Append(text, line, _isStart);
        _isStart &= line.IsWhiteSpace();
        _endsStyled = false;
    }

    private void Styled(ReadOnlySpan<char> words, TextStyle style)
    {
        Begin();
        if (_endsStyled)
        {
            // Else the markers of both would be taken for one.
            text.Append(NoWidth);
        }

        if ((style & TextStyle.Code) != TextStyle.None)
        {
            Escaping.AppendCode(text, words);
        }
        else
        {
            var marker = ((style & TextStyle.Bold) != TextStyle.None ? "**" : string.Empty) + ((style & TextStyle.Italic) != TextStyle.None ? "*" : string.Empty);
            text.Append(marker);
            Escaping.Append(text, words, isStart: true);
            text.Append(marker);
        }

        _isStart = false;
        _endsStyled = true;
    }

    /// <summary>Writes the breaks before what comes, as far as there is something before them.</summary>
    private void Begin()
    {
        if (text.Length == 0)
        {
            text.Append(indent.First);
        }
        else
        {
            for (var i = indent.HasBlanks ? _breaks : Math.Min(1, _breaks); i > 0; i--)
            {
                text.Append('\n').Append(indent.Next);
            }
        }

        text.Append(_lead);
        _lead = string.Empty;
        _breaks = 0;
    }
}
