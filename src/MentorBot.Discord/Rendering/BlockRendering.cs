using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>Turns blocks into components, one after the other.</summary>
internal sealed class BlockRendering
{
    private const int ProgressWidth = 10;
    private const int UsualLine = 240;

    private readonly Showing _showing;
    private readonly Packing<Part> _packing = new(DiscordLimits.Message);
    private readonly StringBuilder _line = new(UsualLine);
    private readonly TextWriting _text;
    private readonly Controls _controls;
    private readonly AttachedFiles _attached = new();
    private readonly ImmutableArray<FileBlock>.Builder _files = ImmutableArray.CreateBuilder<FileBlock>();

    public BlockRendering(Showing showing)
    {
        _showing = showing;
        _text = new TextWriting(_packing);
        _controls = new Controls(showing.Guild);
    }

    public void Add(Block block)
    {
        switch (block)
        {
            case Heading heading:
                AddHeading(heading.Text);
                break;
            case Paragraph paragraph:
                AddText(paragraph.Text, Indent.None, TextKind.Words);
                break;
            case Fields fields:
                AddLines(fields.Items.Select(field => Line.Bold($"{field.Label}:") + " " + (IsBlank(field.Value) ? "–" : field.Value)));
                break;
            case ItemList list:
                AddList(list, quoted: false);
                break;
            case TickList ticks:
                AddTicks(ticks);
                break;
            case Quote quote:
                AddQuote(quote);
                break;
            case CodeBlock code:
                AddCode(code.Text);
                break;
            case Progress progress:
                AddText($"{progress.Bar(ProgressWidth)} {progress.Done} of {progress.Total}", Indent.None, TextKind.Words);
                break;
            case Table table:
                AddTable(table);
                break;
            case Divider:
                AddComponent(new Separator(), new Extent(1));
                break;
            case ContextLine context:
                AddText(context.Text, Indent.Small, TextKind.Small);
                break;
            case Image image:
                AddImage(image);
                break;
            case FileBlock file:
                AddFile(file);
                break;
            case Buttons row:
                foreach (var some in row.Items.Chunk(DiscordLimits.ButtonsInARow))
                {
                    AddControl(_controls.Row(some));
                }

                break;
            case Select { Options.IsEmpty: false } select:
                AddControl(_controls.Select(select));
                break;
            case Select:
                break;
            default:
                throw new InvalidOperationException($"Discord has nothing for a {block.GetType().Name}.");
        }
    }

    public ImmutableArray<ImmutableArray<Part>> Finish()
    {
        _text.End();
        return _packing.Finish();
    }

    public ImmutableArray<FileBlock> Files() => _files.DrainToImmutable();

    private static bool IsBlank(Line line) => line.Spans.All(span => span is TextSpan text && string.IsNullOrWhiteSpace(text.Text));

    /// <returns>Whether there was anything to read.</returns>
    private bool AddText(Line line, Indent indent, TextKind kind, bool goesOn = false)
    {
        foreach (var written in Markdown.Of(line, indent, _line))
        {
            _text.Add(written, kind, goesOn);
            goesOn = true;
        }

        return goesOn;
    }

    private void AddLines(IEnumerable<Line> lines)
    {
        var goesOn = false;
        foreach (var line in lines)
        {
            goesOn = AddText(line, Indent.None, TextKind.Words, goesOn);
        }
    }

    private void AddHeading(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            AddText(Line.Bold(text), Indent.None, TextKind.Words);
            return;
        }

        foreach (var written in Markdown.Of(text, Indent.Heading, _line))
        {
            _text.Add(written, TextKind.Heading);
        }
    }

    private void AddList(ItemList list, bool quoted, bool goesOn = false)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            var indent = Indent.Point(list.Numbered ? i + 1 : null, quoted);
            goesOn = AddText(IsBlank(list.Items[i]) ? "–" : list.Items[i], indent, quoted ? TextKind.Words : TextKind.List, goesOn);
        }
    }

    /// <summary>Words of somebody's, with what is neither a paragraph nor a list below them.</summary>
    private void AddQuote(Quote quote)
    {
        var goesOn = false;
        foreach (var block in quote.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    goesOn = AddText(paragraph.Text, goesOn ? Indent.QuoteGoesOn : Indent.Quote, TextKind.Words, goesOn) || goesOn;
                    break;
                case ItemList list:
                    AddList(list, quoted: true, goesOn);
                    goesOn = true;
                    break;
                default:
                    Add(block);
                    goesOn = false;
                    break;
            }
        }
    }

    /// <summary>Text to copy; where it is cut after a line, the new block is the line break.</summary>
    private void AddCode(string text)
    {
        foreach (var code in CodeWriting.Of(text))
        {
            _text.Add(new Written(code, []), TextKind.Code);
        }
    }

    private void AddTable(Table table)
    {
        var text = PlainText.Of([table]);
        if (CodeWriting.Of(text) is [var whole])
        {
            _text.Add(new Written(whole, []), TextKind.Code);
            return;
        }

        AddFile(new FileBlock("table.txt", "text/plain", Encoding.UTF8.GetBytes(text)));
        AddText("The table is too large to show in Discord. It is in the file table.txt.", Indent.Small, TextKind.Small);
    }

    private void AddImage(Image image)
    {
        if (References.AddressOf(image.Url, DiscordLimits.Address) is not { } address)
        {
            AddText(image.Alt, Indent.None, TextKind.Words);
            return;
        }

        var alt = DiscordText.Fitting(DiscordText.Clean(image.Alt), DiscordLimits.ImageDescription);
        AddComponent(new MediaGallery([new MediaItem(new MediaReference(address), string.IsNullOrWhiteSpace(alt) ? null : alt)]), new Extent(1));
    }

    private void AddFile(FileBlock file)
    {
        if (!_showing.FilesInPlace)
        {
            _files.Add(file);
            return;
        }

        var attached = _attached.Named(file);
        _text.End();
        _packing.Add(new Part(new FileComponent(new MediaReference($"attachment://{attached.Name}")), attached), new Extent(1, Scarce: 1));
    }

    private void AddTicks(TickList list)
    {
        if (list.Token is not { } token)
        {
            AddLines(list.Items.Select(item => item.Shown()));
            return;
        }

        // A select shows what is ticked alone, and cuts that: the text has all of it.
        var goesOn = false;
        foreach (var group in list.Items.Chunk(DiscordLimits.SelectOptions))
        {
            foreach (var item in group)
            {
                goesOn = AddText(item.Shown(), Indent.None, TextKind.Words, goesOn);
            }

            AddControl(_controls.Ticks(token, group, _showing.Zone));
            goesOn = false;
        }
    }

    private void AddControl(ActionRow row) => AddComponent(row, new Extent(1 + row.Components.Length), stays: true);

    private void AddComponent(Component component, Extent extent, bool stays = false)
    {
        _text.End();
        _packing.Add(new Part(component), extent, stays);
    }
}
