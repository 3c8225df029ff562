using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Core.Messages;

namespace MentorBot.Discord.Rest;

/// <summary>Bodies of calls: JSON alone, or with files beside it.</summary>
internal static class RestBody
{
    /// <summary>Nothing of it ends up in HTML.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Usual = 8_192;
    private const int MostKept = 65_536;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _written;

    public static Func<HttpContent> Of<T>(T value, JsonTypeInfo<T> type)
    {
        var json = Write(value, type);
        return () => Content(json);
    }

    /// <summary>Discord: the files are <c>files[n]</c>, and the JSON beside them is <c>payload_json</c>.</summary>
    public static Func<HttpContent> Of<T>(T value, JsonTypeInfo<T> type, ImmutableArray<FileBlock> files)
    {
        if (files.IsDefaultOrEmpty)
        {
            return Of(value, type);
        }

        var json = Write(value, type);
        return () =>
        {
            var parts = new MultipartFormDataContent { { Content(json), "payload_json" } };
            for (var number = 0; number < files.Length; number++)
            {
                var file = new ReadOnlyMemoryContent(files[number].Content);
                file.Headers.ContentType = MediaTypeHeaderValue.TryParse(files[number].MediaType, out var media) ? media : null;
                parts.Add(file, string.Create(CultureInfo.InvariantCulture, $"files[{number}]"), files[number].Name);
            }

            return parts;
        };
    }

    private static ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> json) => new(json) { Headers = { ContentType = Json } };

    /// <summary>It is copied from a buffer of the thread's, since one that grows with what is written costs several times its length.</summary>
    private static byte[] Write<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = _written is { Capacity: <= MostKept } kept ? kept : _written = new ArrayBufferWriter<byte>(Usual);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
