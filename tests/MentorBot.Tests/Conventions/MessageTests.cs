using System.Reflection;
using System.Text;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Conventions;

/// <summary>Every block, span and field that there is, each once.</summary>
public class MessageTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 4, 9, 0);

    private static readonly Span[] Spans =
    [
        new TextSpan("bold", TextStyle.Bold | TextStyle.Italic),
        new LinkSpan("link", "https://example.org/"),
        new MentionSpan(Some.Identity("ana"), "Ana"),
        new ChannelSpan(Some.General),
        new LocalTimeSpan(At, LocalTimeStyle.DateAndTime),
    ];

    private static readonly Block[] Blocks =
    [
        new Heading("Heading"),
        new Paragraph(new Line([.. Spans])),
        new Fields([new Field("Label", "value")]),
        new ItemList(["one", "two\nlines"], Numbered: true),
        new TickList("tick", [new TickItem("1", "first", Done: true, "Ana"), new TickItem("2", "second", Done: false)]),
        new Quote([new Paragraph("quoted"), new ItemList(["a"])]),
        new CodeBlock("code"),
        new Progress(1, 4),
        new Table(["Head", "Other"], [["a", "b"], ["longer", "c"]]),
        new Divider(),
        new ContextLine("small print"),
        new Image("https://example.org/cat.png", "A cat"),
        new FileBlock("file.txt", "text/plain", Encoding.UTF8.GetBytes("hello")),
        new Buttons([new Button("Press", "press", ButtonStyle.Primary)]),
        new Select("Choose", "choose", [new Choice("One", "1"), new Choice("Two", "2")]),
    ];

    private static readonly FormField[] Questions =
    [
        new TextField("a", "A") { Hint = "hint", Value = "value" },
        new LongTextField("b", "B") { Required = false },
        new ChoiceField("c", "C", [new Choice("One", "1")]),
        new NumberField("d", "D"),
        new DateField("e", "E"),
        new TimeField("f", "F"),
        new PersonField("g", "G"),
        new ChannelField("h", "H"),
    ];

    public static TheoryData<Type> ClosedSets => [typeof(Span), typeof(Block), typeof(FormField), typeof(Answer)];

    [Fact]
    public void HasOneOfEachHere()
    {
        Spans.Select(span => span.GetType()).ShouldBe(DerivedFrom(typeof(Span)), ignoreOrder: true);
        Blocks.Select(block => block.GetType()).ShouldBe(DerivedFrom(typeof(Block)), ignoreOrder: true);
        Questions.Select(field => field.GetType()).ShouldBe(DerivedFrom(typeof(FormField)), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ClosedSets))]
    public void NamesEveryTypeOfTheSetInJson(Type set) =>
        set.GetCustomAttributes<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType)
            .ShouldBe(DerivedFrom(set), ignoreOrder: true);

    [Fact]
    public void RendersEveryBlockAsText() =>
        PlainText.Of(Blocks).ShouldBe(
            """
            Heading
            =======

            boldlink (https://example.org/)@Ana#generalWed 4 Mar 2026, 09:00 UTC

            Label: value

            1. one
            2. two
               lines

            [x] first
                Ana
            [ ] second

            > quoted
            > 
            > - a

            code

            #####............... 1 of 4

            Head   | Other
            -------+------
            a      | b
            longer | c

            ----------------------------------------

            small print

            A cat (https://example.org/cat.png)

            [file: file.txt, 5 bytes]

            [Press]

            Choose: One | Two
            """);

    [Fact]
    public void ShowsTimesInTheZoneOfTheReader()
    {
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        PlainText.Of(Line.At(At), auckland).ShouldBe("Wed 4 Mar 2026, 22:00");
        PlainText.Of(Line.At(At, LocalTimeStyle.Date), auckland).ShouldBe("Wed 4 Mar 2026");
        PlainText.Of(Line.At(At, LocalTimeStyle.Time), auckland).ShouldBe("22:00");
    }

    [Fact]
    public void BringsAReplyThereAndBackInJson()
    {
        var json = JsonSerializer.Serialize(new Reply([.. Blocks], Delivery.Update, [.. Blocks]), MessageJson.Default.Answer);
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, MessageJson.Default.Answer).ShouldBeOfType<Reply>(), MessageJson.Default.Answer).ShouldBe(json);
        PlainText.Of(JsonSerializer.Deserialize(json, MessageJson.Default.Answer).ShouldBeOfType<Reply>().Blocks).ShouldBe(PlainText.Of(Blocks));
    }

    [Fact]
    public void BringsAFormThereAndBackInJson()
    {
        var form = new Form("Title", "token", [new FormPage([.. Questions[..5]]), new FormPage([.. Questions[5..]])], "Send") { Page = 1, Problems = ProbeProblems(), ResumeToken = "token~1" };
        var json = JsonSerializer.Serialize(form, MessageJson.Default.Answer);
        var back = JsonSerializer.Deserialize(json, MessageJson.Default.Answer).ShouldBeOfType<Form>();
        JsonSerializer.Serialize(back, MessageJson.Default.Answer).ShouldBe(json);
        back.Fields.Select(field => field.GetType()).ShouldBe(Questions.Select(field => field.GetType()));
        back.Problems["f"].ShouldBe("Write a time.");
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abc defg", 5, "abc…")]
    [InlineData("ab👩‍👩‍👧cd", 6, "ab…")]
    [InlineData("éééé", 3, "éé…")]
    public void ShortensBetweenWhatPeopleSeeAsOneCharacter(string text, int limit, string expected)
    {
        Limits.Shorten(text, limit).ShouldBe(expected);
        Limits.Shorten(text, limit).Length.ShouldBeLessThanOrEqualTo(limit);
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string> ProbeProblems() =>
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("f", "Write a time.");

    private static IEnumerable<Type> DerivedFrom(Type set) =>
        set.Assembly.GetTypes().Where(type => type.IsPublic && !type.IsAbstract && type.IsSubclassOf(set));
}
