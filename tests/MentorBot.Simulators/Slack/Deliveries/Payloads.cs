using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Writes what is delivered to the app.</summary>
internal sealed class Payloads(SlackSimulator slack)
{
    private const string Token = "Z0simulated0verification";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private int _lastEvent;

    /// <summary>Written by hand: a benchmark makes thousands of these a second.</summary>
    public byte[] Command(SlackPerson person, SlackChannel channel, string command, string text, string responseUrl, string trigger)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(2 * 1024);
        var writer = _writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("token"u8, Token);
        writer.WriteString("team_id"u8, slack.TeamId);
        writer.WriteString("team_domain"u8, "acme");
        writer.WriteString("channel_id"u8, channel.Id);
        writer.WriteString("channel_name"u8, channel.NameInPayloads);
        writer.WriteString("user_id"u8, person.Id);
        writer.WriteString("user_name"u8, person.Name);
        writer.WriteString("command"u8, command);
        writer.WriteString("text"u8, text);
        writer.WriteString("api_app_id"u8, slack.AppId);

        // Slack: a text here, a boolean everywhere else.
        writer.WriteString("is_enterprise_install"u8, "false");
        writer.WriteString("response_url"u8, responseUrl);
        writer.WriteString("trigger_id"u8, trigger);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What every interaction has.</summary>
    public JsonObject Interaction(string type, SlackPerson person, string? trigger)
    {
        var json = new JsonObject
        {
            ["type"] = type,
            ["token"] = Token,
            ["team"] = new JsonObject { ["id"] = slack.TeamId, ["domain"] = "acme" },
            ["user"] = new JsonObject { ["id"] = person.Id, ["username"] = person.Name, ["name"] = person.Name, ["team_id"] = slack.TeamId },
            ["api_app_id"] = slack.AppId,
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };
        if (trigger is not null)
        {
            json["trigger_id"] = trigger;
        }

        return json;
    }

    /// <summary>The container of an event.</summary>
    public byte[] Event(JsonObject inner)
    {
        var now = slack.Options.Time.GetUtcNow().ToUnixTimeSeconds();
        var number = Interlocked.Increment(ref _lastEvent);
        return ToBytes(new JsonObject
        {
            ["token"] = Token,
            ["team_id"] = slack.TeamId,
            ["context_team_id"] = slack.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = slack.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = string.Create(CultureInfo.InvariantCulture, $"Ev0SIM{number:X6}"),
            ["event_time"] = now,
            ["authorizations"] = new JsonArray(new JsonObject { ["enterprise_id"] = null, ["team_id"] = slack.TeamId, ["user_id"] = slack.BotUserId, ["is_bot"] = true, ["is_enterprise_install"] = false }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = string.Create(CultureInfo.InvariantCulture, $"4-sim{number:x8}"),
        });
    }

    public static byte[] ToBytes(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json);
}
