using System.Buffers;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Gathers what is written while a write is under way, so that many small frames go out in one.</summary>
internal sealed class GatheringStream(Stream inner) : Stream
{
    /// <summary>For sockets: as always, but that their streams gather.</summary>
    public static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new GatheringStream(context.PlaintextStream)),
    });

    /// <summary>Far more than all that may be in flight; a peer that reads none of it is gone.</summary>
    private const int Most = 32 * 1024 * 1024;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _gathered = new(8_192);
    private ArrayBufferWriter<byte> _written = new(8_192);
    private bool _isWriting;
    private Exception? _fault;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    /// <summary>Returns at once; a fault shows with the next write, as it does where a peer is gone.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_fault is not null || _gathered.WrittenCount > Most)
            {
                return ValueTask.FromException(new IOException("The connection is gone.", _fault));
            }

            _gathered.Write(buffer.Span);
            if (!_isWriting)
            {
                _isWriting = true;
                ThreadPool.UnsafeQueueUserWorkItem(static stream => _ = stream.WriteGatheredAsync(), this, preferLocal: false);
            }
        }

        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // What is gathered goes out by itself.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task WriteGatheredAsync()
    {
        try
        {
            while (true)
            {
                lock (_lock)
                {
                    if (_gathered.WrittenCount == 0)
                    {
                        _isWriting = false;
                        return;
                    }

                    (_gathered, _written) = (_written, _gathered);
                }

                await inner.WriteAsync(_written.WrittenMemory);
                _written.ResetWrittenCount();
            }
        }
        catch (Exception fault)
        {
            lock (_lock)
            {
                _fault = fault;
            }
        }
    }
}
