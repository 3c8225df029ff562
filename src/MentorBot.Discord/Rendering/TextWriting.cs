using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>What a text is: it decides what stands between it and the next.</summary>
internal enum TextKind
{
    Words,
    Heading,
    List,
    Code,
    Small,
}

/// <summary>Joins texts that follow one another into as few text displays as hold them, since a message takes few components.</summary>
internal sealed class TextWriting(Packing<Part> packing)
{
    private static readonly Extent Most = new(1, DiscordLimits.Text, DiscordLimits.Bytes);

    /// <summary>Most texts fit into it as it is.</summary>
    private const int UsualLength = 1_000;

    private readonly StringBuilder _text = new(UsualLength);
    private readonly ImmutableArray<string>.Builder _mentions = ImmutableArray.CreateBuilder<string>(0);
    private Extent _extent;
    private TextKind _last;
    private int _heading = -1;

    /// <param name="goesOn">It is the next line of the same block.</param>
    public void Add(Written written, TextKind kind, bool goesOn = false)
    {
        // Discord would go on counting where one list follows another.
        if (_text.Length > 0 && !goesOn && kind == TextKind.List && _last == TextKind.List)
        {
            End();
        }

        var extent = DiscordText.Extent(written.Text);
        if (_text.Length > 0 && !(_extent + extent with { Parts = 0, Text = extent.Text + 2, Bytes = extent.Bytes + 2 }).FitsInto(Most))
        {
            BreakBefore(extent);
        }

        if (_text.Length > 0)
        {
            var between = goesOn || _last is TextKind.Heading or TextKind.Code || kind is TextKind.Code or TextKind.Small ? "\n" : "\n\n";
            _text.Append(between);
            _extent += new Extent(0, between.Length, between.Length);
        }
        else
        {
            _extent = new Extent(1, 0, DiscordLimits.BytesOfATextDisplay);
        }

        _heading = kind == TextKind.Heading ? _text.Length : -1;
        _text.Append(written.Text);
        _mentions.AddRange(written.Mentions);
        _extent += new Extent(0, extent.Text, extent.Bytes - DiscordLimits.BytesOfATextDisplay);
        _last = kind;
    }

    /// <summary>Ends the text display that is being written.</summary>
    public void End()
    {
        if (_text.Length > 0)
        {
            packing.Add(new Part(new TextDisplay(_text.ToString()), _mentions.DrainToImmutable()), _extent, leads: _heading >= 0);
            _text.Clear();
            _heading = -1;
        }
    }

    /// <summary>Ends it before what doesn't fit any more; a heading at its end goes along to what it is above.</summary>
    private void BreakBefore(Extent next)
    {
        if (_heading > 0)
        {
            var heading = _text.ToString(_heading, _text.Length - _heading);
            var extent = DiscordText.Extent(heading);
            _text.Length = _heading;
            while (_text[^1] == '\n')
            {
                _text.Length--;
            }

            _heading = -1;
            _extent = DiscordText.Extent(_text.ToString());
            End();
            _text.Append(heading);
            _heading = 0;
            _extent = extent;
            if ((extent + next with { Parts = 0 }).FitsInto(Most))
            {
                return;
            }
        }

        End();
    }
}
