using System.Text;
using System.Text.Encodings.Web;

namespace MentorBot.Slack.Manifest;

/// <summary>Writes the YAML of a manifest: maps, lists and values, every text in quotes so that none is taken for something else.</summary>
internal sealed class YamlWriting
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _startsItem;

    public void Map(string key, Action write)
    {
        Key(key).Append('\n');
        _depth++;
        write();
        _depth--;
    }

    public void Items(string key, IEnumerable<string> values)
    {
        Key(key).Append('\n');
        foreach (var value in values)
        {
            _text.Append(' ', 2 * (_depth + 1)).Append("- ").Append(Quoted(value)).Append('\n');
        }
    }

    /// <summary>A list of maps; without an item it is left out, since Slack takes no empty one.</summary>
    public void Items<T>(string key, IEnumerable<T> items, Action<T> write)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            if (isFirst)
            {
                Key(key).Append('\n');
                isFirst = false;
            }

            _depth += 2;
            _startsItem = true;
            write(item);
            _depth -= 2;
        }
    }

    /// <summary>A text; null is left out.</summary>
    public YamlWriting Value(string key, string? value)
    {
        if (value is not null)
        {
            Key(key).Append(' ').Append(Quoted(value)).Append('\n');
        }

        return this;
    }

    public YamlWriting Value(string key, bool value)
    {
        Key(key).Append(value ? " true\n" : " false\n");
        return this;
    }

    public YamlWriting Value(string key, int value)
    {
        Key(key).Append(' ').Append(value).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Key(string key)
    {
        _text.Append(' ', 2 * _depth);
        if (_startsItem)
        {
            _text.Length -= 2;
            _text.Append("- ");
            _startsItem = false;
        }

        return _text.Append(key).Append(':');
    }

    // A JSON string is a YAML string.
    private static string Quoted(string value) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";
}
