using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Discord's end of the gateway, with good clients and with bad ones.</summary>
public class GatewayTests
{
    [Theory]
    [InlineData("""{"op":3,"d":{"since":null,"activities":[],"status":"online","afk":false}}""", "4003")]
    [InlineData("""{"op":99,"d":null}""", "4001")]
    [InlineData("nonsense", "4002")]
    [InlineData("""{"op":2,"d":{"token":"TOKEN","properties":{"os":"a","browser":"b","device":"c"}}}""", "4013")]
    [InlineData("""{"op":2,"d":{"token":"TOKEN","intents":1073741824,"properties":{"os":"a","browser":"b","device":"c"}}}""", "4013")]
    [InlineData("""{"op":2,"d":{"token":"TOKEN","intents":32768,"properties":{"os":"a","browser":"b","device":"c"}}}""", "4014")]
    [InlineData("""{"op":2,"d":{"token":"Bot TOKEN","intents":1,"properties":{"os":"a","browser":"b","device":"c"}}}""", "4004")]
    [InlineData("""{"op":2,"d":{"token":"TOKEN","intents":1}}""", "4002")]
    [InlineData("""{"op":2,"d":{"token":"TOKEN","intents":1,"properties":{"os":"a","browser":"b","device":"c"},"shard":[2,2]}}""", "4010")]
    [InlineData("""{"op":6,"d":{"token":"wrong","session_id":"a","seq":1}}""", "4004")]
    public async Task ClosesWithTheCodeOfTheFault(string sent, string code)
    {
        await using var discord = await DiscordSimulator.StartAsync();
        await using var client = await RawGateway.ConnectAsync(discord);
        await client.SendAsync(sent.Replace("TOKEN", discord.BotToken, StringComparison.Ordinal));
        (await client.ClosedAsync()).ShouldBe(code);
        discord.Violations.Select(violation => violation.Kind).ShouldContain("gateway_close");
    }

    [Fact]
    public async Task ClosesOnTooMuchAndOnASecondIdentify()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { TimeFactor = 0 });
        await using var large = await RawGateway.ConnectAsync(discord);
        await large.SendAsync($$"""{"op":1,"d":null,"x":"{{new string('x', 4096)}}"}""");
        (await large.ClosedAsync()).ShouldBe("4002");

        await using var busy = await RawGateway.ConnectAsync(discord);
        for (var beat = 0; beat < 121; beat++)
        {
            await busy.SendAsync("""{"op":1,"d":null}""");
        }

        (await busy.ClosedAsync()).ShouldBe("4008");

        var (twice, _) = await RawGateway.ReadyAsync(discord);
        await using var second = twice;
        await twice.IdentifyAsync();
        (await twice.ClosedAsync()).ShouldBe("4005");
        discord.RequiresSharding = true;
        await using var sharded = await RawGateway.ConnectAsync(discord);
        await sharded.IdentifyAsync();
        (await sharded.ClosedAsync()).ShouldBe("4011");
    }

    [Fact]
    public async Task WelcomesByIntents()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { TimeFactor = 0 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var general = acme.AddChannel("general");
        await using var deaf = await RawGateway.ConnectAsync(discord);
        await deaf.IdentifyAsync(intents: 0);
        var ready = await deaf.DispatchAsync("READY");
        ready["guilds"]!.ToJsonString().ShouldBe($$"""[{"id":"{{acme.Id}}","unavailable":true}]""");
        ready["resume_gateway_url"]!.GetValue<string>().ShouldBe(discord.ResumeUrl);
        ready["application"]!["id"]!.GetValue<string>().ShouldBe(discord.ApplicationId);

        await using var all = await RawGateway.ConnectAsync(discord);
        await all.IdentifyAsync(intents: 1 | (1 << 9) | (1 << 12));
        await all.DispatchAsync("READY");
        var guild = await all.DispatchAsync("GUILD_CREATE");
        guild["channels"]![0]!["name"]!.GetValue<string>().ShouldBe("general");

        ana.Says("hello", general);
        ana.Says("secret");
        (await all.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe("");
        (await all.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe("secret");
        ana.Says("hey @mentorbot", general);
        (await all.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe($"hey <@{discord.BotUser.Id}>");

        discord.HasCommands("""[{"name":"do","description":"d"}]""");
        _ = ana.TypesAsync("/do", general);
        var first = await deaf.DispatchAsync("INTERACTION_CREATE");
        var second = await all.DispatchAsync("INTERACTION_CREATE");
        second["id"]!.GetValue<string>().ShouldBe(first["id"]!.GetValue<string>());
        first["member"]!["user"]!["id"]!.GetValue<string>().ShouldBe(ana.Id);
        first["context"]!.GetValue<int>().ShouldBe(0);
        discord.Sessions.Count.ShouldBe(2);

        acme.GoesDown();
        (await all.DispatchAsync("GUILD_DELETE"))["unavailable"]!.GetValue<bool>().ShouldBeTrue();
        acme.ComesBack();
        await all.DispatchAsync("GUILD_CREATE");
        acme.Deletes(general);
        (await all.DispatchAsync("CHANNEL_DELETE"))["id"]!.GetValue<string>().ShouldBe(general.Id);
        acme.RemovesBot();
        (await all.DispatchAsync("GUILD_DELETE")).AsObject().ContainsKey("unavailable").ShouldBeFalse();
        discord.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplaysWhatWasMissed()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var (first, ready) = await RawGateway.ReadyAsync(discord, intents: 1 | (1 << 12));
        ana.Says("one");
        await first.DispatchAsync("MESSAGE_CREATE");
        discord.OpenSockets.Single().Abort();
        (await first.ClosedAsync()).ShouldBe("dropped");
        ana.Says("two");
        ana.Says("three");

        await using var second = await RawGateway.ConnectAsync(discord, toResume: true);
        await second.ResumeAsync(ready, seq: 3);
        (await second.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe("two");
        (await second.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe("three");
        await second.DispatchAsync("RESUMED");
        discord.Violations.ShouldBeEmpty();
        await first.DisposeAsync();

        discord.OpenSockets.Single().Close(4000);
        (await second.ClosedAsync()).ShouldBe("4000");
        await using var early = await RawGateway.ConnectAsync(discord, toResume: true);
        await early.ResumeAsync(ready, seq: 99);
        (await early.ClosedAsync()).ShouldBe("4007");
        await using var late = await RawGateway.ConnectAsync(discord);
        await late.ResumeAsync(ready, seq: 3);
        var invalid = await late.ReadAsync();
        invalid.ToJsonString().ShouldBe("""{"t":null,"s":null,"op":9,"d":false}""");
        discord.Violations.Select(violation => violation.Kind).ShouldBe(["gateway_close", "resume_url"]);
        discord.Resumes.ShouldBe(3);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    [InlineData(4000, true)]
    [InlineData(null, true)]
    public async Task KeepsASessionUnlessTheClientSaysGoodbye(int? code, bool isKept)
    {
        await using var discord = await DiscordSimulator.StartAsync();
        discord.AddGuild("Acme");
        var (first, ready) = await RawGateway.ReadyAsync(discord);
        if (code is { } said)
        {
            await first.Socket.CloseOutputAsync((System.Net.WebSockets.WebSocketCloseStatus)said, null, CancellationToken.None);
        }
        else
        {
            first.Socket.Abort();
        }

        await discord.WaitUntilAsync("it is gone", () => discord.OpenSockets.Count == 0);
        await using var second = await RawGateway.ConnectAsync(discord, toResume: true);
        await second.ResumeAsync(ready, seq: 2);
        var answer = await second.ReadAsync();
        answer["op"]!.GetValue<int>().ShouldBe(isKept ? 0 : 9);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task CountsIdentifies()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { IdentifyTotal = 3 });
        using var rest = new RawRest(discord);
        await using var first = await RawGateway.ConnectAsync(discord);
        await first.IdentifyAsync();
        await first.DispatchAsync("READY");
        await using var second = await RawGateway.ConnectAsync(discord);
        await second.IdentifyAsync();
        (await second.ReadAsync())["op"]!.GetValue<int>().ShouldBe(9);
        var limit = (await rest.GetAsync("gateway/bot")).Json!["session_start_limit"]!;
        limit["remaining"]!.GetValue<int>().ShouldBe(1);
        limit["max_concurrency"]!.GetValue<int>().ShouldBe(1);

        await second.IdentifyAsync();
        (await second.ReadAsync())["op"]!.GetValue<int>().ShouldBe(9);
        await second.IdentifyAsync();
        await discord.WaitUntilAsync("the token is reset", () => discord.Violations.Any(violation => violation.Kind == "identify_budget"));
        (await first.ClosedAsync()).ShouldBe("4004");
        (await rest.GetAsync("gateway/bot")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task PlaysEveryTrick()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(500), TimeFactor = 0 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        discord.Faults.ReconnectBeforeHello();
        await using var early = new RawGateway(discord);
        await early.OpenAsync(discord.GatewayUrl);
        (await early.ReadAsync())["op"]!.GetValue<int>().ShouldBe(7);
        (await early.ClosedAsync()).ShouldBe("4000");
        discord.Faults.CloseOnConnect(4009);
        await using var closed = new RawGateway(discord);
        await closed.OpenAsync(discord.GatewayUrl);
        (await closed.ClosedAsync()).ShouldBe("4009");
        discord.Faults.RefuseUpgrade(503);
        await using var refused = new RawGateway(discord);
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => refused.OpenAsync(discord.GatewayUrl));

        var (client, _) = await RawGateway.ReadyAsync(discord, intents: 1 | (1 << 12));
        await using var closing = client;
        var socket = discord.OpenSockets.Single();
        await client.SendAsync("""{"op":1,"d":2}""");
        (await client.ReadAsync())["op"]!.GetValue<int>().ShouldBe(11);
        socket.SwallowsAcks = true;
        await client.SendAsync("""{"op":1,"d":2}""");
        await discord.WaitUntilAsync("the heartbeat came", () => socket.Heartbeats == 2);
        socket.AsksForHeartbeat();
        (await client.ReadAsync())["op"]!.GetValue<int>().ShouldBe(1);
        socket.Reconnect();
        (await client.ReadAsync())["op"]!.GetValue<int>().ShouldBe(7);

        discord.Faults.Fragments = 1;
        ana.Says("in parts");
        (await client.DispatchAsync("MESSAGE_CREATE"))["content"]!.GetValue<string>().ShouldBe("in parts");
        client.Frames.ShouldBeGreaterThan(1);
        discord.Faults.Clear();
        discord.Faults.Duplicates = 1;
        ana.Says("twice");
        var one = await client.ReadAsync();
        var two = await client.ReadAsync();
        two.ToJsonString().ShouldBe(one.ToJsonString());
        socket.InvalidateSession(resumable: true);
        (await client.ReadAsync()).ToJsonString().ShouldBe("""{"t":null,"s":null,"op":9,"d":true}""");
        discord.GoesDown();
        (await client.ClosedAsync()).ShouldBe("dropped");
        discord.ComesBack();
        await using var again = await RawGateway.ConnectAsync(discord);
        discord.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task NoticesSilence()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(1) });
        await using var client = await RawGateway.ConnectAsync(discord);
        (await client.ClosedAsync()).ShouldBe("4009");
        discord.Violations.Single().Kind.ShouldBe("missed_heartbeat");
    }

    [Fact]
    public async Task IsSilentWhenInteractionsGoElsewhere()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { TimeFactor = 0.05 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        discord.HasCommands("""[{"name":"do","description":"d"}]""");
        using var rest = new RawRest(discord);
        discord.InteractionsEndpointUrl = "https://example.org/interactions";
        ((string?)(await rest.GetAsync("applications/@me")).Json!["interactions_endpoint_url"]).ShouldBe("https://example.org/interactions");
        var (client, _) = await RawGateway.ReadyAsync(discord);
        await using var closing = client;
        (await ana.TypesAsync("/do")).Error.ShouldBe("The application did not respond");
    }
}
