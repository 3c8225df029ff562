using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using NodaTime;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>Each block's JSON, written out: what Slack gets and, in the fallback, what is read aloud.</summary>
public class MessageRendererTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 4, 9, 0);

    private static readonly Workspace Slack = new("slack", "T1");

    [Fact]
    public void ShowsAHeading() =>
        Json(new Heading("Tips & <tricks>")).ShouldBe("""[{"type":"header","text":{"type":"plain_text","text":"Tips &amp; &lt;tricks&gt;"}}]""");

    [Fact]
    public void ShowsAHeadingInBoldThatIsTooLongOnceItIsEscaped() =>
        Json(new Heading(new string('&', 40))).ShouldBe($$$"""[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"{{{new string('&', 40)}}}","style":{"bold":true}}]}]}]""");

    [Fact]
    public void ShowsEverySpanOfALine() =>
        Json(new Paragraph((Line)"*a* <!channel> " + Line.Bold("b") + Line.Italic("i") + Line.Code("`c`") + Line.Link("here", "https://example.org/?a=1&b=2")
            + new MentionSpan(new Identity(Slack, "U1A"), "Ana") + Line.Channel(new Place(Slack, "C2B")) + Line.At(At) + Line.At(At, LocalTimeStyle.Date) + Line.At(At, LocalTimeStyle.Time)))
            .ShouldBe(
                """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":["""
                + """{"type":"text","text":"*a* <!channel> "},"""
                + """{"type":"text","text":"b","style":{"bold":true}},"""
                + """{"type":"text","text":"i","style":{"italic":true}},"""
                + """{"type":"text","text":"`c`","style":{"code":true}},"""
                + """{"type":"link","url":"https://example.org/?a=1&b=2","text":"here"},"""
                + """{"type":"user","user_id":"U1A"},"""
                + """{"type":"channel","channel_id":"C2B"},"""
                + """{"type":"date","timestamp":1772614800,"format":"{date_short_pretty} at {time}","fallback":"Wed 4 Mar 2026, 09:00 UTC"},"""
                + """{"type":"date","timestamp":1772614800,"format":"{date_short}","fallback":"Wed 4 Mar 2026"},"""
                + """{"type":"date","timestamp":1772614800,"format":"{time}","fallback":"09:00 UTC"}"""
                + """]}]}]""");

    [Fact]
    public void NamesWhoAndWhatIsOfAnotherPlatformWithoutCallingThem() =>
        Json(new Paragraph(new Line([
            new MentionSpan(new Identity(new Workspace("discord", "1"), "U1"), "Ana"),
            new MentionSpan(new Identity(Slack, "!channel"), "Ben"),
            new ChannelSpan(new Place(new Workspace("discord", "1"), "general")),
            new ChannelSpan(new Place(Slack, "D1", IsDirect: true)),
            new LinkSpan("run", "javascript:alert(1)"),
        ]))).ShouldBe(
            """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":["""
            + """{"type":"text","text":"Ana"},{"type":"text","text":"Ben"},{"type":"text","text":"#general"},{"type":"text","text":"our direct conversation"},{"type":"text","text":"run"}]}]}]""");

    [Fact]
    public void ShowsFactsSideBySide() =>
        Json(new Fields([new Field("Owner", "Ana & Ben"), new Field("Due", Line.At(At, LocalTimeStyle.Date)), new Field("Note", "")])).ShouldBe(
            """[{"type":"section","fields":["""
            + """{"type":"mrkdwn","text":"*Owner*\nAna &amp; Ben","verbatim":true},"""
            + """{"type":"mrkdwn","text":"*Due*\n<!date^1772614800^{date_short}|Wed 4 Mar 2026>","verbatim":true},"""
            + """{"type":"mrkdwn","text":"*Note*\n–","verbatim":true}]}]""");

    [Fact]
    public void ShowsFactsBelowOneAnotherWhereMrkdwnWouldReadThem() =>
        Json(new Fields([new Field("Rule", "never *shout*"), new Field("Who", "Ana")])).ShouldBe(
            """[{"type":"rich_text","elements":["""
            + """{"type":"rich_text_section","elements":[{"type":"text","text":"Rule","style":{"bold":true}},{"type":"text","text":": "},{"type":"text","text":"never *shout*"}]},"""
            + """{"type":"rich_text_section","elements":[{"type":"text","text":"Who","style":{"bold":true}},{"type":"text","text":": "},{"type":"text","text":"Ana"}]}]}]""");

    [Fact]
    public void ShowsAList() =>
        Json(new ItemList(["one", "two\nlines"], Numbered: true), new ItemList(["- three"])).ShouldBe(
            """[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"two\nlines"}]}]}]},"""
            + """{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"- three"}]}]}]}]""");

    [Fact]
    public void ShowsItemsToTick() =>
        Json(new TickList("checklist.tick:7", [new TickItem("1", "Call Ana", Done: true, "Ben, today"), new TickItem("2", "Ask <legal>", Done: false)])).ShouldBe(
            """[{"type":"actions","elements":[{"type":"checkboxes","options":["""
            + """{"text":{"type":"plain_text","text":"Call Ana"},"value":"1"},{"text":{"type":"plain_text","text":"Ask &lt;legal&gt;"},"value":"2"}],"""
            + "\"initial_options\":" + """[{"text":{"type":"plain_text","text":"Call Ana"},"value":"1"}],"action_id":"checklist.tick:7"}],"block_id":"ticks:1:0:1"},"""
            + """{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":["""
            + """{"type":"text","text":"Call Ana","style":{"bold":true}},{"type":"text","text":": "},{"type":"text","text":"Ben, today"}]}]}]}]""");

    [Fact]
    public void ShowsItemsThatNobodyCanTick() =>
        Json(new TickList(null, [new TickItem("1", "Call Ana", Done: true, "Ben, today"), new TickItem("2", "Ask legal", Done: false)])).ShouldBe(
            """[{"type":"rich_text","elements":["""
            + """{"type":"rich_text_section","elements":[{"type":"text","text":"☑ "},{"type":"text","text":"Call Ana"},{"type":"text","text":"\n\u2003\u2003"},{"type":"text","text":"Ben, today"}]},"""
            + """{"type":"rich_text_section","elements":[{"type":"text","text":"☐ "},{"type":"text","text":"Ask legal"}]}]}]""");

    [Fact]
    public void ShowsWordsOfSomebodyAsAQuoteWithTheirLists() =>
        Json(new Quote([new Paragraph("First"), new Paragraph("> second"), new ItemList(["a"]), new Paragraph("last")])).ShouldBe(
            """[{"type":"rich_text","elements":["""
            + """{"type":"rich_text_quote","elements":[{"type":"text","text":"First"},{"type":"text","text":"\n\n"},{"type":"text","text":"> second"}]},"""
            + """{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}],"border":1},"""
            + """{"type":"rich_text_quote","elements":[{"type":"text","text":"last"}]}]}]""");

    [Fact]
    public void ShowsCode() =>
        Json(new CodeBlock("if (a < b) { /* ``` */ }")).ShouldBe("""[{"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"text","text":"if (a < b) { /* ``` */ }"}]}]}]""");

    [Theory]
    [InlineData("█ is a block")]
    [InlineData("░░")]
    public void ReadsAloudWhatOnlyBeginsLikeABar(string words) =>
        MessageRenderer.Render([new Paragraph(words)]).Messages.ShouldHaveSingleItem().Text.ShouldBe(words);

    [Fact]
    public void BreaksNoAddressUpInWhatIsReadAloud() =>
        MessageRenderer.Render([new ContextLine((Line)"see " + new LinkSpan("by Ana", "https://example.org/@ana"))]).Messages.ShouldHaveSingleItem().Text
            .ShouldBe("see <https://example.org/@ana|by Ana>");

    [Fact]
    public void ShowsProgress() =>
        Json(new Progress(3, 10)).ShouldBe("""[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"███░░░░░░░ "},{"type":"text","text":"3 of 10"}]}]}]""");

    [Fact]
    public void ShowsATable() =>
        Json(new Table(["Name", "Points"], [["Ana", "<3"], ["Ben", ""]])).ShouldBe(
            """[{"type":"table","rows":[[{"type":"raw_text","text":"Name"},{"type":"raw_text","text":"Points"}],[{"type":"raw_text","text":"Ana"},{"type":"raw_text","text":"<3"}],[{"type":"raw_text","text":"Ben"},{"type":"raw_text","text":"–"}]]}]""");

    [Fact]
    public void ShowsADivider() => Json(new Divider()).ShouldBe("""[{"type":"divider"}]""");

    [Fact]
    public void ShowsSmallPrint() =>
        Json(new ContextLine("*plain* & small"), new ContextLine((Line)"since " + Line.At(At, LocalTimeStyle.Time)), new ContextLine((Line)"_since_ " + Line.At(At, LocalTimeStyle.Time))).ShouldBe(
            """[{"type":"context","elements":[{"type":"plain_text","text":"*plain* &amp; small"}]},"""
            + """{"type":"context","elements":[{"type":"mrkdwn","text":"since <!date^1772614800^{time}|09:00 UTC>","verbatim":true}]},"""
            + """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"_since_ "},{"type":"date","timestamp":1772614800,"format":"{time}","fallback":"09:00 UTC"}]}]}]""");

    [Fact]
    public void ShowsAnImage() =>
        Json(new Image("https://example.org/cat.png", "A cat"), new Image("file:///etc/passwd", "Not a cat")).ShouldBe(
            """[{"type":"image","image_url":"https://example.org/cat.png","alt_text":"A cat"},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Not a cat"}]}]}]""");

    [Fact]
    public void ShowsButtonsWithTheSameToken() =>
        Json(new Buttons([new Button("Yes", "go:1", ButtonStyle.Primary), new Button("R & D", "go:1"), new Button("No", "stop", ButtonStyle.Danger)])).ShouldBe(
            """[{"type":"actions","elements":["""
            + """{"type":"button","text":{"type":"plain_text","text":"Yes"},"value":"go:1","style":"primary","action_id":"0"},"""
            + """{"type":"button","text":{"type":"plain_text","text":"R &amp; D"},"value":"go:1","action_id":"1"},"""
            + """{"type":"button","text":{"type":"plain_text","text":"No"},"value":"stop","style":"danger","action_id":"2"}]}]""");

    [Fact]
    public void ShowsAChoice() =>
        Json(new Select("Choose", "choose:1", [new Choice("One", "1")])).ShouldBe(
            """[{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"One"},"value":"1"}],"placeholder":{"type":"plain_text","text":"Choose"},"action_id":"choose:1"}]}]""");

    [Fact]
    public void KeepsFilesApart()
    {
        var file = new FileBlock("plan.md", "text/markdown", Encoding.UTF8.GetBytes("hello"));
        var rendered = MessageRenderer.Render([new Paragraph("Here it is."), file]);

        rendered.Files.ShouldBe([file]);
        rendered.Messages.ShouldHaveSingleItem().Text.ShouldBe("Here it is.");
        MessageRenderer.Render([file]).Messages.ShouldBeEmpty();
    }

    [Fact]
    public void SaysInTheFallbackWhatIsToBeReadAloud() =>
        MessageRenderer.Render([
            new Heading("Tips & tricks"),
            new Progress(1, 4),
            new Paragraph((Line)"Hi " + new MentionSpan(new Identity(Slack, "U1"), "Ana") + ", tell @channel and @here <!everyone> by " + Line.At(At, LocalTimeStyle.Time)),
            new Fields([new Field("Owner", "Ana")]),
            new TickList("t", [new TickItem("1", "first", Done: true, "Ana"), new TickItem("2", "second", Done: false)]),
            new ItemList(["one", "two"], Numbered: true),
            new Divider(),
            new Table(["Name", "Points"], [["Ana", "3"]]),
            new Image("https://example.org/cat.png", "A cat"),
            new Buttons([new Button("Post it", "p"), new Button("Change", "c")]),
            new Select("Choose", "s", [new Choice("One", "1")]),
        ]).Messages.ShouldHaveSingleItem().Text.ShouldBe(
            """
            Tips &amp; tricks
            1 of 4
            Hi <@U1>, tell @⁠channel and @⁠here &lt;!everyone&gt; by <!date^1772614800^{time}|09:00 UTC>
            Owner: Ana
            Done: first
            To do: second
            - first: Ana
            1. one
            2. two
            Name, Points
            Ana, 3
            A cat
            [Post it] [Change]
            [Choose]
            """);

    [Fact]
    public void HasAFallbackWhereThereAreNoWords() =>
        MessageRenderer.Render([new Divider()]).Messages.ShouldHaveSingleItem().Text.ShouldBe("MentorBot has sent something to look at.");

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
            var rendered = MessageRenderer.Render([block]);
            (rendered.Messages.Length + rendered.Files.Length).ShouldBe(1, block.GetType().Name);
        }
    }

    [Fact]
    public void ShowsEveryKindOfSpanThatThereIs()
    {
        Span[] all = [new TextSpan("text"), new LinkSpan("link", "https://example.org/"), new MentionSpan(new Identity(Slack, "U1"), "Ana"), new ChannelSpan(new Place(Slack, "C1")), new LocalTimeSpan(At, LocalTimeStyle.Date)];
        all.Select(span => span.GetType()).ShouldBe(DerivedFrom(typeof(Span)).Where(type => type.IsPublic), ignoreOrder: true);
        foreach (var span in all)
        {
            InlineText.Of(new Line([span])).ShouldHaveSingleItem();
            Mrkdwn.Written(new Line([span])).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData(typeof(LayoutBlock))]
    [InlineData(typeof(BlockElement))]
    [InlineData(typeof(RichTextPart))]
    [InlineData(typeof(RichTextElement))]
    [InlineData(typeof(TableCell))]
    public void NamesEveryTypeOfBlockKitInJson(Type set) =>
        set.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ShouldBe(DerivedFrom(set), ignoreOrder: true);

    private static IEnumerable<Type> DerivedFrom(Type set) => set.Assembly.GetTypes().Where(type => type.IsSubclassOf(set) && !type.IsAbstract);

    private static string Json(params ImmutableArray<Block> blocks) =>
        JsonSerializer.Serialize(MessageRenderer.Render(blocks).Messages.ShouldHaveSingleItem().Blocks, Readable.Json.ImmutableArrayLayoutBlock);
}
