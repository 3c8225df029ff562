using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Rendering;

public class KeysTests
{
    [Fact]
    public void PutsTheKeyIntoTheFirstTwoComponents()
    {
        var message = MessageRenderer.Render([new Paragraph("Hello"), new Buttons([new Button("Go", "go:1")]), new Divider()]).Messages.ShouldHaveSingleItem();

        Readable.Components(Keys.With(message, 5_000_000_000).Components).ShouldBe(
            """[{"type":10,"content":"Hello","id":1778774528},{"type":1,"components":[{"type":2,"style":2,"label":"Go","custom_id":"go:1"}],"id":536870916},{"type":14,"divider":true}]""");
    }

    [Fact]
    public void AddsWhatNobodySeesToAMessageOfOneComponent()
    {
        var message = MessageRenderer.Render([new Paragraph("Hello")]).Messages.ShouldHaveSingleItem();

        Readable.Components(Keys.With(message, 7).Components).ShouldBe(
            """[{"type":10,"content":"Hello","id":1073741831},{"type":14,"divider":false,"spacing":1,"id":536870912}]""");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void FindsTheKeyAgain(long key)
    {
        var message = MessageRenderer.Render([new Paragraph("Hello")]).Messages.ShouldHaveSingleItem();
        var components = Readable.Element(Keys.With(message, key).Components);

        Keys.Of(components).ShouldBe(key & 0x7FF_FFFF_FFFF_FFFF);
        Keys.IsIn(components, key).ShouldBeTrue();
        Keys.IsIn(components, key + 1).ShouldBeFalse();
        Keys.NonceOf(key).Length.ShouldBeLessThanOrEqualTo(25);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("""[{"type":10,"id":1073741831}]""")]
    [InlineData("""[{"type":10,"id":1},{"type":14,"id":2}]""")]
    [InlineData("""[{"type":10},{"type":14,"id":536870912}]""")]
    [InlineData("""[{"type":10,"id":1073741831},{"type":14,"id":1073741832}]""")]
    [InlineData("""[{"type":10,"id":"x"},{"type":14,"id":99999999999}]""")]
    public void FindsNoneWhereThereIsNone(string components) => Keys.Of(JsonDocument.Parse(components).RootElement).ShouldBeNull();
}
