using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What is kept of an interaction that is deferred, and what people are told where the bot died over it.</summary>
public sealed class PromiseTests : IDisposable
{
    private readonly ProbeFeature _probe = new();
    private readonly PostingFeature _posting = new();
    private readonly DiscordScene _discord;
    private readonly ManualResetEventSlim _answer = new();

    public PromiseTests() => _discord = new DiscordScene(_probe, _posting);

    public void Dispose()
    {
        _discord.Dispose();
        _answer.Dispose();
    }

    [Fact]
    public async Task NothingIsKeptOfWhatIsAnsweredAtOnce()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first= rest="]);
        _discord.Promises.Added.ShouldBe(0);
    }

    [Fact]
    public async Task WhatIsDeferredIsPromisedBeforeAndForgottenOnceItIsAnswered()
    {
        _probe.OnCommand = _answer.Wait;
        var answering = Task.Run(() => _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo", """[{"type":3,"name":"first","value":"secret"}]"""), id: "1")));
        await Until.HoldsAsync(() =>
        {
            _discord.Time.Advance(TimeSpan.FromSeconds(0.1));
            return _discord.Api.Calls.Count == 1;
        });

        _discord.Api.Calls.ShouldBe(["respond 1 5 flags 64:"]);
        var promise = _discord.Promises.Open.ShouldHaveSingleItem();
        promise.About.ShouldBe("/mentor echo");
        promise.To.ShouldBe(new Identity(new Workspace("discord", DiscordScene.Guild), "42"));
        promise.Way.ShouldNotContain("secret");

        _answer.Set();
        await answering;
        _discord.Api.Calls[^1].ShouldBe("edit original 77 tok: first=secret rest=");
        _discord.Promises.Open.ShouldBeEmpty();
    }

    /// <summary>Where the bot may not post by itself, the person reads that it is being posted before it is.</summary>
    [Fact]
    public async Task APostThatFollowsTheFirstAnswerIsPromised()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("post"), app: "0", id: "1"));

        _discord.Promises.Added.ShouldBe(1);
        _discord.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverIsReachedByNoWayIsToldOnceDiscordTakesSomethingAgain()
    {
        _discord.Api.Fail("edit original", ApiErrorKind.Later, "blocked");
        _discord.Api.Fail("open", ApiErrorKind.Later, "blocked", times: 6);
        var answering = _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"), isReplay: true);
        await _discord.FirstCallAsync();
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1)), () => answering.IsCompleted);
        _discord.Api.Calls[^1].ShouldBe("open 42 !blocked");
        _discord.Promises.Open.ShouldHaveSingleItem().About.ShouldBe("/mentor echo");

        await TellAsync();

        _discord.Api.Calls[^1].ShouldStartWith("follow up tok private: I was interrupted in the middle of `/mentor echo`, so it may not have happened.");
    }

    [Fact]
    public async Task TheNextLifeOfTheBotTellsWhereItWasAsked()
    {
        Leave("/mentor echo");

        await TellAsync();

        _discord.Api.Calls.ShouldBe(["follow up tok private: I was interrupted in the middle of `/mentor echo`, so it may not have happened. Have a look, and do it once more if it didn't."]);
        _discord.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhereTheTokenIsOverItIsToldInTheDirectConversation()
    {
        Leave("the form you sent", form: "probe.survey:1", age: Duration.FromMinutes(14));

        await TellAsync();

        _discord.Api.Calls.Count.ShouldBe(2);
        _discord.Api.Calls[0].ShouldBe("open 42");
        _discord.Api.Calls[1].ShouldStartWith("post 942: I was interrupted in the middle of the form you sent, so it may not have happened. If it didn't, open the form again: what reached me is filled in.");
    }

    [Fact]
    public async Task WhereDiscordTakesTheTokenNoMoreItIsToldInTheDirectConversation()
    {
        _discord.Api.Fail("follow up", ApiErrorKind.Over, "50027");
        Leave("what you pressed");

        await TellAsync();

        _discord.Api.Calls[^1].ShouldBe("post 942: I was interrupted in the middle of what you pressed, so it may not have happened. Have a look, and do it once more if it didn't.");
    }

    /// <summary>Discord makes one message of two with the same key.</summary>
    [Fact]
    public async Task WhereDiscordDoesNotSayWhetherItTookItItIsToldOnceMoreUnderTheSameKey()
    {
        _discord.Api.Fail("post", ApiErrorKind.Unknown, "timed_out", times: 7);
        Leave("what you pressed", age: Duration.FromMinutes(14));

        await TellAsync();

        _discord.Api.Calls.Count(call => call.StartsWith("post 942: I was interrupted", StringComparison.Ordinal)).ShouldBe(8);
        _discord.Api.Keys.Distinct().ShouldBe([PostOnce.KeyOf("p1")]);
        _discord.Promises.Open.ShouldBeEmpty();
    }

    private void Leave(string about, string? form = null, Duration age = default)
    {
        var now = Instant.FromDateTimeOffset(_discord.Time.GetUtcNow());
        _discord.Promises.Leave(new Promise("p1", Self.IdentityOf(DiscordScene.Guild, "42"), about, form, new Way("77", "tok", DiscordScene.Guild, IsDirect: false).Write(), now - age));
    }

    /// <summary>Lets the bot start, and stops it once nobody waits any more.</summary>
    private async Task TellAsync()
    {
        using var telling = new LostPromises(_discord.Get<Promises>(), _discord.Get<IDiscordApi>(), _discord.Get<Posting>(), _discord.Get<IClock>(), NullLogger<LostPromises>.Instance);
        await telling.StartAsync(default);
        await Until.HoldsAsync(() =>
        {
            _discord.Time.Advance(TimeSpan.FromSeconds(1));
            return _discord.Promises.Open.Count == 0;
        });
        await telling.StopAsync(default);
    }

    private sealed class PostingFeature : IFeature
    {
        public void Register(FeatureMap map) => map.Command(
            new CommandDefinition("post", "Posts something"),
            (_, _) => Task.FromResult<Answer>(Reply.Say("Posted.") with { Post = [new Paragraph("For all.")] }));
    }
}
