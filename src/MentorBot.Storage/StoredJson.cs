using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorBot.Storage;

/// <summary>Values by name, kept as JSON in one column.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> values) =>
        JsonSerializer.Serialize(values, Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyDictionaryStringString)!;

    public static string Write(IReadOnlyDictionary<string, int> values) =>
        JsonSerializer.Serialize(values, Default.IReadOnlyDictionaryStringInt32);

    public static IReadOnlyDictionary<string, int> ReadNumbers(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyDictionaryStringInt32)!;
}
