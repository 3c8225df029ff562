using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;
using NodaTime;
using Delivery = MentorBot.Core.Messages.Delivery;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What becomes of what people press and fill in.</summary>
public sealed class InteractionTests : IDisposable
{
    private static readonly Route Press = new("test.press");
    private static readonly Route Survey = new("test.survey");

    private readonly AnsweringFeature _feature = new();
    private readonly SlackScene _slack;

    public InteractionTests() => _slack = new SlackScene(_feature);

    public void Dispose() => _slack.Dispose();

    private IEnumerable<string> Said => _slack.Api.Calls.Where(call => !call.StartsWith("user", StringComparison.Ordinal) && !call.StartsWith("channel", StringComparison.Ordinal) && !call.StartsWith("direct", StringComparison.Ordinal));

    [Theory]
    [InlineData(Delivery.Update, false, "respond https://hooks/2 replace: done")]
    [InlineData(Delivery.Private, false, "respond https://hooks/2 ephemeral: done")]
    [InlineData(Delivery.Update, true, "respond https://hooks/2 replace: done")]
    public async Task PutsTheAnswerWhereItBelongs(Delivery delivery, bool isEphemeral, string call)
    {
        _feature.Answer = Reply.Say("done") with { Delivery = delivery };

        (await _slack.ActAsync(Pressed(isEphemeral: isEphemeral))).All.ShouldBe([null]);

        Said.ShouldBe([call]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaysHowToBringItInToOnePersonAlone(bool isEphemeral)
    {
        _feature.Answer = Reply.Say("done").AsUpdate();
        _slack.Api.Place = _slack.Api.Place with { IsMember = false };

        await _slack.ActAsync(Pressed(isEphemeral));

        _slack.Api.LastBlocks.Count.ShouldBe(isEphemeral ? 2 : 1);
    }

    [Fact]
    public async Task MakesNobodyUpWhileTheWorkspaceIsUnknown()
    {
        await new Homes(null!, null!, new Installation(_slack.Log.For<Installation>()), _slack.Api, _slack.Log.For<Homes>()).RefreshAsync("U1", teamId: null, default);

        _slack.Api.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task RemovesTheMessageAndSaysTheRest()
    {
        _feature.Answer = Reply.Say("gone") with { Delivery = Delivery.Remove };

        await _slack.ActAsync(Pressed());

        Said.ShouldBe(["respond https://hooks/2 delete original:", "respond https://hooks/2 ephemeral: gone"]);
    }

    [Fact]
    public async Task UpdatesByTheMessageWhereTheAddressIsOver()
    {
        _feature.Answer = Reply.Say("done").AsUpdate();
        _slack.Api.Fail("respond", ApiErrorKind.Over, "expired_url");

        await _slack.ActAsync(Pressed());

        Said.ToList()[^1].ShouldBe("update C1 5.0: done");
    }

    [Fact]
    public async Task StaysInTheThread()
    {
        _feature.Answer = Reply.Say("done") with { Post = [new Paragraph("for all")] };

        await _slack.ActAsync(Pressed(thread: "1.0"));

        Said.ShouldBe(["post C1 in 1.0: for all", "ephemeral C1 U1 in 1.0: done"]);
    }

    [Fact]
    public async Task AnswersTheSamePressOnce()
    {
        _feature.Answer = Reply.Say("done");
        await _slack.ActAsync(Pressed());
        (await _slack.ActAsync(Pressed())).All.ShouldBe([null]);

        Said.Count().ShouldBe(1);
    }

    [Fact]
    public async Task AcknowledgesAPressInTimeWhereItsThreadIsHeldUp()
    {
        using var release = new ManualResetEventSlim();
        _feature.OnPress = () => release.Wait(TimeSpan.FromSeconds(20));
        var acknowledged = new SlackScene.Acknowledged();
        var acting = _slack.ReceiveAsync(new InteractionDelivery(Pressed()), acknowledged);
        acting.IsCompleted.ShouldBeFalse();
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromMilliseconds(100));
            return acknowledged.All.Count > 0;
        });

        acknowledged.All.ShouldBe([null]);
        acting.IsCompleted.ShouldBeFalse();
        release.Set();
        await acting;
        Said.ShouldBe(["respond https://hooks/2 ephemeral: done"]);
    }

    [Fact]
    public async Task CountsHowLongAPressWaitedForItsTurn()
    {
        using var release = new ManualResetEventSlim();
        _feature.OnPress = () => release.Wait(TimeSpan.FromSeconds(20));
        var acknowledged = new SlackScene.Acknowledged();
        var acting = _slack.ReceiveAsync(new InteractionDelivery(Pressed()), acknowledged, waited: TimeSpan.FromSeconds(2));
        await Until.HoldsAsync(() => acknowledged.All.Count > 0);

        acknowledged.All.ShouldBe([null]);
        release.Set();
        await acting;
    }

    [Fact]
    public async Task PostsByTheAddressWhereTheBotIsNotInTheChannel()
    {
        _feature.Answer = Reply.Say("posted") with { Post = [new Paragraph("for all")] };
        _slack.Api.Fail("post", ApiErrorKind.NotInPlace, "not_in_channel");

        await _slack.ActAsync(Pressed());

        Said.ToList()[1].ShouldBe("respond https://hooks/2 in_channel: for all");
        Said.Count().ShouldBe(3);
    }

    [Fact]
    public async Task GivesTheTextBackWhereNothingTakesAPost()
    {
        _feature.Answer = Reply.Say("posted") with { Post = [new Paragraph("for all")] };
        _slack.Api.Fail("post", ApiErrorKind.NotInPlace, "not_in_channel");
        _slack.Api.FailAfter("respond", 0, ApiErrorKind.Over, "used_url");

        await _slack.ActAsync(Pressed());

        var told = Said.ToList()[^1];
        told.ShouldStartWith("respond https://hooks/2 ephemeral: I couldn't post it: I'm not in this channel. Type /invite @\u2060MentorBot here, then do it once more.");
        told.ShouldContain("for all");
        Said.ShouldNotContain(call => call.EndsWith(": posted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaysThatAPostMayBeThereWhereItsAddressDoesNotSay()
    {
        _feature.Answer = Reply.Say("posted") with { Post = [new Paragraph("for all")] };
        _slack.Api.Fail("post", ApiErrorKind.NotInPlace, "not_in_channel");
        _slack.Api.Fail("respond", ApiErrorKind.Unknown, "timed_out");

        await _slack.ActAsync(Pressed());

        Said.ToList()[^1].ShouldStartWith("respond https://hooks/2 ephemeral: Slack didn't say whether it took the post. Look whether it is there before you do it once more.");
    }

    [Fact]
    public async Task TakesBackAPostOfWhichSlackRefusesAPart()
    {
        _feature.Answer = Reply.Say("posted") with { Post = [.. Enumerable.Range(0, 80).Select(i => (Block)new Heading($"Part {i}"))] };
        _slack.Api.FailAfter("post", 1, ApiErrorKind.Later, "ratelimited");

        await _slack.ActAsync(Pressed());

        Said.ShouldContain("delete C1 1.0");
        Said.ToList()[^1].ShouldContain("I couldn't post it: Slack didn't take it.");
    }

    [Theory]
    [InlineData(ApiErrorKind.Later, "respond")]
    [InlineData(ApiErrorKind.Later, "delete")]
    [InlineData(ApiErrorKind.Invalid, "delete")]
    public async Task SaysThatOnlyAPartIsPostedWhereItStays(object kind, string stays)
    {
        _feature.Answer = Reply.Say("posted") with { Post = [.. Enumerable.Range(0, 80).Select(i => (Block)new Heading($"Part {i}"))] };
        if (stays == "respond")
        {
            // By the address, whose posts have no ts.
            _slack.Api.Fail("post", ApiErrorKind.NotInPlace, "not_in_channel", times: 2);
            _slack.Api.FailAfter("respond", 1, (ApiErrorKind)kind, "ratelimited");
            _slack.Api.Fail("delete", ApiErrorKind.Over, "message_not_found");
        }
        else
        {
            _slack.Api.FailAfter("post", 1, (ApiErrorKind)kind, "refused");
            _slack.Api.Fail("delete", ApiErrorKind.Over, "cant_delete_message");
        }

        await _slack.ActAsync(Pressed());

        string.Join('\n', Said).ShouldContain("Only a part of it is posted: Slack didn't take the rest.");
    }

    [Theory]
    [InlineData(null, "find C1")]
    [InlineData("1.0", "find C1 in 1.0")]
    public async Task PostsOnceWhereSlackDoesNotSayWhetherItTookIt(string? thread, string looked)
    {
        _feature.Answer = Reply.Say("posted") with { Post = [new Paragraph("for all")] };
        _slack.Api.Fail("post", ApiErrorKind.Unknown, "timed_out");
        _slack.Api.Found = "7.0";

        var acting = _slack.ActAsync(Pressed(thread: thread));
        while (!acting.IsCompleted)
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Said.Count(call => call.StartsWith("post", StringComparison.Ordinal)).ShouldBe(1);
        Said.ShouldContain(looked);
        Said.ToList()[^1].ShouldEndWith(": posted");
    }

    [Fact]
    public async Task OffersAButtonWhereAFormComesTooLate()
    {
        _feature.Answer = _feature.Form;
        _slack.Api.Fail("open", ApiErrorKind.Over, "expired_trigger_id");

        await _slack.ActAsync(Pressed());

        Said.ToList()[^1].ShouldStartWith("respond https://hooks/2 ephemeral: Slack waits only a moment for a form, and this one, Survey, wasn't ready in time. It is now.");
    }

    [Fact]
    public async Task SaysBesideTheFieldWhatToMend()
    {
        var answer = await _slack.ActAsync(Submitted());

        var errors = answer.All.Single().ShouldBeOfType<ViewResponse>();
        errors.ResponseAction.ShouldBe("errors");
        errors.Errors.ShouldNotBeNull().Values.ShouldBe(["This one is needed."]);
    }

    [Fact]
    public async Task ShowsAFormAnewThatHasAFieldWhichTheOpenOneLacks()
    {
        var answer = await _slack.ActAsync(Submitted(field: "former"));

        var shown = answer.All.Single().ShouldBeOfType<ViewResponse>();
        shown.ResponseAction.ShouldBe("update");
        shown.Errors.ShouldBeNull();
    }

    [Fact]
    public async Task OpensAFormAgainThatTheAcknowledgementCannotCarry()
    {
        var acknowledged = await _slack.ReceiveAsync(new InteractionDelivery(Submitted()), takesPayloads: false);

        acknowledged.All.ShouldBe([null]);
        Said.ToList()[^1].ShouldEndWith(": Survey");
        Said.ToList()[^1].ShouldStartWith("open ");
    }

    [Fact]
    public async Task AnswersASubmissionWhereItsFormWasOpened()
    {
        _feature.Submitted = Reply.Say("kept").AsUpdate();

        (await _slack.ActAsync(Submitted("words"))).All.ShouldBe([null]);

        Said.ShouldBe(["respond https://hooks/2 replace: kept"]);
    }

    [Fact]
    public async Task ClosesAFormThatWasCarriedOutEvenWhereNothingCanBeSaid()
    {
        _feature.Submitted = Reply.Say("kept");
        foreach (var way in (string[])["respond", "ephemeral", "post"])
        {
            _slack.Api.Fail(way, ApiErrorKind.Later, "ratelimited");
        }

        var acting = _slack.ActAsync(Submitted("words"));
        while (!acting.IsCompleted)
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        (await acting).All.ShouldBe([null]);
        Said.ToList()[^1].ShouldBe("respond https://hooks/2 ephemeral: kept");
    }

    [Fact]
    public async Task FindsAnotherWayHalfAnHourLater()
    {
        _feature.Submitted = Reply.Say("kept");
        var submission = Submitted("words");
        _slack.Time.Advance(TimeSpan.FromMinutes(30));

        await _slack.ActAsync(submission);

        Said.ShouldBe(["ephemeral C1 U1: kept"]);
    }

    [Fact]
    public async Task ShowsInTheModalWhatHasNoConversationToBeIn()
    {
        _feature.Submitted = Reply.Say("kept");

        var answer = await _slack.ActAsync(Submitted("words", new Origin { User = "U1", IsHome = true }));

        answer.All.Single().ShouldBeOfType<ViewResponse>().ResponseAction.ShouldBe("update");
        Said.ShouldBe(["home U1"]);
    }

    private Interaction Pressed(bool isEphemeral = false, string? thread = null) => new()
    {
        Type = Interaction.BlockActions,
        User = new UserReference("U1"),
        Team = new TeamReference("T1"),
        Channel = new ChannelReference("C1", "general"),
        Container = new ActionContainer("5.0", "C1", isEphemeral, thread),
        Actions = [new BlockAction { Type = "button", ActionId = "0", ActionTs = "1.1", Value = Press.Token() }],
        ResponseUrl = "https://hooks/2",
        TriggerId = _slack.NewTrigger(),
    };

    private Interaction Submitted(string? words = null, Origin? origin = null, string field = "words")
    {
        origin ??= new Origin { User = "U1", Channel = "C1", MessageTs = "5.0", ResponseUrl = "https://hooks/2", Since = Instant.FromDateTimeOffset(_slack.Time.GetUtcNow()).ToUnixTimeSeconds() };
        var values = new Dictionary<string, IReadOnlyDictionary<string, BlockAction>>(StringComparer.Ordinal)
        {
            [field] = new Dictionary<string, BlockAction>(StringComparer.Ordinal) { [MentorBot.Slack.Rendering.FormInput.ActionId] = new() { Type = "plain_text_input", Value = words } },
        };
        return new Interaction
        {
            Type = Interaction.ViewSubmission,
            User = new UserReference("U1"),
            Team = new TeamReference("T1"),
            View = new ViewState("V1", "modal", Survey.Token(), origin.ToMetadata(), new StateValues(values)),
            TriggerId = _slack.NewTrigger(),
        };
    }

    private sealed class AnsweringFeature : IFeature
    {
        public Answer Answer { get; set; } = Reply.Say("done");

        public Answer Submitted { get; set; } = Reply.Say("kept");

        public Action? OnPress { get; set; }

        public Form Form { get; } = new("Survey", Survey.Token(), [new FormPage([new TextField("words", "Words")])], "Send");

        public void Register(FeatureMap map)
        {
            map.Action(Press, (_, _) =>
            {
                OnPress?.Invoke();
                return Task.FromResult(Answer);
            });
            map.Form(Survey, (_, _) => Task.FromResult<Answer>(Form), (_, _) => Task.FromResult(Submitted));
        }
    }
}
