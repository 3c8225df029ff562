using System.Text;
using FsCheck.Fluent;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Fuzz;

namespace MentorBot.Tests.Discord.Rendering;

/// <summary>Whatever the bot may say, Discord takes it, none of it calls anybody, and nothing of it is lost.</summary>
public class RenderingProperties
{
    private const int Cases = 1_500;

    private static readonly string[] Wicked =
    [
        "<@1>", "<@!1>", "<@&1>", "<#1>", "<t:1:R>", "</mentor help:1>", "<:smile:1>", "<id:guide>", "<https://evil.example>", "[click](https://evil.example)", "@everyone", "@here", "\\", "\\@everyone", "\\*", ":tada:", ":",
        "# big", "\n# big", "- point", "\n- point", "* point", "1. one", "\n1. one", "12.", "> quote", "\n>>> quote", "-# small", "*it*", "**bold**", "_it_", "__under__", "~~no~~", "||spoiler||", "`code`", "``", "```", "``````", "```cs\n",
        "https://example.org/a_b", "http:", "//x", "\n\n", "\t", "word", "ana", " ", "   # x", "👩‍👩‍👧", "漢字", "שלום", "\u202Eevil",
    ];

    private static readonly Sayable Anything = new("discord", Wicked, people: ["1", "222", "&1", "0", "", "1>"], channels: ["1", "general"], buttons: 8, options: 31);

    [Fact]
    public void KeepsEveryLimitWhateverIsSaid()
    {
        foreach (var (number, blocks) in Garbage.Of(Anything.Messages, Cases))
        {
            new Reply([.. blocks]).ShouldKeepTheLimitsOfDiscord($"message {number}");
        }
    }

    [Fact]
    public void MakesNothingOfPeoplesWordsButWords()
    {
        foreach (var (number, text) in Garbage.Of(Anything.Text, Cases * 2))
        {
            ShouldSay(new Paragraph(text), text, [], number);
            ShouldSay(new Paragraph(Line.Bold(text)), text, ["*"], number);
            ShouldSay(new Paragraph(Line.Bold(text) + Line.Italic(text)), text + text, ["*"], number);
            ShouldSay(new Paragraph(Line.Code(text)), text, [], number);
            ShouldSay(new Paragraph((Line)"a " + Line.Code(text) + text), "a" + text + text, [], number);
            ShouldSay(new CodeBlock(text), text, [], number);
            ShouldSay(new ContextLine(text), text, ["-#"], number);
            ShouldSay(new Heading(text), text, ["#", "*"], number);
            ShouldSay(new ItemList([text]), string.IsNullOrWhiteSpace(text) ? "–" : text, ["-"], number);
            ShouldSay(new ItemList([text], Numbered: true), string.IsNullOrWhiteSpace(text) ? "–" : text, ["1."], number);
            ShouldSay(new Quote([new Paragraph(text)]), text, [">"], number);
        }
    }

    [Fact]
    public void LosesNoWordOfWhatIsToBeRead()
    {
        foreach (var (number, blocks) in Garbage.Of(Anything.Plain.ArrayOf(), Cases))
        {
            var rendered = MessageRenderer.Render([.. blocks]);
            if (rendered.Files.IsEmpty)
            {
                ReadText.Squeezed(string.Concat(Texts(rendered).Select(text => ReadText.Of(text).Shown))).ShouldBe(ReadText.Squeezed(string.Concat(blocks.SelectMany(Said))), $"message {number}");
            }
        }
    }

    [Fact]
    public void HasEveryWordOfEveryBlockSomewhere()
    {
        foreach (var (number, blocks) in Garbage.Of(Anything.Messages, Cases))
        {
            // Where there is a mark in the words of each, the mark is in what is shown or in a file.
            var marked = blocks.Select((block, i) => Marked(block, $"mark{i}x")).ToArray();
            var rendered = MessageRenderer.Render([.. marked], new Showing { FilesInPlace = true });
            var files = rendered.Messages.SelectMany(message => message.Files).Select(file => Encoding.UTF8.GetString(file.Content.Span));
            var all = string.Concat(Texts(rendered).Concat(files).Concat(rendered.Messages.Select(message => Readable.Components(message.Components))));
            for (var i = 0; i < marked.Length; i++)
            {
                if (!ReferenceEquals(marked[i], blocks[i]))
                {
                    all.ShouldContain($"mark{i}x", Case.Sensitive, $"message {number}, {marked[i].GetType().Name}");
                }
            }
        }
    }

    [Fact]
    public void KeepsControlsWithWhatTheyAreAbout()
    {
        foreach (var (number, length) in Garbage.Of(Gen.Choose(1, 1_500), 200))
        {
            var rendered = MessageRenderer.Render(Sayable.PostsOf(length));
            if (!rendered.Files.IsEmpty)
            {
                continue;
            }

            foreach (var message in rendered.Messages)
            {
                message.Components.Length.ShouldBe(message.Components.OfType<TextDisplay>().Count(text => text.Content.StartsWith("## Post", StringComparison.Ordinal)) * 2, $"case {number}");
                message.Components[^1].ShouldBeOfType<ActionRow>($"case {number}");
            }
        }
    }

    private static void ShouldSay(Block block, string text, string[] marks, int number)
    {
        var rendered = MessageRenderer.Render([block]);
        if (!rendered.Files.IsEmpty)
        {
            return;
        }

        var shown = Texts(rendered).Select(ReadText.Of).ToArray();
        ReadText.Squeezed(string.Concat(shown.Select(one => one.Shown))).ShouldBe(ReadText.Squeezed(text), $"text {number}, {block}");
        shown.SelectMany(one => one.References).ShouldBeEmpty($"text {number}, {block}");
        shown.SelectMany(one => one.Marks).Except(marks).ShouldBeEmpty($"text {number}, {block}");
    }

    private static IEnumerable<string> Texts(RenderedBlocks rendered) => rendered.Messages.SelectMany(message => message.Components).OfType<TextDisplay>().Select(text => text.Content);

    private static Block Marked(Block block, string mark) => block switch
    {
        Heading heading => new Heading($"{heading.Text} {mark}"),
        Paragraph paragraph => new Paragraph(paragraph.Text + mark),
        Fields fields => new Fields(fields.Items.Add(new Field(mark, mark))),
        ItemList list => list with { Items = list.Items.Add(mark) },
        TickList ticks => ticks with { Items = ticks.Items.Add(new TickItem("last", "item", Done: true, mark)) },
        Quote quote => new Quote(quote.Blocks.Add(new ItemList([mark]))),
        CodeBlock code => new CodeBlock($"{code.Text} {mark}"),
        Table table => new Table(table.Header.SetItem(0, mark), table.Rows),
        ContextLine context => new ContextLine(context.Text + mark),
        Image image when image.Alt.Length < 900 => image with { Alt = $"{image.Alt} {mark}" },
        Buttons buttons => new Buttons(buttons.Items.Add(new Button(mark, "m"))),
        Select select => select with { Options = select.Options.Insert(0, new Choice(mark, "first")) },
        _ => block,
    };

    private static IEnumerable<string> Said(Block block) => block switch
    {
        Paragraph paragraph => [Said(paragraph.Text)],
        ItemList list => list.Items.Select(item => item.Spans.All(span => span is TextSpan text && string.IsNullOrWhiteSpace(text.Text)) ? "–" : Said(item)),
        _ => [],
    };

    private static string Said(Line line) => string.Concat(line.Spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LinkSpan link when References.AddressOf(link.Url) is not null => link.Text == link.Url ? string.Empty : link.Text,
        LinkSpan link => link.Text + (link.Text != link.Url && References.AddressOf(link.Url, int.MaxValue) is not null ? link.Url : string.Empty),
        MentionSpan mention => References.UserId(mention) is null ? References.NameOf(mention) : string.Empty,
        ChannelSpan channel => References.ChannelId(channel) is null ? References.NameOf(channel) : string.Empty,
        _ => string.Empty,
    }));
}
