using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>Reads the CommonMark that content may use: paragraphs, simple lists, bold, italic, code, links and blanks.</summary>
internal sealed partial class MarkdownReader(Position start, ICollection<ContentProblem> problems)
{
    private const string Expected = "Expected paragraphs and simple lists with bold, italic, code and links.";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    public ImmutableArray<Messages.Block> ReadBlocks(string source)
    {
        var blocks = ImmutableArray.CreateBuilder<Messages.Block>();
        foreach (var block in Parse(source))
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    blocks.Add(new Paragraph(ReadLine(paragraph)));
                    break;
                case ListBlock list:
                    blocks.Add(ReadList(list));
                    break;
                default:
                    Refuse(block, Describe(block));
                    break;
            }
        }

        if (blocks.Count == 0)
        {
            problems.Add(new ContentProblem(start, $"There is no text here. {Expected}"));
        }

        return blocks.DrainToImmutable();
    }

    /// <summary>Reads one paragraph without blanks.</summary>
    public Prose ReadProse(string source)
    {
        var blocks = ReadBlocks(source);
        if (blocks is not [Paragraph { Text: var line }])
        {
            problems.Add(new ContentProblem(start, "Expected one paragraph."));
            return new Prose(source, source);
        }

        if (line.Spans.OfType<BlankSpan>().FirstOrDefault() is { } blank)
        {
            problems.Add(new ContentProblem(start, $"{{{blank.Name}}} is a blank, and this text can't have one."));
            return new Prose(source, source);
        }

        return new Prose(line, PlainText.Of(line));
    }

    /// <summary>Writes a plain text so that it is read back letter for letter, and stays as readable as that allows.</summary>
    public static string Escape(string text) => Markup().Replace(text, @"\$0");

    private MarkdownDocument Parse(string source)
    {
        try
        {
            return Markdown.Parse(source, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig gives up on marks that are nested without end.
            problems.Add(new ContentProblem(start, $"The marks are nested too deep. {Expected}"));
            return [];
        }
    }

    private ItemList ReadList(ListBlock list)
    {
        var items = ImmutableArray.CreateBuilder<Line>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item is [ParagraphBlock paragraph])
            {
                items.Add(ReadLine(paragraph));
            }
            else
            {
                Refuse(item, "a list item that isn't a single paragraph");
            }
        }

        return new ItemList(items.DrainToImmutable(), list.IsOrdered);
    }

    private Line ReadLine(LeafBlock block)
    {
        var spans = ImmutableArray.CreateBuilder<Messages.Span>();
        ReadInlines(block.Inline!, TextStyle.None, spans);
        return new Line(spans.DrainToImmutable());
    }

    private void ReadInlines(ContainerInline container, TextStyle style, ImmutableArray<Messages.Span>.Builder spans)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    AddText(literal.Content.ToString(), style, spans);
                    break;
                case CodeInline code:
                    AddText(code.Content, style | TextStyle.Code, spans);
                    break;
                case LineBreakInline line:
                    Append(line.IsHard ? "\n" : " ", style, spans);
                    break;
                case HtmlEntityInline entity:
                    Append(entity.Transcoded.ToString(), style, spans);
                    break;
                case EmphasisInline emphasis:
                    ReadInlines(emphasis, style | (emphasis.DelimiterCount == 2 ? TextStyle.Bold : TextStyle.Italic), spans);
                    break;
                case AutolinkInline link when IsWebAddress(link.Url):
                    spans.Add(new LinkSpan(link.Url, link.Url));
                    break;
                case LinkInline { IsImage: false } link when IsWebAddress(link.Url):
                    AddLink(TextOf(link), link.Url!, spans);
                    break;
                default:
                    Refuse(inline, inline is LinkInline { IsImage: false } or AutolinkInline ? "a link that is no http or https address" : Describe(inline));
                    break;
            }
        }
    }

    private void AddLink(string text, string url, ImmutableArray<Messages.Span>.Builder spans)
    {
        if (Blank().IsMatch(text) || Blank().IsMatch(Uri.UnescapeDataString(url)))
        {
            problems.Add(new ContentProblem(start, "A blank can't stand in a link. Put it before or behind the link."));
        }

        spans.Add(new LinkSpan(text, url));
    }

    private void AddText(string text, TextStyle style, ImmutableArray<Messages.Span>.Builder spans)
    {
        if (InBraces().Matches(text).FirstOrDefault(match => !Blank().IsMatch(match.Value)) is { } misnamed)
        {
            problems.Add(new ContentProblem(start, $"{misnamed.Value} is no blank. Expected lower-case words with hyphens between them, such as {{new-date}}."));
        }

        var at = 0;
        foreach (var blank in Blank().EnumerateMatches(text))
        {
            Append(text[at..blank.Index], style, spans);
            spans.Add(new BlankSpan(text.Substring(blank.Index + 1, blank.Length - 2), style));
            at = blank.Index + blank.Length;
        }

        Append(text[at..], style, spans);
    }

    private static void Append(string text, TextStyle style, ImmutableArray<Messages.Span>.Builder spans)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (spans.Count > 0 && spans[^1] is TextSpan last && last.Style == style)
        {
            spans[^1] = last with { Text = last.Text + text };
        }
        else
        {
            spans.Add(new TextSpan(text, style));
        }
    }

    private static string TextOf(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var literal in container.Descendants<LiteralInline>())
        {
            text.Append(literal.Content.AsSpan());
        }

        return text.ToString();
    }

    private static bool IsWebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static string Describe(MarkdownObject found) => found switch
    {
        HeadingBlock => "a heading",
        QuoteBlock => "a quotation",
        Markdig.Syntax.CodeBlock => "a code block",
        HtmlBlock or HtmlInline => "HTML",
        ThematicBreakBlock => "a rule",
        LinkReferenceDefinitionGroup => "a link definition",
        LinkInline => "an image",
        _ => found.GetType().Name,
    };

    private void Refuse(MarkdownObject found, string what) =>
        problems.Add(new ContentProblem(start with { Line = start.Line + found.Line }, $"Found {what}. {Expected}"));

    [GeneratedRegex(@"\{[a-z0-9]+(-[a-z0-9]+)*\}", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\{[^{}\n]{1,60}\}", RegexOptions.None, 100)]
    private static partial Regex InBraces();

    // Some marks mean something anywhere, an underscore only beside a word's end, and others only where a line begins.
    [GeneratedRegex(@"[\\`*{}\[\]<>&|~]|(?<![\p{L}\d])_|_(?![\p{L}\d])|(?<=^[ \t]*)[#+=\-]|(?<=^[ \t]*\d+)[.)]", RegexOptions.Multiline, 100)]
    private static partial Regex Markup();
}
