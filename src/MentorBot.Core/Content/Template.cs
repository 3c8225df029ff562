using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>A text with blanks, parsed once: what people fill in is put in letter for letter and never parsed.</summary>
public sealed class Template
{
    private readonly ImmutableArray<Block> _blocks;

    private Template(string source, Position position, ImmutableArray<Block> blocks, ImmutableArray<string> blanks)
    {
        Source = source;
        Position = position;
        _blocks = blocks;
        Blanks = blanks;
    }

    /// <summary>The text as written in the file.</summary>
    public string Source { get; }

    public Position Position { get; }

    /// <summary>The names of the blanks, in the order in which they first stand in the text.</summary>
    public ImmutableArray<string> Blanks { get; }

    /// <summary>Reads paragraphs and simple lists with inline markup; anything else is a problem at its line.</summary>
    /// <param name="position">Where the text's first line stands.</param>
    public static Template Read(string source, Position position, ICollection<ContentProblem> problems)
    {
        var reader = new MarkdownReader(position, problems);
        var blocks = reader.ReadBlocks(source);
        return new Template(source, position, blocks, [.. Lines(blocks).SelectMany(line => line.Spans).OfType<BlankSpan>().Select(blank => blank.Name).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Reads a text that was checked when it was stored.</summary>
    public static Template Stored(string source) => Read(source, default, []);

    /// <summary>A numbered list of plain texts.</summary>
    public static Template OfItems(Position position, IEnumerable<string> items)
    {
        var source = new StringBuilder();
        var number = 1;
        foreach (var item in items)
        {
            source.Append(number++).Append(". ").Append(MarkdownReader.Escape(item)).Append('\n');
        }

        return Read(source.ToString(), position, []);
    }

    /// <summary>
    /// The text with its blanks filled. A blank without a value is shown as one; a blank whose value is empty was left out
    /// on purpose, and goes, with the list item or the paragraph that was nothing else.
    /// </summary>
    public ImmutableArray<Block> Fill(IReadOnlyDictionary<string, string> values)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>(_blocks.Length);
        foreach (var block in _blocks)
        {
            switch (block)
            {
                case Paragraph paragraph when Fill(paragraph.Text, values) is { Spans.IsEmpty: false } text:
                    blocks.Add(new Paragraph(text));
                    break;
                case ItemList list when Items(list) is { IsEmpty: false } items:
                    blocks.Add(list with { Items = items });
                    break;
                case not (Paragraph or ItemList):
                    blocks.Add(block);
                    break;
            }
        }

        return blocks.ToImmutable();

        ImmutableArray<Line> Items(ItemList list) => [.. list.Items.Select(item => Fill(item, values)).Where(item => !item.Spans.IsEmpty)];
    }

    /// <summary>The text with its blanks shown as blanks.</summary>
    public ImmutableArray<Block> Blank() => Fill(ImmutableDictionary<string, string>.Empty);

    private static Line Fill(Line line, IReadOnlyDictionary<string, string> values)
    {
        var filled = new FilledLine();
        for (var i = 0; i < line.Spans.Length; i++)
        {
            if (line.Spans[i] is not BlankSpan blank)
            {
                filled.Add(line.Spans[i]);
            }
            else if (!values.TryGetValue(blank.Name, out var value))
            {
                filled.Add(new TextSpan($"[{blank.Name.Replace('-', ' ')}]", blank.Style | TextStyle.Italic));
            }
            else if (string.IsNullOrWhiteSpace(value))
            {
                filled.LeaveOut();
            }
            else
            {
                var next = i + 1 < line.Spans.Length ? (line.Spans[i + 1] as TextSpan)?.Text : null;
                filled.Add(new TextSpan(FilledLine.Within(value.Trim(), next), blank.Style));
            }
        }

        return filled.ToLine();
    }

    private static IEnumerable<Line> Lines(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        ItemList list => list.Items.AsEnumerable(),
        _ => [],
    });
}

/// <summary>A blank in a line of a template; filled or shown as a blank before anything leaves the template.</summary>
internal sealed record BlankSpan(string Name, TextStyle Style) : Span;
