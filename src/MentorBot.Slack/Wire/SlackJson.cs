using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Wire;

/// <summary>Reads and writes Slack's JSON without reflection; names are Slack's in snake case, and what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LenientText), typeof(LenientFlag)])]
[JsonSerializable(typeof(SlashCommand))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(EventCallback))]
[JsonSerializable(typeof(UrlVerification))]
[JsonSerializable(typeof(MessageResponse))]
[JsonSerializable(typeof(ViewResponse))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(ImmutableArray<LayoutBlock>))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    /// <summary>Nothing of it ends up in HTML, and a frame's 20,480 bytes are too few to write <c>&amp;</c> as six of them.</summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, Response response)
    {
        if (response is MessageResponse message)
        {
            JsonSerializer.Serialize(writer, message, Default.MessageResponse);
        }
        else
        {
            JsonSerializer.Serialize(writer, (ViewResponse)response, Default.ViewResponse);
        }
    }
}
