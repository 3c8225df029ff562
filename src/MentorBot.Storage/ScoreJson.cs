using System.Text.Json;
using System.Text.Json.Serialization;
using MentorBot.Core.Features.Scores;

namespace MentorBot.Storage;

/// <summary>What a score rests on, kept as JSON in one column.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScoreSheet))]
internal sealed partial class ScoreJson : JsonSerializerContext
{
    public static string Write(ScoreSheet sheet) => JsonSerializer.Serialize(sheet, Default.ScoreSheet);

    public static ScoreSheet Read(string json) => JsonSerializer.Deserialize(json, Default.ScoreSheet)!;
}
