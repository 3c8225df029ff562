using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Slack's end of Socket Mode, with good clients and with bad ones.</summary>
public class SocketTests
{
    private static readonly SimulatorOptions Fast = new() { TimeFactor = 0.05 };

    [Fact]
    public async Task GivesEachAddressOnceAndToTheAppTokenOnly()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var client = new RawClient(slack);

        (await client.PostAsync("apps.connections.open", [], slack.BotToken))["error"]!.GetValue<string>().ShouldBe("not_allowed_token_type");
        (await client.PostAsync("apps.connections.open", [], "xapp-wrong"))["error"]!.GetValue<string>().ShouldBe("invalid_auth");
        (await client.FormAsync("apps.connections.open", ("token", slack.AppToken)))["error"]!.GetValue<string>().ShouldBe("not_allowed_token_type");
        var address = new Uri(await client.NewAddressAsync());
        await client.Socket.ConnectAsync(address, CancellationToken.None);
        var hello = await client.ReadAsync();
        hello["num_connections"]!.GetValue<int>().ShouldBe(1);
        hello["connection_info"]!["app_id"]!.GetValue<string>().ShouldBe(slack.AppId);

        using var second = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(() => second.ConnectAsync(address, CancellationToken.None));
        slack.Faults.RefuseUpgrade(409);
        await using var third = new RawClient(slack);
        await Should.ThrowAsync<WebSocketException>(third.OpenAsync);
    }

    [Fact]
    public async Task TakesTenSocketsAndSpreadsOverThem()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var clients = new List<RawClient>();
        for (var number = 0; number < 10; number++)
        {
            clients.Add(await RawClient.ConnectAsync(slack));
        }

        await using var eleventh = new RawClient(slack);
        await eleventh.OpenAsync();
        var refused = await eleventh.ReadAsync();
        refused["reason"]!.GetValue<string>().ShouldBe("too_many_websockets");
        refused["num_connections"]!.GetValue<int>().ShouldBe(10);
        (await eleventh.ReadAsync())["type"]!.GetValue<string>().ShouldBe("closed");
        slack.Violations.Single().Kind.ShouldBe("too_many_websockets");

        var arrivals = clients.Select(client => client.TakeAsync()).ToList();
        for (var number = 0; number < 60; number++)
        {
            ana.Says("hi");
        }

        await slack.WaitUntilAsync("several sockets got some", () => arrivals.Count(arrival => arrival.IsCompletedSuccessfully) >= 5);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task LosesAcksThatAreTooLargeFragmentedBinaryOrElsewhere()
    {
        await using var slack = await SlackSimulator.StartAsync(Fast with { TimeFactor = 0.3 });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);

        await Loses("too_large", envelope => client.AckAsync(envelope, new JsonObject { ["text"] = new string('x', 20_480) }));
        await Loses("fragmented", async envelope =>
        {
            var ack = Encoding.UTF8.GetBytes($$"""{"envelope_id":"{{envelope["envelope_id"]}}"}""");
            await client.Socket.SendAsync(ack.AsMemory(0, 10), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await client.Socket.SendAsync(ack.AsMemory(10), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        });
        await Loses("binary", envelope => client.Socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"envelope_id":"{{envelope["envelope_id"]}}"}"""), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None));
        await Loses("no_ack", _ => client.SendAsync("hello there"));

        slack.OpenSockets.Single().CloseNow();
        await using var other = await RawClient.ConnectAsync(slack);
        await using var third = await RawClient.ConnectAsync(slack);
        var read = new[] { other.ReadAsync(), third.ReadAsync() };
        var typing = ana.TypesAsync("/mentor", general);
        var got = await Task.WhenAny(read);
        await (got == read[0] ? third : other).AckAsync(await got);
        (await typing).Error.ShouldBe("operation_timeout");
        slack.Violations[^1].Kind.ShouldBe("other_socket");

        async Task Loses(string kind, Func<JsonObject, Task> send)
        {
            var typed = ana.TypesAsync("/mentor", general);
            await send(await client.ReadAsync());
            (await typed).Error.ShouldBe("operation_timeout", kind);
            slack.Violations[^1].Kind.ShouldBe(kind);
        }
    }

    [Fact]
    public async Task TakesTheLargestAckAndIgnoresUnknownOnes()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);

        var typing = ana.TypesAsync("/mentor", general);
        var envelope = await client.ReadAsync();
        var frame = $$$"""{"envelope_id":"{{{envelope["envelope_id"]}}}","payload":{"text":""}}""";
        await client.SendAsync("""{"envelope_id":"00000000-0000-4000-8000-000000000000"}""");
        await client.SendAsync(frame.Replace("\"text\":\"", $"\"text\":\"{new string('x', 20_479 - frame.Length)}", StringComparison.Ordinal));
        await client.AckAsync(envelope);
        (await typing).Message!.Text.Length.ShouldBe(20_479 - frame.Length);
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendsEventsAgainThreeTimes()
    {
        await using var slack = await SlackSimulator.StartAsync(Fast with { TimeFactor = 0.001 });
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);

        ana.Says("anybody?");
        var envelopes = new List<JsonObject>();
        for (var time = 0; time < 4; time++)
        {
            envelopes.Add(await client.ReadAsync());
        }

        envelopes.Select(envelope => envelope["retry_attempt"]!.GetValue<int>()).ShouldBe([0, 1, 2, 3]);
        envelopes.Select(envelope => envelope["retry_reason"]!.GetValue<string>()).ShouldBe(["", "timeout", "timeout", "timeout"]);
        envelopes.Select(envelope => (string)envelope["payload"]!["event_id"]!).Distinct().Count().ShouldBe(1);
        envelopes.Select(envelope => (string)envelope["envelope_id"]!).Distinct().Count().ShouldBe(4);
        await slack.WaitUntilAsync("it is given up", () => slack.PendingAcks == 0 && slack.Timeouts == 4);
    }

    [Fact]
    public async Task KeepsEventsUntilSomebodyListens()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        ana.Says("one");
        ana.Says("two");
        await using var client = await RawClient.ConnectAsync(slack);

        var first = await client.ReadAsync();
        first["retry_attempt"]!.GetValue<int>().ShouldBe(1);
        first["accepts_response_payload"]!.GetValue<bool>().ShouldBeFalse();
        first["payload"]!["event"]!["text"]!.GetValue<string>().ShouldBe("one");
        first["payload"]!["event"]!["channel_type"]!.GetValue<string>().ShouldBe("im");
        (await client.ReadAsync())["payload"]!["event"]!["text"]!.GetValue<string>().ShouldBe("two");
    }

    [Fact]
    public async Task SendsDuplicatesUnderTheSameOrAnotherId()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);

        slack.Faults.Duplicates = 1;
        var typing = ana.TypesAsync("/mentor", general);
        var first = await client.ReadAsync();
        var second = await client.ReadAsync();
        second.ToJsonString().ShouldBe(first.ToJsonString());
        await client.AckAsync(first, new JsonObject { ["text"] = "Once" });
        await client.AckAsync(second, new JsonObject { ["text"] = "Twice" });
        (await typing).Message!.Text.ShouldBe("Once");

        slack.Faults.Duplicates = 0;
        slack.Faults.DuplicatesUnderNewId = 1;
        typing = ana.TypesAsync("/mentor", general);
        first = await client.ReadAsync();
        second = await client.ReadAsync();
        second["envelope_id"]!.GetValue<string>().ShouldNotBe(first["envelope_id"]!.GetValue<string>());
        second["payload"]!["trigger_id"]!.GetValue<string>().ShouldBe(first["payload"]!["trigger_id"]!.GetValue<string>());
        await client.AckAsync(first);
        (await typing).Error.ShouldBeNull();
        slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaysThatTheAppWasRemoved(bool tokensFirst)
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var client = await RawClient.ConnectAsync(slack);
        slack.Uninstall(tokensFirst);

        var types = new[] { await client.TakeAsync(), await client.TakeAsync() }.Select(payload => payload["event"]!["type"]!.GetValue<string>()).ToList();
        types.ShouldBe(tokensFirst ? ["tokens_revoked", "app_uninstalled"] : ["app_uninstalled", "tokens_revoked"]);
        (await client.PostAsync("auth.test", []))["error"]!.GetValue<string>().ShouldBe("account_inactive");
        slack.OpenSockets.Count.ShouldBe(1);
    }

    [Fact]
    public async Task LetsNothingOfAnAppThatIsLostActAnyMore()
    {
        await using var slack = await SlackSimulator.StartAsync(Fast);
        await using var open = await RawClient.ConnectAsync(slack);
        var address = new Uri(await open.NewAddressAsync());
        slack.Faults.HelloDelay = TimeSpan.FromSeconds(5);
        await using var opening = new RawClient(slack);
        await opening.OpenAsync();
        slack.LoseApp(() => { });

        await Should.ThrowAsync<WebSocketException>(open.ReadAsync());
        await Should.ThrowAsync<WebSocketException>(opening.ReadAsync());
        using var late = new ClientWebSocket();
        await Should.ThrowAsync<WebSocketException>(late.ConnectAsync(address, CancellationToken.None));
        slack.OpenSockets.ShouldBeEmpty();

        slack.Faults.HelloDelay = TimeSpan.Zero;
        await using var next = await RawClient.ConnectAsync(slack);
        slack.OpenSockets.Count.ShouldBe(1);
    }
}
