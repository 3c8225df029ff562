using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Rendering;

public class PressesTests
{
    private const string Guild = "1234567890123456789";

    [Fact]
    public void ReadsAButton() => ShouldBe(Read("""{"component_type":2,"custom_id":"post.send:7|9do1sj396nf9.2","id":3}"""), "post.send:7", Guild);

    [Fact]
    public void ReadsAChoice() => ShouldBe(Read("""{"component_type":3,"custom_id":"pick:7","values":["2"]}"""), "pick:7", null, "2");

    [Fact]
    public void ReadsWhatWasTickedAndWhatWasNotAnyMore()
    {
        const string Shown =
            """
            [{"type":10,"id":1,"content":"x"},{"type":1,"id":2,"components":[{"type":3,"id":3,"custom_id":"tick:7|.t1","min_values":0,"max_values":3,
            "options":[{"label":"One","value":"1","default":true},{"label":"Two","value":"2","default":false},{"label":"Three","value":"3","default":true}]}]},
            {"type":1,"components":[{"type":3,"custom_id":"tick:7|.t2","options":[{"label":"Four","value":"4","default":true}]}]}]
            """;
        ShouldBe(Read("""{"component_type":3,"custom_id":"tick:7|.t1","values":["2","3"]}""", Shown), "tick:7", null, "+2", "-1");
        ShouldBe(Read("""{"component_type":3,"custom_id":"tick:7|.t2","values":[]}""", Shown), "tick:7", null, "-4");
        Read("""{"component_type":3,"custom_id":"tick:7|.t1","values":["1","3"]}""", Shown).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"component_type":3,"custom_id":"pick:7","values":[]}""")]
    [InlineData("""{"component_type":3,"custom_id":"pick:7"}""")]
    [InlineData("""{"component_type":2,"custom_id":""}""")]
    [InlineData("""{"component_type":5,"custom_id":"who:1","values":["1"]}""")]
    [InlineData("{}")]
    public void ReadsNothingWhereNothingWasPressed(string data) => Read(data).ShouldBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(60)]
    public void BringsEveryTickBack(int count)
    {
        var odd = (int i) => i % 3 == 0 ? $"{i}, 50% é|" : $"{i}";
        var before = Enumerable.Range(1, count).Select(i => new TickItem(odd(i), $"Item {i}", i % 2 == 0)).ToImmutableArray();
        var message = MessageRenderer.Render([new TickList("tick:7", before)], new Showing { Guild = Guild }).Messages.ShouldHaveSingleItem();
        message.ShouldKeepTheLimits($"{count} items");
        var shown = Readable.Element(message.Components);

        // Everything is turned round, one select after the other, as Discord reports it.
        var values = new List<string>();
        var selects = message.Components.OfType<ActionRow>().Select(row => row.Components.ShouldHaveSingleItem().ShouldBeOfType<StringSelect>()).ToArray();
        selects.Length.ShouldBe((count + 24) / 25);
        foreach (var select in selects)
        {
            var turned = select.Options.Where(option => option.Default != true).Select(option => option.Value).ToArray();
            var press = Presses.Read(new InteractionData { ComponentType = 3, CustomId = select.CustomId, Values = turned }, shown).ShouldNotBeNull();
            (press.Token, press.Guild).ShouldBe(("tick:7", Guild));
            values.AddRange(press.Values);
        }

        values.ShouldBe(before.Select(item => (item.Done ? "-" : "+") + item.Key), ignoreOrder: true);
    }

    [Fact]
    public void ShowsAllOfAnItemThatAnOptionIsTooSmallFor()
    {
        var text = string.Join(' ', Enumerable.Repeat("long", 30));
        var message = MessageRenderer.Render([new TickList("t", [new TickItem("1", text, Done: false)])]).Messages.ShouldHaveSingleItem();

        message.Components[0].ShouldBeOfType<TextDisplay>().Content.ShouldBe($"☐ {text}");
        var label = message.Components[1].ShouldBeOfType<ActionRow>().Components[0].ShouldBeOfType<StringSelect>().Options[0].Label;
        label.ShouldEndWith("long…");
        label.Length.ShouldBe(100);
    }

    private static PressedControl? Read(string data, string shown = "null") =>
        Presses.Read(JsonSerializer.Deserialize($$"""{"id":"1","application_id":"2","type":3,"token":"t","data":{{data}}}""", DiscordJson.Default.Interaction)!.Data!, JsonDocument.Parse(shown).RootElement);

    private static void ShouldBe(PressedControl? press, string token, string? guild, params string[] values)
    {
        (press.ShouldNotBeNull().Token, press.Guild).ShouldBe((token, guild));
        press.Values.ShouldBe(values);
    }
}
