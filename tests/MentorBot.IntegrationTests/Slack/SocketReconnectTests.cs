using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Every way in which a socket ends, or never begins.</summary>
public class SocketReconnectTests
{
    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("a_reason_of_next_year")]
    public async Task ReplacesASocketBeforeItGoes(string reason)
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        var slow = new TaskCompletionSource();
        bot.Inbox.Before = _ => slow.Task;
        var old = slack.OpenSockets[0];
        slack.Faults.HelloDelay = TimeSpan.FromMilliseconds(300);

        var typing = ana.TypesAsync("/mentor tip", general);
        await slack.WaitUntilAsync("the command is there", () => bot.Inbox.Deliveries.Length == 1);
        Disconnect(old, reason);
        await slack.WaitUntilAsync("there is another socket", () => slack.AllSockets.Count == 2);
        old.IsOpen.ShouldBeTrue("The new one has not said hello yet.");
        await slack.WaitUntilAsync("the new one is of use", () => slack.AllSockets[1].IsOpen);
        old.WasClosedByClient.ShouldBeFalse("It still owes an acknowledgement.");
        slow.SetResult();

        (await typing).Message!.Shown.ShouldBe("You said: tip");
        await slack.WaitUntilAsync("the old one was closed", () => old.WasClosedByClient);
        slack.Violations.ShouldBeEmpty();
        slack.Timeouts.ShouldBe(0);
        slack.AllSockets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task LeavesAnOldSocketThatNeverGetsItsAcknowledgement()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { DrainPatience = TimeSpan.FromMilliseconds(200) });
        bot.Inbox.Before = _ => new TaskCompletionSource().Task;
        var old = slack.OpenSockets[0];
        slack.AddPerson("ana").OpensHome();
        await slack.WaitUntilAsync("the event is there", () => bot.Inbox.Deliveries.Length == 1);

        old.Refresh();

        await slack.WaitUntilAsync("the old one was closed", () => old.WasClosedByClient);
    }

    [Fact]
    public async Task ClosesASocketBeforeTheNextWhereThereAreTooMany()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { FirstBackoff = TimeSpan.FromMilliseconds(500), LongestBackoff = TimeSpan.FromSeconds(1) });
        var old = slack.OpenSockets[0];

        Disconnect(old, "too_many_websockets");
        await slack.WaitUntilAsync("the old one was closed", () => old.WasClosedByClient);

        slack.AllSockets.ShouldHaveSingleItem();
        await slack.WaitUntilAsync("there is another socket", () => slack.AllSockets.Count == 2 && slack.AllSockets[1].IsOpen);
    }

    [Fact]
    public async Task WaitsForAPlaceWhereOthersHaveAllSockets()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var others = new List<RawClient>();
        for (var number = 0; number < 10; number++)
        {
            others.Add(await RawClient.ConnectAsync(slack));
        }

        await using var bot = await SocketBot.StartAsync(slack);
        await slack.WaitUntilAsync("it was sent away", () => slack.Violations.Any(violation => violation.Kind == "too_many_websockets"));
        await others[0].DisposeAsync();
        await slack.WaitUntilAsync("it has a socket", () => bot.Receiver.IsConnected);

        foreach (var other in others.Skip(1))
        {
            await other.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("link_disabled")]
    [InlineData("socket_mode_disabled")]
    public async Task TellsTheOperatorWhereSocketModeIsTurnedOffAndWaits(string reason)
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { SlowRetry = TimeSpan.FromMinutes(5) });
        var old = slack.OpenSockets[0];

        Disconnect(old, reason);
        await slack.WaitUntilAsync("the old one was closed", () => old.WasClosedByClient);
        await slack.WaitUntilAsync("the operator was told", () => bot.Errors.Count > 0);
        bot.Errors.ShouldBe(["Socket Mode is turned off in the app's settings: turn it on at https://api.slack.com/apps under Socket Mode. The bot looks every 5 minutes"]);

        // Many of the quick waits: it would have come back by now.
        await Task.Delay(300);
        slack.AllSockets.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("link_disabled")]
    [InlineData("socket_mode_disabled")]
    public async Task LooksAgainWhereSocketModeWasTurnedOff(string reason)
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack);

        Disconnect(slack.OpenSockets[0], reason);

        await slack.WaitUntilAsync("there is another socket", () => bot.Receiver.IsConnected && slack.AllSockets.Count == 2);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task SurvivesADisconnectBeforeHello(string reason)
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.DisconnectBeforeHello = reason;
        await using var bot = await SocketBot.StartAsync(slack);

        await slack.WaitUntilAsync("it has a socket", () => bot.Receiver.IsConnected);
        slack.AllSockets.Count.ShouldBe(2);
    }

    [Fact]
    public async Task GivesUpOnASocketThatNeverSaysHello()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.HelloDelay = TimeSpan.FromSeconds(20);
        await using var bot = await SocketBot.StartAsync(slack, SocketBot.Quick with { HelloPatience = TimeSpan.FromMilliseconds(500) });

        await slack.WaitUntilAsync("it tried again", () => slack.AllSockets.Count >= 2);
        bot.Receiver.IsConnected.ShouldBeFalse();
        slack.Faults.HelloDelay = TimeSpan.Zero;
        await slack.WaitUntilAsync("it has a socket", () => bot.Receiver.IsConnected);
    }

    [Fact]
    public async Task ConnectsAnewWhereTheConnectionBreaks()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { Connections = 2 });

        foreach (var socket in slack.OpenSockets)
        {
            socket.Abort();
        }

        await slack.WaitUntilAsync("both are there again", () => slack.OpenSockets.Count == 2 && slack.AllSockets.Count == 4);
        (await ana.TypesAsync("/mentor tip", general)).Message.ShouldNotBeNull();
        slack.AllSockets.Count.ShouldBe(4, "One loop for each socket, never two.");
    }

    [Fact]
    public async Task ConnectsAnewWhereSlackCloses()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack);
        var old = slack.OpenSockets[0];

        old.CloseNow();

        await slack.WaitUntilAsync("there is another socket", () => slack.AllSockets.Count == 2 && slack.AllSockets[1].IsOpen);
        await slack.WaitUntilAsync("the old one was answered", () => old.WasClosedByClient);
    }

    [Fact]
    public async Task NoticesThatTheOtherEndIsGone()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { PingInterval = TimeSpan.FromMilliseconds(200), PongPatience = TimeSpan.FromSeconds(1) });
        await slack.WaitUntilAsync("it pings", () => slack.OpenSockets[0].PingsFromClient > 1);

        slack.OpenSockets[0].GoHalfOpen();

        await slack.WaitUntilAsync("there is another socket", () => slack.AllSockets.Count == 2 && slack.AllSockets[1].IsOpen);
    }

    [Fact]
    public async Task TriesAgainWhereSlackWantsNoSocketNow()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.RefuseUpgrade(409, times: 3);
        slack.Faults.Next("apps.connections.open", FaultKind.InternalErrorAfter);
        await using var bot = await SocketBot.StartAsync(slack);

        await slack.WaitUntilAsync("it has a socket", () => bot.Receiver.IsConnected);
        slack.AllSockets.ShouldHaveSingleItem();
        bot.Lines.ShouldContain(line => line.Contains("409", StringComparison.Ordinal));
        bot.Lines.ShouldNotContain(line => line.Contains("ticket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WaitsAsLongAsSlackAsksBeforeItOpensASocket()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.Next("apps.connections.open", FaultKind.RateLimited, times: 2);
        await using var bot = await SocketBot.StartAsync(slack);

        await slack.WaitUntilAsync("it has a socket", () => bot.Receiver.IsConnected);
        var calls = slack.Calls.Where(call => call.Method == "apps.connections.open").ToList();
        calls.Count.ShouldBe(3);
        (calls[1].At - calls[0].At).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
    }

    [Theory]
    [InlineData("xapp-1-A0-wrong", "invalid_auth")]
    [InlineData("xoxb-47445629121-simulated-bot", "not_allowed_token_type")]
    public async Task TellsTheOperatorOnceThatTheTokenIsWrong(string token, string code)
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.StartAsync(slack, SocketBot.Quick with { Connections = 2 }, token);

        await slack.WaitUntilAsync("both were tried twice", () => slack.Calls.Count(call => call.Method == "apps.connections.open") >= 4);
        bot.Errors.ShouldBe([$"Slack refuses Slack:AppToken ({code}): it has to be the app-level token, xapp-…, with the scope connections:write, from https://api.slack.com/apps under Basic Information. The bot tries every 0 minutes"]);
        slack.AllSockets.ShouldBeEmpty();
    }

    private static void Disconnect(SlackSocket socket, string reason)
    {
        switch (reason)
        {
            case "warning":
                socket.Warn();
                break;
            case "refresh_requested":
                socket.Refresh();
                break;
            case "link_disabled":
                socket.DisableLink();
                break;
            default:
                socket.Send($$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{"host":"wss-111.slack.com"} }""");
                break;
        }
    }
}
