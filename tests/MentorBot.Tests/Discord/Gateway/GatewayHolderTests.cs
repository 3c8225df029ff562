using System.Net.WebSockets;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>The node that has the gateway while everybody on it is busy; that its lock is lost, it knows within four seconds (PostgreSqlSoleTask).</summary>
public sealed class GatewayHolderTests : IAsyncLifetime, IDisposable
{
    private readonly GatewayScene _scene = new();
    private readonly Node _node = new();
    private readonly Intake _intake;
    private readonly GatewayReceiver _receiver;
    private ScriptedSocket _socket = null!;

    public GatewayHolderTests()
    {
        var options = _scene.Options with { MostInFlight = 1 };
        _intake = new Intake(_node, options, _scene.Time, _scene.Log.For<Intake>());
        _receiver = new GatewayReceiver(_node, _scene.Connect(), _intake, _scene.Setting, _scene.Time, _scene.Log.For<GatewayReceiver>());
    }

    public async Task InitializeAsync()
    {
        await _receiver.StartAsync(CancellationToken.None);
        _socket = await _scene.AtOnceAsync();
        await _scene.ReadyAsync(_socket);
        for (var sequence = 2; sequence < 5; sequence++)
        {
            _socket.Says($$$"""{"t":"MESSAGE_CREATE","s":{{{sequence}}},"op":0,"d":{"id":"{{{sequence}}}","channel_id":"5","content":"hi","author":{"id":"8","username":"ana"} } }""");
        }

        await Until.HoldsAsync(() => _node.Taken > 0 && _scene.Connection.Session.Sequence == 4);
    }

    [Fact]
    public async Task ClosesItAtOnceWhenTheLockIsLost()
    {
        var lost = _scene.Time.GetTimestamp();
        await _node.LosesAsync();

        await Until.HoldsAsync(() => _socket.State != WebSocketState.Open && _receiver is { IsHolder: false, IsElsewhere: true });
        _socket.ClosedWith.ShouldBe(4000);
        _scene.Time.GetElapsedTime(lost).ShouldBe(TimeSpan.Zero);
        _scene.Gateway.Opened.ShouldBe(1);
        _scene.Memory["discord:session"].ShouldBeNull("Another node has a session of its own by now.");
    }

    [Fact]
    public async Task ClosesItWithinASecondWhereNobodyTakesTheCloseFrame()
    {
        _socket.IsHeldOpen = true;
        await _node.LosesAsync();
        await Until.HoldsAsync(() => _socket.ClosedWith is not null);
        _socket.State.ShouldBe(WebSocketState.Open);

        _scene.Time.Advance(TimeSpan.FromSeconds(1));

        await Until.HoldsAsync(() => _socket.State != WebSocketState.Open);
    }

    // discord-net/Discord.Net#1146: a slow handler kept it from ever connecting again.
    [Fact]
    public async Task ConnectsAgainWhileEverybodyIsBusy()
    {
        _socket.Breaks();

        var next = await _scene.AtOnceAsync();
        next.Hello();
        (await next.HearsAsync()).ShouldBe("""{"op":6,"d":{"token":"the-token","session_id":"s1","seq":4}}""");
        next.Says("""{"t":"RESUMED","s":5,"op":0,"d":{}}""");
        await Until.HoldsAsync(() => _receiver.IsConnected);
        _node.Taken.ShouldBe(1, "Nobody has finished.");
    }

    public async Task DisposeAsync()
    {
        _socket.IsHeldOpen = false;
        _node.IsDone.TrySetResult();
        await _receiver.StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _intake.Dispose();
        _scene.Dispose();
    }

    /// <summary>Has the gateway until it loses it, and never gets it back.</summary>
    private sealed class Node : IInbox, ISoleTasks, ISoleTask
    {
        private readonly CancellationTokenSource _lost = new();
        private int _taken;
        private bool _wasHolder;

        public TaskCompletionSource IsDone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Lost => _lost.Token;

        public int Taken => Volatile.Read(ref _taken);

        public Task LosesAsync() => _lost.CancelAsync();

        public Task<ISoleTask?> TryTakeAsync(string name, CancellationToken cancellationToken)
        {
            var task = _wasHolder ? null : this;
            _wasHolder = true;
            return Task.FromResult<ISoleTask?>(task);
        }

        public Task ReceiveAsync(Delivery delivery, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _taken);
            return IsDone.Task;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
