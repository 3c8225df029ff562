using System.Text.Json;

namespace MentorBot.Core.Platforms;

/// <summary>Goes through the members of one JSON object in one pass, and reads none deeper than it is asked to.</summary>
public ref struct JsonMembers
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public JsonMembers(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    /// <summary>Goes to the next member, of which a value has to be read or skipped; false after the last.</summary>
    public bool Next() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    public readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The value as it is written.</summary>
    public ReadOnlySpan<byte> Raw()
    {
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _json[start..(int)_reader.BytesConsumed];
    }

    /// <summary>The value, where it is a text.</summary>
    public string? Text()
    {
        _reader.Read();
        var text = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
        _reader.Skip();
        return text;
    }

    /// <summary>The value, where it is a whole number.</summary>
    public long? Number()
    {
        _reader.Read();
        long? number = _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) ? value : null;
        _reader.Skip();
        return number;
    }

    public void Skip()
    {
        _reader.Read();
        _reader.Skip();
    }
}
