using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using Microsoft.Data.Sqlite;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>One fault at a time, and what a person reads then.</summary>
public sealed class FaultAnswerTests : IAsyncLifetime, IDisposable
{
    private readonly FaultTime _time = new();
    private readonly TempFolder _folder = new();
    private readonly List<FaultBot> _bots = [];
    private SlackSimulator _slack = null!;
    private SlackPerson _ana = null!;
    private SlackChannel _general = null!;

    public async Task InitializeAsync()
    {
        _slack = await SlackSimulator.StartAsync(new SimulatorOptions { Time = _time });
        _ana = _slack.AddPerson("ana");
        _general = _slack.AddChannel("general", _ana);
        await StartBotAsync("bot.db");
    }

    public async Task DisposeAsync()
    {
        foreach (var bot in _bots)
        {
            await bot.DisposeAsync();
        }

        await _slack.DisposeAsync();

        // A form that comes too late is no fault of its payload.
        _slack.Violations.ShouldBeEmpty();
        _slack.Refusals.ShouldAllBe(refusal => refusal.Error == "expired_trigger_id");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ACommandThatComesTwiceInOneEnvelopeIsAnsweredAllTheSame()
    {
        _slack.Faults.Duplicates = 1;
        for (var time = 0; time < 20; time++)
        {
            var typed = await _ana.TypesAsync($"/mentor script nothing{time}", _general);
            if (typed.Error is null)
            {
                typed.Message.ShouldNotBeNull().Shown.ShouldContain($"nothing{time}");
            }
        }
    }

    [Fact]
    public async Task WhatIsPostedTwiceToTheBotsAddressIsDoneOnce()
    {
        await _bots[0].StopAsync();
        await StartBotAsync("bot.db", isOverHttp: true);
        var card = await CardAsync();
        await _ana.PressAsync(card, "Post as it is");
        var preview = await _ana.WaitForAsync(_general, "Nobody has seen this yet");
        _slack.Faults.DuplicatesUnderNewId = 1;
        await _ana.PressAsync(preview, "Copy");
        _ana.Says("script nothing");
        await _ana.WaitForDirectAsync("nothing");
        await _slack.WaitUntilAsync("all is acknowledged", () => _slack.PendingAcks == 0);
        await _bots[1].StopAsync();

        _slack.DirectWith(_ana).FromBot.ShouldHaveSingleItem();
        _ana.Sees(_general).Where(message => message.Shown.StartsWith("I can see why the date matters", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task APressThatTheBotDiesOverIsToldBySlack()
    {
        var card = await CardAsync();
        _slack.Faults.Next("views.open", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(1) });
        var pressing = _ana.PressAsync(card, "Fill in");
        await _slack.WaitUntilAsync("the form is on its way", () => _slack.Faults.Drawn == 1);
        _bots[0].Crash(_folder.File("left.db"));

        (await pressing).Error.ShouldBe("operation_timeout");
    }

    /// <summary>Slack counts it as answered by then, and says nothing.</summary>
    [Fact]
    public async Task APressThatIsAcknowledgedAndThatTheBotDiesOverIsToldByTheNext()
    {
        var card = await CardAsync();
        _slack.Faults.Next("views.open", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(30) }, times: 50);
        await PressUntilAcknowledgedAsync(card);
        _bots[0].Crash(_folder.File("left.db"));
        await StartBotAsync("left.db");

        var told = await _ana.WaitForAsync(_general, "I was interrupted");
        told.Text.ShouldBe("I was interrupted in the middle of what you pressed, so it may not have happened. Have a look, and do it once more if it didn't.");

        // Once the bot knows that it is told, no later life of it tells it again.
        await Eventually.HoldsAsync("nobody is owed anything", TimeSpan.FromSeconds(30), NobodyIsOwedAnythingAsync);
        var apologies = Apologies;
        await _bots[1].StopAsync();
        await StartBotAsync("left.db");
        await _bots[2].StopAsync();
        Apologies.ShouldBe(apologies);
    }

    [Fact]
    public async Task WhatIsInHandWhenTheBotIsStoppedIsAnsweredAndNobodyIsToldOtherwise()
    {
        var card = await CardAsync();
        _slack.Faults.Next("views.open", new Fault(FaultKind.ErrorBefore) { Delay = TimeSpan.FromSeconds(4) }, times: 50);
        await PressUntilAcknowledgedAsync(card);
        await _bots[0].StopAsync();
        await StartBotAsync("bot.db");
        await _bots[1].StopAsync();

        _ana.Sees(_general).ShouldContain(message => message.Shown.Contains("wasn't ready in time. It is now.", StringComparison.Ordinal));
        _ana.Sees(_general).ShouldNotContain(message => message.Text.Contains("I was interrupted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatWasWrittenToABotThatDiesIsAnsweredOnceByTheNext(bool isPosted)
    {
        await CardAsync();

        // What is on its way longer than that is as good as never posted.
        _slack.Faults.Next("chat.postMessage", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(isPosted ? 200 : 6_000) });
        _ana.Says("script nothing");
        await _slack.WaitUntilAsync("the answer is on its way", () => _slack.Faults.Drawn == 1);
        _bots[0].Crash(_folder.File("left.db"));
        await _slack.WaitUntilAsync("it is posted", () => !isPosted || _slack.DirectWith(_ana).FromBot.Count == 1);
        await StartBotAsync("left.db");
        await _ana.WaitForDirectAsync("nothing");
        await _slack.WaitUntilAsync("all is acknowledged", () => _slack is { PendingAcks: 0, UndeliveredEvents: 0 });
        await _bots[1].StopAsync();

        _slack.DirectWith(_ana).FromBot.ShouldHaveSingleItem().Shown.ShouldContain("I have no script called");
    }

    [Fact]
    public async Task WhatMayHaveBeenAnsweredIsLookedForUntilSlackCanTell()
    {
        await CardAsync();
        _slack.Faults.Next("chat.postMessage", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromMilliseconds(200) });
        _slack.Faults.Next("conversations.history", FaultKind.ErrorBefore, times: 3);
        _ana.Says("script nothing");
        await _slack.WaitUntilAsync("the answer is on its way", () => _slack.Faults.Drawn == 1);
        _bots[0].Crash(_folder.File("left.db"));
        await _slack.WaitUntilAsync("it is posted", () => _slack.DirectWith(_ana).FromBot.Count == 1);
        await StartBotAsync("left.db");
        await _slack.WaitUntilAsync("it was looked for in vain", () => _slack is { Faults.Drawn: 4, PendingAcks: 0 });

        // Slack: the next time that it brings it is a minute later.
        _time.Skip(TimeSpan.FromSeconds(61));
        await _slack.WaitUntilAsync("it was looked for again", () => _slack.Calls.Any(call => call is { Method: "conversations.history", IsOk: true }));
        await _slack.WaitUntilAsync("all is acknowledged", () => _slack is { PendingAcks: 0, UndeliveredEvents: 0 });
        await _bots[1].StopAsync();
        _slack.DirectWith(_ana).FromBot.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnAnswerThatSlackMayHaveTakenSaysSoWhereItIsRepeated()
    {
        var card = await CardAsync();
        await _ana.PressAsync(card, "Post as it is");
        var preview = await _ana.WaitForAsync(_general, "Nobody has seen this yet");
        _slack.Faults.Next("response_url", FaultKind.ErrorAfter);
        await _ana.PressAsync(preview, "Copy");

        await _ana.WaitForAsync(_general, "Slack didn't say whether this reached you, so it may be here twice.");
        var copies = _ana.Sees(_general).Where(message => message != preview && message != card && message.Shown.Contains("I can see why the date matters", StringComparison.Ordinal)).ToList();
        copies.Count.ShouldBe(2);
        copies[0].Shown.ShouldNotContain("twice");
    }

    [Fact]
    public async Task WhatCouldNotBeAnsweredIsAnsweredWhenSlackBringsItAgain()
    {
        // Each of the two ways to the direct conversation is tried twice.
        _slack.Faults.Next("chat.postMessage", FaultKind.ErrorBefore, times: 4);
        _ana.Says("script nothing");
        await _ana.WaitForDirectAsync("nothing");
        await _slack.WaitUntilAsync("all is acknowledged", () => _slack is { PendingAcks: 0, UndeliveredEvents: 0 });
        await _bots[0].StopAsync();

        _slack.Faults.Drawn.ShouldBe(4);
        _slack.DirectWith(_ana).FromBot.ShouldHaveSingleItem();
    }

    private async Task<SlackMessage> CardAsync()
    {
        SlackInteraction typed;
        do
        {
            typed = await _ana.TypesAsync("/mentor script deadline-pushback", _general);
        }
        while (typed.Message is null);

        return typed.Message;
    }

    private int Apologies => _ana.Sees(_general).Count(message => message.Text.Contains("I was interrupted", StringComparison.Ordinal));

    /// <summary>A slow machine may miss Slack's time at first, which Slack tells.</summary>
    private async Task PressUntilAcknowledgedAsync(SlackMessage card)
    {
        SlackInteraction pressed;
        do
        {
            pressed = await _ana.PressAsync(card, "Fill in");
        }
        while (pressed.Error is not null);
    }

    private async Task<bool> NobodyIsOwedAnythingAsync()
    {
        await using var left = new SqliteConnection($"Data Source={_folder.File("left.db")};Pooling=False");
        await left.OpenAsync();
        await using var open = left.CreateCommand();
        open.CommandText = "SELECT COUNT(*) FROM promises";
        return await open.ExecuteScalarAsync() is 0L;
    }

    private async Task StartBotAsync(string database, bool isOverHttp = false)
    {
        _bots.Add(await FaultBot.StartAsync(_slack, _time, _folder.File(database), new FaultLog(_time), isOverHttp));
        await (isOverHttp ? Task.CompletedTask : _slack.WaitForSocketsAsync());
    }
}
