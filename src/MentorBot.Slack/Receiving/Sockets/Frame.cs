using System.Text.Json;
using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Receiving.Sockets;

internal enum FrameKind
{
    /// <summary>A type that is not known here.</summary>
    Other,
    Hello,
    Disconnect,
    Command,
    Interaction,
    Event,
}

/// <summary>One frame of Slack's, read in one pass up to what its payload holds.</summary>
internal readonly ref struct Frame
{
    public FrameKind Kind { get; private init; }

    /// <summary>To be echoed; null where nothing is delivered.</summary>
    public string? EnvelopeId { get; private init; }

    /// <summary>Why Slack disconnects.</summary>
    public string? Reason { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static Frame Read(ReadOnlySpan<byte> json)
    {
        var members = new JsonMembers(json);
        var kind = FrameKind.Other;
        string? envelope = null;
        string? reason = null;
        ReadOnlySpan<byte> payload = default;
        while (members.Next())
        {
            if (members.Is("type"u8))
            {
                kind = KindOf(members.Raw());
            }
            else if (members.Is("envelope_id"u8))
            {
                envelope = members.Text();
            }
            else if (members.Is("reason"u8))
            {
                reason = members.Text();
            }
            else if (members.Is("payload"u8))
            {
                payload = members.Raw();
            }
            else
            {
                members.Skip();
            }
        }

        return new Frame { Kind = kind, EnvelopeId = envelope, Reason = reason, Payload = payload };
    }

    /// <param name="name">With its quotes, or null.</param>
    private static FrameKind KindOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("\"slash_commands\""u8) => FrameKind.Command,
        _ when name.SequenceEqual("\"interactive\""u8) => FrameKind.Interaction,
        _ when name.SequenceEqual("\"events_api\""u8) => FrameKind.Event,
        _ when name.SequenceEqual("\"hello\""u8) => FrameKind.Hello,
        _ when name.SequenceEqual("\"disconnect\""u8) => FrameKind.Disconnect,
        _ => FrameKind.Other,
    };
}
