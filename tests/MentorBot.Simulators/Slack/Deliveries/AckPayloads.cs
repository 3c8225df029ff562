using System.Collections.Concurrent;
using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Reads what acks bring; in a benchmark the same bytes are read once.</summary>
internal sealed class AckPayloads(AckValidation validation)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<int, AckPayload> _known = new();

    /// <summary>Null when there is nothing in it; an array or a text is no payload.</summary>
    public AckPayload? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.SequenceEqual("{}"u8) || bytes.SequenceEqual("null"u8))
        {
            return null;
        }

        if (validation == AckValidation.EveryPayload)
        {
            return new AckPayload(bytes.ToArray());
        }

        var hash = default(HashCode);
        hash.AddBytes(bytes);
        var key = hash.ToHashCode();
        if (_known.TryGetValue(key, out var known) && bytes.SequenceEqual(known.Bytes))
        {
            return known;
        }

        var read = new AckPayload(bytes.ToArray());
        if (_known.Count < Most)
        {
            _known[key] = read;
        }

        return read;
    }

    /// <summary>Finds the id and the object of an ack; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Guid id, out Range payload)
    {
        id = default;
        payload = default;
        var reader = new Utf8JsonReader(frame);
        var found = false;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("envelope_id"u8);
                var isPayload = !isId && reader.ValueTextEquals("payload"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (isId)
                {
                    found = reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out id);
                }

                var isObject = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
                if (isPayload && isObject)
                {
                    payload = start..(int)reader.BytesConsumed;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return found;
    }
}
