using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Messages;

/// <summary>Answers and blocks as JSON: what the playground's page reads and what the terminal writes with <c>--json</c>.</summary>
/// <remarks>
/// <c>answer</c> tells a reply from a form, <c>type</c> one block, span or field from another. An instant is ISO 8601
/// in UTC, a file's content is base64.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(ImmutableArray<Block>))]
public sealed partial class MessageJson : JsonSerializerContext
{
    /// <summary>An instant as <c>2026-11-22T09:30:00Z</c>.</summary>
    public sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? string.Empty) is { Success: true } instant
                ? instant.Value
                : throw new JsonException("An instant is written as 2026-11-22T09:30:00Z.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
