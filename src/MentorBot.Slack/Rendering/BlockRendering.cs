using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns blocks into Block Kit, one after the other.</summary>
internal sealed class BlockRendering
{
    private const int ProgressWidth = 10;

    private readonly bool _inView;
    private readonly Packing<LayoutBlock> _packing;
    private readonly RichTextWriting _text;
    private readonly ImmutableArray<FileBlock>.Builder _files = ImmutableArray.CreateBuilder<FileBlock>();
    private int _tickLists;

    /// <param name="inView">Slack: a modal takes no table, and no view takes a file.</param>
    public BlockRendering(bool inView)
    {
        _inView = inView;
        _packing = inView
            ? Packing.Of(SlackLimits.BlocksInAView - 1, SlackLimits.TextOfAView)
            : Packing.Of(SlackLimits.BlocksInAMessage, SlackLimits.TextOfAMessage);
        _text = new RichTextWriting(_packing);
    }

    public void Add(Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddHeading(heading.Text);
                break;
            case Paragraph paragraph:
                AddText(paragraph.Text);
                break;
            case Fields fields:
                AddFields(fields.Items);
                break;
            case ItemList list:
                _text.List(list.Items, list.Numbered);
                _text.End();
                break;
            case TickList ticks:
                AddTicks(ticks);
                break;
            case Quote quote:
                AddQuote(quote);
                break;
            case CodeBlock code:
                _text.Code(code.Text);
                break;
            case Progress progress:
                AddProgress(progress);
                break;
            case Table table:
                AddTable(table);
                break;
            case Divider:
                _packing.Add(new DividerBlock(), 0);
                break;
            case ContextLine context:
                AddContext(context.Text);
                break;
            case Image image:
                AddImage(image);
                break;
            case FileBlock file:
                AddFile(file);
                break;
            case Buttons row:
                AddButtons(row);
                break;
            case Select select:
                AddSelect(select);
                break;
            default:
                throw new InvalidOperationException($"Slack has nothing for a {block.GetType().Name}.");
        }
    }

    public ImmutableArray<ImmutableArray<LayoutBlock>> Finish() => _packing.Finish();

    public ImmutableArray<FileBlock> Files() => _files.DrainToImmutable();

    private void AddText(Line line)
    {
        _text.Section(line);
        _text.End();
    }

    private void AddHeading(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (SlackText.EscapedLength(text) <= SlackLimits.Header && !text.Contains('\n', StringComparison.Ordinal))
        {
            var header = SlackText.Escape(text);
            _packing.Add(new HeaderBlock(TextObject.Plain(header)), header.Length, leads: true);
            return;
        }

        AddText(Line.Bold(text));
    }

    /// <summary>Words of somebody's, with what is neither a paragraph nor a list below them.</summary>
    private void AddQuote(Quote quote)
    {
        foreach (var block in quote.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    _text.Quote(paragraph.Text);
                    break;
                case ItemList list:
                    _text.List(list.Items, list.Numbered, quoted: true);
                    break;
                default:
                    _text.End();
                    Add(block);
                    break;
            }
        }

        _text.End();
    }

    private void AddProgress(Progress progress) =>
        AddText((Line)$"{progress.Bar(ProgressWidth)} " + $"{progress.Done} of {progress.Total}");

    private void AddFields(ImmutableArray<Field> items)
    {
        foreach (var some in items.Chunk(SlackLimits.FieldsInASection))
        {
            if (Mrkdwn.SideBySide(some) is { } fields)
            {
                _packing.Add(new SectionBlock(fields), fields.Sum(field => field.Text.Length));
                continue;
            }

            foreach (var field in some)
            {
                _text.Section(Line.Bold(field.Label) + ": " + field.Value);
            }

            _text.End();
        }
    }

    /// <summary>Small print, as far as it can be shown letter for letter in it.</summary>
    private void AddContext(Line line)
    {
        if (line.Spans is [TextSpan { Style: TextStyle.None } only])
        {
            if (string.IsNullOrWhiteSpace(only.Text))
            {
                return;
            }

            if (SlackText.EscapedLength(only.Text) <= SlackLimits.Text)
            {
                AddContext(TextObject.Plain(SlackText.Escape(only.Text)));
                return;
            }
        }
        else if (Mrkdwn.Written(line) is { } text)
        {
            AddContext(TextObject.Mrkdwn(text));
            return;
        }

        AddText(line);
    }

    private void AddContext(TextObject text) => _packing.Add(new ContextBlock([text]), text.Text.Length);

    private void AddTable(Table table)
    {
        var length = table.Header.Sum(cell => Math.Max(1, cell.Length)) + table.Rows.Sum(row => row.Sum(cell => Math.Max(1, cell.Length)));
        var fits = table.Rows.Length < SlackLimits.TableRows && table.Header.Length is > 0 and <= SlackLimits.TableColumns && length <= SlackLimits.TextOfAMessage;
        if (fits && !_inView)
        {
            _packing.Add(new TableBlock([Row(table.Header), .. table.Rows.Select(Row)]), length);
            return;
        }

        var text = PlainText.Of([table]);
        if (_inView || text.Length <= SlackLimits.TextOfAMessage)
        {
            _text.Code(text);
            return;
        }

        AddFile(new FileBlock("table.txt", "text/plain", Encoding.UTF8.GetBytes(text)));
        AddContext("The table is too large to show in Slack. It is in the file table.txt.");

        static ImmutableArray<TableCell> Row(ImmutableArray<string> cells) => [.. cells.Select(cell => new RawTextCell(string.IsNullOrWhiteSpace(cell) ? "–" : cell))];
    }

    private void AddImage(Image image)
    {
        if (!References.IsAddress(image.Url, SlackLimits.Address))
        {
            AddText(image.Alt);
            return;
        }

        var alt = SlackText.Escape(SlackText.Fitting(image.Alt, SlackLimits.AltText));
        _packing.Add(new ImageBlock(image.Url, alt), image.Url.Length + alt.Length);
    }

    private void AddFile(FileBlock file)
    {
        _files.Add(file);
        if (_inView)
        {
            AddContext($"The file {file.Name} comes in our direct conversation.");
        }
    }

    private void AddButtons(Buttons row)
    {
        var elements = ImmutableArray.CreateBuilder<BlockElement>(row.Items.Length);
        var length = 0;
        foreach (var button in row.Items)
        {
            var text = SlackText.Plain(button.Label, SlackLimits.ButtonText);
            elements.Add(Presses.Button(elements.Count, text, button));
            length += text.Text.Length;
        }

        if (elements.Count > 0)
        {
            _packing.Add(new ActionsBlock(elements.DrainToImmutable()), length, stays: true);
        }
    }

    private void AddSelect(Select select)
    {
        if (select.Options.IsEmpty)
        {
            return;
        }

        var label = SlackText.Plain(select.Label, SlackLimits.Placeholder);
        var options = Presses.Options(select.Options);
        _packing.Add(new ActionsBlock([Presses.Select(select.Token, options, label)]), label.Text.Length + options.Sum(option => option.Text.Text.Length), stays: true);
    }

    private void AddTicks(TickList list)
    {
        if (list.Token is not { } token)
        {
            foreach (var item in list.Items)
            {
                _text.Section(item.Shown());
            }

            _text.End();
            return;
        }

        _tickLists++;
        foreach (var group in Ticks.Groups(list.Items))
        {
            var (block, length) = Ticks.Boxes(token, group, _tickLists);
            _packing.Add(block, length, stays: true);
            _text.List([.. group.Select(Ticks.Note).OfType<Line>()], numbered: false);
            _text.End(stays: true);
        }
    }
}
