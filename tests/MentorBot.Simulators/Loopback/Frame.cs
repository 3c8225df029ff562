using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MentorBot.Simulators.Loopback;

/// <summary>The head of a WebSocket frame that came from a client (RFC 6455, 5.2).</summary>
/// <param name="Head">How many bytes come before the payload.</param>
internal readonly record struct Frame(int Head, long Length, bool IsMasked)
{
    public const byte Continuation = 0;
    public const byte Text = 1;
    public const byte Binary = 2;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;
    public const int MostBytes = 4 * 1024 * 1024;

    public int Total => Head + (int)Length;

    /// <summary>False as long as the head is not whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var length = bytes[1] & 0x7F;
        var isMasked = (bytes[1] & 0x80) != 0;
        var head = length switch { 126 => 4, 127 => 10, _ => 2 } + (isMasked ? 4 : 0);
        if (bytes.Length < head)
        {
            return false;
        }

        frame = new Frame(
            head,
            length switch { 126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), _ => length },
            isMasked);
        return true;
    }

    /// <summary>A frame of a server, which is not masked.</summary>
    /// <param name="isFinal">Off for a part that others follow.</param>
    public static void Append(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> payload, byte opcode, bool isFinal = true)
    {
        var to = buffer.GetSpan(payload.Length + 10);
        to[0] = (byte)(isFinal ? 0x80 | opcode : opcode);
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
        buffer.Advance(head + payload.Length);
    }

    /// <summary>The payload in clear.</summary>
    public Span<byte> Unmask(Span<byte> frame)
    {
        var mask = frame.Slice(Head - 4, 4);
        var payload = frame.Slice(Head, (int)Length);
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

        return payload;
    }
}
