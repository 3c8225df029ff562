using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Api;

/// <summary>A message as the JSON body that a response_url takes.</summary>
internal static class JsonBody
{
    public static HttpContent Of(MessageResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, SlackJson.Plain))
        {
            SlackJson.Write(writer, response);
        }

        return new ReadOnlyMemoryContent(buffer.WrittenMemory) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
    }
}
