using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MentorBot.Simulators.Slack;

/// <summary>Takes a text frame of a socket.</summary>
internal delegate void SocketText(SlackSocket socket, ReadOnlySpan<byte> text);

/// <summary>One Socket Mode connection as Slack's end sees it, frame by frame, so that a test can do to it what a network does.</summary>
public sealed class SlackSocket : IThreadPoolWorkItem
{
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _stream;
    private readonly SocketPool _pool;
    private readonly SocketText _onText;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _filling = new(64 * 1024);
    private ArrayBufferWriter<byte> _emptying = new(64 * 1024);
    private bool _isFlushing;
    private bool _inFragments;
    private bool _closeSent;
    private bool _isAborted;
    private int _pings;
    private int _pongs;

    internal SlackSocket(int number, HttpContext context, Stream stream, SocketPool pool, SocketText onText)
    {
        Number = number;
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _stream = stream;
        _pool = pool;
        _onText = onText;
    }

    /// <summary>The first socket is 1.</summary>
    public int Number { get; }

    /// <summary>Whether envelopes are sent on it: after hello, until it is closed.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>Whether it neither reads nor writes any more while TCP stays up.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>Whether the client said goodbye with a close frame.</summary>
    public bool WasClosedByClient { get; private set; }

    internal bool IsAborted => Volatile.Read(ref _isAborted);

    /// <summary>How many pings came from the client.</summary>
    public int PingsFromClient => _pings;

    /// <summary>How many of Slack's pings the client answered.</summary>
    public int PongsFromClient => _pongs;

    /// <summary>Set to have a closed socket's TCP connection stay up until the client ends it, as Slack's does.</summary>
    public bool KeepsTcpAfterClose { get; set; } = true;

    /// <summary>Ends TCP without a word.</summary>
    public void Abort()
    {
        IsOpen = false;
        if (!Interlocked.Exchange(ref _isAborted, true) && !_gone.Task.IsCompleted)
        {
            _lifetime.Abort();
            _gone.TrySetResult();
        }
    }

    /// <summary>The far end is gone without TCP noticing: nothing is read, nothing answered, what is sent is lost.</summary>
    public void GoHalfOpen() => IsHalfOpen = true;

    /// <summary>Slack: "warning, about ten seconds before the link is dropped".</summary>
    public void Warn() => _pool.Disconnect(this, "warning", 10);

    /// <summary>Slack: routine recycling every few hours.</summary>
    public void Refresh() => _pool.Disconnect(this, "refresh_requested", 10);

    /// <summary>Socket Mode was switched off in the app's settings.</summary>
    public void DisableLink() => _pool.Disconnect(this, "link_disabled", 0);

    /// <summary>Starts the closing handshake without a word before.</summary>
    public void CloseNow() => SendClose();

    /// <summary>Any text at all, to see whether a client survives it.</summary>
    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void SendBinary(ReadOnlySpan<byte> bytes) => Send(bytes, Frame.Binary);

    internal void Send(ReadOnlySpan<byte> payload) => Send(payload, Frame.Text);

    internal void SendPing() => Send([], Frame.Ping);

    /// <summary>Starts the closing handshake; the socket takes no more envelopes.</summary>
    internal void SendClose()
    {
        IsOpen = false;
        SendClose(1000);
    }

    private void SendClose(ushort code)
    {
        lock (_writing)
        {
            if (_closeSent)
            {
                return;
            }
        }

        Span<byte> reason = [0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(reason, code);
        Send(reason, Frame.Close);
    }

    private void Send(ReadOnlySpan<byte> payload, byte opcode)
    {
        lock (_writing)
        {
            if (IsHalfOpen || _closeSent)
            {
                return;
            }

            _closeSent = opcode == Frame.Close;
            Frame.Append(_filling, payload, opcode);
            if (_isFlushing)
            {
                return;
            }

            _isFlushing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (true)
            {
                lock (_writing)
                {
                    if (_filling.WrittenCount == 0)
                    {
                        _isFlushing = false;
                        return;
                    }

                    (_filling, _emptying) = (_emptying, _filling);
                }

                await _stream.WriteAsync(_emptying.WrittenMemory);
                _emptying.ResetWrittenCount();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            Abort();
        }
    }

    /// <summary>Reads until the connection is gone.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), _gone);
        try
        {
            await Task.WhenAny(ReadAsync(cancellation), _gone.Task);
        }
        finally
        {
            IsOpen = false;
            _gone.TrySetResult();
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var end = 0;
        try
        {
            while (true)
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(end), cancellation);
                if (IsHalfOpen)
                {
                    await _gone.Task;
                }

                if (read == 0 || IsAborted)
                {
                    return;
                }

                end += read;
                var taken = Frames(buffer.AsSpan(0, end), out var wanted);
                if (taken < 0)
                {
                    Abort();
                    return;
                }

                buffer.AsSpan(taken, end - taken).CopyTo(buffer);
                end -= taken;
                if (wanted > buffer.Length)
                {
                    Array.Resize(ref buffer, wanted);
                }

                if (_closeSent && WasClosedByClient && !KeepsTcpAfterClose)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone, which the caller sees by this method's end.
        }
    }

    /// <summary>Takes every whole frame; the rest stays for the next read.</summary>
    private int Frames(Span<byte> bytes, out int wanted)
    {
        var taken = 0;
        wanted = 0;
        while (bytes.Length - taken >= 2)
        {
            var rest = bytes[taken..];
            if (!Frame.TryRead(rest, out var frame))
            {
                break;
            }

            if (!frame.IsMasked || frame.Length is < 0 or > Frame.MostBytes)
            {
                _pool.Report(new SlackViolation("bad_frame", "A client's frames are masked (RFC 6455, 5.1) and below 4 MiB."));
                return -1;
            }

            if (rest.Length < frame.Total)
            {
                wanted = frame.Total;
                break;
            }

            var payload = frame.Unmask(rest);
            Take(rest[0], payload);
            taken += frame.Total;
        }

        return taken;
    }

    private void Take(byte first, ReadOnlySpan<byte> payload)
    {
        var isFinal = (first & 0x80) != 0;
        switch (first & 0x0F)
        {
            case Frame.Text when isFinal:
                _onText(this, payload);
                break;
            case Frame.Text or Frame.Binary when !isFinal:
                _inFragments = true;
                break;
            case Frame.Continuation when isFinal && _inFragments:
                // Slack: a message in several frames is not put together again, so whatever it said is lost.
                _inFragments = false;
                _pool.Report(new SlackViolation("fragmented", "An ack came in several frames and was ignored."));
                break;
            case Frame.Binary:
                _pool.Report(new SlackViolation("binary", "A binary frame was ignored."));
                break;
            case Frame.Ping:
                Interlocked.Increment(ref _pings);
                Send(payload, Frame.Pong);
                break;
            case Frame.Pong:
                Interlocked.Increment(ref _pongs);
                break;
            case Frame.Close:
                IsOpen = false;
                WasClosedByClient = true;
                SendClose(1000);
                break;
        }
    }
}
