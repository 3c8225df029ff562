using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Rendering;

/// <summary>What is more than a text or a message holds.</summary>
public class LongMessageTests
{
    [Fact]
    public void CutsAParagraphAfterALineAndGoesOnInTheNextMessage()
    {
        var lines = Enumerable.Range(1, 300).Select(i => $"This is line number {i:000} of a long text.").ToArray();
        var rendered = MessageRenderer.Render([new Heading("Long"), new Paragraph(string.Join('\n', lines)), new Buttons([new Button("Delete", "delete:1")])]);

        rendered.ShouldKeepTheLimits("a long paragraph");
        rendered.Messages.Length.ShouldBe(4);
        string.Join('\n', Texts(rendered)).ShouldBe($"## Long\n{string.Join('\n', lines)}");

        // The heading is with the beginning, and the button with the end of the text that it is about.
        Texts(rendered)[0].ShouldStartWith("## Long\nThis is line number 001");
        rendered.Messages[^1].Components[^1].ShouldBeOfType<ActionRow>();
        Texts(rendered)[^1].ShouldEndWith("This is line number 300 of a long text.");
    }

    [Theory]
    [InlineData("👩‍👩‍👧", 1_000)]
    [InlineData("e\u0301", 3_000)]
    public void NeverCutsWhatPeopleSeeAsOneCharacter(string character, int times)
    {
        var shown = Texts(MessageRenderer.Render([new Paragraph(string.Concat(Enumerable.Repeat(character, times)))]));

        shown.Length.ShouldBeGreaterThan(1);
        shown.ShouldAllBe(text => text.Length % character.Length == 0);
        string.Concat(shown).ShouldBe(string.Concat(Enumerable.Repeat(character, times)));
    }

    [Theory]
    [InlineData("漢", 4_000)]
    [InlineData("漢", 3_386)]
    [InlineData("漢", 3_387)]
    [InlineData("💥", 4_000)]
    [InlineData("x", 4_000)]
    [InlineData("x", 4_001)]
    [InlineData("*", 4_000)]
    [InlineData("שלום ", 1_500)]
    public void StaysBelowTheBytesThatDiscordFailsAt(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var rendered = MessageRenderer.Render([new Paragraph(text)]);

        rendered.ShouldKeepTheLimits(piece);
        rendered.Messages.Length.ShouldBeLessThanOrEqualTo(3);
        ReadText.Squeezed(string.Concat(Texts(rendered).Select(one => ReadText.Of(one).Shown))).ShouldBe(ReadText.Squeezed(text));
    }

    [Fact]
    public void FillsATextToItsEnd() => Texts(MessageRenderer.Render([new Paragraph(new string('x', 4_000))])).ShouldHaveSingleItem().Length.ShouldBe(4_000);

    [Fact]
    public void CutsCodeAfterALine()
    {
        var code = string.Join('\n', Enumerable.Range(1, 200).Select(i => $"    line {i:000}; // and a `comment`"));
        var shown = Texts(MessageRenderer.Render([new CodeBlock(code)]));

        shown.Length.ShouldBe(2);
        shown.ShouldAllBe(text => text.StartsWith("```\n    line", StringComparison.Ordinal) && text.EndsWith("`comment`\n```", StringComparison.Ordinal));
        string.Join('\n', shown.Select(text => text[4..^4])).ShouldBe(code);
    }

    [Fact]
    public void GoesOnWithTheStyleOfTheTextThatItCuts()
    {
        var shown = Texts(MessageRenderer.Render([new Quote([new Paragraph(Line.Bold(string.Join(' ', Enumerable.Repeat("word", 1_200))))])]));

        shown.Length.ShouldBe(2);
        shown.ShouldAllBe(text => text.StartsWith("> **word", StringComparison.Ordinal) && text.EndsWith("word**", StringComparison.Ordinal));
    }

    [Fact]
    public void CountsOnWhereALongListGoesOn()
    {
        var rendered = MessageRenderer.Render([new ItemList([.. Enumerable.Range(1, 5).Select(i => (Line)new string((char)('a' + i), 1_400))], Numbered: true)]);

        rendered.ShouldKeepTheLimits("a long list");
        Texts(rendered).Select(text => text[..3]).ShouldBe(["1. ", "3. ", "5. "]);
    }

    [Fact]
    public void CallsInEachMessageWhomThatMessageNames()
    {
        var mention = (string id) => (Line)new MentionSpan(new Identity(new Workspace("discord", "77"), id), "Ana");
        var rendered = MessageRenderer.Render([new Paragraph(mention("1") + new string('x', 3_900) + mention("2") + new string('y', 3_900) + mention("3"))]);

        rendered.ShouldKeepTheLimits("mentions");
        string.Join(", ", rendered.Messages.SelectMany(message => message.Mentions)).ShouldBe("1, 2, 3");
        rendered.Messages.Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void PingsAHundredPeopleAtMost()
    {
        var rendered = MessageRenderer.Render([new ItemList([.. Enumerable.Range(1, 130).Select(i => (Line)new MentionSpan(new Identity(new Workspace("discord", "77"), $"{i}"), "Ana"))])]);

        var message = rendered.Messages.ShouldHaveSingleItem();
        message.Mentions.Length.ShouldBe(100);
        Texts(rendered).ShouldHaveSingleItem().ShouldEndWith("- <@130>");
    }

    [Fact]
    public void PutsWhatFiveMessagesCantHoldIntoAFile()
    {
        var rendered = MessageRenderer.Render(
            [
                new Heading("Everything"),
                new Paragraph(new string('x', 30_000)),
                new TickList("tick:1", [new TickItem("1", "One", Done: false)]),
                new FileBlock("own.csv", "text/csv", Encoding.UTF8.GetBytes("a,b")),
                new Buttons([new Button("Post it", "post:1")]),
                new ContextLine("Posted by Ana"),
            ],
            new Showing { FilesInPlace = true });

        rendered.ShouldKeepTheLimits("too much");
        var message = rendered.Messages.ShouldHaveSingleItem();
        Readable.Components(message.Components).ShouldBe(
            """[{"type":10,"content":"## Everything\nThis is more than Discord shows well in messages. All of it is in the file message.txt."},{"type":13,"file":{"url":"attachment://message.txt"}},"""
            + """{"type":10,"content":"☐ One"},{"type":1,"components":[{"type":3,"custom_id":"tick:1|.t1","options":[{"label":"One","value":"1"}],"placeholder":"Tick what is done","min_values":0,"max_values":1}]},"""
            + """{"type":13,"file":{"url":"attachment://own.csv"}},{"type":1,"components":[{"type":2,"style":2,"label":"Post it","custom_id":"post:1"}]},{"type":10,"content":"-# Posted by Ana"}]""");
        Encoding.UTF8.GetString(message.Files[0].Content.Span).ShouldBe($"Everything\n==========\n\n{new string('x', 30_000)}");
    }

    [Fact]
    public void PutsATableThatIsTooLargeIntoAFile()
    {
        var rendered = MessageRenderer.Render([new Table(["Head"], [.. Enumerable.Repeat<ImmutableArray<string>>([new string('x', 100)], 50)])]);

        Texts(rendered).ShouldBe(["-# The table is too large to show in Discord. It is in the file table.txt."]);
        Encoding.UTF8.GetString(rendered.Files.ShouldHaveSingleItem().Content.Span).ShouldStartWith("Head\n----");
    }

    [Fact]
    public void KeepsAHeadingWithWhatItIsAbove()
    {
        var rendered = MessageRenderer.Render([new Paragraph(new string('x', 3_000)), new Heading("Next"), new Paragraph(new string('y', 2_000))]);

        Texts(rendered).ShouldBe([new string('x', 3_000), $"## Next\n{new string('y', 2_000)}"]);
        rendered.Messages.Length.ShouldBe(2);
    }

    [Fact]
    public void KeepsAHeadingWithThePictureBelowIt()
    {
        var rendered = MessageRenderer.Render([.. Enumerable.Range(1, 7).Select(i => new Buttons([.. Enumerable.Range(1, 4).Select(j => new Button("x", $"b:{i}:{j}"))])), new Divider(), new Divider(), new Divider(), new Divider(), new Heading("Cat"), new Image("https://example.org/cat.png", "A cat")]);

        rendered.ShouldKeepTheLimits("41 components");
        Texts(rendered).ShouldBe(["## Cat"]);
        rendered.Messages[1].Components.Length.ShouldBe(2);
    }

    [Fact]
    public void PutsAtMostTenFilesIntoAMessage()
    {
        var rendered = MessageRenderer.Render([.. Enumerable.Repeat(new FileBlock("a.txt", "text/plain", "a"u8.ToArray()), 12)], new Showing { FilesInPlace = true });

        rendered.ShouldKeepTheLimits("twelve files");
        rendered.Messages.Select(message => message.Files.Length).ShouldBe([10, 2]);
    }

    private static string[] Texts(RenderedBlocks rendered) => [.. rendered.Messages.SelectMany(message => message.Components).OfType<TextDisplay>().Select(text => text.Content)];
}
