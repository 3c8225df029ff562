using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Conversations;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What the Events API tells.</summary>
public sealed class EventTests : IDisposable
{
    private readonly SlackScene _slack = new(new ProbeFeature());

    public void Dispose() => _slack.Dispose();

    private IEnumerable<string> Posts => _slack.Api.Calls.Where(call => call.StartsWith("post", StringComparison.Ordinal) || call.StartsWith("ephemeral", StringComparison.Ordinal));

    [Fact]
    public async Task AnswersALineInTheDirectConversationWithAMessageThatStays()
    {
        (await _slack.TellAsync(Direct("Ev1", "1.0", "echo one"))).All.ShouldBe([null]);

        Posts.ShouldBe(["post D-ana: first=one rest="]);
    }

    [Theory]
    [InlineData("Ev1", "1.0")]
    [InlineData("Ev1", "2.0")]
    [InlineData("Ev2", "1.0")]
    public async Task AnswersWhatIsDeliveredAgainOnceUnderWhicheverId(string secondId, string secondTs)
    {
        await _slack.TellAsync(Direct("Ev1", "1.0", "echo one"));
        (await _slack.TellAsync(Direct(secondId, secondTs, "echo one"))).All.ShouldBe([null]);

        Posts.Count().ShouldBe(1);
    }

    [Fact]
    public async Task AnswersRatherTwiceThanNotAtAllWhereNothingCanBeRemembered()
    {
        _slack.Receipts.IsBroken = true;

        await _slack.TellAsync(Direct("Ev1", "1.0", "echo one"));

        Posts.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"bot_id\":\"B1\",")]
    [InlineData("\"subtype\":\"message_changed\",")]
    [InlineData("\"subtype\":\"bot_message\",")]
    public async Task SaysNothingToBotsAndToItself(string mark)
    {
        await _slack.TellAsync(Direct("Ev1", "1.0", "echo one").Replace("\"type\":\"message\",", $"\"type\":\"message\",{mark}", StringComparison.Ordinal));
        await _slack.TellAsync(Direct("Ev2", "2.0", "echo one").Replace("\"user\":\"U1\"", "\"user\":\"UBOT\"", StringComparison.Ordinal));

        _slack.Api.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnswersAMentionInItsThreadForThePersonAlone()
    {
        await _slack.TellAsync("""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"2.0","thread_ts":"1.0","text":"<@UBOT> echo one"}}""");

        Posts.ShouldBe(["ephemeral C1 U1 in 1.0: first=one rest="]);
    }

    [Fact]
    public async Task AnswersAMentionThatNobodyCouldBeToldWhenItComesAgain()
    {
        _slack.Api.Fail("ephemeral", ApiErrorKind.Later, "ratelimited");
        _slack.Api.Fail("post", ApiErrorKind.Later, "ratelimited");
        (await _slack.TellAsync(Mention)).All.ShouldBeEmpty("Slack is to bring it again.");

        (await _slack.TellAsync(Mention)).All.ShouldBe([null]);
        (await _slack.TellAsync(Mention)).All.ShouldBe([null]);

        Posts.Last().ShouldBe("ephemeral C1 U1: first=one rest=\nSlack didn't say whether this reached you, so it may be here twice.");
        Posts.Count(call => !call.Contains('!', StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task AnswersAMentionAgainThatAnEarlierLifeMayHaveAnsweredAndSaysSo()
    {
        await _slack.TellAsync(Mention);
        _slack.Time.Advance(Seen.Kept + TimeSpan.FromSeconds(1));

        await _slack.TellAsync(Mention);

        Posts.Count().ShouldBe(2);
        System.Text.Json.JsonSerializer.Serialize([.. _slack.Api.LastBlocks], MentorBot.Slack.Wire.SlackJson.Default.ImmutableArrayLayoutBlock).ShouldContain("so it may be here twice");
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("9.0", 1)]
    public async Task LooksInAThreadOfTheDirectConversationWhetherItAnswered(string? found, int posts)
    {
        var threaded = Direct("Ev1", "1.0", "echo one").Replace("\"text\"", "\"thread_ts\":\"0.5\",\"text\"", StringComparison.Ordinal);
        await _slack.TellAsync(threaded);
        _slack.Time.Advance(Seen.Kept + TimeSpan.FromSeconds(1));
        _slack.Api.Found = found;

        await _slack.TellAsync(threaded);

        _slack.Api.Calls.ShouldContain("find D-ana in 0.5");
        Posts.Count().ShouldBe(posts);
    }

    [Fact]
    public async Task AcknowledgesNoRepetitionOfWhatCouldNotBeAnswered()
    {
        var slow = new TaskCompletionSource();
        _slack.Api.Lookups = slow.Task;
        _slack.Api.Fail("ephemeral", ApiErrorKind.Later, "ratelimited", times: 2);
        _slack.Api.Fail("post", ApiErrorKind.Later, "ratelimited", times: 2);
        var first = _slack.TellAsync(Mention);
        var again = _slack.TellAsync(Mention);
        while (!first.IsCompleted)
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        (await first).All.ShouldBeEmpty();
        (await again).All.ShouldBeEmpty();
        slow.SetResult();
    }

    [Theory]
    [InlineData("message", "post D-ana in 0.5: Something went wrong on my side")]
    [InlineData("app_mention", "ephemeral D-ana U1 in 0.5: Something went wrong on my side")]
    public async Task SaysWithAReferenceThatSomethingBrokeOnTheWay(string type, string told)
    {
        using var slack = new SlackScene(new BrokenFeature());

        await slack.TellAsync(Direct("Ev1", "1.0", "break").Replace("\"message\"", $"\"{type}\",\"thread_ts\":\"0.5\"", StringComparison.Ordinal));

        // Without blocks it is plain text.
        slack.Api.Calls.Select(call => call.Replace("(text) ", string.Empty, StringComparison.Ordinal)).ShouldContain(call => call.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadsWordsAndSaysSoWhereThereAreNone()
    {
        await _slack.TellAsync(Direct("Ev1", "1.0", string.Empty));

        Posts.Single().ShouldStartWith("post D-ana: I can read words, but no files. Tell me what you need");
    }

    [Fact]
    public async Task GreetsAChannelOnce()
    {
        const string Joined = """{"type":"event_callback","team_id":"T1","event_id":"EvN","event":{"type":"member_joined_channel","user":"UBOT","channel":"C1"}}""";
        await _slack.TellAsync(Joined.Replace("EvN", "Ev1", StringComparison.Ordinal));
        await _slack.TellAsync(Joined.Replace("EvN", "Ev2", StringComparison.Ordinal));
        await _slack.TellAsync(Joined.Replace("UBOT", "U1", StringComparison.Ordinal));

        Posts.Single().ShouldStartWith("post C1: Thanks for having me.");
    }

    [Theory]
    [InlineData("""{"type":"app_uninstalled"}""", true)]
    [InlineData("""{"type":"tokens_revoked","tokens":{"bot":["UBOT"]}}""", true)]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":["U1"]}}""", false)]
    public async Task UnderstandsThatItWasRemoved(string told, bool isGone)
    {
        _slack.Api.Fail("auth.test", ApiErrorKind.TokenDead, "account_inactive");
        await _slack.TellAsync($$$"""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{{{told}}}}""");
        await _slack.TellAsync(Direct("Ev2", "1.0", "echo one"));

        _slack.Get<Installation>().IsGone.ShouldBe(isGone);
        Posts.Any().ShouldBe(!isGone);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ApiErrorKind.Unknown)]
    [InlineData(ApiErrorKind.Later)]
    public async Task GoesOnWhereItsTokenIsNotTheOneThatWasRevoked(object? kind)
    {
        if (kind is ApiErrorKind failure)
        {
            _slack.Api.Fail("auth.test", failure, "timed_out");
        }

        await _slack.TellAsync("""{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"tokens_revoked","tokens":{"bot":["UBOT"]}}}""");
        await _slack.TellAsync(Direct("Ev2", "1.0", "echo one"));

        _slack.Api.Calls.ShouldContain(call => call.StartsWith("auth.test", StringComparison.Ordinal));
        Posts.ShouldBe(["post D-ana: first=one rest="]);
    }

    [Fact]
    public async Task KeepsWhatItKnowsOfAPersonUntilSlackTellsTheNew()
    {
        _slack.Api.Profile = _slack.Api.Profile! with { IsAdmin = true };
        (await _slack.TypeAsync("rule")).Text.ShouldBe("ruled");

        await _slack.TellAsync(UserChange("Ev1"));
        _slack.Api.Lookups = new TaskCompletionSource().Task;
        var typing = _slack.TypeAsync("rule");
        await PassAsync(typing, TimeSpan.FromMilliseconds(100));

        _slack.Api.Calls.ShouldContain("respond https://hooks/1 ephemeral: ruled");
    }

    [Fact]
    public async Task AnswersByTheNewProfileOfAPersonWhoHasChanged()
    {
        _slack.Api.Profile = _slack.Api.Profile! with { IsAdmin = true };
        (await _slack.TypeAsync("rule")).Text.ShouldBe("ruled");

        _slack.Api.Profile = _slack.Api.Profile with { IsAdmin = false };
        await _slack.TellAsync(UserChange("Ev1"));

        (await _slack.TypeAsync("rule")).Text.ShouldNotBe("ruled");
    }

    [Fact]
    public async Task WaitsForWhatSlackSaysOfAPersonWhereNoFormMustOpen()
    {
        _slack.Api.Profile = _slack.Api.Profile! with { IsAdmin = true };
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _slack.Api.Lookups = looked.Task;

        var telling = _slack.TellAsync(Direct("Ev1", "1.0", "rule"));
        await PassAsync(Task.Delay(100), TimeSpan.FromMilliseconds(200), times: 20);
        looked.SetResult();
        await PassAsync(telling, TimeSpan.FromMilliseconds(1));

        Posts.ShouldBe(["post D-ana: ruled"]);
    }

    [Fact]
    public async Task TakesAnEventWithoutABody() =>
        (await _slack.TellAsync("""{"type":"app_rate_limited","team_id":"T1"}""")).All.ShouldBe([null]);

    /// <summary>Says what nothing can show.</summary>
    private sealed class BrokenFeature : IFeature
    {
        public void Register(FeatureMap map) => map.Command(new CommandDefinition("break", "Breaks"), (_, _) => Task.FromResult<Answer>(new Reply([null!])));
    }

    private const string Mention = """{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"2.0","text":"<@UBOT> echo one"}}""";

    private static string UserChange(string id) =>
        $$"""{"type":"event_callback","team_id":"T1","event_id":"{{id}}","event":{"type":"user_change","user":{"id":"U1","name":"ana"} } }""";

    /// <summary>Lets time pass until something is done, or so many times.</summary>
    private async Task PassAsync(Task until, TimeSpan step, int times = int.MaxValue)
    {
        for (var i = 0; i < times && !(until.IsCompleted && times == int.MaxValue); i++)
        {
            _slack.Time.Advance(step);
            await Task.Delay(5);
        }

        await until;
    }

    private static string Direct(string id, string ts, string text) =>
        $$"""{"type":"event_callback","team_id":"T1","event_id":"{{id}}","event":{"type":"message","channel_type":"im","user":"U1","channel":"D-ana","ts":"{{ts}}","text":"{{text}}"} }""";
}
