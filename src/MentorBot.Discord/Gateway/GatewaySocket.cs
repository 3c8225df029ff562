using System.Net.WebSockets;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Gateway;

/// <summary>Opens a socket to an address.</summary>
internal delegate Task<WebSocket> GatewayDial(Uri address, CancellationToken cancellationToken);

/// <summary>The socket of one connection: payloads in whole, sends one after another and never too many, and a close that keeps the session.</summary>
internal sealed class GatewaySocket(GatewayOptions options, TimeProvider time) : IDisposable
{
    /// <summary>READY and a large guild are the largest.</summary>
    private const int LargestFrame = 64 * 1024 * 1024;

    private static readonly TimeSpan SendWindow = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _sending = new(1);
    private readonly Queue<long> _sent = new();
    private readonly CancellationTokenSource _over = new();
    private WebSocket? _socket;

    /// <summary>Null with an open socket; otherwise why there is none.</summary>
    public async Task<Farewell?> OpenAsync(GatewayDial dial, Uri address, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.ConnectPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            _socket = await dial(address, either.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new Farewell(Ending.Resume, cancellationToken.IsCancellationRequested ? "left" : "no connection in time");
        }
        catch (WebSocketException fault)
        {
            return new Farewell(Ending.Resume, $"no connection ({fault.WebSocketErrorCode})");
        }
    }

    /// <summary>False where the socket is gone.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> payload)
    {
        try
        {
            await _sending.WaitAsync(_over.Token);
            try
            {
                while (_sent.TryPeek(out var first) && time.GetElapsedTime(first) >= SendWindow)
                {
                    _sent.Dequeue();
                }

                // Only answers to heartbeats that Discord asks for can be so many, and it closes a connection that sends more.
                if (_sent.Count < options.MostSends)
                {
                    _sent.Enqueue(time.GetTimestamp());
                    await _socket!.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, _over.Token);
                }

                return true;
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return false;
        }
    }

    /// <summary>Hands on one payload after another, and returns when there will be no more.</summary>
    public async Task<Farewell> ReadAsync(Func<ReadOnlyMemory<byte>, Task> handle)
    {
        using var buffer = new MessageBuffer(LargestFrame);
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket!.ReceiveAsync(buffer.From(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return Farewell.Of((int?)_socket.CloseStatus);
                }

                await handle(buffer.UpTo(length));
            }
        }
        catch (Exception fault) when (IsBroken(fault) || fault is InvalidDataException)
        {
            return Farewell.Of(null);
        }
    }

    /// <summary>Discord: any code but 1000 and 1001 keeps the session.</summary>
    public async Task CloseAsync()
    {
        using var late = new CancellationTokenSource(options.ClosePatience, time);
        try
        {
            await _over.CancelAsync();
            await _socket!.CloseOutputAsync((WebSocketCloseStatus)4000, null, late.Token);
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            // It is gone; that keeps the session as well.
        }

        _socket!.Abort();
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _sending.Dispose();
        _over.Dispose();
    }

    private static bool IsBroken(Exception fault) => fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException;
}
