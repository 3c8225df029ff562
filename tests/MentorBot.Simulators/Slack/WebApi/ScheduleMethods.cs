using System.Globalization;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>chat.scheduleMessage and what belongs to it.</summary>
internal static class ScheduleMethods
{
    private const int MostDays = 120;
    private const int MostInWindow = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static ApiMethod[] All { get; } =
    [
        new("chat.scheduleMessage", ApiMethod.Tier3, Schedule) { Scope = "chat:write" },
        new("chat.deleteScheduledMessage", ApiMethod.Tier3, Delete) { Scope = "chat:write" },
        new("chat.scheduledMessages.list", ApiMethod.Tier3, List),
    ];

    private static JsonObject Schedule(ApiCall call)
    {
        var channel = ChatMethods.Destination(call);
        if (!long.TryParse(call.Needed("post_at"), CultureInfo.InvariantCulture, out var seconds) || seconds is < 0 or > 9_999_999_999)
        {
            throw new SlackError("invalid_time");
        }

        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var now = call.Slack.Options.Time.GetUtcNow();
        if (at <= now || at > now.AddDays(MostDays))
        {
            throw new SlackError(at <= now ? "time_in_past" : "time_too_far");
        }

        // Slack: at most 30 in a window of five minutes per channel.
        if (call.Slack.Scheduled.Waiting.Count(one => one.Channel == channel && (one.At - at).Duration() < Window) >= MostInWindow)
        {
            throw new SlackError("restricted_too_many");
        }

        var message = new ScheduledMessage(call.Workspace.NewId("Q"), channel, at, ChatMethods.Content(call), call.Text("thread_ts"), ChatMethods.Metadata(call) is not null);
        call.Slack.Scheduled.Add(message);
        return new JsonObject
        {
            ["scheduled_message_id"] = message.Id,
            ["channel"] = channel.Id,

            // Slack: a text in the example, a number in the schema.
            ["post_at"] = seconds.ToString(CultureInfo.InvariantCulture),
            ["message"] = new JsonObject { ["text"] = message.Content.Text, ["bot_id"] = call.Slack.BotId, ["type"] = "delayed_message" },
        };
    }

    private static JsonObject Delete(ApiCall call) =>
        call.Slack.Scheduled.Remove(call.Text("scheduled_message_id"), call.Channel()) ? [] : throw new SlackError("invalid_scheduled_message_id");

    private static JsonObject List(ApiCall call)
    {
        var asked = call.Text("channel");
        return call.Page([.. call.Slack.Scheduled.Waiting.Where(one => asked is null || one.Channel.Id == asked)], "scheduled_messages", 100, one => new JsonObject
        {
            ["id"] = one.Id,
            ["channel_id"] = one.Channel.Id,
            ["post_at"] = one.At.ToUnixTimeSeconds(),
            ["text"] = one.Content.Text,
        });
    }
}
