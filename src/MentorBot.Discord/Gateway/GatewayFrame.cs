using System.Text.Json;

namespace MentorBot.Discord.Gateway;

/// <summary>Discord's numbers for what a payload of the gateway is.</summary>
internal static class Opcode
{
    public const int Dispatch = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int HeartbeatAck = 11;
}

/// <summary>The dispatches that the bot has a use for.</summary>
internal enum DispatchKind
{
    /// <summary>Not known here, as an event of next year.</summary>
    Other,
    Ready,
    Resumed,
    Interaction,
    GuildCreate,
    GuildDelete,
    MessageCreate,
}

/// <summary>One payload of the gateway, read in one pass up to what its data holds.</summary>
internal readonly ref struct GatewayFrame
{
    /// <summary>-1 where there is none.</summary>
    public int Op { get; private init; }

    public DispatchKind Kind { get; private init; }

    public long? Sequence { get; private init; }

    public ReadOnlySpan<byte> Data { get; private init; }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static GatewayFrame Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var op = -1;
        var kind = DispatchKind.Other;
        long? sequence = null;
        var data = Range.EndAt(0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8))
            {
                reader.Read();
                op = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : -1;
            }
            else if (reader.ValueTextEquals("t"u8))
            {
                reader.Read();
                kind = KindOf(ref reader);
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                sequence = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
            }
            else if (reader.ValueTextEquals("d"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = start..(int)reader.BytesConsumed;
                continue;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return new GatewayFrame { Op = op, Kind = kind, Sequence = sequence, Data = json[data] };
    }

    private static DispatchKind KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        not JsonTokenType.String => DispatchKind.Other,
        _ when reader.ValueTextEquals("INTERACTION_CREATE"u8) => DispatchKind.Interaction,
        _ when reader.ValueTextEquals("MESSAGE_CREATE"u8) => DispatchKind.MessageCreate,
        _ when reader.ValueTextEquals("GUILD_CREATE"u8) => DispatchKind.GuildCreate,
        _ when reader.ValueTextEquals("GUILD_DELETE"u8) => DispatchKind.GuildDelete,
        _ when reader.ValueTextEquals("READY"u8) => DispatchKind.Ready,
        _ when reader.ValueTextEquals("RESUMED"u8) => DispatchKind.Resumed,
        _ => DispatchKind.Other,
    };
}
