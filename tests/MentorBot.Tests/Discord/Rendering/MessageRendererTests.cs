using System.Text;
using System.Text.Json.Serialization;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using NodaTime;
using static MentorBot.Tests.Discord.Support.Readable;

namespace MentorBot.Tests.Discord.Rendering;

/// <summary>Each block's JSON, written out: what Discord gets.</summary>
public class MessageRendererTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 4, 9, 0);

    private static readonly Workspace Guild = new("discord", "77");

    [Fact]
    public void ShowsAHeading() => Of(new Heading("Tips & <tricks>")).ShouldBe("""[{"type":10,"content":"## Tips & \\<tricks>"}]""");

    [Fact]
    public void ShowsAHeadingOfTwoLinesInBold() => TextOf(new Heading("One\ntwo")).ShouldBe("**One**\n**two**");

    [Fact]
    public void ShowsEverySpanOfALine() =>
        TextOf(new Paragraph((Line)"*a* " + Line.Bold("b") + " " + Line.Italic("i") + new TextSpan("bi", TextStyle.Bold | TextStyle.Italic) + Line.Code("c*") + " " + Line.Link("here", "https://example.org/?a=(1)&b=2") + " "
            + Line.Link("https://example.org/", "https://example.org/") + new MentionSpan(new Identity(Guild, "123"), "Ana") + Line.Channel(new Place(Guild, "456")) + Line.At(At) + Line.At(At, LocalTimeStyle.Date) + Line.At(At, LocalTimeStyle.Time)))
            .ShouldBe("\\*a\\* **b** *i*\u200B***bi***\u200B`c*` [here](https://example.org/?a=%281%29&b=2) <https://example.org/><@123><#456><t:1772614800:f><t:1772614800:D><t:1772614800:t>");

    [Fact]
    public void SaysWhomAMessageCallsAndNobodyElse()
    {
        var rendered = MessageRenderer.Render([
            new Paragraph((Line)"<@999> and @everyone and " + new MentionSpan(new Identity(Guild, "123"), "Ana")),
            new CodeBlock("<@555>"),
            new Quote([new Paragraph(new MentionSpan(new Identity(Guild, "123"), "Ana")), new Paragraph(new MentionSpan(new Identity(Guild, "124"), "Ben"))]),
        ]);
        var message = rendered.Messages.ShouldHaveSingleItem();
        message.Mentions.ShouldBe(["123", "124"]);
        message.Components.ShouldHaveSingleItem().ShouldBeOfType<TextDisplay>().Content.ShouldBe("\\<@999> and @\u200Beveryone and <@123>\n```\n<@555>\n```\n> <@123>\n>\n> <@124>");
    }

    [Fact]
    public void NamesWhoAndWhatIsOfAnotherPlatformWithoutCallingThem() =>
        TextOf(new Paragraph(new Line([
            new MentionSpan(new Identity(new Workspace("slack", "1"), "123"), "Ana"),
            new TextSpan(" "),
            new MentionSpan(new Identity(Guild, "&123"), "Ben"),
            new ChannelSpan(new Place(new Workspace("slack", "1"), "general")),
            new ChannelSpan(new Place(Guild, "1", IsDirect: true)),
            new LinkSpan(" run", "javascript:alert(1)"),
        ]))).ShouldBe("Ana Ben#generalour direct conversation run");

    [Theory]
    [InlineData("# big", "\\# big")]
    [InlineData("  ## big", "  \\## big")]
    [InlineData("-# small", "\\-# small")]
    [InlineData("- point", "\\- point")]
    [InlineData("+ point", "\\+ point")]
    [InlineData("* point", "\\* point")]
    [InlineData("12. twelve", "12\\. twelve")]
    [InlineData("3.5 points", "3\\.5 points")]
    [InlineData("> quote", "\\> quote")]
    [InlineData(">>> quote", "\\>>> quote")]
    [InlineData("one\n# two\n- three", "one\n\\# two\n\\- three")]
    [InlineData("well-known #1 > 0. Yes", "well-known #1 > 0. Yes")]
    [InlineData("snake_case ~~no~~ ||no||", "snake\\_case \\~\\~no\\~\\~ \\|\\|no\\|\\|")]
    [InlineData("`code` ```block```", "\\`code\\` \\`\\`\\`block\\`\\`\\`")]
    [InlineData("[click](https://evil.example)", "\\[click](https\\://evil.example)")]
    [InlineData("<https://evil.example> <t:1:R> </help:1>", "\\<https\\://evil.example> \\<t\\:1\\:R> \\</help\\:1>")]
    [InlineData(":tada: at 9:30, for: you", "\\:tada: at 9\\:30, for: you")]
    [InlineData("<@1> <@&2> <#3> @here @Everyone @ana", "\\<@1> \\<@&2> \\<#3> @\u200Bhere @\u200BEveryone @ana")]
    [InlineData("back\\slash \\* \\", "back\\\\slash \\\\\\* \\\\")]
    [InlineData("\u202Etxt.exe\u2066\u200F", "txt.exe")]
    [InlineData("a\r\nb\u2028c\0", "a\nb\nc")]
    public void ShowsPeoplesWordsLetterForLetter(string text, string written)
    {
        TextOf(new Paragraph(text)).ShouldBe(written);
        ReadText.Squeezed(ReadText.Of(written).Shown).ShouldBe(ReadText.Squeezed(text));
    }

    [Theory]
    [InlineData("a", "`a`")]
    [InlineData("`a", "`` `a``")]
    [InlineData("a```b`", "``a`\u200B`\u200B`b` ``")]
    [InlineData("a\nb", "`a`\n`b`")]
    public void ShowsCodeInALine(string code, string written) => TextOf(new Paragraph(Line.Code(code))).ShouldBe(written);

    [Theory]
    [InlineData("see [1]", "see \\[1] <https://example.org/>")]
    [InlineData("http://other.example", "http\\://other.example <https://example.org/>")]
    [InlineData("a*b", "[a\\*b](https://example.org/)")]
    [InlineData(" ", "<https://example.org/>")]
    public void MakesALinkOfWordsThatCanBeOne(string words, string written) => TextOf(new Paragraph(Line.Link(words, "https://example.org/"))).ShouldBe(written);

    [Fact]
    public void ShowsFactsWithTheirLabels() =>
        Of(new Fields([new Field("Owner", "Ana & Ben"), new Field("Due", Line.At(At, LocalTimeStyle.Date)), new Field("Note", "")])).ShouldBe(
            """[{"type":10,"content":"**Owner\\:** Ana & Ben\n**Due\\:** <t:1772614800:D>\n**Note\\:** –"}]""");

    [Fact]
    public void ShowsAList() =>
        Of(new ItemList(["one", "two\n\nlines", " "], Numbered: true), new ItemList(["- three"])).ShouldBe(
            """[{"type":10,"content":"1. one\n2. two\n   lines\n3. –"},{"type":10,"content":"- \\- three"}]""");

    [Fact]
    public void ShowsItemsToTick() =>
        Of(new TickList("checklist.tick:7", [new TickItem("1", "Call Ana", Done: true, "Ben, today"), new TickItem("2", "Ask <legal>", Done: false)])).ShouldBe(
            "[{\"type\":10,\"content\":\"☑ Call Ana\\n\\u2003\\u2003Ben, today\\n☐ Ask \\\\<legal>\"},"
            + """{"type":1,"components":[{"type":3,"custom_id":"checklist.tick:7|.t1","options":[{"label":"Call Ana","value":"1","default":true},{"label":"Ask <legal>","value":"2"}],"placeholder":"Tick what is done","min_values":0,"max_values":2}]}]""");

    [Fact]
    public void ShowsItemsThatNobodyCanTick() =>
        TextOf(new TickList(null, [new TickItem("1", "Call Ana", Done: true, "Ben, today"), new TickItem("2", "Ask legal", Done: false, Line.At(At))])).ShouldBe("☑ Call Ana\n\u2003\u2003Ben, today\n☐ Ask legal\n\u2003\u2003<t:1772614800:f>");

    [Fact]
    public void ShowsWordsOfSomebodyAsAQuoteWithTheirLists() =>
        TextOf(new Quote([new Paragraph("First\n\n# line"), new Paragraph("> second"), new ItemList(["a\nb"]), new Paragraph("last")]), new Paragraph("And then.")).ShouldBe(
            "> First\n> \n> \\# line\n>\n> \\> second\n> - a\n>   b\n>\n> last\n\nAnd then.");

    [Fact]
    public void ShowsCode() =>
        Of(new CodeBlock("if (a < b) { /* ```` */ }\n\n# \u202Eend")).ShouldBe("[{\"type\":10,\"content\":\"```\\nif (a < b) { /* ``\u200B`` */ }\\n\\n# end\\n```\"}]");

    [Fact]
    public void ShowsProgress() => Of(new Progress(3, 10)).ShouldBe("""[{"type":10,"content":"███░░░░░░░ 3 of 10"}]""");

    [Fact]
    public void ShowsATable() =>
        Of(new Table(["Name", "Points"], [["Ana\nB.", "<3"], ["Ben", ""]])).ShouldBe("""[{"type":10,"content":"```\nName   | Points\n-------+-------\nAna B. | <3\nBen    |\n```"}]""");

    [Fact]
    public void ShowsADivider() => Of(new Divider()).ShouldBe("""[{"type":14,"divider":true}]""");

    [Fact]
    public void ShowsSmallPrint() =>
        Of(new Paragraph("text"), new ContextLine((Line)"# small\n\n" + Line.At(At, LocalTimeStyle.Time))).ShouldBe("""[{"type":10,"content":"text\n-# \\# small\n-# <t:1772614800:t>"}]""");

    [Fact]
    public void ShowsAnImage() =>
        Of(new Image("https://example.org/cat.png", "A cat"), new Image("file:///etc/passwd", "Not a cat")).ShouldBe(
            """[{"type":12,"items":[{"media":{"url":"https://example.org/cat.png"},"description":"A cat"}]},{"type":10,"content":"Not a cat"}]""");

    [Fact]
    public void ShowsButtonsWithTheSameToken() =>
        Of(new Buttons([new Button("Yes", "go:1", ButtonStyle.Primary), new Button("R & D", "go:1"), new Button("No", "stop", ButtonStyle.Danger)])).ShouldBe(
            """[{"type":1,"components":[{"type":2,"style":1,"label":"Yes","custom_id":"go:1"},{"type":2,"style":2,"label":"R & D","custom_id":"go:1|.2"},{"type":2,"style":4,"label":"No","custom_id":"stop"}]}]""");

    [Fact]
    public void ShowsAChoice() =>
        Of(new Select("Choose", "choose:1", [new Choice("One", "1")])).ShouldBe(
            """[{"type":1,"components":[{"type":3,"custom_id":"choose:1","options":[{"label":"One","value":"1"}],"placeholder":"Choose"}]}]""");

    [Fact]
    public void NamesTheGuildInWhatIsPressedInADirectConversation() =>
        Components(MessageRenderer.Render([new Buttons([new Button("Yes", "go:1"), new Button("Too", "go:1")]), new TickList("t", [new TickItem("1", "One", Done: false)])], new Showing { Guild = "1234567890123456789" }).Messages.ShouldHaveSingleItem().Components).ShouldBe(
            """[{"type":1,"components":[{"type":2,"style":2,"label":"Yes","custom_id":"go:1|9do1sj396nf9"},{"type":2,"style":2,"label":"Too","custom_id":"go:1|9do1sj396nf9.2"}]},"""
            + """{"type":10,"content":"☐ One"},{"type":1,"components":[{"type":3,"custom_id":"t|9do1sj396nf9.t1","options":[{"label":"One","value":"1"}],"placeholder":"Tick what is done","min_values":0,"max_values":1}]}]""");

    [Fact]
    public void JoinsTextsThatFollowOneAnother() =>
        TextOf(new Heading("Title"), new Paragraph("One"), new Paragraph("Two"), new ItemList(["a", "b"]), new Progress(1, 2), new ContextLine("small")).ShouldBe(
            "## Title\nOne\n\nTwo\n\n- a\n- b\n\n█████░░░░░ 1 of 2\n-# small");

    [Fact]
    public void ShowsTimesInTheReadersZoneWhereDiscordShowsNone() =>
        MessageRenderer.Render([new TickList("t", [new TickItem("1", (Line)"by " + Line.At(At), Done: false)])], new Showing { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }).Messages.ShouldHaveSingleItem().Components
            .OfType<ActionRow>().ShouldHaveSingleItem().Components[0].ShouldBeOfType<StringSelect>().Options[0].Label.ShouldBe("by Wed 4 Mar 2026, 18:00");

    [Fact]
    public void KeepsFilesApartOrShowsThemInPlace()
    {
        var file = new FileBlock("Pläne 1.md", "text/markdown", Encoding.UTF8.GetBytes("hello"));
        var apart = MessageRenderer.Render([new Paragraph("Here it is."), file]);
        apart.Files.ShouldBe([file]);
        apart.Messages.ShouldHaveSingleItem().Files.ShouldBeEmpty();
        MessageRenderer.Render([file]).Messages.ShouldBeEmpty();

        var inPlace = MessageRenderer.Render([new Paragraph("Here it is."), file, file], new Showing { FilesInPlace = true });
        inPlace.Files.ShouldBeEmpty();
        var message = inPlace.Messages.ShouldHaveSingleItem();
        message.Files.Select(one => one.Name).ShouldBe(["Pl_ne_1.md", "Pl_ne_1-2.md"]);
        Components(message.Components).ShouldBe(
            """[{"type":10,"content":"Here it is."},{"type":13,"file":{"url":"attachment://Pl_ne_1.md"}},{"type":13,"file":{"url":"attachment://Pl_ne_1-2.md"}}]""");
    }

    [Fact]
    public void ShowsEveryKindOfBlockThatThereIs()
    {
        Block[] all =
        [
            new Heading("Heading"), new Paragraph("text"), new Fields([new Field("Label", "value")]), new ItemList(["one"]), new TickList("t", [new TickItem("1", "one", Done: false)]), new Quote([new Paragraph("quoted")]),
            new CodeBlock("code"), new Progress(1, 2), new Table(["Head"], []), new Divider(), new ContextLine("small"), new Image("https://example.org/", "alt"), new FileBlock("a.txt", "text/plain", "a"u8.ToArray()),
            new Buttons([new Button("Press", "p")]), new Select("Choose", "s", [new Choice("One", "1")]),
        ];
        all.Select(block => block.GetType()).ShouldBe(DerivedFrom(typeof(Block)), ignoreOrder: true);
        foreach (var block in all)
        {
            MessageRenderer.Render([block], new Showing { FilesInPlace = true }).Messages.Length.ShouldBe(1, block.GetType().Name);
        }
    }

    [Fact]
    public void ShowsEveryKindOfSpanThatThereIs()
    {
        Span[] all = [new TextSpan("text"), new LinkSpan("link", "https://example.org/"), new MentionSpan(new Identity(Guild, "1"), "Ana"), new ChannelSpan(new Place(Guild, "2")), new LocalTimeSpan(At, LocalTimeStyle.Date)];
        all.Select(span => span.GetType()).ShouldBe(DerivedFrom(typeof(Span)).Where(type => type.IsPublic), ignoreOrder: true);
        foreach (var span in all)
        {
            TextOf(new Paragraph(new Line([span]))).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void NamesEveryTypeOfComponentInJson() =>
        typeof(Component).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ShouldBe(DerivedFrom(typeof(Component)), ignoreOrder: true);

    private static IEnumerable<Type> DerivedFrom(Type set) => set.Assembly.GetTypes().Where(type => type.IsSubclassOf(set) && !type.IsAbstract);
}
