using System.Text.Json;
using MentorBot.Simulators.Slack;

namespace MentorBot.Tests.Simulators;

/// <summary>The validator is proven by what it refuses, a payload for each rule, and by what it takes.</summary>
public class BlockKitTests
{
    private const string Hi = """{"type":"mrkdwn","text":"hi"}""";
    private const string PlainHi = """{"type":"plain_text","text":"hi"}""";
    private const string One = """{"text":{"type":"plain_text","text":"One"},"value":"1"}""";
    private const string Two = """{"text":{"type":"plain_text","text":"Two"},"value":"2"}""";
    private const string Field = """{"type":"input","block_id":"why","label":{"type":"plain_text","text":"Why"},"element":{"type":"plain_text_input","action_id":"why"}}""";

    /// <summary>The rule, blocks of a message that break it, and where.</summary>
    public static TheoryData<string, string, string> BadMessages => new()
    {
        { "blocks are an array", "{}", "/blocks" },
        { "50 blocks", Many(51, """{"type":"divider"}"""), "/blocks" },
        { "a block is an object", "[1]", "/blocks/0" },
        { "a type that there is", """[{"type":"banner"}]""", "/blocks/0" },
        { "a type at all", """[{"text":"hi"}]""", "/blocks/0" },
        { "no property that there is not", """[{"type":"divider","color":"red"}]""", "/blocks/0" },
        { "block_id of 255", $$$$"""[{"type":"divider","block_id":"{{{{X(256)}}}}"}]""", "/blocks/0/block_id" },
        { "block_id not empty", """[{"type":"divider","block_id":""}]""", "/blocks/0/block_id" },
        { "unique block_id", """[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""", "/blocks/1/block_id" },
        { "section with something", """[{"type":"section"}]""", "/blocks/0" },
        { "section.text not empty", """[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "/blocks/0/text/text" },
        { "section.text of 3000", $$$$"""[{"type":"section","text":{"type":"mrkdwn","text":"{{{{X(3_001)}}}}"}}]""", "/blocks/0/text/text" },
        { "text is an object", """[{"type":"section","text":"hi"}]""", "/blocks/0/text" },
        { "text has a type that there is", """[{"type":"section","text":{"type":"markdown","text":"hi"}}]""", "/blocks/0/text" },
        { "text has a text", """[{"type":"section","text":{"type":"mrkdwn"}}]""", "/blocks/0/text" },
        { "text is a string", """[{"type":"section","text":{"type":"mrkdwn","text":5}}]""", "/blocks/0/text/text" },
        { "no emoji in mrkdwn", """[{"type":"section","text":{"type":"mrkdwn","text":"hi","emoji":true}}]""", "/blocks/0/text" },
        { "no verbatim in plain_text", """[{"type":"section","text":{"type":"plain_text","text":"hi","verbatim":true}}]""", "/blocks/0/text" },
        { "emoji is a boolean", """[{"type":"section","text":{"type":"plain_text","text":"hi","emoji":"yes"}}]""", "/blocks/0/text/emoji" },
        { "10 fields", $$$$"""[{"type":"section","fields":{{{{Many(11, Hi)}}}}}]""", "/blocks/0/fields" },
        { "a field at least", """[{"type":"section","fields":[]}]""", "/blocks/0/fields" },
        { "field of 2000", $$$$"""[{"type":"section","fields":[{"type":"mrkdwn","text":"{{{{X(2_001)}}}}"}]}]""", "/blocks/0/fields/0/text" },
        { "accessory that there is", $$$$"""[{"type":"section","text":{{{{Hi}}}},"accessory":{"type":"plain_text_input","action_id":"a"}}]""", "/blocks/0/accessory" },
        { "header is plain", $$$$"""[{"type":"header","text":{{{{Hi}}}}}]""", "/blocks/0/text" },
        { "header of 150", $$$$"""[{"type":"header","text":{"type":"plain_text","text":"{{{{X(151)}}}}"}}]""", "/blocks/0/text/text" },
        { "header has a text", """[{"type":"header"}]""", "/blocks/0" },
        { "10 context elements", $$$$"""[{"type":"context","elements":{{{{Many(11, Hi)}}}}}]""", "/blocks/0/elements" },
        { "a context element at least", """[{"type":"context","elements":[]}]""", "/blocks/0/elements" },
        { "no button in a context", $$$$"""[{"type":"context","elements":[{"type":"button","text":{{{{PlainHi}}}}}]}]""", "/blocks/0/elements/0" },
        { "25 actions", $$$$"""[{"type":"actions","elements":{{{{Many(26, Button())}}}}}]""", "/blocks/0/elements" },
        { "an action at least", """[{"type":"actions","elements":[]}]""", "/blocks/0/elements" },
        { "actions have elements", """[{"type":"actions"}]""", "/blocks/0" },
        { "no multi select in actions", Actions($$$$"""{"type":"multi_static_select","options":[{{{{One}}}}]}"""), "/blocks/0/elements/0" },
        { "unique action_id", $$$$"""[{"type":"actions","elements":[{{{{Button("\"action_id\":\"a\"")}}}},{{{{Button("\"action_id\":\"a\"")}}}}]}]""", "/blocks/0/elements/1/action_id" },
        { "action_id of 255", Actions(Button($"\"action_id\":\"{X(256)}\"")), "/blocks/0/elements/0/action_id" },
        { "button text is plain", Actions($$$$"""{"type":"button","text":{{{{Hi}}}}}"""), "/blocks/0/elements/0/text" },
        { "button text of 75", Actions($$$$"""{"type":"button","text":{"type":"plain_text","text":"{{{{X(76)}}}}"}}"""), "/blocks/0/elements/0/text/text" },
        { "button has a text", Actions("""{"type":"button"}"""), "/blocks/0/elements/0" },
        { "button value of 2000", Actions(Button($"\"value\":\"{X(2_001)}\"")), "/blocks/0/elements/0/value" },
        { "button style", Actions(Button("\"style\":\"default\"")), "/blocks/0/elements/0/style" },
        { "button url", Actions(Button("\"url\":\"nowhere\"")), "/blocks/0/elements/0/url" },
        { "button url of 3000", Actions(Button($"\"url\":\"https://x.org/{X(3_000)}\"")), "/blocks/0/elements/0/url" },
        { "accessibility_label of 75", Actions(Button($"\"accessibility_label\":\"{X(76)}\"")), "/blocks/0/elements/0/accessibility_label" },
        { "confirm has a title", Actions(Button($$$$"""{{{{"\"confirm\""}}}}:{"text":{{{{PlainHi}}}},"confirm":{{{{PlainHi}}}},"deny":{{{{PlainHi}}}}}""")), "/blocks/0/elements/0/confirm" },
        { "confirm title of 100", Actions(Button(Confirm(title: X(101)))), "/blocks/0/elements/0/confirm/title/text" },
        { "confirm text of 300", Actions(Button(Confirm(text: X(301)))), "/blocks/0/elements/0/confirm/text/text" },
        { "confirm button of 30", Actions(Button(Confirm(yes: X(31)))), "/blocks/0/elements/0/confirm/confirm/text" },
        { "deny button of 30", Actions(Button(Confirm(no: X(31)))), "/blocks/0/elements/0/confirm/deny/text" },
        { "select has options", Actions("""{"type":"static_select","action_id":"a"}"""), "/blocks/0/elements/0" },
        { "select has options or groups", Actions($$$$"""{"type":"static_select","options":[{{{{One}}}}],"option_groups":[{"label":{{{{PlainHi}}}},"options":[{{{{One}}}}]}]}"""), "/blocks/0/elements/0" },
        { "100 options", Actions($$$$"""{"type":"static_select","options":{{{{Many(101, One)}}}}}"""), "/blocks/0/elements/0/options" },
        { "an option at least", Actions("""{"type":"static_select","options":[]}"""), "/blocks/0/elements/0/options" },
        { "option text is plain in a select", Actions($$$$"""{"type":"static_select","options":[{"text":{{{{Hi}}}},"value":"1"}]}"""), "/blocks/0/elements/0/options/0/text" },
        { "option text of 75", Actions($$$$"""{"type":"static_select","options":[{"text":{"type":"plain_text","text":"{{{{X(76)}}}}"},"value":"1"}]}"""), "/blocks/0/elements/0/options/0/text/text" },
        { "option value of 150", Actions($$$$"""{"type":"static_select","options":[{"text":{{{{PlainHi}}}},"value":"{{{{X(151)}}}}"}]}"""), "/blocks/0/elements/0/options/0/value" },
        { "option has a value", Actions($$$$"""{"type":"static_select","options":[{"text":{{{{PlainHi}}}}}]}"""), "/blocks/0/elements/0/options/0" },
        { "option description of 75", Actions($$$$"""{"type":"static_select","options":[{"text":{{{{PlainHi}}}},"value":"1","description":{"type":"plain_text","text":"{{{{X(76)}}}}"}}]}"""), "/blocks/0/elements/0/options/0/description/text" },
        { "no url in a select's option", Actions($$$$"""{"type":"static_select","options":[{"text":{{{{PlainHi}}}},"value":"1","url":"https://x.org"}]}"""), "/blocks/0/elements/0/options/0" },
        { "what is chosen at first is an option", Actions($$$$"""{"type":"static_select","options":[{{{{One}}}}],"initial_option":{{{{Two}}}}}"""), "/blocks/0/elements/0/initial_option" },
        { "group label of 75", Actions($$$$"""{"type":"static_select","option_groups":[{"label":{"type":"plain_text","text":"{{{{X(76)}}}}"},"options":[{{{{One}}}}]}]}"""), "/blocks/0/elements/0/option_groups/0/label/text" },
        { "placeholder of 150", Actions($$$$"""{"type":"users_select","placeholder":{"type":"plain_text","text":"{{{{X(151)}}}}"}}"""), "/blocks/0/elements/0/placeholder/text" },
        { "10 checkboxes", Actions($$$$"""{"type":"checkboxes","options":{{{{Many(11, One)}}}}}"""), "/blocks/0/elements/0/options" },
        { "10 radio buttons", Actions($$$$"""{"type":"radio_buttons","options":{{{{Many(11, One)}}}}}"""), "/blocks/0/elements/0/options" },
        { "ticks at first are options", Actions($$$$"""{"type":"checkboxes","options":[{{{{One}}}}],"initial_options":[{{{{Two}}}}]}"""), "/blocks/0/elements/0/initial_options/0" },
        { "no empty list of first ticks", Actions($$$$"""{"type":"checkboxes","options":[{{{{One}}}}],"initial_options":[]}"""), "/blocks/0/elements/0/initial_options" },
        { "5 options of an overflow", Actions($$$$"""{"type":"overflow","options":{{{{Many(6, One)}}}}}"""), "/blocks/0/elements/0/options" },
        { "a date is a date", Actions("""{"type":"datepicker","initial_date":"2026-02-30"}"""), "/blocks/0/elements/0/initial_date" },
        { "a time is a time", Actions("""{"type":"timepicker","initial_time":"25:00"}"""), "/blocks/0/elements/0/initial_time" },
        { "a moment has ten digits", Actions("""{"type":"datetimepicker","initial_date_time":12}"""), "/blocks/0/elements/0/initial_date_time" },
        { "image has alt_text", """[{"type":"image","image_url":"https://x.org/a.png"}]""", "/blocks/0" },
        { "alt_text of 2000", $$$$"""[{"type":"image","image_url":"https://x.org/a.png","alt_text":"{{{{X(2_001)}}}}"}]""", "/blocks/0/alt_text" },
        { "image has an address", """[{"type":"image","alt_text":"a"}]""", "/blocks/0" },
        { "image_url of 3000", $$$$"""[{"type":"image","alt_text":"a","image_url":"https://x.org/{{{{X(3_000)}}}}"}]""", "/blocks/0/image_url" },
        { "input has a label", """[{"type":"input","element":{"type":"plain_text_input"}}]""", "/blocks/0" },
        { "input has an element", $$$$"""[{"type":"input","label":{{{{PlainHi}}}}}]""", "/blocks/0" },
        { "no button in an input", $$$$"""[{"type":"input","label":{{{{PlainHi}}}},"element":{{{{Button()}}}}}]""", "/blocks/0/element" },
        { "label of 2000", $$$$"""[{"type":"input","label":{"type":"plain_text","text":"{{{{X(2_001)}}}}"},"element":{"type":"plain_text_input"}}]""", "/blocks/0/label/text" },
        { "hint of 2000", $$$$"""[{"type":"input","label":{{{{PlainHi}}}},"hint":{"type":"plain_text","text":"{{{{X(2_001)}}}}"},"element":{"type":"plain_text_input"}}]""", "/blocks/0/hint/text" },
        { "max_length of 3000", Input("""{"type":"plain_text_input","max_length":3001}"""), "/blocks/0/element/max_length" },
        { "min_length below max_length", Input("""{"type":"plain_text_input","min_length":9,"max_length":5}"""), "/blocks/0/element" },
        { "initial_value within max_length", Input("""{"type":"plain_text_input","max_length":2,"initial_value":"abc"}"""), "/blocks/0/element/initial_value" },
        { "number says whether it has decimals", Input("""{"type":"number_input"}"""), "/blocks/0/element" },
        { "10 files", Input("""{"type":"file_input","max_files":11}"""), "/blocks/0/element/max_files" },
        { "number is one", Input("""{"type":"number_input","is_decimal_allowed":true,"initial_value":"many"}"""), "/blocks/0/element/initial_value" },
        { "number without decimals", Input("""{"type":"number_input","is_decimal_allowed":false,"initial_value":"1.5"}"""), "/blocks/0/element/initial_value" },
        { "number within its bounds", Input("""{"type":"number_input","is_decimal_allowed":false,"min_value":"1","max_value":"5","initial_value":"6"}"""), "/blocks/0/element/initial_value" },
        { "bounds are numbers", Input("""{"type":"number_input","is_decimal_allowed":false,"min_value":"low"}"""), "/blocks/0/element/min_value" },
        { "who is chosen at first is a person", Actions("""{"type":"users_select","initial_user":"C1"}"""), "/blocks/0/elements/0/initial_user" },
        { "who is chosen at first has an id", Actions("""{"type":"users_select","initial_user":""}"""), "/blocks/0/elements/0/initial_user" },
        { "everybody who is chosen at first is a person", """[{"type":"section","text":{"type":"mrkdwn","text":"hi"},"accessory":{"type":"multi_users_select","initial_users":["U1","ana"]}}]""", "/blocks/0/accessory/initial_users/1" },
        { "where is a channel", Actions("""{"type":"channels_select","initial_channel":"U1"}"""), "/blocks/0/elements/0/initial_channel" },
        { "where is a conversation", Actions("""{"type":"conversations_select","initial_conversation":"U1"}"""), "/blocks/0/elements/0/initial_conversation" },
        { "filter is an object", Actions("""{"type":"conversations_select","filter":"public"}"""), "/blocks/0/elements/0/filter" },
        { "filter by kinds that there are", Actions("""{"type":"conversations_select","filter":{"include":["public","secret"]}}"""), "/blocks/0/elements/0/filter/include/1" },
        { "filter by something", Actions("""{"type":"conversations_select","filter":{"include":[]}}"""), "/blocks/0/elements/0/filter/include" },
        { "filter has no property that there is not", Actions("""{"type":"conversations_select","filter":{"only":"public"}}"""), "/blocks/0/elements/0/filter" },
        { "date has a timestamp", """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"date","format":"{date}"}]}]}]""", "/blocks/0/elements/0/elements/0" },
        { "style is an object", """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":"bold"}]}]}]""", "/blocks/0/elements/0/elements/0/style" },
        { "styles that there are", """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"loud":true}}]}]}]""", "/blocks/0/elements/0/elements/0/style" },
        { "styles are on or off", """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":"yes"}}]}]}]""", "/blocks/0/elements/0/elements/0/style/bold" },
        { "rich text has elements", """[{"type":"rich_text"}]""", "/blocks/0" },
        { "rich text parts that there are", """[{"type":"rich_text","elements":[{"type":"rich_text_table"}]}]""", "/blocks/0/elements/0" },
        { "list has a style", """[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[{"type":"rich_text_section","elements":[]}]}]}]""", "/blocks/0/elements/0" },
        { "indent of 8", """[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","indent":9,"elements":[{"type":"rich_text_section","elements":[]}]}]}]""", "/blocks/0/elements/0/indent" },
        { "no empty text in rich text", """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}]""", "/blocks/0/elements/0/elements/0/text" },
        { "100 rows", $$$$"""[{"type":"table","rows":{{{{Many(101, """[{"type":"raw_text","text":"a"}]""")}}}}}]""", "/blocks/0/rows" },
        { "20 columns", $$$$"""[{"type":"table","rows":[{{{{Many(21, """{"type":"raw_text","text":"a"}""")}}}}]}]""", "/blocks/0/rows/0" },
        { "cells of a type that there is", """[{"type":"table","rows":[[{"type":"mrkdwn","text":"a"}]]}]""", "/blocks/0/rows/0/0" },
        { "10 000 characters in a table", $$$$"""[{"type":"table","rows":[[{"type":"raw_text","text":"{{{{X(6_000)}}}}"},{"type":"raw_text","text":"{{{{X(6_000)}}}}"}]]}]""", "/blocks/0" },
        { "column alignment", """[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]],"column_settings":[{"align":"middle"}]}]""", "/blocks/0/column_settings/0/align" },
        { "one table", """[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]},{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}]""", "/blocks" },
        { "markdown of 12 000", $$$$"""[{"type":"markdown","text":"{{{{X(12_001)}}}}"}]""", "/blocks/0/text" },
        { "markdown of 12 000 in all", $$$$"""[{"type":"markdown","text":"{{{{X(7_000)}}}}"},{"type":"markdown","text":"{{{{X(7_000)}}}}"}]""", "/blocks" },
        { "about 13 000 characters in all", Many(5, $$$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{{X(2_800)}}}}"}}"""), "/blocks" },
    };

    /// <summary>The rule, a view that breaks it, and where.</summary>
    public static TheoryData<string, string, string> BadModals => new()
    {
        { "it is a modal", """{"type":"home","blocks":[]}""", "/view" },
        { "it has a title", """{"type":"modal","blocks":[]}""", "/view" },
        { "title of 24", Modal("[]", title: X(25)), "/view/title/text" },
        { "title is plain", $$$$"""{"type":"modal","title":{{{{Hi}}}},"blocks":[]}""", "/view/title" },
        { "submit of 24", Modal("[]", $$$$"""{{{{"\"submit\""}}}}:{"type":"plain_text","text":"{{{{X(25)}}}}"}"""), "/view/submit/text" },
        { "close of 24", Modal("[]", $$$$"""{{{{"\"close\""}}}}:{"type":"plain_text","text":"{{{{X(25)}}}}"}"""), "/view/close/text" },
        { "100 blocks", Modal(Many(101, """{"type":"divider"}""")), "/view/blocks" },
        { "it has blocks", $$$$"""{"type":"modal","title":{{{{PlainHi}}}}}""", "/view" },
        { "private_metadata of 3000", Modal("[]", $"\"private_metadata\":\"{X(3_001)}\""), "/view/private_metadata" },
        { "callback_id of 255", Modal("[]", $"\"callback_id\":\"{X(256)}\""), "/view/callback_id" },
        { "external_id of 255", Modal("[]", $"\"external_id\":\"{X(256)}\""), "/view/external_id" },
        { "submit where there are inputs", Modal($"[{Field}]"), "/view" },
        { "no table", Modal("""[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}]"""), "/view/blocks/0" },
        { "no markdown", Modal("""[{"type":"markdown","text":"a"}]"""), "/view/blocks/0" },
        { "no property that there is not", Modal("[]", "\"size\":\"large\""), "/view" },
        { "notify_on_close is a boolean", Modal("[]", "\"notify_on_close\":\"true\""), "/view/notify_on_close" },
        { "one focus", Modal($"[{Focused("a")},{Focused("b")}]", $"\"submit\":{PlainHi}"), "/view" },
        { "unique block_id", Modal($"[{Field},{Field}]", $"\"submit\":{PlainHi}"), "/view/blocks/1/block_id" },
    };

    public static TheoryData<string> GoodMessages => new()
    {
        "[]",
        Many(50, """{"type":"divider"}"""),
        $$$$"""[{"type":"section","text":{"type":"mrkdwn","text":"{{{{X(3_000)}}}}"},"fields":{{{{Many(10, Hi)}}}},"accessory":{{{{Button()}}}}}]""",
        $$$$"""[{"type":"header","text":{"type":"plain_text","text":"{{{{X(150)}}}}","emoji":true}},{"type":"context","elements":[{{{{Hi}}}},{"type":"image","image_url":"https://x.org/a.png","alt_text":"a"}]}]""",
        $$$$"""[{"type":"actions","block_id":"b","elements":[{{{{Button("\"action_id\":\"a\",\"value\":\"v\",\"style\":\"danger\"," + Confirm())}}}},{"type":"static_select","action_id":"c","placeholder":{{{{PlainHi}}}},"options":[{{{{One}}}},{{{{Two}}}}],"initial_option":{{{{Two}}}}}]}]""",
        Actions($$$$"""{"type":"checkboxes","action_id":"a","options":[{"text":{{{{Hi}}}},"value":"1","description":{{{{Hi}}}}},{{{{Two}}}}],"initial_options":[{{{{Two}}}}]}"""),
        Actions("""{"type":"datepicker","initial_date":"2026-02-28"}"""),
        Actions("""{"type":"datetimepicker","initial_date_time":1791234567}"""),
        $$$$"""[{"type":"section","text":{{{{Hi}}}},"accessory":{"type":"multi_users_select","action_id":"u","initial_users":["U1"],"max_selected_items":3}}]""",
        """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}},{"type":"user","user_id":"U1"},{"type":"link","url":"https://x.org"}]},{"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"b"}]}]},{"type":"rich_text_preformatted","elements":[{"type":"text","text":"c"}]}]}]""",
        """[{"type":"table","column_settings":[{"align":"right","is_wrapped":true}],"rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"b"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"c"}]}]},{"type":"raw_text","text":"d"}]]}]""",
        """[{"type":"markdown","text":"**hi**"}]""",
        $$$$"""[{"type":"section","text":{"type":"mrkdwn","text":"<!channel> & <raw> is for Slack to show"}}]""",
        """[{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"Docs"},"value":"d","url":"https://x.org"}]}]}]""",
    };

    public static TheoryData<string> GoodModals => new()
    {
        Modal("[]"),
        Modal($"[{Field}]", $"\"submit\":{PlainHi},\"close\":{PlainHi},\"private_metadata\":\"\",\"notify_on_close\":true,\"callback_id\":\"c\""),
        Modal(Many(100, """{"type":"divider"}""")),
        Modal($$$$"""[{"type":"input","optional":true,"hint":{{{{PlainHi}}}},"label":{{{{PlainHi}}}},"element":{"type":"number_input","is_decimal_allowed":false,"min_value":"1"} }]""", $"\"submit\":{PlainHi}"),
        Modal($$$$"""[{"type":"input","label":{{{{PlainHi}}}},"element":{"type":"external_select","action_id":"e","min_query_length":0} }]""", $"\"submit\":{PlainHi}"),
        Modal($$$$"""[{"type":"input","label":{{{{PlainHi}}}},"element":{"type":"conversations_select","action_id":"e","initial_conversation":"C1","response_url_enabled":true,"filter":{"include":["public"]} } }]""", $"\"submit\":{PlainHi}"),
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public void RefusesAMessageThatBreaksARule(string rule, string blocks, string pointer) =>
        BlockKit.Message(Parse(blocks)).Select(problem => problem.Pointer).ShouldBe([pointer], rule);

    [Theory]
    [MemberData(nameof(BadModals))]
    public void RefusesAModalThatBreaksARule(string rule, string view, string pointer) =>
        BlockKit.View(Parse(view), "modal").Select(problem => problem.Pointer).ShouldBe([pointer], rule);

    [Theory]
    [MemberData(nameof(GoodMessages))]
    public void TakesAGoodMessage(string blocks) => BlockKit.Message(Parse(blocks)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(GoodModals))]
    public void TakesAGoodModal(string view) => BlockKit.View(Parse(view), "modal").ShouldBeEmpty();

    [Fact]
    public void TakesAHomeWithoutATitleOnly()
    {
        BlockKit.View(Parse($$$$"""{"type":"home","private_metadata":"x","blocks":[{"type":"section","text":{{{{Hi}}}}}]}"""), "home").ShouldBeEmpty();
        BlockKit.View(Parse($$$$"""{"type":"home","title":{{{{PlainHi}}}},"blocks":[]}"""), "home").Single().Message.ShouldBe("invalid additional property: title");
    }

    [Fact]
    public void CountsTheWholeMessageUnlessItGoesToAResponseUrl()
    {
        var blocks = Parse(Many(5, $$$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{{X(2_800)}}}}"}}"""));
        BlockKit.Message(blocks).Single().Error.ShouldBe("msg_blocks_too_long");
        BlockKit.Message(blocks, hasTotal: false).ShouldBeEmpty();
    }

    [Fact]
    public void SaysWhereAndWhatAsSlackDoes() =>
        BlockKit.Message(Parse("""[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]""")).Single().ToString().ShouldBe("[ERROR] must be of type plain_text [json-pointer:/blocks/0/text]");

    [Fact]
    public void TakesSuggestionsOfOneKind()
    {
        BlockKit.Suggestions(Parse($$$$"""{"options":[{{{{One}}}}]}""")).ShouldBeEmpty();
        BlockKit.Suggestions(Parse($$$$"""{"option_groups":[{"label":{{{{PlainHi}}}},"options":[{{{{One}}}}]}]}""")).ShouldBeEmpty();
        BlockKit.Suggestions(Parse("{}")).Single().Error.ShouldBe("invalid_options");
        BlockKit.Suggestions(Parse($$$$"""{"options":{{{{Many(101, One)}}}}}""")).Single().Pointer.ShouldBe("/payload/options");
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string X(int length) => new('x', length);

    private static string Many(int count, string one) => $"[{string.Join(',', Enumerable.Repeat(one, count))}]";

    private static string Actions(string element) => $$$$"""[{"type":"actions","elements":[{{{{element}}}}]}]""";

    private static string Button(string more = "\"value\":\"v\"") => $$$$"""{"type":"button","text":{{{{PlainHi}}}},{{{{more}}}}}""";

    private static string Input(string element) => $$$$"""[{"type":"input","label":{{{{PlainHi}}}},"element":{{{{element}}}}}]""";

    private static string Modal(string blocks, string more = "\"clear_on_close\":false", string title = "Title") =>
        $$$$"""{"type":"modal","title":{"type":"plain_text","text":"{{{{title}}}}"},"blocks":{{{{blocks}}}},{{{{more}}}}}""";

    private static string Focused(string id) => $$$$"""{"type":"input","block_id":"{{{{id}}}}","label":{{{{PlainHi}}}},"element":{"type":"plain_text_input","focus_on_load":true}}""";

    private static string Confirm(string title = "Sure", string text = "Really", string yes = "Yes", string no = "No") =>
        $$$$"""
        "confirm":{"title":{"type":"plain_text","text":"{{{{title}}}}"},"text":{"type":"mrkdwn","text":"{{{{text}}}}"},"confirm":{"type":"plain_text","text":"{{{{yes}}}}"},"deny":{"type":"plain_text","text":"{{{{no}}}}"}}
        """;
}
