using System.Text.Encodings.Web;
using System.Text.Json;
using MentorBot.Slack.Wire;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>Slack's JSON with its letters as they are, to be read in a test.</summary>
internal static class Readable
{
    public static readonly SlackJson Json = new(new JsonSerializerOptions(SlackJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
