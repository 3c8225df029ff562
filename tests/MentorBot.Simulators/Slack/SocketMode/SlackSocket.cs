using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MentorBot.Simulators.Slack;

/// <summary>One Socket Mode connection as Slack's end sees it, frame by frame, so that a test can do to it what a network does.</summary>
public sealed class SlackSocket : IThreadPoolWorkItem
{
    private const byte Continuation = 0;
    private const byte Text = 1;
    private const byte Binary = 2;
    private const byte Close = 8;
    private const byte Ping = 9;
    private const byte Pong = 10;
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _stream;
    private readonly SocketMode _hub;
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

    internal SlackSocket(int number, HttpContext context, Stream stream, SocketMode hub)
    {
        Number = number;
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _stream = stream;
        _hub = hub;
    }

    /// <summary>The first socket is 1.</summary>
    public int Number { get; }

    /// <summary>Whether envelopes are sent on it: after hello, until it is closed.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>Whether it neither reads nor writes any more while TCP stays up.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>Whether the client said goodbye with a close frame.</summary>
    public bool WasClosedByClient { get; private set; }

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
    public void Warn() => _hub.Disconnect(this, "warning", 10);

    /// <summary>Slack: routine recycling every few hours.</summary>
    public void Refresh() => _hub.Disconnect(this, "refresh_requested", 10);

    /// <summary>Socket Mode was switched off in the app's settings.</summary>
    public void DisableLink() => _hub.Disconnect(this, "link_disabled", 0);

    /// <summary>Starts the closing handshake without a word before.</summary>
    public void CloseNow() => SendClose();

    /// <summary>Any text at all, to see whether a client survives it.</summary>
    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void SendBinary(ReadOnlySpan<byte> bytes) => Send(bytes, Binary);

    internal void Send(ReadOnlySpan<byte> payload) => Send(payload, Text);

    internal void SendPing() => Send([], Ping);

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
        Send(reason, Close);
    }

    private void Send(ReadOnlySpan<byte> payload, byte opcode)
    {
        lock (_writing)
        {
            if (IsHalfOpen || _closeSent)
            {
                return;
            }

            _closeSent = opcode == Close;
            Append(payload, opcode);
            if (_isFlushing)
            {
                return;
            }

            _isFlushing = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private void Append(ReadOnlySpan<byte> payload, byte opcode)
    {
        var to = _filling.GetSpan(payload.Length + 10);
        to[0] = (byte)(0x80 | opcode);
        var head = 2;
        if (payload.Length < 126)
        {
            to[1] = (byte)payload.Length;
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            to[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)payload.Length);
            head = 4;
        }
        else
        {
            to[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(to[2..], (ulong)payload.Length);
            head = 10;
        }

        payload.CopyTo(to[head..]);
        _filling.Advance(head + payload.Length);
    }

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

                if (read == 0)
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
            var length = (long)(rest[1] & 0x7F);
            var head = length switch { 126 => 4, 127 => 10, _ => 2 } + 4;
            if (rest.Length < head)
            {
                break;
            }

            length = length switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(rest[2..]),
                127 => BinaryPrimitives.ReadInt64BigEndian(rest[2..]),
                _ => length,
            };
            if ((rest[1] & 0x80) == 0 || length is < 0 or > MostBytes)
            {
                _hub.Report(new SlackViolation("bad_frame", "A client's frames are masked (RFC 6455, 5.1) and below 4 MiB."));
                return -1;
            }

            if (rest.Length < head + length)
            {
                wanted = head + (int)length;
                break;
            }

            var payload = rest.Slice(head, (int)length);
            Unmask(payload, rest.Slice(head - 4, 4));
            Take(rest[0], payload);
            taken += head + (int)length;
        }

        return taken;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        var key = MemoryMarshal.Read<uint>(mask);
        var both = ((ulong)key << 32) | key;
        var longs = MemoryMarshal.Cast<byte, ulong>(payload);
        for (var at = 0; at < longs.Length; at++)
        {
            longs[at] ^= both;
        }

        for (var at = longs.Length * 8; at < payload.Length; at++)
        {
            payload[at] ^= mask[at & 3];
        }
    }

    private void Take(byte first, ReadOnlySpan<byte> payload)
    {
        var isFinal = (first & 0x80) != 0;
        switch (first & 0x0F)
        {
            case Text when isFinal:
                _hub.OnText(this, payload);
                break;
            case Text or Binary when !isFinal:
                _inFragments = true;
                break;
            case Continuation when isFinal && _inFragments:
                // Slack: a message in several frames is not put together again, so whatever it said is lost.
                _inFragments = false;
                _hub.Report(new SlackViolation("fragmented", "An ack came in several frames and was ignored."));
                break;
            case Binary:
                _hub.Report(new SlackViolation("binary", "A binary frame was ignored."));
                break;
            case Ping:
                Interlocked.Increment(ref _pings);
                Send(payload, Pong);
                break;
            case Pong:
                Interlocked.Increment(ref _pongs);
                break;
            case Close:
                IsOpen = false;
                WasClosedByClient = true;
                SendClose(1000);
                break;
        }
    }
}
