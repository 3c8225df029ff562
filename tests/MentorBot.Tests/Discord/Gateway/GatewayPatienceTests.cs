using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>How long is waited between connections, and for what; no outage and no mistake uses up the sessions that Discord allows.</summary>
public sealed class GatewayPatienceTests : IDisposable
{
    private readonly GatewayScene _scene = new();

    public void Dispose() => _scene.Dispose();

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
        await Until.HoldsAsync(() => _scene.Connection.IsReady);
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

        await Until.HoldsAsync(() => { scene.Time.Advance(TimeSpan.FromSeconds(10)); return scene.Errors.Count > 0; });
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
        await Until.HoldsAsync(() => _scene.Errors.Count == 1);
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

        await Until.HoldsAsync(() => socket.ClosedWith is not null);
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
    public async Task CountsTheSessionsOfEveryStart()
    {
        var memory = new KeptInMemory();
        var opened = 0;
        for (var start = 0; start < 6; start++)
        {
            using var scene = new GatewayScene { Memory = memory, Options = new GatewayOptions { MostIdentifies = 3 } };
            scene.Time.Advance(TimeSpan.FromMinutes(start));
            scene.Start();
            await Until.HoldsAsync(() => scene.Gateway.Opened == 1 || scene.Errors.Count > 0);
            if (scene.Gateway.TryNext(out var socket))
            {
                socket!.Hello();
                (await socket.HearsAsync()).ShouldContain("\"op\":2");
                opened++;
            }
        }

        opened.ShouldBe(3, "A bot that crashes in a circle would lose its token.");
    }
}
