using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Tests.Discord.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>Messages that somebody takes away.</summary>
public sealed class RemovalTests : IDisposable
{
    private readonly DiscordScene _discord = new(new Bin());

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task DoesItAsTheBotItselfWhereTheInteractionCanNotAnyMore()
    {
        _discord.Api.Fail("delete original", ApiErrorKind.Over, "50027");
        await PressAsync(32_768);

        _discord.Api.Calls.ShouldBe(["respond 1 6:", "delete original tok !50027", "delete 7 300", "follow up tok private: Deleted for everybody.\n```\nIt said this\n```"]);
    }

    /// <summary>Discord hears that nothing else comes before the message is gone: where the bot dies in between, whoever pressed is told.</summary>
    [Fact]
    public async Task IsPromisedBeforeDiscordHearsOfIt()
    {
        await PressAsync(32_768);

        _discord.Api.Calls.ShouldBe(["respond 1 6:", "delete original tok", "follow up tok private: Deleted for everybody.\n```\nIt said this\n```"]);
        _discord.Promises.Added.ShouldBe(1);
        _discord.Promises.Open.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(32_768, "follow up tok private: I couldn't take the message away: Discord didn't let me. Everybody here still reads it; somebody who manages this channel can delete it: ⋯ → Delete Message.")]
    [InlineData(32_832, "follow up tok private: I couldn't take this message away: Discord didn't let me. Only you see it, and “Dismiss message” below it takes it away.")]
    public async Task NeverSaysThatAMessageIsGoneWhichIsStillThere(int flags, string told)
    {
        _discord.Api.Fail("delete original", ApiErrorKind.Later, "http_500");
        _discord.Api.Fail("delete", ApiErrorKind.NotInPlace, "50001");
        await PressAsync(flags);

        _discord.Api.Calls[^1].ShouldStartWith(told);
        _discord.Api.Calls[^1].ShouldContain("It said this");
        _discord.Api.Calls[^1].ShouldNotContain("Deleted for everybody");
    }

    [Fact]
    public async Task TakesOneForGoneThatSomebodyElseHasTakenAway()
    {
        _discord.Api.Fail("delete original", ApiErrorKind.Over, "10008");
        await PressAsync(32_768);

        _discord.Api.Calls[^1].ShouldContain("Deleted for everybody.");
    }

    private Task PressAsync(int flags) => _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("bin.delete"), DiscordScene.Message(flags), id: "1"));

    private sealed class Bin : IFeature
    {
        public void Register(FeatureMap map) => map.Action(
            new Route("bin.delete"),
            (_, _) => Task.FromResult<Answer>(Reply.Of(new Paragraph("Deleted for everybody."), new CodeBlock("It said this")) with { Delivery = Delivery.Remove }));
    }
}
