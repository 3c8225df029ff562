using System.Net.WebSockets;
using MentorBot.Discord.Gateway;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The bot's way to Discord's gateway, which can be cut: at one moment every socket is gone, and none is opened any more, not even one that was just being so.</summary>
internal sealed class FaultDial : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<WebSocket> _sockets = [];
    private readonly CancellationTokenSource _buried = new();
    private bool _isCut;

    public async Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = IsCut() ? null : await GatewaySetting.DialAsync(address, cancellationToken);
        lock (_lock)
        {
            if (socket is not null && !_isCut)
            {
                _sockets.RemoveAll(one => one.State is WebSocketState.Closed or WebSocketState.Aborted);
                _sockets.Add(socket);
                return socket;
            }
        }

        socket?.Abort();
        socket?.Dispose();
        await Task.Delay(Timeout.Infinite, _buried.Token);
        throw new InvalidOperationException("Nobody comes back from there.");
    }

    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            _sockets.ForEach(socket => socket.Abort());
        }
    }

    /// <summary>Ends what waits for ever.</summary>
    public void Bury() => _buried.Cancel();

    public void Dispose() => _buried.Dispose();

    private bool IsCut()
    {
        lock (_lock)
        {
            return _isCut;
        }
    }
}
