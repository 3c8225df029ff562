using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Rendering;

/// <summary>Forms as modals, written out, and what is filled into them read back.</summary>
public class ModalRendererTests
{
    private static readonly Form Both = new(
        "A new plan",
        "plan.form:7",
        [
            new FormPage([new TextField("title", "Title") { Hint = "In a few words", Value = "Grow" }, new LongTextField("why", "Why") { Required = false }]),
            new FormPage([new DateField("from", "From") { Value = "2026-11-22" }]),
        ],
        "Save");

    [Fact]
    public void ShowsAPage() =>
        Json(ModalRenderer.Form(Both)).ShouldBe(
            """{"type":9,"data":{"components":["""
            + """{"type":18,"label":"Title","description":"In a few words","component":{"type":4,"custom_id":"title","style":1,"value":"Grow","max_length":3000,"required":true}},"""
            + """{"type":18,"label":"Why","component":{"type":4,"custom_id":"why","style":2,"max_length":3000,"required":false}}"""
            + """],"custom_id":"plan.form:7|.p0","title":"A new plan (1 of 2)"}}""");

    [Fact]
    public void ShowsTheNextPageInADirectConversation() =>
        Json(ModalRenderer.Form(Both with { Page = 1 }, "1234567890123456789")).ShouldBe(
            """{"type":9,"data":{"components":["""
            + """{"type":18,"label":"From","component":{"type":4,"custom_id":"from","style":1,"value":"2026-11-22","placeholder":"A day, such as 2026-11-22, tomorrow or 3 March","max_length":3000,"required":true}}"""
            + """],"custom_id":"plan.form:7|9do1sj396nf9.p1","title":"A new plan (2 of 2)"}}""");

    [Fact]
    public void AsksWithWhatDiscordHasForEachField() =>
        Json(ModalRenderer.Form(Of(
            new ChoiceField("kind", "Kind", [new Choice("One", "1"), new Choice("Two", "2")]) { Value = "2" },
            new PersonField("who", "Who") { Value = "123" },
            new ChannelField("where", "Where") { Required = false, Value = "456" },
            new NumberField("count", "Count") { Value = "2.5" },
            new TimeField("at", "At") { Value = "09:30" }))).ShouldBe(
            """{"type":9,"data":{"components":["""
            + """{"type":18,"label":"Kind","component":{"type":3,"custom_id":"kind","options":[{"label":"One","value":"1"},{"label":"Two","value":"2","default":true}],"max_values":1,"required":true}},"""
            + """{"type":18,"label":"Who","component":{"type":5,"custom_id":"who","default_values":[{"id":"123","type":"user"}],"required":true,"max_values":1}},"""
            + """{"type":18,"label":"Where","component":{"type":8,"custom_id":"where","channel_types":[0,5,10,11,12],"default_values":[{"id":"456","type":"channel"}],"required":false,"min_values":0,"max_values":1}},"""
            + """{"type":18,"label":"Count","component":{"type":4,"custom_id":"count","style":1,"value":"2.5","placeholder":"A number, such as 3 or 2.5","max_length":3000,"required":true}},"""
            + """{"type":18,"label":"At","component":{"type":4,"custom_id":"at","style":1,"value":"09:30","placeholder":"A time, such as 09:30 or 4 pm","max_length":3000,"required":true}}"""
            + """],"custom_id":"form:1","title":"Form"}}""");

    [Fact]
    public void AsksForPeopleAndChannelsInWordsInADirectConversation() =>
        Json(ModalRenderer.Form(Of(new PersonField("who", "Who") { Value = "123" }, new ChannelField("where", "Where")), "35")).ShouldBe(
            """{"type":9,"data":{"components":["""
            + """{"type":18,"label":"Who","component":{"type":4,"custom_id":"who","style":1,"value":"123","placeholder":"me, or a person's ID: right-click them, then Copy User ID","max_length":3000,"required":true}},"""
            + """{"type":18,"label":"Where","component":{"type":4,"custom_id":"where","style":1,"placeholder":"A channel's ID: right-click it, then Copy Channel ID","max_length":3000,"required":true}}"""
            + """],"custom_id":"form:1|z","title":"Form"}}""");

    [Fact]
    public void AsksForADayThatIsOver() =>
        Json(ModalRenderer.Form(Of(new DateField("day", "Day") { LooksBack = true }))).ShouldContain("\"placeholder\":\"A day, such as 2026-11-20, yesterday or 3 March\"");

    [Fact]
    public void SaysWhatAnInputCantShow()
    {
        var form = Of(new PersonField("who", "Who") { Value = "@ana", Hint = "Who does it" }, new ChoiceField("kind", "Kind", [new Choice("One", "1")]) { Value = "seven" }, new TextField("text", "Text") { Value = new string('x', 3_001) });
        var labels = ModalRenderer.Form(form).Data!.Components!.Value.OfType<LabelComponent>().ToArray();

        labels.Select(label => label.Description).ShouldBe(["So far: @ana Who does it", "So far: seven", "Only the beginning fits: it has 3001 characters, and a form takes 3000."]);
        labels[2].Component.ShouldBeOfType<TextInput>().Value.ShouldBe(new string('x', 3_000));
        ModalRenderer.Form(form).ShouldKeepTheLimits("what can't be shown");
    }

    [Fact]
    public void KeepsTheBreaksOfALine() =>
        ModalRenderer.Form(Of(new TextField("text", "Text") { Value = "a\nb" })).Data!.Components!.Value[0].ShouldBeOfType<LabelComponent>().Component.ShouldBeOfType<TextInput>().Style.ShouldBe(2);

    [Fact]
    public void SaysInTheModalWhatToMend()
    {
        var form = Both with { Problems = ImmutableDictionary<string, string>.Empty.Add("title", new string('p', 200)) };
        var label = ModalRenderer.Form(form).Data!.Components!.Value[0].ShouldBeOfType<LabelComponent>();

        label.Description.ShouldNotBeNull().ShouldStartWith("⚠ ppp");
        ModalRenderer.Form(form).ShouldKeepTheLimits("a long problem");
    }

    [Fact]
    public void OffersTheFormAgainWithWhatToMend()
    {
        var form = Both with { ResumeToken = "plan.form:7~0", Problems = ImmutableDictionary<string, string>.Empty.Add("why", "Write *more*.").Add("title", "This one is needed.").Add("gone", "Too late.") };
        Readable.Of(ModalRenderer.Between(form)).ShouldBe(
            """[{"type":10,"content":"Something in **A new plan** needs another look. All that you wrote is kept.\n\n- **Title\\:** This one is needed.\n- **Why\\:** Write \\*more\\*.\n- Too late."},"""
            + """{"type":1,"components":[{"type":2,"style":1,"label":"Open the form again","custom_id":"plan.form:7~0"}]}]""");
    }

    [Fact]
    public void OffersTheNextPage() =>
        Readable.Of(ModalRenderer.Between(Both with { Page = 1, ResumeToken = "plan.form:7~1" })).ShouldBe(
            """[{"type":10,"content":"Page 1 of 2 of **A new plan** is kept. Go on whenever you like."},"""
            + """{"type":1,"components":[{"type":2,"style":1,"label":"Continue","custom_id":"plan.form:7~1"}]}]""");

    [Fact]
    public void OffersTheFormThatFollowsAnother() =>
        Readable.Of(ModalRenderer.Between(Both)).ShouldBe(
            """[{"type":10,"content":"There is one more form to fill in: **A new plan**."},"""
            + """{"type":1,"components":[{"type":2,"style":1,"label":"Open the form","custom_id":"plan.form:7"}]}]""");

    [Fact]
    public void ReadsWhatWasFilledIn()
    {
        const string Submitted =
            """
            {"id":"1","application_id":"2","type":5,"token":"t","data":{"custom_id":"plan.form:7|.p0","components":[
              {"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"topic","value":"C# ✔"}},
              {"type":18,"id":3,"component":{"type":3,"id":4,"custom_id":"len","values":["30"]}},
              {"type":18,"id":5,"component":{"type":5,"id":6,"custom_id":"who","values":[]}},
              {"type":18,"id":7,"component":{"type":4,"id":8,"custom_id":"empty","value":""}},
              {"type":1,"components":[{"type":4,"custom_id":"old","value":"x"}]},
              {"type":10,"id":9}]}}
            """;
        var values = ModalRenderer.ReadValues(JsonSerializer.Deserialize(Submitted, DiscordJson.Default.Interaction)!.Data!.Components);

        values.ShouldBe(new Dictionary<string, string> { ["topic"] = "C# ✔", ["len"] = "30", ["who"] = "", ["empty"] = "", ["old"] = "x" }, ignoreOrder: true);
        ModalRenderer.ReadValues(null).ShouldBeEmpty();
    }

    [Fact]
    public void AsksEveryKindOfFieldThatThereIs()
    {
        FormField[] all =
        [
            new TextField("a", "A"), new LongTextField("b", "B"), new ChoiceField("c", "C", [new Choice("One", "1")]), new NumberField("d", "D"), new DateField("e", "E"), new TimeField("f", "F"), new PersonField("g", "G"), new ChannelField("h", "H"),
        ];
        all.Select(field => field.GetType()).ShouldBe(typeof(FormField).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FormField))), ignoreOrder: true);
        foreach (var field in all)
        {
            ModalRenderer.Form(Of(field)).ShouldKeepTheLimits(field.GetType().Name);
        }
    }

    private static Form Of(params ImmutableArray<FormField> fields) => new("Form", "form:1", [new FormPage(fields)], "Send");

    private static string Json(InteractionResponse modal) => JsonSerializer.Serialize(modal, Readable.Json.InteractionResponse);
}
