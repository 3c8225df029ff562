using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rendering;

/// <summary>A piece of Discord's Markdown, and whom it calls.</summary>
internal readonly record struct Written(string Text, ImmutableArray<string> Mentions);

/// <summary>Turns lines into Discord's Markdown, each piece within what one text display takes.</summary>
internal static class Markdown
{
    // A link to words needs no more; longer words stand before their address.
    private const int LongestLink = 200;

    // Markers, a backslash, a space of no width: what a stretch of text may need besides its letters.
    private const int Around = 12;

    // What a text may need besides its lines.
    private const int Spare = 40;

    /// <summary>Nothing where there is nothing to read.</summary>
    /// <param name="buffer">An empty one to write in, for one line after another.</param>
    public static List<Written> Of(Line line, Indent indent, StringBuilder buffer)
    {
        var pieces = Pieces(line);
        var writing = new LineWriting(indent, buffer);
        foreach (var piece in pieces)
        {
            writing.Append(piece);
        }

        var whole = writing.Finish();
        return whole.Text.Length == 0 ? [] : DiscordText.Fits(whole.Text) ? [whole] : Split(pieces, indent, buffer);
    }

    private static List<Written> Split(List<Piece> pieces, Indent indent, StringBuilder buffer)
    {
        var written = new List<Written>();
        var writing = new LineWriting(indent, buffer);
        var most = new Extent(0, DiscordLimits.Text - Spare, DiscordLimits.Bytes - DiscordLimits.BytesOfATextDisplay - Spare);
        var used = default(Extent);
        foreach (var piece in pieces)
        {
            var left = piece;
            while (true)
            {
                var extent = ExtentOf(left, indent);
                if ((used + extent).FitsInto(most))
                {
                    writing.Append(left);
                    used += extent;
                    break;
                }

                if (left.Atom is null && (used.Text < most.Text / 2 || writing.IsEmpty))
                {
                    var end = TextCut.Within(left.Text, Reach(left.Text, new Extent(0, most.Text - used.Text, most.Bytes - used.Bytes), indent));
                    writing.Append(left with { Text = left.Text[..end] });
                    left = left with { Text = left.Text[end..] };
                }

                End();
            }
        }

        End();
        return written;

        void End()
        {
            if (writing.Finish() is { Text.Length: > 0 } part)
            {
                written.Add(part);
                indent = indent.GoingOn();
            }

            writing = new LineWriting(indent, buffer);
            used = default;
        }
    }

    /// <summary>How many UTF-16 units from the start fit into the room, at least one character.</summary>
    private static int Reach(string text, Extent room, Indent indent)
    {
        var used = new Extent(0, Around, Around);
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += ExtentOf(rune, indent);
            if (!used.FitsInto(room) && end > 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    /// <summary>At most how much a piece takes once it is written.</summary>
    private static Extent ExtentOf(Piece piece, Indent indent)
    {
        if (piece.Atom is { } atom)
        {
            return new Extent(0, DiscordText.Length(atom) + Around, Encoding.UTF8.GetByteCount(atom) + Around);
        }

        var extent = new Extent(0, Around, Around);
        foreach (var rune in piece.Text.EnumerateRunes())
        {
            extent += ExtentOf(rune, indent);
        }

        return extent;
    }

    private static Extent ExtentOf(Rune rune, Indent indent)
    {
        if (rune.Value == '\n')
        {
            // Markers end with a line and begin anew in the next.
            return new Extent(0, 1 + indent.Next.Length + Around, 1 + indent.Next.Length + Around);
        }

        // A space of no width, after an @ or between backticks, has three bytes.
        var runes = rune.IsBmp ? Escaping.MostFor((char)rune.Value) : 1;
        return new Extent(0, runes, rune.Utf8SequenceLength + ((runes - 1) * 3));
    }

    private static List<Piece> Pieces(Line line)
    {
        var pieces = new List<Piece>(line.Spans.Length);
        foreach (var span in line.Spans)
        {
            switch (span)
            {
                case TextSpan text:
                    AddText(pieces, text.Text, text.Style);
                    break;
                case LinkSpan link:
                    AddLink(pieces, link);
                    break;
                case MentionSpan mention when References.UserId(mention) is { } user:
                    pieces.Add(new Piece(string.Empty, TextStyle.None, $"<@{user}>", user));
                    break;
                case MentionSpan mention:
                    AddText(pieces, References.NameOf(mention), TextStyle.None);
                    break;
                case ChannelSpan channel when References.ChannelId(channel) is { } id:
                    pieces.Add(new Piece(string.Empty, TextStyle.None, $"<#{id}>", null));
                    break;
                case ChannelSpan channel:
                    AddText(pieces, References.NameOf(channel), TextStyle.None);
                    break;
                case LocalTimeSpan time:
                    pieces.Add(new Piece(string.Empty, TextStyle.None, References.Of(time), null));
                    break;
                default:
                    throw new InvalidOperationException($"Discord has nothing for a {span.GetType().Name}.");
            }
        }

        return pieces;
    }

    /// <summary>What follows text of the same look is one with it, so that nothing that is to be escaped is in two halves.</summary>
    private static void AddText(List<Piece> pieces, string text, TextStyle style)
    {
        var clean = DiscordText.Clean(text);
        if (clean.Length == 0)
        {
            return;
        }

        if (pieces.Count > 0 && pieces[^1] is { Atom: null } last && last.Style == style)
        {
            pieces[^1] = last with { Text = last.Text + clean };
            return;
        }

        pieces.Add(new Piece(clean, style, null, null));
    }

    private static void AddLink(List<Piece> pieces, LinkSpan link)
    {
        var label = DiscordText.Clean(link.Text);
        if (References.AddressOf(link.Url) is not { } address)
        {
            // An address that is too long for a link can be copied, at least.
            var shown = References.AddressOf(link.Url, int.MaxValue) is not null && link.Text != link.Url ? $"{label} {link.Url}".Trim() : label;
            AddText(pieces, shown, TextStyle.None);
            return;
        }

        if (string.IsNullOrWhiteSpace(label) || link.Text == link.Url)
        {
            pieces.Add(new Piece(string.Empty, TextStyle.None, $"<{address}>", null));
            return;
        }

        // Discord: words with a bracket or an address in them make no link.
        if (label.Length > LongestLink || label.AsSpan().ContainsAny("[]\n`") || label.Contains("://", StringComparison.Ordinal))
        {
            AddText(pieces, $"{label} ", TextStyle.None);
            pieces.Add(new Piece(string.Empty, TextStyle.None, $"<{address}>", null));
            return;
        }

        var words = new StringBuilder();
        Escaping.Append(words, label.AsSpan().Trim(), isStart: true);
        pieces.Add(new Piece(string.Empty, TextStyle.None, $"[{words}]({address})", null));
    }
}

/// <summary>Text of one look, or something that is written as it is and never cut.</summary>
internal readonly record struct Piece(string Text, TextStyle Style, string? Atom, string? Mention);
