using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Writes lines, lists, quotes and code into rich texts of at most a block's size.</summary>
internal sealed class RichTextWriting(Packing<LayoutBlock> packing)
{
    private readonly ImmutableArray<RichTextPart>.Builder _parts = ImmutableArray.CreateBuilder<RichTextPart>();
    private readonly ImmutableArray<RichTextElement>.Builder _quoted = ImmutableArray.CreateBuilder<RichTextElement>();
    private int _length;

    public void Section(Line line)
    {
        foreach (var portion in Portions(InlineText.Of(line)))
        {
            Add(new RichTextSection(portion), InlineText.LengthOf(portion));
        }
    }

    /// <summary>A paragraph of somebody's words; those that follow one another are one quote.</summary>
    public void Quote(Line line)
    {
        if (_quoted.Count > 0)
        {
            _quoted.Add(new RichTextText("\n\n"));
        }

        InlineText.Append(_quoted, line);
    }

    /// <param name="quoted">With the bar of a quote, which can't hold a list itself.</param>
    public void List(ImmutableArray<Line> items, bool numbered, bool quoted = false)
    {
        EndQuote();
        var sections = ImmutableArray.CreateBuilder<RichTextPart>(items.Length);
        var length = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var elements = InlineText.Of(items[i]);
            var isFirst = true;
            foreach (var portion in Portions(elements.IsEmpty ? [new RichTextText("–")] : elements))
            {
                var size = InlineText.LengthOf(portion);
                if (isFirst)
                {
                    if (length + size > SlackLimits.Text)
                    {
                        EndList(i);
                    }

                    sections.Add(new RichTextSection(portion));
                    length += size;
                    isFirst = false;
                    continue;
                }

                // What is left of a point that is longer than a block stands below it.
                EndList(i + 1);
                Add(quoted ? new RichTextQuote(portion) : new RichTextSection(portion), size);
            }
        }

        EndList(items.Length);

        void EndList(int next)
        {
            if (sections.Count > 0)
            {
                var before = next - sections.Count;
                Add(new RichTextList(numbered ? RichTextList.Ordered : RichTextList.Bullet, sections.DrainToImmutable(), numbered && before > 0 ? before : null, quoted ? 1 : null), length);
                length = 0;
            }
        }
    }

    /// <summary>Text to copy, in rich texts of its own.</summary>
    public void Code(string text)
    {
        while (text.Length > 0)
        {
            var end = TextCut.Within(text, SlackLimits.Text);
            var part = text[..end];
            text = text[end..];

            // Where it is cut after a line, the new block is the line break.
            part = text.Length > 0 && part.EndsWith('\n') ? part[..^1] : part;
            if (part.AsSpan().ContainsAnyExcept('\n'))
            {
                Add(new RichTextPreformatted([new RichTextText(part)]), part.Length);
                End();
            }
        }
    }

    /// <summary>Ends the rich text that is being written.</summary>
    /// <param name="stays">It belongs to the block before it.</param>
    public void End(bool stays = false)
    {
        EndQuote();
        if (_parts.Count > 0)
        {
            packing.Add(new RichTextBlock(_parts.DrainToImmutable()), _length, stays);
            _length = 0;
        }
    }

    private void EndQuote()
    {
        foreach (var portion in Portions(_quoted.DrainToImmutable()))
        {
            Add(new RichTextQuote(portion), InlineText.LengthOf(portion));
        }
    }

    private void Add(RichTextPart part, int length)
    {
        if (_parts.Count > 0 && _length + length > SlackLimits.Text)
        {
            packing.Add(new RichTextBlock(_parts.DrainToImmutable()), _length);
            _length = 0;
        }

        _parts.Add(part);
        _length += length;
    }

    private static IEnumerable<ImmutableArray<RichTextElement>> Portions(ImmutableArray<RichTextElement> elements) =>
        elements.IsEmpty ? [] : InlineText.LengthOf(elements) <= SlackLimits.Text ? [elements] : InlineText.Split(elements);
}
