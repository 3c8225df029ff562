using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What is offered while somebody types.</summary>
public sealed class SuggestionTests : IDisposable
{
    private readonly DiscordScene _discord = new(new ProbeFeature());

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task SuggestsFromMemoryAndLeavesOutWhatIsStale()
    {
        const string Typing = """[{"type":3,"name":"size","value":"sm","focused":true}]""";
        await _discord.UseAsync(_discord.Interaction(4, DiscordScene.Command("all kinds", Typing), id: "20"));
        await _discord.UseAsync(_discord.Interaction(4, DiscordScene.Command("all kinds", Typing), id: "19"));
        await _discord.UseAsync(_discord.Interaction(4, DiscordScene.Command("nothing", Typing), id: "21"));

        _discord.Api.Calls.ShouldBe(["respond 20 8: s", "respond 21 8:"]);
    }
}
