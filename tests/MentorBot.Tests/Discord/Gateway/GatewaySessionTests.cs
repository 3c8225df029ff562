using MentorBot.Discord.Receiving;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>What is heard and said while a session lasts, over one connection or several, also of several lives of the bot.</summary>
public sealed class GatewaySessionTests : IDisposable
{
    private readonly GatewayScene _scene = new();

    public void Dispose() => _scene.Dispose();

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
        await Until.HoldsAsync(() => _scene.Connection.Session.Sequence == 9);
        socket.SentCount.ShouldBe(110);
        _scene.Time.Advance(TimeSpan.FromSeconds(60));
        socket.Says("""{"op":1,"d":null}""");
        await Until.HoldsAsync(() => socket.SentCount > 110);
    }

    // PsycherosAI/Psycheros#42: an answer that an old connection owes is nothing that a new one owes.
    [Fact]
    public async Task ResumesWhenHeartbeatsAreNotAnsweredAndOwesNothingThen()
    {
        var old = await _scene.Start().ReadyAsync();

        // To the first beat and to the second, and not past it: what the next connection waits for would be over before it began.
        _scene.Time.AdvanceToNext();
        _scene.Time.AdvanceToNext();

        var (socket, _) = await _scene.NextAsync();
        old.ClosedWith.ShouldBe(4000);
        socket.Hello();
        (await socket.HearsAsync()).ShouldContain("\"op\":6");
        socket.Says("""{"t":"RESUMED","s":2,"op":0,"d":{}}""");
        await Until.HoldsAsync(() => _scene.Connection.IsReady && _scene.Connection.Session.Sequence == 2);
        _scene.Time.AdvanceToNext();
        (await socket.HearsAsync()).ShouldBe("""{"op":1,"d":2}""");
        socket.Says("""{"op":11}""");
        socket.Says("""{"t":"GUILD_CREATE","s":3,"op":0,"d":{"id":"7"}}""");
        await Until.HoldsAsync(() => _scene.Connection.Session.Sequence == 3);
        _scene.Time.AdvanceToNext();
        _scene.Connection.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task SaysOfWhatAResumedSessionBringsAgainThatItMayHaveComeBefore()
    {
        (await _scene.Start().ReadyAsync()).Breaks();
        var socket = await _scene.AtOnceAsync();
        socket.Hello();
        await socket.HearsAsync();
        socket.Says("""{"op":0,"t":"GUILD_DELETE","s":2,"d":{"id":"5"}}""");
        socket.Says("""{"op":0,"t":"RESUMED","s":3,"d":{}}""");
        socket.Says("""{"op":0,"t":"GUILD_DELETE","s":4,"d":{"id":"6"}}""");

        await Until.HoldsAsync(() => _scene.Connection.Session.Sequence == 4);
        _scene.Deliveries.OfType<GuildGoneDelivery>().Select(gone => (gone.GuildId, gone.IsReplay)).ShouldBe([("5", true), ("6", false)]);
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

        await Until.HoldsAsync(() => _scene.Connection.Session.Sequence == 4);
        _scene.Deliveries.Count.ShouldBe(2);
        _scene.Connection.IsReady.ShouldBeTrue();
        _scene.Log.Lines.ShouldAllBe(line => !line.Message.Contains("not json"));
    }

    [Fact]
    public async Task TakesNothingInAnyMoreOnceItIsStopped()
    {
        var socket = await _scene.Start().ReadyAsync();
        _scene.Connection.Stop();
        socket.Says("""{"op":0,"t":"GUILD_DELETE","s":4,"d":{"id":"7"}}""");
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
}
