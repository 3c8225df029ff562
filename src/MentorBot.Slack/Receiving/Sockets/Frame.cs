using System.Text.Json;

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
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var kind = FrameKind.Other;
        string? envelope = null;
        string? reason = null;
        var payload = Range.EndAt(0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                kind = KindOf(ref reader);
            }
            else if (reader.ValueTextEquals("envelope_id"u8))
            {
                reader.Read();
                envelope = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("reason"u8))
            {
                reader.Read();
                reason = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                payload = start..(int)reader.BytesConsumed;
                continue;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return new Frame { Kind = kind, EnvelopeId = envelope, Reason = reason, Payload = json[payload] };
    }

    private static FrameKind KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        not JsonTokenType.String => FrameKind.Other,
        _ when reader.ValueTextEquals("slash_commands"u8) => FrameKind.Command,
        _ when reader.ValueTextEquals("interactive"u8) => FrameKind.Interaction,
        _ when reader.ValueTextEquals("events_api"u8) => FrameKind.Event,
        _ when reader.ValueTextEquals("hello"u8) => FrameKind.Hello,
        _ when reader.ValueTextEquals("disconnect"u8) => FrameKind.Disconnect,
        _ => FrameKind.Other,
    };
}
