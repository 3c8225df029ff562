using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What becomes of a typed command.</summary>
public sealed class SlashCommandTests : IDisposable
{
    private readonly ProbeFeature _probe = new();
    private readonly SlackScene _slack;

    public SlashCommandTests() => _slack = new SlackScene(_probe);

    public void Dispose() => _slack.Dispose();

    [Fact]
    public async Task AnswersInTheAcknowledgementForThePersonAlone()
    {
        var answer = await _slack.TypeAsync("echo one two");

        var message = answer.All.ShouldHaveSingleItem().ShouldBeOfType<MessageResponse>();
        message.Text.ShouldBe("first=one rest=two");
        message.ResponseType.ShouldBe("ephemeral");
        message.ReplaceOriginal.ShouldBeNull();
        _slack.Api.Calls.ShouldNotContain(call => call.StartsWith("respond", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo &lt;b&gt; &amp; <https://acme.test/a|acme.test/a> <mailto:a@b.c|a@b.c>", "first=<b> rest=& acme.test/a a@b.c")]
    [InlineData("echo <!channel> <!subteam^S1|@leads> <https://acme.test>", "first=@channel rest=@leads https://acme.test")]
    [InlineData("echo “quoted words” then", "first=quoted words rest=then")]
    public async Task ReadsSlacksMarkupAsItWasTyped(string text, string said) => (await _slack.TypeAsync(text)).Text.ShouldBe(Escaped(said).Replace("@", "@\u2060", StringComparison.Ordinal));

    [Fact]
    public async Task KnowsPeopleWhomACommandMentionsByTheNamesThatTheyGaveThemselves() =>
        (await _slack.TypeAsync("all kinds hello s who:<@U7|ben.miller> where:<#C9|help>")).Text.ShouldBe("text=hello | size=s | who=Ana | where=C9");

    [Theory]
    [InlineData("en-GB", "2026-04-03")]
    [InlineData("ja-JP", "2026-03-04")]
    public async Task ReadsADateAsThePersonsLocaleWritesIt(string locale, string day)
    {
        _slack.Api.Profile = _slack.Api.Profile! with { Locale = locale };

        (await _slack.TypeAsync("all kinds hello day:03/04/2026")).Text.ShouldBe($"text=hello | day={day}");
    }

    [Fact]
    public async Task AnswersLateByTheAddressWhereTheAnswerTakesTooLong()
    {
        using var release = new ManualResetEventSlim();
        _probe.OnCommand = release.Wait;
        var acknowledged = new SlackScene.Acknowledged();
        var receiving = _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one")), acknowledged);
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromMilliseconds(100));
            return acknowledged.All.Count > 0;
        });

        acknowledged.All.ShouldBe([null]);
        release.Set();
        await receiving;
        _slack.Api.Calls.ShouldContain("respond https://hooks/1 ephemeral: first=one rest=");
        acknowledged.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, 5)]
    public async Task SaysWhatIsAcknowledgedOnceSlackTakesItAgain(bool mayBeThere, int seconds)
    {
        _slack.Api.Fail("respond", mayBeThere ? ApiErrorKind.Unknown : ApiErrorKind.Later, "away", after: mayBeThere ? null : Duration.FromSeconds(20));
        _slack.Api.Fail("ephemeral", ApiErrorKind.Later, "ratelimited", after: mayBeThere ? null : Duration.FromSeconds(40));
        _slack.Api.Fail("post", ApiErrorKind.Later, "ratelimited");
        var receiving = _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one")), takesPayloads: false);
        await Until.HoldsAsync(() => _slack.Api.Calls.Any(call => call.StartsWith("post U1", StringComparison.Ordinal)));
        var failed = _slack.Time.GetUtcNow();
        await Until.HoldsAsync(() =>
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            return receiving.IsCompleted;
        });

        (await receiving).All.ShouldBe([null]);
        _slack.Api.Calls[^1].ShouldBe("respond https://hooks/1 ephemeral: first=one rest=" + (mayBeThere ? "\nSlack didn't say whether this reached you, so it may be here twice." : string.Empty));
        (_slack.Time.GetUtcNow() - failed).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds));
        System.Text.Json.JsonSerializer.Serialize([.. _slack.Api.LastBlocks], SlackJson.Default.ImmutableArrayLayoutBlock)
            .Contains("so it may be here twice", StringComparison.Ordinal).ShouldBe(mayBeThere);
    }

    [Fact]
    public async Task GoesAnotherWayWhereTheTransportCannotCarryTheAnswer()
    {
        var acknowledged = await _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one")), takesPayloads: false);

        acknowledged.All.ShouldBe([null]);
        _slack.Api.Calls.ShouldContain("respond https://hooks/1 ephemeral: first=one rest=");
    }

    [Fact]
    public async Task AnswersWhatComesTwiceOnce()
    {
        await _slack.TypeAsync("echo one", trigger: "same");
        (await _slack.TypeAsync("echo one", trigger: "same")).All.ShouldBeEmpty("An empty one would be taken for the answer.");
    }

    [Fact]
    public async Task SaysTheSameToARepetitionThatComesBeforeTheAnswer()
    {
        using var release = new ManualResetEventSlim();
        _probe.OnCommand = release.Wait;
        var first = _slack.TypeAsync("echo one", trigger: "same");
        var second = _slack.TypeAsync("echo one", trigger: "same");
        release.Set();

        (await first).Text.ShouldBe("first=one rest=");
        (await second).Text.ShouldBe("first=one rest=");
    }

    [Fact]
    public async Task TriesEveryWayUntilOneWorks()
    {
        _slack.Api.Fail("respond", ApiErrorKind.Over, "expired_url");
        _slack.Api.Fail("ephemeral", ApiErrorKind.NotInPlace, "not_in_channel");

        await _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one")), takesPayloads: false);

        _slack.Api.Calls.Where(call => call.Contains("first=one", StringComparison.Ordinal)).ShouldBe(
        [
            "respond https://hooks/1 ephemeral: first=one rest= !expired_url",
            "ephemeral C1 U1: first=one rest= !not_in_channel",
            "post U1: first=one rest=",
        ]);
    }

    [Fact]
    public async Task SaysInWordsWhatSlackCannotShow()
    {
        _slack.Api.Fail("respond", ApiErrorKind.Invalid, "invalid_blocks");

        await _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one")), takesPayloads: false);

        _slack.Api.Calls.Count(call => call.StartsWith("respond", StringComparison.Ordinal)).ShouldBe(2);
        _slack.Api.LastBlocks.ShouldBeEmpty();
        _slack.Log.Errors.ShouldHaveSingleItem().Message.ShouldContain("Slack can't show an answer (invalid_blocks");
    }

    [Fact]
    public async Task SaysItsNotesToWhoeverHasTheAnswerReadAloud()
    {
        _slack.Api.Place = _slack.Api.Place with { IsMember = false };

        (await _slack.TypeAsync("echo one")).Text.ShouldBe("first=one rest=\nI'm not in this channel yet, so I can't post here by myself. To bring me in, type /invite @\u2060MentorBot.");
    }

    [Fact]
    public async Task SaysOnceADayHowToBringTheBotIn()
    {
        _slack.Api.Place = _slack.Api.Place with { IsMember = false };

        Invited(await _slack.TypeAsync("echo one")).ShouldBeTrue();
        Invited(await _slack.TypeAsync("echo two")).ShouldBeFalse();
        _slack.Time.Advance(TimeSpan.FromHours(25));
        Invited(await _slack.TypeAsync("echo three")).ShouldBeTrue();
        Invited(await _slack.TypeAsync("echo four")).ShouldBeFalse();

        static bool Invited(SlackScene.Acknowledged answer) =>
            System.Text.Json.JsonSerializer.Serialize((MessageResponse)answer.All[0]!, SlackJson.Default.MessageResponse).Contains("/invite @MentorBot", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FakeSlackApi.Direct, "directmessage", true)]
    [InlineData("D-others", "directmessage", false)]
    [InlineData("C1", "general", false)]
    public async Task KnowsItsOwnConversationFromOneOfTwoOthers(string channel, string name, bool isDirect)
    {
        var seen = new List<bool>();
        using var slack = new SlackScene(new PlaceFeature(seen));

        await slack.TypeAsync("where", channel, name);

        seen.ShouldBe([isDirect]);
    }

    [Fact]
    public async Task SaysWhatWentWrongOnTheWayWithAReference()
    {
        using var slack = new SlackScene(new PlaceFeature(null!));

        (await slack.TypeAsync("where")).Text!.ShouldMatch(
            "^Something went wrong on my side, and I've made a note of it under the reference [0-9a-f]{8}[.] Please try again; if it keeps happening, give that reference to whoever runs me[.]$");
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private sealed class PlaceFeature(List<bool> seen) : Core.Commands.IFeature
    {
        public void Register(Core.Commands.FeatureMap map) => map.Command(new Core.Commands.CommandDefinition("where", "Says where"), (request, _) =>
        {
            seen.Add(request.Caller.Place.IsDirect);
            return Task.FromResult<Answer>(Reply.Say("here"));
        });
    }
}
