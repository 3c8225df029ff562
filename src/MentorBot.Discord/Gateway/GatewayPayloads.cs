using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorBot.Discord.Gateway;

/// <summary>What the bot sends over the gateway. Discord: at most 4,096 bytes each.</summary>
internal static class GatewayPayloads
{
    /// <summary>Discord: GUILDS, and DIRECT_MESSAGES for what people write to the bot; neither is privileged.</summary>
    public const int Intents = (1 << 0) | (1 << 12);

    /// <param name="sequence">The last one that came; null before the first.</param>
    public static ReadOnlyMemory<byte> Heartbeat(long? sequence) => Write(Opcode.Heartbeat, sequence, static (writer, sequence) =>
    {
        if (sequence is { } number)
        {
            writer.WriteNumber("d"u8, number);
        }
        else
        {
            writer.WriteNull("d"u8);
        }
    });

    public static ReadOnlyMemory<byte> Identify(string token) => Write(Opcode.Identify, token, static (writer, token) =>
    {
        writer.WriteStartObject("d"u8);
        writer.WriteString("token"u8, token);
        writer.WriteNumber("intents"u8, Intents);
        writer.WriteStartObject("properties"u8);
        writer.WriteString("os"u8, "linux"u8);
        writer.WriteString("browser"u8, "mentorbot"u8);
        writer.WriteString("device"u8, "mentorbot"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Resume(string token, SessionRecord session) => Write(Opcode.Resume, (token, session), static (writer, what) =>
    {
        writer.WriteStartObject("d"u8);
        writer.WriteString("token"u8, what.token);
        writer.WriteString("session_id"u8, what.session.Id);
        writer.WriteNumber("seq"u8, what.session.Sequence);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write<T>(int op, T data, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("op"u8, op);
            write(writer, data);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

/// <summary>The first words of the gateway.</summary>
internal sealed record HelloData(int HeartbeatInterval);

/// <summary>What is needed to resume a session.</summary>
/// <param name="Url">Discord: where this session is resumed, and nowhere else.</param>
/// <param name="Sequence">The last one that was taken in.</param>
/// <param name="LeftAt">When the connection was closed, in milliseconds since 1970; 0 while it is open.</param>
internal sealed record SessionRecord(string Id, string Url, long Sequence, long LeftAt = 0);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HelloData))]
[JsonSerializable(typeof(SessionRecord))]
internal sealed partial class GatewayJson : JsonSerializerContext;
