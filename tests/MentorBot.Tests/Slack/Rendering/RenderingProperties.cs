using FsCheck.Fluent;
using MentorBot.Core.Messages;
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

    private static readonly Sayable Anything = new("slack", Wicked, people: ["U1", "W2", "!channel", "C1", "", "U1|x"], channels: ["C1", "G2", "D3", "!here", "general"], buttons: 5, options: Limits.SelectOptions);

    [Fact]
    public void KeepsEveryLimitWhateverIsSaid()
    {
        foreach (var (number, blocks) in Garbage.Of(Anything.Messages, Cases))
        {
            new Reply([.. blocks]).ShouldKeepTheLimitsOfSlack($"message {number}");
        }
    }

    [Fact]
    public void CallsNobodyButByAMention()
    {
        foreach (var (number, text) in Garbage.Of(Anything.Text, Cases))
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
        foreach (var (number, blocks) in Garbage.Of(Anything.Plain.ArrayOf(), Cases))
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
            var rendered = MessageRenderer.Render(Sayable.PostsOf(length));
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
