using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>What is more than a block or a message holds.</summary>
public class LongMessageTests
{
    [Fact]
    public void CutsAParagraphAfterALineAndGoesOnInTheNextMessage()
    {
        var lines = Enumerable.Range(1, 400).Select(i => $"This is line number {i:000} of a long text.").ToArray();
        var rendered = MessageRenderer.Render([new Heading("Long"), new Paragraph(string.Join('\n', lines)), new Buttons([new Button("Delete", "delete:1")])]);

        rendered.ShouldKeepTheLimits("a long paragraph");
        rendered.Messages.Length.ShouldBe(3);
        var shown = rendered.Messages.SelectMany(message => message.Blocks).OfType<RichTextBlock>().Select(Text).ToArray();
        string.Join('\n', shown).ShouldBe(string.Join('\n', lines));

        // The button is with the end of the text that it is about.
        rendered.Messages[^1].Blocks[^1].ShouldBeOfType<ActionsBlock>();
        rendered.Messages[^1].Text.ShouldContain("This is line number 400 of a long text.");
        rendered.Messages[0].Text.Length.ShouldBeLessThanOrEqualTo(4_000);
        rendered.Messages[0].Text.ShouldEndWith("…");
    }

    [Fact]
    public void NeverCutsWhatPeopleSeeAsOneCharacter()
    {
        var families = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 1_000));
        var shown = MessageRenderer.Render([new Paragraph(families)]).Messages.SelectMany(message => message.Blocks).OfType<RichTextBlock>().Select(Text).ToArray();

        shown.Length.ShouldBe(3);
        shown.ShouldAllBe(text => text.Length % "👩‍👩‍👧".Length == 0);
        string.Concat(shown).ShouldBe(families);
    }

    [Fact]
    public void CutsCodeAfterALine()
    {
        var code = string.Join('\n', Enumerable.Range(1, 200).Select(i => $"    line {i:000}; // and a comment"));
        var shown = MessageRenderer.Render([new CodeBlock(code)]).Messages.ShouldHaveSingleItem().Blocks.OfType<RichTextBlock>().Select(Text);

        string.Join('\n', shown).ShouldBe(code);
    }

    [Fact]
    public void KeepsTheEmptyLinesOfCode()
    {
        var code = $"{new string('x', 2_000)}\n\n\n{new string('y', 2_000)}\n\n";
        var shown = MessageRenderer.Render([new CodeBlock(code)]).Messages.ShouldHaveSingleItem().Blocks.OfType<RichTextBlock>().Select(Text);

        string.Join('\n', shown).ShouldBe(code);
    }

    [Fact]
    public void CountsOnWhereALongListGoesOn()
    {
        var rendered = MessageRenderer.Render([new ItemList([.. Enumerable.Range(1, 5).Select(i => (Line)new string((char)('a' + i), 1_400))], Numbered: true)]);

        rendered.ShouldKeepTheLimits("a long list");
        rendered.Messages.ShouldHaveSingleItem().Blocks.OfType<RichTextBlock>().Select(block => block.Elements.ShouldHaveSingleItem().ShouldBeOfType<RichTextList>())
            .Select(list => (list.Offset, list.Elements.Length)).ShouldBe([(null, 2), (2, 2), (4, 1)]);
    }

    [Fact]
    public void PutsTheRestOfALongPointBelowIt()
    {
        var long1 = string.Join(' ', Enumerable.Repeat("word", 900));
        var parts = MessageRenderer.Render([new ItemList(["first", long1, "last"], Numbered: true)]).Messages.ShouldHaveSingleItem().Blocks.OfType<RichTextBlock>().SelectMany(block => block.Elements).ToArray();

        parts.Select(part => part.GetType()).ShouldBe([typeof(RichTextList), typeof(RichTextList), typeof(RichTextSection), typeof(RichTextList)]);
        parts.OfType<RichTextList>().Select(list => list.Offset).ShouldBe([null, 1, 2]);
    }

    [Fact]
    public void PutsWhatFiveMessagesCantHoldIntoAFile()
    {
        var rendered = MessageRenderer.Render([
            new Heading("Everything"),
            new Paragraph(new string('x', 60_000)),
            new TickList("tick:1", [new TickItem("1", "One", Done: false)]),
            new FileBlock("own.csv", "text/csv", Encoding.UTF8.GetBytes("a,b")),
            new Buttons([new Button("Post it", "post:1")]),
            new ContextLine("Posted by Ana"),
        ]);

        rendered.ShouldKeepTheLimits("too much");
        rendered.Messages.ShouldHaveSingleItem().Text.ShouldBe(
            """
            Everything
            This is more than Slack shows well in messages. All of it is in the file message.txt.
            To do: One
            [Post it]
            Posted by Ana
            """);
        rendered.Files.Select(file => file.Name).ShouldBe(["message.txt", "own.csv"]);
        Encoding.UTF8.GetString(rendered.Files[0].Content.Span).ShouldBe($"Everything\n==========\n\n{new string('x', 60_000)}");
    }

    [Fact]
    public void PutsEachTableIntoAMessageOfItsOwn()
    {
        var table = new Table(["Head"], [["cell"]]);
        var rendered = MessageRenderer.Render([new Heading("First"), table, new Heading("Second"), table]);

        rendered.ShouldKeepTheLimits("two tables");
        rendered.Messages.Select(message => message.Text).ShouldBe(["First\nHead\ncell", "Second\nHead\ncell"]);
    }

    [Fact]
    public void ShowsATableWithTooManyColumnsAsText() =>
        MessageRenderer.Render([new Table([.. Enumerable.Range(1, 21).Select(i => $"c{i}")], [])]).Messages.ShouldHaveSingleItem().Text.ShouldStartWith("c1 | c2 | c3");

    [Fact]
    public void PutsATableThatIsTooLargeIntoAFile()
    {
        var rendered = MessageRenderer.Render([new Table(["Head"], [.. Enumerable.Repeat<ImmutableArray<string>>([new string('x', 100)], 200)])]);

        rendered.Messages.ShouldHaveSingleItem().Text.ShouldBe("The table is too large to show in Slack. It is in the file table.txt.");
        Encoding.UTF8.GetString(rendered.Files.ShouldHaveSingleItem().Content.Span).ShouldStartWith("Head\n----");
    }

    [Fact]
    public void KeepsAHeadingWithWhatItIsAbove()
    {
        var rendered = MessageRenderer.Render([.. Enumerable.Range(1, 49).Select(i => new Paragraph($"Line {i}")), new Heading("Next"), new Paragraph("Line 50")]);

        rendered.ShouldKeepTheLimits("fifty-one blocks");
        rendered.Messages.Select(message => message.Blocks.Length).ShouldBe([49, 2]);
        rendered.Messages[1].Text.ShouldBe("Next\nLine 50");
    }

    [Theory]
    [InlineData("<", 1_500)]
    [InlineData("&amp;", 900)]
    [InlineData("a ", 2_400)]
    [InlineData("Доказательство ", 160)]
    [InlineData("“” ", 900)]
    [InlineData("👩‍👩‍👧", 300)]
    public void CutsTheFallbackInNoEntityAndNoToken(string piece, int times)
    {
        var line = (Line)string.Concat(Enumerable.Repeat(piece, times)) + Line.At(NodaTime.Instant.FromUnixTimeSeconds(1_772_614_800)) + new string('y', 900);
        foreach (var message in MessageRenderer.Render([new Paragraph(line)]).Messages)
        {
            message.ShouldKeepTheLimits(piece);
        }
    }

    private static string Text(RichTextBlock block) => string.Concat(block.Elements.SelectMany(part => part switch
    {
        RichTextSection section => section.Elements,
        RichTextPreformatted code => code.Elements,
        _ => [],
    }).OfType<RichTextText>().Select(text => text.Text));
}
