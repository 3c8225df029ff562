using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MentorBot.Simulators.Loopback;

/// <summary>The server's end of a WebSocket, frame by frame, so that a test can do to it what a network does.</summary>
public abstract class LoopbackSocket : IThreadPoolWorkItem
{
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly Stream _stream;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _filling = new(64 * 1024);
    private ArrayBufferWriter<byte> _emptying = new(64 * 1024);
    private bool _isFlushing;
    private bool _isAborted;

    private protected LoopbackSocket(int number, HttpContext context, Stream stream)
    {
        Number = number;
        _lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _stream = stream;
    }

    /// <summary>The first socket is 1.</summary>
    public int Number { get; }

    /// <summary>Whether what happens is sent on it: after the greeting, until it is closed.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>Whether it neither reads nor writes any more while TCP stays up.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>Whether the client said goodbye with a close frame.</summary>
    public bool WasClosedByClient { get; private protected set; }

    /// <summary>Whether TCP was ended from this side; what was read since counts for nothing.</summary>
    internal bool IsAborted => Volatile.Read(ref _isAborted);

    /// <summary>Whether a close frame was sent, after which nothing else is.</summary>
    private protected bool CloseSent { get; private set; }

    /// <summary>Whether the TCP connection is ended as soon as both have said goodbye.</summary>
    private protected abstract bool EndsTcpAfterClose { get; }

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

    /// <summary>Any text at all, to see whether a client survives it.</summary>
    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void SendBinary(ReadOnlySpan<byte> bytes) => Send(bytes, Frame.Binary);

    internal void Send(ReadOnlySpan<byte> payload) => Send(payload, Frame.Text);

    /// <summary>Sends one text in so many frames.</summary>
    internal void SendInParts(ReadOnlySpan<byte> payload, int parts)
    {
        lock (_writing)
        {
            if (IsHalfOpen || CloseSent)
            {
                return;
            }

            var size = Math.Max(1, payload.Length / parts);
            for (var at = 0; at < payload.Length; at += size)
            {
                var isFinal = at + size >= payload.Length;
                Frame.Append(_filling, isFinal ? payload[at..] : payload.Slice(at, size), at == 0 ? Frame.Text : Frame.Continuation, isFinal);
            }

            Flush();
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

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    /// <summary>Takes one whole frame.</summary>
    /// <param name="first">Its first byte: the opcode and whether it is the last part.</param>
    private protected abstract void Take(byte first, ReadOnlySpan<byte> payload);

    /// <summary>Hears of a frame that no client may send, before the connection ends for it.</summary>
    private protected abstract void TakeBadFrame();

    private protected void Send(ReadOnlySpan<byte> payload, byte opcode)
    {
        lock (_writing)
        {
            if (IsHalfOpen || CloseSent)
            {
                return;
            }

            CloseSent = opcode == Frame.Close;
            Frame.Append(_filling, payload, opcode);
            Flush();
        }
    }

    /// <summary>Says goodbye; nothing is sent after it.</summary>
    private protected void SendClose(int code, string reason = "")
    {
        Span<byte> frame = stackalloc byte[125];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)code);
        Send(frame[..(2 + Encoding.UTF8.GetBytes(reason, frame[2..]))], Frame.Close);
    }

    private void Flush()
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
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

                if (CloseSent && WasClosedByClient && EndsTcpAfterClose)
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
                TakeBadFrame();
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
}
