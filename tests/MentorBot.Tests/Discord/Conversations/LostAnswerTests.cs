using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What is done for an answer that Discord did not take, or of which nobody knows whether it did.</summary>
public sealed class LostAnswerTests : IDisposable
{
    private readonly TaskCompletionSource _slow = new();
    private readonly DiscordScene _discord;

    public LostAnswerTests() => _discord = new DiscordScene(new ProbeFeature(), new Reactions(_slow.Task));

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task BringsAnAnswerToTheDirectConversationWhereTheInteractionIsOver()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Over, "10062");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first= rest= !10062", "open 42", "post 942: first= rest="]);
        _discord.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task LooksForAnAnswerInTheDirectConversationUntilDiscordSaysWhetherItIsThere()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Over, "10062");
        _discord.Api.Fail("post", ApiErrorKind.Unknown, "connection_lost");
        _discord.Api.Fail("find", ApiErrorKind.Later, "too_many_invalid");
        var answering = _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));
        await _discord.FirstCallAsync();
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1)), () => answering.IsCompleted);

        _discord.Api.Calls.Skip(1).ShouldBe(["open 42", "post 942: first= rest= !connection_lost", "find 942 !too_many_invalid", "find 942", "post 942: first= rest="]);
        _discord.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task LeavesItToDiscordToTellWhereAnAnswerCouldNotBeSaidByAnyWay()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Later, "too_many_invalid");
        _discord.Api.Fail("post", ApiErrorKind.DirectMessagesClosed, "50007");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first= rest= !too_many_invalid", "open 42", "post 942: first= rest= !50007"]);
    }

    [Fact]
    public async Task SaysNothingMoreWhereSomebodyElseHasAnswered()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Over, "40060");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldHaveSingleItem();
        _discord.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SettlesByAnEditWhereNobodyKnowsWhetherAnAnswerArrived()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Unknown, "timed_out");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first= rest= !timed_out", "edit original 77 tok: first= rest="]);
    }

    [Fact]
    public async Task SaysThatAnAnswerMayBeThereTwiceWhereNotEvenAnEditTells()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Unknown, "http_500");
        _discord.Api.Fail("edit original", ApiErrorKind.Later, "too_many_invalid");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls[^1].ShouldStartWith("post 942: first= rest=");
        _discord.Api.Calls[^1].ShouldEndWith("Discord didn't say whether this reached you, so it may be here twice.");
    }

    [Fact]
    public async Task SaysThatAnUpdateMayBeThereTwiceWhereNotEvenAnEditTells()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Unknown, "http_500");
        _discord.Api.Fail("edit original", ApiErrorKind.Later, "too_many_invalid");
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.update"), DiscordScene.Message(), id: "1"));

        _discord.Api.Calls.ShouldBe([
            "respond 1 7 flags 32768: updated !http_500",
            "edit original 77 tok: updated !too_many_invalid",
            "follow up tok private: updated\n-# Discord didn't say whether this reached you, so it may be here twice."]);
    }

    [Fact]
    public async Task BringsAFileOnceWhereTheMessageCannotBeReplaced()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Unknown, "http_500");
        _discord.Api.Fail("edit original", ApiErrorKind.Over, "10008");
        _discord.Api.Fail("follow up", ApiErrorKind.Over, "50027");
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.file"), DiscordScene.Message(), id: "1"));

        _discord.Api.Calls.Count(call => call.Contains("+table.csv", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', _discord.Api.Calls));
        _discord.Api.Calls[^1].ShouldStartWith("post 942: your table");
    }

    [Fact]
    public async Task ChangesAMessageOnlyAfterWhatBroughtItWhichMightSayItOnceMore()
    {
        var heard = new TaskCompletionSource();
        _discord.Api.Edits = heard.Task;
        _slow.SetResult();
        var bringing = _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("slow"), id: "1"), isReplay: true);
        await DiscordScene.Eventually(() => { }, () => _discord.Api.Calls.Count == 2);
        var pressing = _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.update"), DiscordScene.Message(answers: "1"), id: "2"));
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1.8)), () => _discord.Api.Calls.Count == 3);
        heard.SetResult();
        await Task.WhenAll(bringing, pressing);

        _discord.Api.Calls.ShouldBe(["respond 1 5 flags 64:", "edit original 77 tok: at last", "respond 2 6:", "edit original 77 tok: updated"]);
    }

    [Fact]
    public async Task SaysAnUpdateOnceWhereWhatWasDeferredCanNotBeTakenBack()
    {
        await _discord.Get<HomeGuilds>().UseAsync("42", DiscordScene.Guild, default);
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("probe.survey:5"), DiscordScene.Message(32768), isDirect: true, id: "1"));
        var opened = _discord.Api.Last!.Data!.CustomId!;
        var opener = """[{"type":1,"components":[{"type":2,"label":"Open the form","custom_id":"probe.survey:5~0"}]}]""";
        _discord.Api.Fail("delete original", ApiErrorKind.Later, "no_turn");
        await _discord.UseAsync(_discord.Interaction(5, DiscordScene.Submitted(opened, "text", "hello"), DiscordScene.Message(32768, opener), isDirect: true, id: "2"), isReplay: true);

        _discord.Api.Calls.Skip(1).ShouldBe([
            "respond 2 5:",
            "edit 942 300: Page 1 of 2 of **Survey** is kept. Go on whenever you like. | [Continue]",
            "delete original tok !no_turn"]);
    }

    /// <summary>Discord counts the first part as the answer: nobody but the bot would tell that there was more.</summary>
    [Theory]
    [InlineData("respond 1 4")]
    [InlineData("respond 1 7")]
    public async Task PromisesTheRestOfAnAnswerInSeveralMessages(string first)
    {
        _discord.Api.Fail("follow up", ApiErrorKind.Over, "50027");
        _discord.Api.Fail("open", ApiErrorKind.Later, "blocked", times: 6);
        var interaction = first.EndsWith('4')
            ? _discord.Interaction(2, DiscordScene.Command("long"), id: "1")
            : _discord.Interaction(3, DiscordScene.Button("react.long"), DiscordScene.Message(), id: "1");
        var answering = _discord.UseAsync(interaction);
        await _discord.FirstCallAsync();
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1)), () => answering.IsCompleted);

        _discord.Api.Calls[0].ShouldStartWith(first);
        _discord.Promises.Open.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BringsThePlainTextToTheDirectConversationWhereTheInteractionIsOver()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Invalid, "50035");
        _discord.Api.Fail("respond", ApiErrorKind.Over, "10062");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first= rest= !50035", "respond 1 4 flags 32832: first= rest= !10062", "open 42", "post 942: first= rest="]);
    }

    [Fact]
    public async Task OwesNothingOfAnAnswerInSeveralMessagesThatSomebodyElseHasGiven()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Over, "40060");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("long"), id: "1"));

        _discord.Api.Calls.ShouldHaveSingleItem();
        _discord.Promises.Added.ShouldBe(1);
        _discord.Promises.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task ForgetsThePromiseOfAnAnswerInSeveralMessagesOnceAllAreSaid()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("long"), id: "1"));

        _discord.Api.Calls.Count.ShouldBe(2);
        _discord.Promises.Added.ShouldBe(1);
        _discord.Promises.Open.ShouldBeEmpty();
    }
}
