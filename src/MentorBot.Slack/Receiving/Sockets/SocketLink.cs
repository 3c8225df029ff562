using System.Net.WebSockets;
using System.Text.Json;
using MentorBot.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>One socket: reads what Slack delivers, and carries acknowledgements back.</summary>
internal sealed partial class SocketLink : IDisposable
{
    /// <summary>Slack: a view alone has up to 250 kB, and a payload holds it with what is around it.</summary>
    private const int LargestFrame = 16 * 1024 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly InFlight _unacknowledged = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource<Farewell?> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Farewell> _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketOptions _options;
    private readonly Intake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isStopped;

    public SocketLink(SocketOptions options, Intake intake, TimeProvider time, ILogger log)
    {
        _options = options;
        _intake = intake;
        _time = time;
        _log = log;

        // Only with a time-out are these pings that want a pong; without it a dead peer would go unnoticed.
        _socket.Options.KeepAliveInterval = options.PingInterval;
        _socket.Options.KeepAliveTimeout = options.PongPatience;
        _socket.Options.CollectHttpResponseDetails = true;
    }

    public bool IsOpen => _socket.State == WebSocketState.Open && !_leaving.Task.IsCompleted;

    /// <summary>Slack says goodbye, or the socket is gone.</summary>
    public Task<Farewell> Leaving => _leaving.Task;

    /// <summary>Null as soon as Slack has said hello; otherwise why it did not.</summary>
    public async Task<Farewell?> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.HelloPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(address, GatheringStream.Invoker, either.Token);
            _reading = ReadAsync();
            return await _hello.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Farewell(Ending.Lost, "no hello in time");
        }
        catch (WebSocketException fault)
        {
            // Its message may name the address, which is a secret.
            return new Farewell(Ending.Lost, $"{fault.WebSocketErrorCode}, {(int)_socket.HttpStatusCode}");
        }
    }

    /// <summary>From now on what Slack delivers here is not taken in any more.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>False where the socket is gone.</summary>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await _sending.WaitAsync(_closed.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }

        try
        {
            if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            {
                return false;
            }

            // Slack: a message in several frames is not put together again.
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Acknowledged() => _unacknowledged.Leave();

    /// <summary>Lets what was delivered here be acknowledged, and closes; each takes its patience at most.</summary>
    public async Task CloseAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _unacknowledged.WhenEmptyAsync(_options.DrainPatience, _time);
        }

        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await SayGoodbyeAsync();
        }

        await _closed.CancelAsync();
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _closed.Dispose();
    }

    private async Task SayGoodbyeAsync()
    {
        using var late = new CancellationTokenSource(_options.ClosePatience, _time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
            await _reading.WaitAsync(late.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Slack would drop it soon anyway.
        }
    }

    private async Task ReadAsync()
    {
        using var buffer = new MessageBuffer(LargestFrame);
        var reason = "closed";
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.From(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    reason = $"closed with {(int?)_socket.CloseStatus}";
                    break;
                }

                await HandleAsync(buffer.UpTo(length), part.MessageType);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidDataException)
        {
            reason = fault is WebSocketException broken ? broken.WebSocketErrorCode.ToString() : fault.GetType().Name;
        }
        catch (Exception fault)
        {
            Failed(fault);
        }
        finally
        {
            var lost = new Farewell(Ending.Lost, reason);
            _hello.TrySetResult(lost);
            _leaving.TrySetResult(lost);
        }
    }

    private ValueTask HandleAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type)
    {
        if (type != WebSocketMessageType.Text)
        {
            Ignored("a binary frame");
            return ValueTask.CompletedTask;
        }

        Frame frame;
        try
        {
            frame = Frame.Read(bytes.Span);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            Ignored("a frame that is no JSON object");
            return ValueTask.CompletedTask;
        }

        switch (frame.Kind)
        {
            case FrameKind.Hello:
                _hello.TrySetResult(null);
                return ValueTask.CompletedTask;
            case FrameKind.Disconnect:
                var farewell = Farewell.Of(frame.Reason);
                _hello.TrySetResult(farewell);
                _leaving.TrySetResult(farewell);
                return ValueTask.CompletedTask;
            default:
                return frame.EnvelopeId is { } envelopeId ? TakeAsync(frame, envelopeId) : Nothing();
        }

        ValueTask Nothing()
        {
            Ignored("a frame of an unknown type");
            return ValueTask.CompletedTask;
        }
    }

    private ValueTask TakeAsync(Frame frame, string envelopeId)
    {
        if (_isStopped)
        {
            return ValueTask.CompletedTask;
        }

        _unacknowledged.Enter();
        var acknowledgement = new SocketAcknowledgement(this, envelopeId);
        if (Read(frame) is { } delivery)
        {
            return _intake.TakeAsync(delivery, acknowledgement, acknowledgement.Abandon, _closed.Token);
        }

        // Unacknowledged it would only come again.
        Ignored("an envelope that the bot does not understand");
        return Discard(acknowledgement.AcknowledgeAsync(null, _closed.Token));

        static async ValueTask Discard(ValueTask<bool> sent) => await sent;
    }

    private static Delivery? Read(Frame frame)
    {
        try
        {
            return frame.Kind switch
            {
                FrameKind.Command => Deliveries.Command(frame.Payload),
                FrameKind.Interaction => Deliveries.Interaction(frame.Payload),
                FrameKind.Event => Deliveries.Event(frame.Payload),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack sent {What}, which is ignored")]
    private partial void Ignored(string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading from a socket failed")]
    private partial void Failed(Exception fault);
}
