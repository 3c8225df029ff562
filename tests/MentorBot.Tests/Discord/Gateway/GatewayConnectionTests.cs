using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>How a session is begun, and what follows from every way in which a connection ends.</summary>
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
        await Until.HoldsAsync(() => _scene.Deliveries.Count == 1);
        _scene.Deliveries.Single().ShouldBeOfType<ReadyDelivery>().Guilds.Single().ShouldBe("7");
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
        await Until.HoldsAsync(() => _scene.Connection.Session.Sequence == 5);

        End(old, code);

        // It was all right until now.
        var socket = await _scene.AtOnceAsync();
        socket.Address.ToString().ShouldBe("wss://resume.test/?v=10&encoding=json");
        socket.Hello();
        (await socket.HearsAsync()).ShouldBe("""{"op":6,"d":{"token":"the-token","session_id":"s1","seq":5}}""");
        socket.Says("""{"t":"RESUMED","s":6,"op":0,"d":{}}""");
        await Until.HoldsAsync(() => _scene.Connection.IsReady);
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
