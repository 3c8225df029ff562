using System.Buffers;
using System.Text.Json;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.ObjectPool;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Writes acknowledgements; the buffers are used again and again.</summary>
internal sealed class AckFrame : IDisposable
{
    /// <summary>Slack: a frame of so many bytes, or more, is dropped in silence.</summary>
    public const int TooLong = 20_480;

    private static readonly DefaultObjectPool<AckFrame> Pool = new(new Policy());

    private readonly ArrayBufferWriter<byte> _buffer = new(2_048);
    private readonly Utf8JsonWriter _writer;

    private AckFrame() => _writer = new Utf8JsonWriter(_buffer, SlackJson.Plain);

    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    public static AckFrame Rent() => Pool.Get();

    public void Return() => Pool.Return(this);

    public void Dispose() => _writer.Dispose();

    public void Write(string envelopeId, Response? response)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteString("envelope_id"u8, envelopeId);
        if (response is not null)
        {
            _writer.WritePropertyName("payload"u8);
            SlackJson.Write(_writer, response);
        }

        _writer.WriteEndObject();
        _writer.Flush();
    }

    private sealed class Policy : IPooledObjectPolicy<AckFrame>
    {
        public AckFrame Create() => new();

        public bool Return(AckFrame frame) => frame._buffer.Capacity <= 4 * TooLong;
    }
}
