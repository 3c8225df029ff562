using MentorBot.Discord.Receiving;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>What one of the two sent should not be as it is.</summary>
public sealed class GatewayMistakeTests : IDisposable
{
    private readonly GatewayScene _scene = new();

    public void Dispose() => _scene.Dispose();

    // Discord: an opcode that it does not know, a payload that it can't read, too many of them.
    [Theory]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4008)]
    public async Task KeepsTheSessionOverAMistakeOfItsOwnButDoesNotRepeatItAtOnce(int code)
    {
        var old = await _scene.Start().ReadyAsync();
        old.Closes(code);

        var (socket, waited) = await _scene.NextAsync();
        waited.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(500));
        socket.Hello();
        (await socket.HearsAsync()).ShouldContain("\"op\":6");
        _scene.Errors.ShouldBe([$"Discord's gateway takes what MentorBot sent for a mistake (closed with {code}); the session is resumed in a while"]);
    }

    [Fact]
    public async Task TakesInWhatItCanNotReadSoThatItNeverComesAgain()
    {
        var socket = await _scene.Start().ReadyAsync();
        socket.Says("""{"t":"MESSAGE_CREATE","s":5,"op":0,"d":{"id":"1","channel_id":"5","content":"hi","author":{"id":"8"},"mentions":7}}""");
        socket.Says("""{"t":"MESSAGE_CREATE","s":6,"op":0,"d":{"id":"2","channel_id":"5","content":"hi","author":{"id":"8","username":"ana"}}}""");

        await Until.HoldsAsync(() => _scene.Deliveries.OfType<DirectMessageDelivery>().Any());
        _scene.Connection.Session.Sequence.ShouldBe(6);
        _scene.Connection.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task LeavesAConnectionThatBreaksWhileItsSessionCanNotBeCounted()
    {
        _scene.Memory.Busy = new TaskCompletionSource().Task;
        var (socket, _) = await _scene.Start().NextAsync();
        socket.Hello();
        await Task.Delay(20);

        await _scene.EndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        socket.HasHeard(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task ReadsAListOfGuildsWithAHoleInIt()
    {
        var (socket, _) = await _scene.Start().NextAsync();
        socket.Hello();
        await socket.HearsAsync();
        socket.Says("""{"t":"READY","s":1,"op":0,"d":{"v":10,"user":{"id":"11","username":"mentor","bot":true},"guilds":[null,{"id":"7"}],"session_id":"s1","resume_gateway_url":"wss://resume.test","application":{"id":"10","flags":0}}}""");

        await Until.HoldsAsync(() => _scene.Deliveries.Count == 1);
        ((ReadyDelivery)_scene.Deliveries.Single()).Guilds.ShouldBe(["7"]);
    }
}
