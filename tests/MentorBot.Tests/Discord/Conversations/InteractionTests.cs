using MentorBot.Core.Platforms;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What people do, and how it is answered.</summary>
public sealed class InteractionTests : IDisposable
{
    private readonly ProbeFeature _probe = new();
    private readonly TaskCompletionSource _slow = new();
    private readonly DiscordScene _discord;

    public InteractionTests() => _discord = new DiscordScene(_probe, new Reactions(_slow.Task));

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task AnswersACommandAtOnceForOnePersonInAGuild()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo", """[{"type":3,"name":"first","value":"one"},{"type":3,"name":"rest","value":"two three"}]"""), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 4 flags 32832: first=one rest=two three"]);
        _discord.Api.Last!.Data!.AllowedMentions.ShouldNotBeNull().Parse.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaysThatAnAnswerComesWhereItTakesTooLongAndThenPutsItThere()
    {
        var answering = _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("slow"), id: "1"));
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1.8)), () => _discord.Api.Calls.Count == 1);
        _slow.SetResult();
        await answering;

        _discord.Api.Calls.ShouldBe(["respond 1 5 flags 64:", "edit original 77 tok: at last"]);
    }

    // discord-net/Discord.Net#2010, #2144, #2900, #3175: valid answers were refused by whoever took the time of an id for that of the own clock.
    [Theory]
    [InlineData(-24 * 365)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24 * 365)]
    public async Task AnswersHoweverWrongTheMachinesClockIs(int hoursAhead)
    {
        const long firstMillisecond = 1_420_070_400_000;
        var created = _discord.Time.GetUtcNow().AddHours(-hoursAhead).ToUnixTimeMilliseconds() - firstMillisecond;
        var (quick, slow) = ($"{created << 22}", $"{(created << 22) + 1}");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo", """[{"type":3,"name":"first","value":"one"}]"""), id: quick));
        var answering = _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("slow"), id: slow));
        await DiscordScene.Eventually(() => _discord.Time.Advance(TimeSpan.FromSeconds(1.8)), () => _discord.Api.Calls.Count == 2);
        _slow.SetResult();
        await answering;

        _discord.Api.Calls.ShouldBe([$"respond {quick} 4 flags 32832: first=one rest=", $"respond {slow} 5 flags 64:", "edit original 77 tok: at last"]);
    }

    [Fact]
    public async Task AnswersOnceHoweverOftenItComes()
    {
        var used = _discord.Interaction(2, DiscordScene.Command("echo"), id: "1");
        await _discord.UseAsync(used);
        await _discord.UseAsync(used);

        _discord.Api.Calls.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("40060", 1)]
    [InlineData("10062", 1)]
    public async Task CarriesOutWhatAResumedSessionBringsOnlyWhereDiscordStillWaitsForAnAnswer(string? refusal, int calls)
    {
        var ran = 0;
        _probe.OnCommand = () => ran++;
        if (refusal is not null)
        {
            _discord.Api.Fail("respond", ApiErrorKind.Over, refusal);
        }

        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), id: "1"), isReplay: true);

        _discord.Api.Calls.Count.ShouldBe(calls);
        ran.ShouldBe(refusal is null ? 1 : 0);
        _discord.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task UpdatesTheMessageWhoseButtonWasPressed()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.update"), DiscordScene.Message(), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 7 flags 32768: updated"]);
    }

    [Fact]
    public async Task TakesTheMessageAwayAndSaysTheRestPrivately()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.remove"), DiscordScene.Message(), id: "1"));

        _discord.Api.Calls.ShouldBe(["respond 1 6:", "delete original tok", "follow up tok private: removed"]);
    }

    [Fact]
    public async Task PostsBeforeItSaysSo()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.post"), DiscordScene.Message(), id: "1"));

        _discord.Api.Calls.ShouldBe(["post 7: hello everybody", "respond 1 7 flags 32768: posted"]);
    }

    [Fact]
    public async Task PostsByItsAnswerWhereItMayNotPost()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.post"), DiscordScene.Message(), app: "1024", id: "1"));

        _discord.Api.Calls[0].ShouldBe("respond 1 6:");
        _discord.Api.Calls[1].ShouldBe("follow up tok public: hello everybody");
        _discord.Api.Calls[2].ShouldStartWith("edit original 77 tok: posted");
    }

    [Fact]
    public async Task SaysWhatIsMissingAndGivesTheTextBackWhereNothingCanBePosted()
    {
        _discord.Api.Fail("follow up", ApiErrorKind.NotInPlace, "50013");
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.post"), DiscordScene.Message(), app: "1024", id: "1"));

        var told = _discord.Api.Calls[^1];
        told.ShouldContain("I may not write in this channel.");
        told.ShouldContain("add MentorBot, then allow **Send Messages**.");
        told.ShouldContain("hello everybody");
    }

    [Fact]
    public async Task OpensAFormAndItsNextPageByAButtonThatGoesAgain()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("probe.survey:5"), DiscordScene.Message(), id: "1"));
        _discord.Api.Calls.ShouldBe(["respond 1 9: Survey (1 of 2)"]);
        var opened = _discord.Api.Last!.Data!.CustomId!;

        await _discord.UseAsync(_discord.Interaction(5, DiscordScene.Submitted(opened, "text", "hello"), DiscordScene.Message(), id: "2"));
        _discord.Api.Calls[^1].ShouldBe("respond 2 4 flags 32832: Page 1 of 2 of **Survey** is kept. Go on whenever you like. | [Continue]");
        var note = """[{"type":10,"content":"…"},{"type":1,"components":[{"type":2,"label":"Continue","custom_id":"probe.survey:5~1"}]}]""";

        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("probe.survey:5~1"), DiscordScene.Message(components: note), id: "3"));
        _discord.Api.Calls[^1].ShouldBe("respond 3 9: Survey (2 of 2)");
        opened = _discord.Api.Last!.Data!.CustomId!;
        await _discord.UseAsync(_discord.Interaction(5, DiscordScene.Submitted(opened, "day", "not a day"), DiscordScene.Message(components: note), id: "4"));
        _discord.Api.Calls[^1].ShouldStartWith("respond 4 7 flags 32768: Something in **Survey** needs another look. All that you wrote is kept.");
        await _discord.UseAsync(_discord.Interaction(5, DiscordScene.Submitted(opened, "day", "2026-03-05"), DiscordScene.Message(components: note), id: "5"));
        _discord.Api.Calls[^1].ShouldBe(@"respond 5 7 flags 32768: text=hello \| day=2026-03-05");
    }

    [Fact]
    public async Task OffersAFormThatComesTooLateByAButton()
    {
        _discord.Api.Fail("respond", ApiErrorKind.Unknown, "timed_out");
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("probe.survey:5"), DiscordScene.Message(), id: "1"), isReplay: true);

        _discord.Api.Calls[^1].ShouldContain("wasn't ready in time. It is now.");
        _discord.Api.Calls[^1].ShouldContain("[Open the form]");
    }

    [Fact]
    public async Task ReadsTheMessageThatACommandWasUsedOn()
    {
        const string Data = """{"id":"1","name":"Probe it","type":3,"target_id":"55","resolved":{"messages":{"55":{"id":"55","channel_id":"7","content":"<@11> likes <:tada:9> in <#7>","author":{"id":"42","username":"ana"},"flags":0}},"users":{"11":{"id":"11","username":"ben"}}}}""";
        await _discord.UseAsync(_discord.Interaction(2, Data, id: "1"));

        _discord.Api.Calls.ShouldHaveSingleItem().ShouldBe(@"respond 1 4 flags 32832: @ben likes \:tada: in #a channel by 42 at https\://discord.com/channels/81384788765712384/7/55");
    }

    [Fact]
    public async Task SaysAReferenceWhereSomethingGoesWrongOnTheWay()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("react.broken"), DiscordScene.Message(), id: "1"));

        var reference = _discord.Log.Errors.ShouldHaveSingleItem().Message;
        _discord.Api.Calls[^1].ShouldContain("Something went wrong on my side");
        reference.ShouldContain("the reference");
    }
}
