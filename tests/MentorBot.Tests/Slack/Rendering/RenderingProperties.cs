using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Tests.Fuzz;
using NodaTime;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>Whatever the bot may say, Slack takes it, none of it calls anybody, and nothing of it is lost.</summary>
public class RenderingProperties
{
    private const int Cases = 1_500;

    private static readonly string[] Wicked =
    [
        "<!channel>", "<!here>", "<!everyone>", "<@U1>", "<#C1|x>", "<!subteam^S1>", "<!date^1^{date}|x>", "<http://evil.example|Slack>", "@channel", "@here", "@everyone", "&lt;!channel&gt;", "&",
        "*bold*", "_it_", "~no~", "`code`", "```", "> quote", "\n> quote", "*\n", "\n\n", "|", ":tada:", "#general", "https://example.org/", "word", "ana", " ", "👩‍👩‍👧",
    ];

    private static readonly Gen<string> Word = Garbage.Piece(Wicked);

    private static readonly Gen<string> Text = Gen.Frequency(
        (12, Word),
        (6, Word.ArrayOf().Select(words => string.Join(' ', words))),
        (1, from word in Word from length in Gen.Choose(1, 7_000) select string.Concat(Enumerable.Repeat(word + "x ", (length / (word.Length + 2)) + 1))));

    private static readonly Workspace Slack = new("slack", "T1");

    private static readonly Gen<Span> Spans = Gen.Frequency(
        (8, from text in Text from style in Gen.Choose(0, 7) select (Span)new TextSpan(text, (TextStyle)style)),
        (5, Text.Select(text => (Span)new TextSpan(text))),
        (2, from text in Text from url in Gen.Elements("https://example.org/?a=1&b=2", "http://x/|<>", "javascript:alert(1)", "ftp://x", "https://example.org/" + new string('x', 4_000)) select (Span)new LinkSpan(text, url)),
        (2, from id in Gen.Elements("U1", "W2", "!channel", "C1", "", "U1|x") from platform in Gen.Elements("slack", "discord") from name in Text select (Span)new MentionSpan(new Identity(new Workspace(platform, "1"), id), name)),
        (1, from id in Gen.Elements("C1", "G2", "D3", "!here", "general") from direct in Gen.Elements(true, false) select (Span)new ChannelSpan(new Place(Slack, id, direct))),
        (1, Gen.Elements(LocalTimeStyle.Date, LocalTimeStyle.DateAndTime, LocalTimeStyle.Time).Select(style => (Span)new LocalTimeSpan(Instant.FromUtc(2026, 3, 4, 9, 0), style))));

    private static readonly Gen<Line> Lines = Spans.ArrayOf().Select(spans => new Line([.. spans.Take(12)]));

    private static readonly Gen<Block> Plain = Gen.OneOf(Lines.Select(line => (Block)new Paragraph(line)), from items in Lines.NonEmptyListOf() from numbered in Gen.Elements(true, false) select (Block)new ItemList([.. items], numbered));

    private static readonly Gen<Block> Blocks = Gen.OneOf(
        Plain,
        Text.Select(text => (Block)new Heading(text)),
        (from label in Text from value in Lines select new Field(label, value)).NonEmptyListOf().Select(fields => (Block)new Fields([.. fields])),
        from token in Gen.Elements(null, "tick:1")
        from items in (from text in Lines from done in Gen.Elements(true, false) from detail in Gen.OneOf(Gen.Constant((Line?)null), Lines.Select(line => (Line?)line)) select (text, done, detail)).NonEmptyListOf()
        select (Block)new TickList(token, [.. items.Select((item, i) => new TickItem($"{i}", item.text, item.done, item.detail))]),
        Plain.NonEmptyListOf().Select(blocks => (Block)new Quote([.. blocks])),
        Text.Select(text => (Block)new CodeBlock(text)),
        Gen.Choose(0, 12).Select(done => (Block)new Progress(done, 12)),
        from columns in Gen.Choose(1, 22) from rows in Gen.Choose(0, 110) from cell in Word select (Block)new Table([.. Enumerable.Repeat("head", columns)], [.. Enumerable.Repeat(Enumerable.Repeat(cell, columns).ToImmutableArray(), rows)]),
        Gen.Constant((Block)new Divider()),
        Lines.Select(line => (Block)new ContextLine(line)),
        from alt in Text from url in Gen.Elements("https://example.org/cat.png", "data:x") select (Block)new Image(url, alt),
        Gen.Constant((Block)new FileBlock("a.txt", "text/plain", Encoding.UTF8.GetBytes("hello"))),
        from labels in Text.ArrayOf() select (Block)new Buttons([.. labels.Take(4).Append("Go").Select(label => new Button(label, "go:1"))]),
        from label in Text from options in Text.ArrayOf() select (Block)new Select(label, "choose:1", [.. options.Take(24).Append("One").Select((option, i) => new Choice(option, $"{i}"))]));

    private static readonly Gen<Block[]> Messages = Gen.Frequency((20, Blocks.ArrayOf()), (1, from some in Blocks.NonEmptyListOf() from times in Gen.Choose(2, 40) select Enumerable.Repeat(some, times).SelectMany(blocks => blocks).ToArray()));

    [Fact]
    public void KeepsEveryLimitWhateverIsSaid()
    {
        foreach (var (number, blocks) in Garbage.Of(Messages, Cases))
        {
            new Reply([.. blocks]).ShouldKeepTheLimitsOfSlack($"message {number}");
        }
    }

    [Fact]
    public void CallsNobodyButByAMention()
    {
        foreach (var (number, text) in Garbage.Of(Text, Cases))
        {
            Block[] blocks =
            [
                new Heading(text), new Paragraph(text), new Fields([new Field(text, text)]), new ItemList([text]), new TickList("t", [new TickItem("1", text, Done: true, text)]), new Quote([new Paragraph(text)]),
                new CodeBlock(text), new ContextLine((Line)text + Line.At(Instant.FromUtc(2026, 3, 4, 9, 0))), new Image("https://example.org/cat.png", text), new Buttons([new Button(text, "b")]), new Select(text, "s", [new Choice(text, "1")]),
            ];
            foreach (var message in MessageRenderer.Render([.. blocks]).Messages)
            {
                message.ShouldKeepTheLimits($"text {number}");
                message.Text.Replace("<!date^1772614800^", "", StringComparison.Ordinal).ShouldNotContain("<", Case.Sensitive, $"text {number}");
                message.Blocks.OfType<RichTextBlock>().SelectMany(block => block.Elements).SelectMany(Elements).ShouldAllBe(element => element is RichTextText || element is RichTextDate);
            }
        }
    }

    [Fact]
    public void LosesNoWordOfWhatIsToBeRead()
    {
        foreach (var (number, blocks) in Garbage.Of(Plain.ArrayOf(), Cases))
        {
            var rendered = MessageRenderer.Render([.. blocks]);
            var shown = rendered.Messages.SelectMany(message => message.Blocks).OfType<RichTextBlock>().SelectMany(block => block.Elements).SelectMany(Elements).Select(Shown);
            if (rendered.Files.IsEmpty)
            {
                Squeezed(string.Concat(shown)).ShouldBe(Squeezed(string.Concat(blocks.SelectMany(Said))), $"message {number}");
            }
        }
    }

    [Fact]
    public void KeepsControlsWithWhatTheyAreAbout()
    {
        foreach (var (number, length) in Garbage.Of(Gen.Choose(1, 2_900), 200))
        {
            var post = (int i) => (Block[])[new Heading($"Post {i}"), new Paragraph(new string('x', length)), new Buttons([new Button($"Edit {i}", $"edit:{i}")])];
            var rendered = MessageRenderer.Render([.. Enumerable.Range(0, 12).SelectMany(post)]);
            if (!rendered.Files.IsEmpty)
            {
                continue;
            }

            foreach (var message in rendered.Messages)
            {
                message.Blocks.Length.ShouldBe(message.Blocks.OfType<HeaderBlock>().Count() * 3, $"case {number}");
            }
        }
    }

    private static IEnumerable<RichTextElement> Elements(RichTextPart part) => part switch
    {
        RichTextSection section => section.Elements,
        RichTextQuote quote => quote.Elements,
        RichTextPreformatted code => code.Elements,
        RichTextList list => list.Elements.SelectMany(Elements),
        _ => throw new InvalidOperationException(),
    };

    private static string Shown(RichTextElement element) => element switch
    {
        RichTextText text => text.Text,
        RichTextLink link => link.Text ?? string.Empty,
        _ => string.Empty,
    };

    private static IEnumerable<string> Said(Block block) => block switch
    {
        Paragraph paragraph => [Said(paragraph.Text)],
        ItemList list => list.Items.Select(item => InlineText.Of(item).IsEmpty ? "–" : Said(item)),
        _ => [],
    };

    private static string Said(Line line) => string.Concat(line.Spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LinkSpan link when References.LeadsSomewhere(link) => link.Text == link.Url ? string.Empty : link.Text,
        LinkSpan link => link.Text + (link.Text != link.Url && References.IsAddress(link.Url, int.MaxValue) ? link.Url : string.Empty),
        MentionSpan mention => References.UserId(mention) is null ? References.NameOf(mention) : string.Empty,
        ChannelSpan channel => References.ChannelId(channel) is null ? References.NameOf(channel) : string.Empty,
        _ => string.Empty,
    }));

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
