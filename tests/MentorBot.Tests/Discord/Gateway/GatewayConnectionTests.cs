using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Discord.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>What follows from every way in which a connection goes or ends.</summary>
public sealed class GatewayConnectionTests : IDisposable
{
    private readonly GatewayScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task StartsASessionWithWhatItNeedsAndNoMore()
    {
        var (socket, _) = await _scene.Start().NextAsync();
        socket.Address.ToString().ShouldBe("wss://gateway.test/?v=10&encoding=json");
        socket.Hello();

        (await socket.HearsAsync()).ShouldBe("""{"op":2,"d":{"token":"the-token","intents":4097,"properties":{"os":"linux","browser":"mentorbot","device":"mentorbot"}}}""");
        socket.Ready();
        await GatewayScene.UntilAsync(() => _scene.Deliveries.Count == 1);
        var ready = _scene.Deliveries.Single().ShouldBeOfType<ReadyDelivery>();
        (ready.AppId, ready.Self.Id, ready.Guilds.Single()).ShouldBe(("10", "11", "7"));
    }

    // Discord: 4000 and what is not known keep the session; so does a connection that breaks.
    [Theory]
    [InlineData(4000)]
    [InlineData(1001)]
    [InlineData(1006)]
    [InlineData(4999)]
    [InlineData(0)]
    public async Task ResumesAtTheResumeUrlWhereTheSessionLivesOn(int code)
    {
        var old = await _scene.Start().ReadyAsync();
        old.Says("""{"t":"GUILD_CREATE","s":5,"op":0,"d":{"id":"7","name":"Acme"}}""");
        await GatewayScene.UntilAsync(() => _scene.Connection.Session.Sequence == 5);

        End(old, code);

        // It was all right until now.
        var socket = await _scene.AtOnceAsync();
        socket.Address.ToString().ShouldBe("wss://resume.test/?v=10&encoding=json");
        socket.Hello();
        (await socket.HearsAsync()).ShouldBe("""{"op":6,"d":{"token":"the-token","session_id":"s1","seq":5}}""");
        socket.Says("""{"t":"RESUMED","s":6,"op":0,"d":{}}""");
        await GatewayScene.UntilAsync(() => _scene.Connection.IsReady);
        _scene.Asked.ShouldBe(1, "A resume needs no REST.");
    }

    // Not authenticated, identified twice, session invalid, wrong sequence, timed out; Discord: after its own 1000 a resume is not answered.
    [Theory]
    [InlineData(4003)]
    [InlineData(4005)]
    [InlineData(4006)]
    [InlineData(4007)]
    [InlineData(4009)]
    [InlineData(1000)]
    public async Task StartsAnotherSessionWhereTheOldOneIsOver(int code)
    {
        (await _scene.Start().ReadyAsync()).Closes(code);

        var (socket, _) = await _scene.NextAsync();
        socket.Address.Host.ShouldBe("gateway.test");
        socket.Hello();
        (await socket.HearsAsync()).ShouldContain("\"op\":2");
    }

    [Theory]
    [InlineData(4004, "Discord doesn't take Discord:Token. Copy the token from discord.com/developers/applications → your app → Bot → Reset Token, and start MentorBot again.")]
    [InlineData(4010, "Discord says that the gateway's shard is invalid (4010), though MentorBot names none. Look whether Discord:ApiUrl is Discord's own address, and start MentorBot again.")]
    [InlineData(4011, "Discord wants this bot to use several shards (4011), which MentorBot does not do: it serves up to 2,500 servers. Make a bot of its own for a part of them at discord.com/developers/applications → New Application.")]
    [InlineData(4012, "Discord no longer speaks version 10 of its gateway (4012). Update MentorBot, and start it again.")]
    [InlineData(4013, "Discord does not know an intent that MentorBot asks for (4013). Update MentorBot, and start it again.")]
    [InlineData(4014, "Discord does not allow this bot an intent that MentorBot asks for (4014). Look at discord.com/developers/applications → your app → Bot → Privileged Gateway Intents, and start MentorBot again.")]
    public async Task StopsForGoodWhereOnlyTheOperatorCanHelp(int code, string line)
    {
        var (socket, _) = await _scene.Start().NextAsync();
        socket.Hello();
        await socket.HearsAsync();
        socket.Closes(code);

        (await _scene.Running)!.Reason.ShouldBe(line);
        _scene.Gateway.Opened.ShouldBe(1);
        _scene.Connection.Session.Record.ShouldBeNull();
    }

    [Fact]
    public async Task StopsForGoodWhenRestRefusesTheToken()
    {
        _scene.Info = ApiAnswer.Failed<GatewayInfo>(new ApiError(ApiErrorKind.TokenDead, "http_401"));

        var farewell = await _scene.Start().Running;

        farewell!.Ending.ShouldBe(Ending.Fatal);
        farewell.IsTold.ShouldBeTrue("The API has said so already, in one line.");
        _scene.Asked.ShouldBe(1);
        _scene.Gateway.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task RefusesMoreShardsThanOnePlainly()
    {
        _scene.Info = ApiAnswer.Ok(new GatewayInfo("wss://gateway.test", 2, 1_000, Duration.Zero));

        (await _scene.Start().Running)!.Reason.ShouldBe("Discord wants this bot to use 2 shards, which MentorBot does not do: it serves up to 2,500 servers. Make a bot of its own for a part of them at discord.com/developers/applications → New Application.");
        _scene.Gateway.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task NamesAnInteractionsUrlThatIsSetByMistake()
    {
        _scene.App = _scene.App with { InteractionsUrl = "https://elsewhere.test" };
        await _scene.Start().ReadyAsync();

        _scene.Errors.ShouldHaveSingleItem().ShouldBe("An Interactions Endpoint URL is set for this app, so that Discord sends nothing that people do over the gateway, and the bot never answers. Remove it at discord.com/developers/applications → your app → General Information → Interactions Endpoint URL");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReconnectsWhenAskedToAlsoBeforeHello(bool isBeforeHello)
    {
        var old = isBeforeHello ? (await _scene.Start().NextAsync()).Socket : await _scene.Start().ReadyAsync();
        old.Says("""{"op":7,"d":null}""");

        var (socket, _) = await _scene.NextAsync();
        old.ClosedWith.ShouldBe(4000, "Discord: with 1000 the session would be over.");
        socket.Address.Host.ShouldBe(isBeforeHello ? "gateway.test" : "resume.test");
    }

    [Theory]
    [InlineData("true", "resume.test", 6)]
    [InlineData("false", "gateway.test", 2)]
    public async Task WaitsAFewSecondsAfterAnInvalidSession(string isResumable, string host, int op)
    {
        (await _scene.Start().ReadyAsync()).Says($$"""{"op":9,"d":{{isResumable}}}""");

        var (socket, waited) = await _scene.NextAsync();
        waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        socket.Address.Host.ShouldBe(host);
        socket.Hello();
        (await socket.HearsAsync()).ShouldStartWith($"{{\"op\":{op}");
    }

    [Fact]
    public async Task AnswersAHeartbeatThatIsAskedForAtOnce()
    {
        var socket = await _scene.Start().ReadyAsync();
        socket.Says("""{"op":1,"d":null}""");

        (await socket.HearsAsync()).ShouldBe("""{"op":1,"d":1}""");
    }

    [Fact]
    public async Task NeverSendsMoreThanDiscordTakes()
    {
        var socket = await _scene.Start().ReadyAsync(interval: 40_000_000);
        for (var number = 0; number < 300; number++)
        {
            socket.Says("""{"op":1,"d":null}""");
        }

        socket.Says("""{"t":"GUILD_CREATE","s":9,"op":0,"d":{"id":"7"}}""");
        await GatewayScene.UntilAsync(() => _scene.Connection.Session.Sequence == 9);
        socket.SentCount.ShouldBe(110);
        _scene.Time.Advance(TimeSpan.FromSeconds(60));
        socket.Says("""{"op":1,"d":null}""");
        await GatewayScene.UntilAsync(() => socket.SentCount > 110);
    }

    // PsycherosAI/Psycheros#42: an answer that an old connection owes is nothing that a new one owes.
    [Fact]
    public async Task ResumesWhenHeartbeatsAreNotAnsweredAndOwesNothingThen()
    {
        var old = await _scene.Start().ReadyAsync();
        _scene.Time.Advance(TimeSpan.FromSeconds(81));

        var (socket, _) = await _scene.NextAsync();
        old.ClosedWith.ShouldBe(4000);
        socket.Hello();
        (await socket.HearsAsync()).ShouldContain("\"op\":6");
        socket.Says("""{"t":"RESUMED","s":2,"op":0,"d":{}}""");
        await GatewayScene.UntilAsync(() => _scene.Connection.IsReady && _scene.Connection.Session.Sequence == 2);
        _scene.Time.Advance(TimeSpan.FromSeconds(40));
        (await socket.HearsAsync()).ShouldBe("""{"op":1,"d":2}""");
        socket.Says("""{"op":11}""");
        socket.Says("""{"t":"GUILD_CREATE","s":3,"op":0,"d":{"id":"7"}}""");
        await GatewayScene.UntilAsync(() => _scene.Connection.Session.Sequence == 3);
        _scene.Time.Advance(TimeSpan.FromSeconds(40));
        _scene.Connection.IsReady.ShouldBeTrue();
    }

    // discordeno/discordeno#3907: a session that is never resumed would be tried for ever.
    [Fact]
    public async Task StartsAnotherSessionAfterThreeResumesThatFailed()
    {
        (await _scene.Start().ReadyAsync()).Breaks();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var (failing, _) = await _scene.NextAsync();
            failing.Address.Host.ShouldBe("resume.test");
            failing.Hello();
            await failing.HearsAsync();
            failing.Breaks();
        }

        var (socket, _) = await _scene.NextAsync();
        socket.Address.Host.ShouldBe("gateway.test");
        socket.Hello();
        (await socket.HearsAsync()).ShouldContain("\"op\":2");
        socket.Ready("s2");
        await GatewayScene.UntilAsync(() => _scene.Connection.IsReady);
        socket.Breaks();
        (await _scene.NextAsync()).Socket.Address.Host.ShouldBe("resume.test", "The new session is resumed as any other.");
    }

    // discord-net/Discord.Net#2411: after an outage it never came back.
    [Fact]
    public async Task ComesBackAfterAnOutageOfEverythingWithTheSessionThatItHad()
    {
        var old = await _scene.Start().ReadyAsync();
        var info = _scene.Info;
        _scene.Info = ApiAnswer.Failed<GatewayInfo>(new ApiError(ApiErrorKind.Later, "unreachable"));
        _scene.Gateway.Failures = 12;
        old.Breaks();

        var (socket, waited) = await _scene.NextAsync();
        waited.ShouldBeGreaterThan(TimeSpan.FromMinutes(5));
        socket.Address.Host.ShouldBe("resume.test");
        _scene.Info = info;
        socket.Hello();
        socket.Says("""{"op":9,"d":false}""");
        (await _scene.NextAsync()).Socket.Address.Host.ShouldBe("gateway.test");
    }

    // discord-net/Discord.Net#1872, PR 2600: a gateway that always answers Invalid Session.
    [Fact]
    public async Task KeepsTheBudgetWithAGatewayThatOnlyRefuses()
    {
        using var scene = new GatewayScene { Options = new GatewayOptions { MostIdentifies = 20 } };
        scene.Start();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var (socket, waited) = await scene.NextAsync();
            waited.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            socket.Hello();
            await socket.HearsAsync();
            socket.Says("""{"op":9,"d":false}""");
        }

        await GatewayScene.UntilAsync(() => { scene.Time.Advance(TimeSpan.FromSeconds(10)); return scene.Errors.Count > 0; });
        scene.Errors[0].ShouldStartWith("MentorBot started 20 sessions with Discord within a day, which is more than can be right: look in the log why it loses them. The next one is started in ");
        scene.Time.Advance(TimeSpan.FromHours(20));
        await Task.Delay(50);
        scene.Gateway.TryNext(out _).ShouldBeFalse();
        await Task.Run(async () =>
        {
            for (var hour = 0; hour < 10 && scene.Gateway.Opened == 20; hour++)
            {
                scene.Time.Advance(TimeSpan.FromHours(1));
                await Task.Delay(50);
            }
        });
        scene.Gateway.Opened.ShouldBe(21, "A day later there is room again.");
    }

    [Fact]
    public async Task WaitsAsLongAsDiscordHasNoSessionsLeft()
    {
        _scene.Info = ApiAnswer.Ok(new GatewayInfo("wss://gateway.test", 1, 0, Duration.FromMinutes(90)));
        _scene.Start();
        await GatewayScene.UntilAsync(() => _scene.Errors.Count == 1);
        _scene.Errors[0].ShouldBe("Discord lets this bot start no more sessions for 90 minutes; until then it does not answer");
        _scene.Info = ApiAnswer.Ok(new GatewayInfo("wss://gateway.test", 1, 1_000, Duration.Zero));

        _scene.Time.Advance(TimeSpan.FromMinutes(89));
        await Task.Delay(50);
        _scene.Gateway.Opened.ShouldBe(0);
        _scene.Time.Advance(TimeSpan.FromMinutes(1));
        await _scene.NextAsync();
    }

    [Fact]
    public async Task StartsNoSessionThatCannotBeCounted()
    {
        _scene.Start();
        var (socket, _) = await _scene.NextAsync();
        _scene.Memory.IsDown = true;
        socket.Hello();

        await GatewayScene.UntilAsync(() => socket.ClosedWith is not null);
        socket.HasHeard(out _).ShouldBeFalse();
        _scene.Errors.ShouldContain("No session with Discord is started, since it can't be counted");
    }

    [Fact]
    public async Task LeavesAConnectionThatNeverSaysHello()
    {
        var (silent, _) = await _scene.Start().NextAsync();

        (await _scene.NextAsync()).Waited.ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
        silent.ClosedWith.ShouldBe(4000);
    }

    [Fact]
    public async Task LeavesAConnectionThatNeverBecomesReady()
    {
        var (silent, _) = await _scene.Start().NextAsync();
        silent.Hello();
        await silent.HearsAsync();
        await _scene.NextAsync();

        silent.ClosedWith.ShouldBe(4000);
    }

    [Fact]
    public async Task WaitsLongerFromFailureToFailureButNeverGivesUp()
    {
        (await _scene.Start().ReadyAsync()).Breaks();
        var waits = new List<TimeSpan>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var (socket, waited) = await _scene.NextAsync();
            waits.Add(waited);
            socket.Breaks();
        }

        waits[1].ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.4));
        waits[^1].ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(44));
    }

    [Fact]
    public async Task IgnoresWhatItDoesNotKnow()
    {
        var socket = await _scene.Start().ReadyAsync();
        socket.Says("""{"op":99,"d":{"x":[1,{}]}}""");
        socket.Says("""{"op":0,"t":"SOMETHING_OF_NEXT_YEAR","s":2,"d":{"x":[1]}}""");
        socket.Says("""{"op":0,"t":"INTERACTION_CREATE","s":3,"d":{"id":7}}""");
        socket.Says("not json");
        socket.Says("[]");
        socket.Says("""{"op":0,"t":"GUILD_DELETE","s":4,"d":{"id":"7"}}""");

        await GatewayScene.UntilAsync(() => _scene.Connection.Session.Sequence == 4);
        _scene.Deliveries.Count.ShouldBe(2);
        _scene.Connection.IsReady.ShouldBeTrue();
        _scene.Log.Lines.ShouldAllBe(line => !line.Message.Contains("not json"));
    }

    [Fact]
    public async Task TakesNothingInAnyMoreOnceItIsStopped()
    {
        var socket = await _scene.Start().ReadyAsync();
        _scene.Connection.Stop();
        socket.Says("""{"op":0,"t":"CHANNEL_DELETE","s":4,"d":{"id":"5","guild_id":"7"}}""");
        socket.Says("""{"op":1,"d":null}""");

        (await socket.HearsAsync()).ShouldBe("""{"op":1,"d":1}""", "The connection stays, and what came will come again.");
        _scene.Deliveries.Count.ShouldBe(1);
        await _scene.EndAsync();
        socket.ClosedWith.ShouldBe(4000);
    }

    [Fact]
    public async Task GoesOnWithTheSessionThatWasLeftAMomentAgo()
    {
        var socket = await _scene.Start().ReadyAsync();
        await _scene.EndAsync();
        await _scene.Connection.Session.LeaveAsync(CancellationToken.None);
        socket.ClosedWith.ShouldBe(4000);

        using var next = new GatewayScene { Memory = _scene.Memory };
        var (resumed, _) = await next.Start().NextAsync();
        resumed.Address.ToString().ShouldBe("wss://resume.test/?v=10&encoding=json");
        resumed.Hello();
        (await resumed.HearsAsync()).ShouldBe("""{"op":6,"d":{"token":"the-token","session_id":"s1","seq":1}}""");
        next.Asked.ShouldBe(0);
        next.Memory["discord:session"].ShouldBe("", "Nobody else takes it up then.");
        _scene.Memory["discord:session"]!.ShouldNotContain("the-token");
    }

    [Fact]
    public async Task StartsAnotherSessionWhereTheOneThatWasLeftIsOld()
    {
        await _scene.Start().ReadyAsync();
        await _scene.EndAsync();
        await _scene.Connection.Session.LeaveAsync(CancellationToken.None);

        using var next = new GatewayScene { Memory = _scene.Memory };
        next.Time.Advance(TimeSpan.FromMinutes(4));
        (await next.Start().NextAsync()).Socket.Address.Host.ShouldBe("gateway.test");
    }

    [Fact]
    public async Task CountsTheSessionsOfEveryStart()
    {
        var memory = new KeptInMemory();
        var opened = 0;
        for (var start = 0; start < 6; start++)
        {
            using var scene = new GatewayScene { Memory = memory, Options = new GatewayOptions { MostIdentifies = 3 } };
            scene.Time.Advance(TimeSpan.FromMinutes(start));
            scene.Start();
            await GatewayScene.UntilAsync(() => scene.Gateway.Opened == 1 || scene.Errors.Count > 0);
            if (scene.Gateway.TryNext(out var socket))
            {
                socket!.Hello();
                (await socket.HearsAsync()).ShouldContain("\"op\":2");
                opened++;
            }
        }

        opened.ShouldBe(3, "A bot that crashes in a circle would lose its token.");
    }

    private static void End(ScriptedSocket socket, int code)
    {
        if (code == 0)
        {
            socket.Breaks();
        }
        else
        {
            socket.Closes(code);
        }
    }
}
