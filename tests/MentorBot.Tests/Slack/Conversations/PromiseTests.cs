using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;
using NodaTime;
using Delivery = MentorBot.Slack.Receiving.Delivery;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What is kept of something that is acknowledged before it is answered, and what people are told where the bot died over it.</summary>
public sealed class PromiseTests : IDisposable
{
    private readonly ProbeFeature _probe = new();
    private readonly SlackScene _slack;
    private readonly ManualResetEventSlim _answer = new();

    public PromiseTests() => _slack = new SlackScene(_probe, new LongFeature());

    public void Dispose()
    {
        _slack.Dispose();
        _answer.Dispose();
    }

    [Fact]
    public async Task NothingIsKeptOfWhatIsAnsweredInTheAcknowledgement()
    {
        (await _slack.TypeAsync("echo one")).Text.ShouldBe("first=one rest=");
        await _slack.ActAsync(Pressed());

        _slack.Promises.Added.ShouldBe(0);
    }

    [Fact]
    public async Task ACommandIsPromisedBeforeItIsAcknowledgedAndForgottenOnceItIsAnswered()
    {
        var (acknowledged, receiving) = await LateAsync(new CommandDelivery(_slack.Command("echo my secret words")));

        acknowledged.All.ShouldBe([null]);
        var promise = _slack.Promises.Open.ShouldHaveSingleItem();
        promise.About.ShouldBe("/mentor echo");
        promise.Way.ShouldNotContain("secret");
        promise.To.ShouldBe(new Identity(new Workspace("slack", "T1"), "U1"));

        _answer.Set();
        await receiving;
        _slack.Promises.Open.ShouldBeEmpty();
        _slack.Api.Calls.ShouldContain("respond https://hooks/1 ephemeral: first=my rest=secret words");
    }

    [Fact]
    public async Task AFormIsPromisedWithTheWayToOpenItAgain()
    {
        _probe.OnOpen = () =>
        {
            _answer.Wait();
            return null;
        };
        var origin = new Origin { User = "U1", Channel = "C1", ResponseUrl = "https://hooks/1", Since = Now.ToUnixTimeSeconds() };
        var (_, receiving) = await LateAsync(new InteractionDelivery(new Interaction
        {
            Type = Interaction.ViewSubmission,
            User = new UserReference("U1"),
            Team = new TeamReference("T1"),
            View = new ViewState("V1", "modal", ProbeFeature.Survey.Token(1), origin.ToMetadata(), State: null),
            TriggerId = _slack.NewTrigger(),
        }));

        var promise = _slack.Promises.Open.ShouldHaveSingleItem();
        (promise.About, promise.Form).ShouldBe(("the form you sent", "probe.survey:1"));
        _answer.Set();
        await receiving;
        _slack.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheRestOfALongAnswerIsPromised()
    {
        _slack.Api.Uploads = Task.Run(_answer.Wait);
        var acknowledged = new SlackScene.Acknowledged();
        var receiving = _slack.ReceiveAsync(new CommandDelivery(_slack.Command("long")), acknowledged);
        await Until.HoldsAsync(() => _slack.Promises.Added == 1 && acknowledged.All.Count == 1);

        _slack.Promises.Open.ShouldHaveSingleItem().About.ShouldBe("/mentor long");
        _answer.Set();
        await receiving;
        _slack.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task ADatabaseThatHangsHoldsUpNoAcknowledgement()
    {
        _slack.Promises.Before = new TaskCompletionSource().Task;

        var (acknowledged, _) = await LateAsync(new CommandDelivery(_slack.Command("echo one")));

        acknowledged.All.ShouldBe([null]);
        _answer.Set();
        await Until.HoldsAsync(() => _slack.Api.Calls.Contains("respond https://hooks/1 ephemeral: first=one rest="));
    }

    [Fact]
    public async Task WhatSlackTakesByNoWayStaysPromised()
    {
        foreach (var way in (string[])["respond", "ephemeral", "post"])
        {
            _slack.Api.Fail(way, ApiErrorKind.Later, "ratelimited", times: 20);
        }

        var (_, receiving) = await LateAsync(new CommandDelivery(_slack.Command("echo one")));
        _answer.Set();
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            return receiving.IsCompleted;
        });

        _slack.Promises.Open.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TheNextLifeOfTheBotTellsWhereItWasAsked()
    {
        Leave("/mentor echo");

        await TellAsync();

        _slack.Api.Calls.ShouldBe(["respond https://hooks/1 ephemeral: I was interrupted in the middle of /mentor echo, so it may not have happened. Have a look, and do it once more if it didn't."]);
        _slack.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFormThatWasLostCanBeOpenedAgain()
    {
        Leave("the form you sent", form: "probe.survey:1");

        await TellAsync();

        _slack.Api.Calls.Single().ShouldStartWith("respond https://hooks/1 ephemeral: I was interrupted in the middle of the form you sent, so it may not have happened. If it didn't, open the form again: what reached me is filled in.");
        _slack.Api.LastBlocks.OfType<ActionsBlock>().Single().Elements.OfType<ButtonElement>().Single().Value.ShouldBe("probe.survey:1~0");
    }

    [Fact]
    public async Task WhereTheAddressIsOverItIsToldToThePersonInTheChannel()
    {
        Leave("what you pressed", age: Duration.FromMinutes(40));

        await TellAsync();

        _slack.Api.Calls.ShouldBe(["ephemeral C1 U1: I was interrupted in the middle of what you pressed, so it may not have happened. Have a look, and do it once more if it didn't."]);
    }

    [Fact]
    public async Task ItIsToldAgainUntilSlackTakesIt()
    {
        Leave("/mentor echo");
        foreach (var way in (string[])["respond", "ephemeral", "post"])
        {
            _slack.Api.Fail(way, ApiErrorKind.Later, "ratelimited", times: 4);
        }

        await TellAsync();

        _slack.Api.Calls.Count.ShouldBe(13);
        _slack.Api.Calls[^1].ShouldStartWith("respond https://hooks/1 ephemeral: I was interrupted");
    }

    [Fact]
    public async Task NobodyIsToldADayLater()
    {
        Leave("/mentor echo", age: Promises.Kept);

        await TellAsync();

        _slack.Api.Calls.ShouldBeEmpty();
        _slack.Promises.Open.ShouldBeEmpty();
    }

    private Instant Now => Instant.FromDateTimeOffset(_slack.Time.GetUtcNow());

    private void Leave(string about, string? form = null, Duration age = default)
    {
        var way = new Origin { User = "U1", Channel = "C1", ResponseUrl = "https://hooks/1", Since = (Now - age).ToUnixTimeSeconds() };
        _slack.Promises.Leave(new Promise("p1", new Identity(new Workspace("slack", "T1"), "U1"), about, form, way.ToMetadata(), Now - age));
    }

    /// <summary>Lets the bot start, and stops it once nobody waits any more.</summary>
    private async Task TellAsync()
    {
        using var telling = new LostPromises(_slack.Get<Promises>(), _slack.Get<LateAnswers>());
        await telling.StartAsync(default);
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            return _slack.Promises.Open.Count == 0;
        });
        await telling.StopAsync(default);
    }

    /// <summary>Delivers what the bot is at for longer than Slack waits; returns once it is acknowledged.</summary>
    private async Task<(SlackScene.Acknowledged Acknowledged, Task Receiving)> LateAsync(Delivery delivery)
    {
        _probe.OnCommand = _answer.Wait;
        var acknowledged = new SlackScene.Acknowledged();
        var receiving = _slack.ReceiveAsync(delivery, acknowledged);
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromMilliseconds(100));
            return acknowledged.All.Count > 0;
        });
        return (acknowledged, receiving);
    }

    private Interaction Pressed() => new()
    {
        Type = Interaction.BlockActions,
        User = new UserReference("U1"),
        Team = new TeamReference("T1"),
        Channel = new ChannelReference("C1", "general"),
        Container = new ActionContainer("5.0", "C1", IsEphemeral: false, ThreadTs: null),
        Actions = [new BlockAction { Type = "button", ActionId = "0", ActionTs = "1.1", Value = ProbeFeature.Echo.Token() }],
        ResponseUrl = "https://hooks/2",
        TriggerId = _slack.NewTrigger(),
    };

    private sealed class LongFeature : IFeature
    {
        public void Register(FeatureMap map) => map.Command(
            new CommandDefinition("long", "Has a file in it"),
            (_, _) => Task.FromResult<Answer>(new Reply([new Paragraph("Here it is."), new FileBlock("all.txt", "text/plain", ImmutableArray.Create<byte>(1, 2).ToArray())])));
    }
}
