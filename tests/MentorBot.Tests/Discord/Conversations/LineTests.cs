using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What people write to the bot alone, and what happens to its servers.</summary>
public sealed class LineTests : IDisposable
{
    private readonly DiscordScene _discord = new(new ProbeFeature(), new Opening());

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task AnswersALineThatBeginsWithACommand()
    {
        await AtHomeAsync();
        await SayAsync("echo one two");

        _discord.Api.Calls.ShouldBe(["post 942: first=one rest=two"]);
    }

    [Fact]
    public async Task AnswersOnceAlsoAfterARestartWhereItWasAnsweredAndElseThen()
    {
        await AtHomeAsync();
        await _discord.Receipts.TryTakeAsync("discord:said:5", default, default);
        await _discord.Receipts.TryTakeAsync("discord:said:6", default, default);
        await SayAsync("echo late", id: "5", isReplay: true);
        _discord.Api.Found = "900";
        await SayAsync("echo late", id: "6", isReplay: true);

        _discord.Api.Calls.Where(call => call.StartsWith("post", StringComparison.Ordinal)).ShouldBe(["post 942: first=late rest="]);
    }

    [Fact]
    public async Task SaysKindlyThatItReadsNoFilesAndOpensFormsByAButton()
    {
        await AtHomeAsync();
        await SayAsync(string.Empty);
        await SayAsync("open it");

        _discord.Api.Calls[0].ShouldStartWith("post 942: I can read words, but no files.");
        _discord.Api.Calls[1].ShouldBe("post 942: For this one there is a form, **Survey**. | [Open the form]");
    }

    [Fact]
    public async Task AnswersNoBotsAndWaitsWhereDiscordIsBusy()
    {
        await AtHomeAsync();
        await _discord.ReceiveAsync(new DirectMessageDelivery("4", "942", new DiscordUser("43", "robot", null, Bot: true), "echo", Mentions: []));
        _discord.Api.Calls.ShouldBeEmpty();

        _discord.Api.Fail("post", ApiErrorKind.Later, "rate_limited");
        var saying = SayAsync("echo one");
        _discord.Time.Advance(TimeSpan.FromSeconds(5));
        await saying;
        _discord.Api.Calls.ShouldBe(["post 942: first=one rest= !rate_limited", "post 942: first=one rest="]);
    }

    [Fact]
    public async Task WaitsForALittleWhereNextToNothingIsLeftOfAWait()
    {
        await AtHomeAsync();
        _discord.Api.Fail("post", ApiErrorKind.Later, "too_many_invalid", asked: Duration.FromMilliseconds(0.1));
        var saying = SayAsync("echo one");
        _discord.Time.Advance(TimeSpan.FromMilliseconds(500));
        _discord.Api.Calls.ShouldBe(["post 942: first=one rest= !too_many_invalid"]);

        _discord.Time.Advance(TimeSpan.FromMilliseconds(500));
        await saying;
        _discord.Api.Calls[^1].ShouldBe("post 942: first=one rest=");
    }

    [Fact]
    public async Task SaysTheTextWhereDiscordCanNotShowAnAnswer()
    {
        await AtHomeAsync();
        _discord.Api.Fail("post", ApiErrorKind.Invalid, "50035");
        await SayAsync("echo one");

        _discord.Api.Calls.ShouldBe(["post 942: first=one rest= !50035", "post 942: first=one rest="]);
        _discord.Log.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("Discord can't show an answer in a direct conversation (50035:");
    }

    [Fact]
    public async Task ReadsPeopleAndEmojiAsTheyAreToBeRead()
    {
        await AtHomeAsync();
        await _discord.ReceiveAsync(new DirectMessageDelivery("4", "942", new DiscordUser("42", "ana.r", "Ana"), "echo <@!11> <a:tada:9> <@&12>", [new DiscordUser("11", "ben.k", "Ben")]));

        _discord.Api.Calls.ShouldBe([@"post 942: first=@Ben rest=\:tada: @a role"]);
    }

    [Fact]
    public async Task GreetsOnceWhereItIsAddedAndNeverAfterAStartOrAnOutage()
    {
        const string Other = "99384788765712384";
        await _discord.ReceiveAsync(new ReadyDelivery([DiscordScene.Guild]));
        await _discord.ReceiveAsync(new GuildDelivery(DiscordScene.Guild, "7"));
        _discord.Api.Calls.ShouldBeEmpty();

        await _discord.ReceiveAsync(new GuildDelivery(Other, "8"));
        await _discord.ReceiveAsync(new GuildDelivery(Other, "8"));
        _discord.Api.Calls.ShouldHaveSingleItem().ShouldStartWith("post 8: Thanks for having me.");

        await _discord.ReceiveAsync(new GuildGoneDelivery(Other));
        _discord.Get<Guilds>().IsGone(Other).ShouldBeTrue();
        await _discord.ReceiveAsync(new GuildDelivery(Other, null));
        _discord.Get<Guilds>().IsGone(Other).ShouldBeFalse();
        _discord.Api.Calls.ShouldHaveSingleItem();
    }

    private async Task AtHomeAsync()
    {
        await _discord.Get<HomeGuilds>().UseAsync("42", DiscordScene.Guild, default);
        await _discord.Get<DirectConversations>().KnowAsync("42", DiscordScene.Guild, "942", default);
    }

    private Task SayAsync(string text, string? id = null, bool isReplay = false) =>
        _discord.ReceiveAsync(new DirectMessageDelivery(id ?? _discord.NewId(), "942", new DiscordUser("42", "ana.r", "Ana"), text, Mentions: []) { IsReplay = isReplay });

    private sealed class Opening : IFeature
    {
        public void Register(FeatureMap map) =>
            map.Command(new CommandDefinition("open", "Opens a form") { Options = [new("what", ValueKind.Text, "What")] }, (_, _) => Task.FromResult<Answer>(ProbeFeature.Form(5)));
    }
}
