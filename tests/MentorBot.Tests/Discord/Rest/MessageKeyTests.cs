using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Rest;

public class MessageKeyTests
{
    [Fact]
    public void PutsTheKeyIntoTheFirstTwoComponents()
    {
        var message = MessageRenderer.Render([new Paragraph("Hello"), new Buttons([new Button("Go", "go:1")]), new Divider()]).Messages.ShouldHaveSingleItem();

        Readable.Components(MessageKey.Write(message.Components, 5_000_000_000)).ShouldBe(
            """[{"type":10,"content":"Hello","id":1778774528},{"type":1,"components":[{"type":2,"style":2,"label":"Go","custom_id":"go:1"}],"id":536870916},{"type":14,"divider":true}]""");
    }

    [Fact]
    public void AddsWhatNobodySeesToAMessageOfOneComponent()
    {
        var message = MessageRenderer.Render([new Paragraph("Hello")]).Messages.ShouldHaveSingleItem();

        Readable.Components(MessageKey.Write(message.Components, 7)).ShouldBe(
            """[{"type":10,"content":"Hello","id":1073741831},{"type":14,"divider":false,"spacing":1,"id":536870912}]""");
    }
}
