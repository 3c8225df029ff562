using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;

namespace MentorBot.Tests.Slack.Rendering;

public class PressesTests
{
    [Fact]
    public void ReadsAButton() =>
        ShouldBe(Read("""{"type":"button","block_id":"x1Y","action_id":"1","value":"post.send:7"}"""), "post.send:7");

    [Fact]
    public void ReadsAChoice() =>
        ShouldBe(Read("""{"type":"static_select","block_id":"x1Y","action_id":"pick:7","selected_option":{"text":{"type":"plain_text","text":"Two"},"value":"2"}}"""), "pick:7", "2");

    [Fact]
    public void ReadsWhatWasTickedAndWhatWasNotAnyMore() =>
        ShouldBe(Read("""{"type":"checkboxes","block_id":"ticks:1:0:1,3","action_id":"tick:7","selected_options":[{"value":"2"},{"value":"3"}]}"""), "tick:7", "+2", "-1");

    [Theory]
    [InlineData("""{"type":"checkboxes","block_id":"ticks:1:0:1","action_id":"tick:7","selected_options":[{"value":"1"}]}""")]
    [InlineData("""{"type":"checkboxes","block_id":"somebody's","action_id":"tick:7","selected_options":[{"value":"1"}]}""")]
    [InlineData("""{"type":"static_select","block_id":"b","action_id":"pick:7","selected_option":null}""")]
    [InlineData("""{"type":"button","block_id":"b","action_id":"0"}""")]
    [InlineData("""{"type":"datepicker","block_id":"b","action_id":"0","selected_date":"2026-11-22"}""")]
    public void ReadsNothingWhereNothingWasPressed(string json) => Read(json).ShouldBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(37)]
    public void BringsEveryTickBack(int count)
    {
        var odd = (int i) => i % 3 == 0 ? $"{i}, 50% é:" : $"{i}";
        var before = Enumerable.Range(1, count).Select(i => new TickItem(odd(i), $"Item {i}", i % 2 == 0)).ToImmutableArray();
        var message = MessageRenderer.Render([new TickList("tick:7", before)]).Messages.ShouldHaveSingleItem();
        message.ShouldKeepTheLimits($"{count} items");

        // Everything is turned round, one group after the other, as Slack reports it.
        var values = new List<string>();
        foreach (var block in message.Blocks.OfType<ActionsBlock>())
        {
            var boxes = block.Elements.ShouldHaveSingleItem().ShouldBeOfType<CheckboxesElement>();
            var turned = boxes.Options.Except(boxes.InitialOptions ?? []).Select(option => new OptionReference(option.Value)).ToArray();
            var (token, changes) = Presses.Read(new BlockAction { Type = "checkboxes", BlockId = block.BlockId, ActionId = boxes.ActionId, SelectedOptions = turned }).ShouldNotBeNull();
            token.ShouldBe("tick:7");
            values.AddRange(changes);
        }

        values.ShouldBe(before.Select(item => (item.Done ? "-" : "+") + item.Key), ignoreOrder: true);
    }

    [Fact]
    public void TellsTwoListsOfOneTokenApart() =>
        MessageRenderer.Render([new TickList("t", [new TickItem("1", "One", Done: true)]), new TickList("t", [new TickItem("1", "One", Done: true)])])
            .Messages.ShouldHaveSingleItem().Blocks.OfType<ActionsBlock>().Select(block => block.BlockId).ShouldBe(["ticks:1:0:1", "ticks:2:0:1"]);

    [Fact]
    public void ShowsAllOfAnItemThatABoxIsTooSmallFor()
    {
        var text = string.Join(' ', Enumerable.Repeat("long", 30));
        var message = MessageRenderer.Render([new TickList("t", [new TickItem("1", text, Done: false)])]).Messages.ShouldHaveSingleItem();

        message.ShouldKeepTheLimits("a long item");
        message.Blocks[0].ShouldBeOfType<ActionsBlock>().Elements[0].ShouldBeOfType<CheckboxesElement>().Options[0].Text.Text.ShouldEndWith("…");
        message.Text.ShouldContain($"- {text}");
    }

    private static (string Token, ImmutableArray<string> Values)? Read(string json) =>
        Presses.Read(JsonSerializer.Deserialize("{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[" + json + "]}", SlackJson.Default.Interaction)!.Actions![0]);

    private static void ShouldBe((string Token, ImmutableArray<string> Values)? press, string token, params string[] values)
    {
        press.ShouldNotBeNull().Token.ShouldBe(token);
        press.Value.Values.ShouldBe(values);
    }
}
