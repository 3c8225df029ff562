using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;

namespace MentorBot.Tests.Slack.Rendering;

public class ViewRendererTests
{
    private static readonly Form Whole = new(
        "Everything & more",
        "all:1",
        [
            new FormPage([new TextField("a", "A <b>") { Hint = "One line" }, new LongTextField("b", "B") { Required = false, Value = "two\nlines" }, new ChoiceField("c", "C", [new Choice("One", "1"), new Choice("Two", "2")]) { Value = "2" }]),
            new FormPage([new NumberField("d", "D") { Value = "2.5" }, new DateField("e", "E") { Value = "2026-11-22" }, new TimeField("f", "F") { Value = "09:30" }, new PersonField("g", "G") { Value = "U1" }, new ChannelField("h", "H") { Value = "C1" }]),
        ],
        "Send");

    [Fact]
    public void AsksForEveryFieldOfEveryPageInOneModal() =>
        Json(ViewRenderer.Form(Whole, "the metadata")).ShouldBe(
            """{"type":"modal","title":{"type":"plain_text","text":"Everything &amp; more"},"submit":{"type":"plain_text","text":"Send"},"close":{"type":"plain_text","text":"Cancel"},"blocks":["""
            + """{"type":"input","label":{"type":"plain_text","text":"A &lt;b&gt;"},"element":{"type":"plain_text_input","multiline":false,"max_length":3000,"action_id":"value"},"hint":{"type":"plain_text","text":"One line"},"optional":false,"block_id":"a"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"B"},"element":{"type":"plain_text_input","multiline":true,"max_length":3000,"initial_value":"two\nlines","action_id":"value"},"optional":true,"block_id":"b"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"C"},"element":{"type":"static_select","options":[{"text":{"type":"plain_text","text":"One"},"value":"1"},{"text":{"type":"plain_text","text":"Two"},"value":"2"}],"initial_option":{"text":{"type":"plain_text","text":"Two"},"value":"2"},"action_id":"value"},"optional":false,"block_id":"c"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"D"},"element":{"type":"number_input","is_decimal_allowed":true,"initial_value":"2.5","action_id":"value"},"optional":false,"block_id":"d"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"E"},"element":{"type":"datepicker","initial_date":"2026-11-22","action_id":"value"},"optional":false,"block_id":"e"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"F"},"element":{"type":"timepicker","initial_time":"09:30","action_id":"value"},"optional":false,"block_id":"f"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"G"},"element":{"type":"users_select","initial_user":"U1","action_id":"value"},"optional":false,"block_id":"g"},"""
            + """{"type":"input","label":{"type":"plain_text","text":"H"},"element":{"type":"conversations_select","initial_conversation":"C1","filter":{"include":["public","private"]},"action_id":"value"},"optional":false,"block_id":"h"}],"""
            + "\"callback_id\":\"all:1\",\"private_metadata\":\"the metadata\"}");

    [Fact]
    public void BringsBackWhatWasFilledIn() =>
        ViewRenderer.ReadValues(State(
            """
            {"values":{
              "a":{"value":{"type":"plain_text_input","value":"<b> & *c*"}},
              "b":{"value":{"type":"plain_text_input","value":null}},
              "c":{"value":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Two"},"value":"2"}}},
              "d":{"value":{"type":"number_input","value":"2.5"}},
              "e":{"value":{"type":"datepicker","selected_date":"2026-11-22"}},
              "f":{"value":{"type":"timepicker","selected_time":"09:30"}},
              "g":{"value":{"type":"users_select","selected_user":"U1"}},
              "h":{"value":{"type":"conversations_select","selected_conversation":"C1"}},
              "i":{"value":{"type":"channels_select","selected_channel":"C2"}},
              "j":{"value":{"type":"static_select","selected_option":null}},
              "k":{"value":{"type":"plain_text_input","value":"  "}},
              "ticks:1:0:":{"other":{"type":"checkboxes","selected_options":[]}}
            }}
            """)).ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "<b> & *c*", ["b"] = "", ["c"] = "2", ["d"] = "2.5", ["e"] = "2026-11-22", ["f"] = "09:30", ["g"] = "U1", ["h"] = "C1", ["i"] = "C2", ["j"] = "", ["k"] = "  " },
            ignoreOrder: true);

    [Fact]
    public void HintsAtWhatAPickerCantShow()
    {
        var form = Page(
            new ChoiceField("c", "C", [new Choice("One", "1")]) { Value = "7" },
            new NumberField("d", "D") { Value = "two" },
            new DateField("e", "E") { Value = "in 3 days", Hint = "A day." },
            new TimeField("f", "F") { Value = "9.30" },
            new PersonField("g", "G") { Value = "ana" });
        var json = Json(ViewRenderer.Form(form, "m"));

        json.ShouldNotContain("initial");
        foreach (var hint in (string[])["So far: 7", "So far: two", "A day. So far: in 3 days", "So far: 9.30", "So far: ana"])
        {
            json.ShouldContain($$"""
                "hint":{"type":"plain_text","text":"{{hint}}"}
                """);
        }
    }

    [Fact]
    public void ShowsTheBeginningOfWhatIsTooLongAndSaysSo()
    {
        var view = ViewRenderer.Form(Page(new TextField("a", "A") { Value = $"{new string('x', 2_990)} {new string('y', 50)}" }), "m");

        var input = view.Blocks.ShouldHaveSingleItem().ShouldBeOfType<InputBlock>();
        input.Element.ShouldBeOfType<PlainTextInputElement>().InitialValue.ShouldBe(new string('x', 2_990) + " ");
        input.Hint.ShouldNotBeNull().Text.ShouldBe("Only the beginning of what you wrote fits: it has 3041 characters, and a form here takes 3000.");
    }

    [Fact]
    public void KeepsTheLinesOfAValueInAFieldOfOneLine() =>
        Json(ViewRenderer.Form(Page(new TextField("a", "A") { Value = "two\nlines" }), "m")).ShouldContain("\"multiline\":true");

    [Fact]
    public void PutsProblemsAboveTheirFieldsAndKeepsTheFieldsIds()
    {
        var view = ViewRenderer.Form(Whole with { Problems = ImmutableDictionary<string, string>.Empty.Add("d", "Write a number, such as 3.") }, "m");

        view.Blocks[3].ShouldBeOfType<ContextBlock>().Elements.ShouldHaveSingleItem().Text.ShouldBe("⚠ Write a number, such as 3.");
        view.Blocks[4].BlockId.ShouldBe("d");
        view.Blocks.OfType<InputBlock>().Select(input => (input.BlockId, input.Element.ActionId)).ShouldBe(Whole.Fields.Select(field => ((string?)field.Name, "value")));
    }

    [Fact]
    public void PutsAProblemOfNoFieldAboveTheFirst() =>
        ViewRenderer.Form(Page(new TextField("a", "A"), new TextField("b", "B")) with { Problems = ImmutableDictionary<string, string>.Empty.Add("gone", "That is over.") }, "m")
            .Blocks[0].ShouldBeOfType<ContextBlock>().Elements.ShouldHaveSingleItem().Text.ShouldBe("⚠ That is over.");

    [Fact]
    public void PutsErrorsBesideTheFields() =>
        JsonSerializer.Serialize(ViewRenderer.Errors(Whole with { Problems = ImmutableDictionary<string, string>.Empty.Add("d", "Not < 3.") }), Readable.Json.ViewResponse)
            .ShouldBe("""{"response_action":"errors","errors":{"d":"Not &lt; 3."}}""");

    [Fact]
    public void PutsAnErrorOfNoFieldAtTheFirst() =>
        ViewRenderer.Errors(Page(new TextField("a", "A"), new TextField("b", "B")) with { Problems = ImmutableDictionary<string, string>.Empty.Add("gone", "That is over.") })
            .Errors.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("a", "That is over."));

    [Fact]
    public void HoldsAFormOfSixtyFieldsWithAsManyProblems()
    {
        var fields = Enumerable.Range(1, 60).Select(i => new TextField($"f{i}", $"Field {i}")).ToArray();
        var form = new Form("Long", "long", [.. fields.Chunk(5).Select(page => new FormPage([.. page]))], "Send") { Problems = fields.ToImmutableDictionary(field => field.Name, _ => "This one is needed.") };
        var view = ViewRenderer.Form(form, "m");

        view.ShouldKeepTheLimits("sixty fields");
        view.Blocks.OfType<InputBlock>().Count().ShouldBe(60);
    }

    [Fact]
    public void ShowsAReplyToRead() =>
        Json(ViewRenderer.Reading("Say it like a senior", [new Table(["Head"], [["cell"]]), new Buttons([new Button("Post", "post:1")]), new FileBlock("a.md", "text/markdown", Encoding.UTF8.GetBytes("hi"))], "m")).ShouldBe(
            """{"type":"modal","title":{"type":"plain_text","text":"Say it like a senior"},"close":{"type":"plain_text","text":"Close"},"blocks":["""
            + """{"type":"rich_text","elements":[{"type":"rich_text_preformatted","elements":[{"type":"text","text":"Head\n----\ncell"}]}]},"""
            + """{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Post"},"value":"post:1","action_id":"0"}]},"""
            + """{"type":"context","elements":[{"type":"plain_text","text":"The file a.md comes in our direct conversation."}]}],"private_metadata":"m"}""");

    [Fact]
    public void SaysInAHomeThatThereIsMoreThanFits()
    {
        var view = ViewRenderer.Home([.. Enumerable.Range(1, 150).Select(i => new Paragraph($"Line {i}"))]);

        view.ShouldKeepTheLimits("a long home");
        view.Blocks.Length.ShouldBe(100);
        view.Blocks[^1].ShouldBeOfType<ContextBlock>().Elements.ShouldHaveSingleItem().Text.ShouldStartWith("There is more than fits here.");
    }

    [Fact]
    public void HasAHomeWithNothingInIt() =>
        Json(ViewRenderer.Home([])).ShouldBe("""{"type":"home","blocks":[{"type":"context","elements":[{"type":"plain_text","text":"There is nothing here yet."}]}]}""");

    [Fact]
    public void AsksForEveryKindOfFieldThatThereIs()
    {
        foreach (var type in typeof(FormField).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FormField)) && !type.IsAbstract))
        {
            Whole.Fields.Select(field => field.GetType()).ShouldContain(type);
        }

        Whole.ShouldKeepTheLimitsOfSlack("the whole form");
    }

    private static Form Page(params ImmutableArray<FormField> fields) => new("Title", "token", [new FormPage(fields)], "Send");

    private static StateValues State(string json) => JsonSerializer.Deserialize("{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\"},\"view\":{\"id\":\"V1\",\"type\":\"modal\",\"state\":" + json + "}}", SlackJson.Default.Interaction)!.View!.State!;

    private static string Json(View view) => JsonSerializer.Serialize(view, Readable.Json.View);
}
