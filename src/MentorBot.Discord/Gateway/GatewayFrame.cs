using System.Text.Json;
using MentorBot.Core.Platforms;

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
        var members = new JsonMembers(json);
        var op = -1;
        var kind = DispatchKind.Other;
        long? sequence = null;
        ReadOnlySpan<byte> data = default;
        while (members.Next())
        {
            if (members.Is("op"u8))
            {
                op = members.Number() is { } number and >= 0 and <= int.MaxValue ? (int)number : -1;
            }
            else if (members.Is("t"u8))
            {
                kind = KindOf(members.Raw());
            }
            else if (members.Is("s"u8))
            {
                sequence = members.Number();
            }
            else if (members.Is("d"u8))
            {
                data = members.Raw();
            }
            else
            {
                members.Skip();
            }
        }

        return new GatewayFrame { Op = op, Kind = kind, Sequence = sequence, Data = data };
    }

    /// <param name="name">With its quotes, or null.</param>
    private static DispatchKind KindOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("\"INTERACTION_CREATE\""u8) => DispatchKind.Interaction,
        _ when name.SequenceEqual("\"MESSAGE_CREATE\""u8) => DispatchKind.MessageCreate,
        _ when name.SequenceEqual("\"GUILD_CREATE\""u8) => DispatchKind.GuildCreate,
        _ when name.SequenceEqual("\"GUILD_DELETE\""u8) => DispatchKind.GuildDelete,
        _ when name.SequenceEqual("\"READY\""u8) => DispatchKind.Ready,
        _ when name.SequenceEqual("\"RESUMED\""u8) => DispatchKind.Resumed,
        _ => DispatchKind.Other,
    };
}
