using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>Which server a direct conversation is about, and what people are called and may do there.</summary>
public sealed class HomeTests : IDisposable
{
    private const string Other = "99384788765712384";

    private readonly DiscordScene _discord = new(new ProbeFeature());

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task AnswersInTheDirectConversationSoThatItStays()
    {
        await _discord.Get<HomeGuilds>().UseAsync("42", DiscordScene.Guild, default);
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), isDirect: true, id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32768: first= rest="]);
    }

    [Fact]
    public async Task AsksWhichServerWhereNobodyCanTell()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), isDirect: true, id: "1"));

        _discord.Api.Calls.ShouldHaveSingleItem().ShouldContain("I can't tell yet which of your servers this is about. Use `/mentor help` in the server once");
    }

    [Fact]
    public async Task TakesTheOnlyServerThatSomebodyIsIn()
    {
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild, "99384788765712384"], since: 0, default);
        _discord.Api.Members.Add((DiscordScene.Guild, "42"));
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), isDirect: true, id: "1"));

        _discord.Api.Calls[^1].ShouldBe("respond 1 4 flags 32768: first= rest=");
        _discord.Memory["discord:home:42"].ShouldBe(DiscordScene.Guild);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("32", true)]
    [InlineData("8", true)]
    [InlineData("9007199254740992", false)]
    [InlineData("9007199254741024", true)]
    public async Task TakesWhoRunsTheServerForAnAdmin(string permissions, bool isAdmin)
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("rule"), permissions: permissions));

        _discord.Api.Calls.ShouldHaveSingleItem().EndsWith(": ruled", StringComparison.Ordinal).ShouldBe(isAdmin);
    }

    [Fact]
    public async Task ReadsPeopleAndChannelsWithTheirNames()
    {
        const string Resolved = ""","resolved":{"users":{"11":{"id":"11","username":"ben","global_name":"Ben"}},"members":{"11":{"nick":"Benny","permissions":"0"}}}}""";
        var data = DiscordScene.Command("all kinds", """[{"type":3,"name":"text","value":"x"},{"type":6,"name":"who","value":"11"},{"type":7,"name":"where","value":"7"},{"type":10,"name":"count","value":2.5}]""");
        await _discord.UseAsync(_discord.Interaction(2, data[..^1] + Resolved, id: "1"));

        _discord.Api.Calls.ShouldBe([@"respond 1 4 flags 32832: text=x \| count=2.5 \| who=Benny \| where=7"]);
    }

    [Fact]
    public async Task GoesByTheServerInWhichAnotherNodeHasAnsweredThemSince()
    {
        _discord.Api.Members.Add((Other, "42"));
        await AtHomeAsync();
        await SayAsync("echo one");
        (await InAsync(Other)).ShouldBeNull();

        await _discord.Memory.KeepAsync("discord:home:42", Other, default);
        _discord.Time.Advance(TimeSpan.FromSeconds(31));
        await SayAsync("echo two");

        (await InAsync(Other)).ShouldNotBeNull();
    }

    [Fact]
    public async Task TellsWhoHasUsedItInSeveralServersWhichOneItIsAbout()
    {
        _discord.Api.Members.Add((Other, "42"));
        _discord.Api.GuildNames[Other] = "Umbrella";
        await AtHomeAsync();
        await SayAsync("echo one");
        _discord.Api.Calls[^1].ShouldBe("post 942: first=one rest=");

        await _discord.Get<HomeGuilds>().UseAsync("42", Other, default);
        await SayAsync("echo two");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), isDirect: true, id: "1"));
        await _discord.Get<IMessenger>().SendAsync(new OutgoingMessage(7, Self.IdentityOf(Other, "42"), null, [new Paragraph("Hello")], Instant.FromUtc(2026, 3, 4, 9, 0)), default);
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "2"));

        _discord.Api.Calls.TakeLast(4).ShouldBe([
            "post 942: first=two rest=\n-# In the server **Umbrella**",
            "respond 1 4 flags 32768: first= rest=\n-# In the server **Umbrella**",
            "post 942 #7: Hello\n-# In the server **Umbrella**",
            "respond 2 4 flags 32832: first= rest="]);
        _discord.Memory["discord:home:42"].ShouldBe($"{DiscordScene.Guild} +", "That is the one that they used last.");
    }

    [Fact]
    public async Task KeepsTheNameThatSomebodyHasInTheServerWhateverTheirDirectMessagesSay()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        await SayAsync("echo one", globalName: "ana_1987");
        (await InAsync(DiscordScene.Guild))!.Name.ShouldBe("Ana");

        await _discord.ReceiveAsync(new DirectMessageDelivery("9", "943", new DiscordUser("43", "ben.k", "Ben"), "echo", []));
        _discord.Api.Members.Add((DiscordScene.Guild, "43"));
        await _discord.Get<HomeGuilds>().UseAsync("43", DiscordScene.Guild, default);
        await _discord.ReceiveAsync(new DirectMessageDelivery("10", "943", new DiscordUser("43", "ben.k", "Ben"), "echo", []));
        (await InAsync(DiscordScene.Guild, "43"))!.Name.ShouldBe("Ben", "Nobody knows a better one.");
    }

    [Fact]
    public async Task TellsWhoRunsTheServerThatItCanNotSeeThatInDirectMessages()
    {
        await AtHomeAsync();
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("rule"), permissions: "8"));
        _discord.Api.Calls[^1].ShouldEndWith(": ruled");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("rule"), isDirect: true));
        _discord.Api.Calls[^1].ShouldEndWith("Ask somebody who has it. In direct messages I can't see who is an admin: if you are one, do it in a channel.");

        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("rule")));
        _discord.Api.Calls[^1].ShouldEndWith("Ask somebody who has it.");
    }

    private Task<Person?> InAsync(string guild, string user = "42") => _discord.Bot.People.FindAsync(new Identity(new Workspace("discord", guild), user), default);

    private Task AtHomeAsync() => Task.WhenAll(
        _discord.Get<HomeGuilds>().UseAsync("42", DiscordScene.Guild, default),
        _discord.Get<DirectConversations>().KnowAsync("42", DiscordScene.Guild, "942", default));

    private Task SayAsync(string text, string globalName = "Ana") =>
        _discord.ReceiveAsync(new DirectMessageDelivery(_discord.NewId(), "942", new DiscordUser("42", "ana.r", globalName), text, []));
}
