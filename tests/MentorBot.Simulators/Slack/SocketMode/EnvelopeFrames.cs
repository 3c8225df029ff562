using System.Buffers;

namespace MentorBot.Simulators.Slack;

/// <summary>Writes envelopes as Socket Mode has them.</summary>
internal static class EnvelopeFrames
{
    private static long _ids;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static void Send(SlackSocket socket, Guid id, Envelope envelope)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(8 * 1024);
        buffer.ResetWrittenCount();
        buffer.Write("{\"envelope_id\":\""u8);
        id.TryFormat(buffer.GetSpan(36), out var written);
        buffer.Advance(written);
        buffer.Write("\",\"payload\":"u8);
        buffer.Write(envelope.Payload);
        buffer.Write(envelope.Kind switch
        {
            EnvelopeKind.Event => ",\"type\":\"events_api\",\"accepts_response_payload\":false"u8,
            EnvelopeKind.Command => ",\"type\":\"slash_commands\",\"accepts_response_payload\":true}"u8,
            _ => ",\"type\":\"interactive\",\"accepts_response_payload\":true}"u8,
        });
        if (envelope.Kind == EnvelopeKind.Event)
        {
            buffer.Write(",\"retry_attempt\":"u8);
            buffer.Write([(byte)('0' + envelope.Attempt)]);
            buffer.Write(envelope.Reason.Length > 0 ? ",\"retry_reason\":\"timeout\"}"u8 : ",\"retry_reason\":\"\"}"u8);
        }

        socket.Send(buffer.WrittenSpan);
    }

    public static Guid NextId()
    {
        var id = (ulong)Interlocked.Increment(ref _ids);
        return new Guid((uint)(id >> 16) ^ 0x5eed0000u, (ushort)id, 0x4000, 0x80, 0, 0, (byte)(id >> 40), (byte)(id >> 32), (byte)(id >> 24), (byte)(id >> 16), (byte)id);
    }
}
