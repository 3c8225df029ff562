using MentorBot.Simulators.Slack;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Receiving.Sockets;
using MentorBot.Slack.Wire;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What Slack delivers over sockets, and what goes back.</summary>
public class SocketModeTests
{
    [Fact]
    public async Task AnswersCommandsOverTheSocketsThatBroughtThem()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { Connections = 3 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => ana.TypesAsync($"/mentor tip {number}", general)));

        answers.Select(answer => answer.Message!.Shown).ShouldBe(Enumerable.Range(0, 60).Select(number => $"You said: tip {number}"));
        bot.Inbox.Acknowledged.ShouldAllBe(sent => sent);
        slack.Violations.ShouldBeEmpty();
        bot.Receiver.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public async Task OpensTwoSocketsUnlessToldOtherwiseAndAnswersOverTheOneThatIsLeft()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack, new SocketOptions { Stagger = TimeSpan.FromMilliseconds(50) });
        slack.OpenSockets.Count.ShouldBe(2);

        slack.Faults.HelloDelay = TimeSpan.FromSeconds(20);
        slack.OpenSockets[0].Abort();
        await slack.WaitUntilAsync("one is left", () => slack.OpenSockets.Count == 1);
        (await ana.TypesAsync("/mentor tip", general)).Message!.Shown.ShouldBe("You said: tip");
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadsACommandAndAnEvent()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);

        var typed = await ana.TypesAsync("/mentor tip", general);
        ana.OpensHome();
        await slack.WaitUntilAsync("the event is there", () => bot.Inbox.Events.Any());

        bot.Inbox.Deliveries.OfType<CommandDelivery>().Single().Command.ShouldBe(new SlashCommand("/mentor", "tip", slack.TeamId, general.Id, "general", ana.Id, typed.ResponseUrl!, typed.TriggerId!));
        var home = bot.Inbox.Events.Single();
        (home.Type, home.UserId, home.Tab).ShouldBe(("app_home_opened", ana.Id, "home"));
    }

    [Fact]
    public async Task HandsOnWhatIsDeliveredTwiceAndAcknowledgesBoth()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        slack.Faults.Duplicates = 1;

        (await ana.TypesAsync("/mentor tip", general)).Message!.Shown.ShouldBe("You said: tip");
        await slack.WaitUntilAsync("both are acknowledged", () => bot.Inbox.Acknowledged is [true, true]);
    }

    [Fact]
    public async Task HandsOnWhatHappenedWhileNobodyWasThere()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.AddPerson("ana").OpensHome();
        slack.UndeliveredEvents.ShouldBe(1);
        await using var bot = await SocketBot.ConnectAsync(slack);

        await slack.WaitUntilAsync("the event is there", () => bot.Inbox.Events.Any(one => one.Type == "app_home_opened"));
    }

    [Fact]
    public async Task CanAcknowledgeWithoutTheAnswerWhereSlackWouldDropTheFrame()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);

        // {"envelope_id":"<36>","payload":{"text":"…"}} is 76 bytes and the text.
        bot.Inbox.Answer = _ => new MessageResponse { Text = new string('x', 20_479 - 76) };
        (await ana.TypesAsync("/mentor tip", general)).Message.ShouldNotBeNull();
        bot.Inbox.Answer = _ => new MessageResponse { Text = new string('x', 20_480 - 76) };
        var answer = await ana.TypesAsync("/mentor tip", general);

        answer.IsOk.ShouldBeTrue();
        answer.Message.ShouldBeNull();
        bot.Inbox.Acknowledged.ShouldBe([true, false]);
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaysThatTheSocketIsGoneBeforeTheAcknowledgement()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        var slow = new TaskCompletionSource();
        bot.Inbox.Before = _ => slow.Task;

        var typing = ana.TypesAsync("/mentor tip", general);
        await slack.WaitUntilAsync("the command is there", () => bot.Inbox.Deliveries.Length == 1);
        slack.OpenSockets[0].Abort();
        await slack.WaitUntilAsync("there is another socket", () => slack.AllSockets.Count == 2 && slack.AllSockets[1].IsOpen);
        slow.SetResult();

        await slack.WaitUntilAsync("it was to be acknowledged", () => bot.Inbox.Acknowledged.Length == 1);
        bot.Inbox.Acknowledged.ShouldBe([false]);
        slack.Violations.ShouldBeEmpty("An acknowledgement goes over the socket that brought the envelope, or not at all.");
        _ = typing;
    }

    [Fact]
    public async Task SurvivesJunk()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        var socket = slack.OpenSockets[0];

        socket.Send("hello?");
        socket.Send("");
        socket.Send("[1]");
        socket.Send("{\"type\":");
        socket.Send("""{"type":"hello","envelope_id":"\ud800"}""");
        socket.Send("""{"type":5,"envelope_id":{},"payload":7}""");
        socket.Send("""{"type":"slash_commands","envelope_id":"5eed0000-0000-4000-8000-000000000007","payload":{"command":"/mentor"}}""");
        socket.Send("""{"type":"something_new","envelope_id":"5eed0000-0000-4000-8000-000000000008","payload":{}}""");
        socket.SendBinary([1, 2, 3]);
        (await ana.TypesAsync("/mentor tip", general)).Message!.Shown.ShouldBe("You said: tip");

        bot.Inbox.Deliveries.ShouldHaveSingleItem();
        slack.AllSockets.ShouldHaveSingleItem();
        slack.Violations.ShouldBeEmpty();
        bot.Lines.ShouldContain("Slack sent a binary frame, which is ignored");
        bot.Lines.Count(line => line == "Slack sent a frame that is no JSON object, which is ignored").ShouldBe(5);
        bot.Lines.Count(line => line == "Slack sent an envelope that the bot does not understand, which is ignored").ShouldBe(2);
    }

    [Fact]
    public async Task ReadsAnEventWithoutABody()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var bot = await SocketBot.ConnectAsync(slack);

        slack.OpenSockets[0].Send("""{"envelope_id":"5eed0000-0000-4000-8000-000000000007","payload":{"token":"t","type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A1"},"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}""");
        await slack.WaitUntilAsync("it is there", () => bot.Inbox.Deliveries.Length == 1);

        var callback = bot.Inbox.Deliveries.OfType<EventDelivery>().Single().Callback;
        (callback.Type, callback.TeamId, callback.Event).ShouldBe(("app_rate_limited", "T1", null));
    }

    [Fact]
    public async Task ReadsPayloadsOfHundredsOfKilobytes()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        var text = string.Concat(Enumerable.Repeat("Zoë & \\\"co\\\" ", 40_000));

        slack.OpenSockets[0].Send($$$"""{"type":"events_api","envelope_id":"5eed0000-0000-4000-8000-000000000007","payload":{"type":"event_callback","team_id":"T1","event_id":"Ev1","event_time":"1503435956","event":{"type":"message","user":"U1","channel":{"id":"C1"},"text":"{{{text}}}"} } }""");
        await slack.WaitUntilAsync("it is there", () => bot.Inbox.Events.Any());
        (await ana.TypesAsync("/mentor tip", general)).Message.ShouldNotBeNull();

        var message = bot.Inbox.Events.Single();
        (message.UserId, message.ChannelId, message.Text).ShouldBe(("U1", "C1", text.Replace("\\\"", "\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TakesInNoMoreAtOnceThanCanBeAnswered()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { TimeFactor = 10 });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { MostInFlight = 2 });
        var slow = new TaskCompletionSource();
        bot.Inbox.Before = _ => slow.Task;

        var typing = Enumerable.Range(0, 5).Select(number => ana.TypesAsync($"/mentor {number}", general)).ToList();
        await slack.WaitUntilAsync("two are there, and three more were sent", () => bot.Inbox.Deliveries.Length == 2 && slack.PendingAcks == 5);
        await Task.Delay(300);
        bot.Inbox.Deliveries.Length.ShouldBe(2);
        slow.SetResult();

        (await Task.WhenAll(typing)).ShouldAllBe(answer => answer.Message != null);
        slack.AllSockets.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnswersWhatWasTakenInBeforeItStops()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await SocketBot.ConnectAsync(slack);
        var slow = new TaskCompletionSource();
        bot.Inbox.Before = _ => slow.Task;
        var socket = slack.OpenSockets[0];

        var typing = ana.TypesAsync("/mentor tip", general);
        await slack.WaitUntilAsync("the command is there", () => bot.Inbox.Deliveries.Length == 1);
        var stopping = bot.Receiver.StopAsync(CancellationToken.None);
        slow.SetResult();

        (await typing).Message!.Shown.ShouldBe("You said: tip");
        await stopping;
        await slack.WaitUntilAsync("it said goodbye", () => socket.WasClosedByClient);
        bot.Receiver.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public async Task StopsEvenWhereAnAnswerNeverComes()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var bot = await SocketBot.ConnectAsync(slack, SocketBot.Quick with { StopPatience = TimeSpan.FromMilliseconds(100), DrainPatience = TimeSpan.FromMilliseconds(100) });
        bot.Inbox.Before = _ => new TaskCompletionSource().Task;
        ana.OpensHome();
        await slack.WaitUntilAsync("the event is there", () => bot.Inbox.Deliveries.Length == 1);

        await bot.Receiver.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        bot.Inbox.Acknowledged.ShouldBeEmpty();
        bot.Errors.ShouldBeEmpty();
    }
}
