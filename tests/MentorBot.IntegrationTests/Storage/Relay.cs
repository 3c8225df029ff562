using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MentorBot.IntegrationTests.Storage;

/// <summary>A network between a node and its server, which can go down.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private volatile bool _isHeld;

    private Relay(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync(server.Host!, server.Port);
        server.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        ConnectionString = server.ToString();
    }

    /// <summary>The server, through this.</summary>
    public string ConnectionString { get; }

    public static Relay To(string connectionString) => new(connectionString);

    /// <summary>From now on nothing arrives any more, and nobody is told.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Ends every connection.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _end.TrySetResult();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync(string host, int port)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(host, port);
                lock (_gate)
                {
                    _sockets.AddRange([client, server]);
                }

                _ = CarryAsync(client, server);
                _ = CarryAsync(server, client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[8192];
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (_isHeld)
                {
                    await _end.Task;
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        // An end is news as well, and does not pass where nothing does.
        if (!_isHeld)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
