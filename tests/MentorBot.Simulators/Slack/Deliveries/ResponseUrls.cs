using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>Answers what is posted to a response_url.</summary>
internal static class ResponseUrls
{
    public static async Task AnswerAsync(SlackSimulator slack, HttpContext context, string path)
    {
        var fault = slack.Faults.Take("response_url");
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var json = Parse(body.ToArray());
            if (fault is { IsBefore: true })
            {
                throw fault.ToError();
            }

            await Task.Delay(fault is { Kind: FaultKind.Slow } slow ? slow.Delay : TimeSpan.Zero);
            slack.Record($"response_url{path}", json, () => Take(slack, slack.Tickets.TakeUrl(path), json));
            if (fault is { IsAfter: true })
            {
                throw fault.ToError();
            }

            await WriteAsync(context, 200, """{"ok":true}""");
        }
        catch (SlackError refused)
        {
            slack.Refuse("response_url", refused);
            if (fault is { DropsConnection: true })
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, refused.Status, refused.ToJson().ToJsonString(), refused.RetryAfter);
        }
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement is { ValueKind: JsonValueKind.Object } json ? json : throw new SlackError("invalid_payload", 400);
        }
        catch (JsonException)
        {
            throw new SlackError("invalid_payload", 400);
        }
    }

    private static void Take(SlackSimulator slack, Origin origin, JsonElement json)
    {
        var channel = origin.Channel ?? throw new SlackError("channel_not_found", 404);
        var replaces = Flag(json, "replace_original");
        var deletes = Flag(json, "delete_original");
        var content = Messages.Read(slack, json, "response_url", needsContent: !deletes);
        if (deletes && origin.Source is { } deleted)
        {
            slack.Workspace.Delete(deleted);
        }

        if (replaces && origin.Source is { IsDeleted: false } replaced)
        {
            slack.Workspace.Change(() => replaced.Set(content!.Value));
        }
        else if (content is { } posted)
        {
            var isPublic = json.TryGetProperty("response_type", out var type) && type.ValueEquals("in_channel");
            var thread = json.TryGetProperty("thread_ts", out var ts) && isPublic ? ts.GetString() : null;
            slack.Workspace.Post(Messages.New(slack, channel, slack.BotUserId, posted, thread, isPublic ? null : origin.Person));
        }
    }

    /// <summary>Slack's documentation shows "true" as a string; a boolean works, too.</summary>
    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    private static Task WriteAsync(HttpContext context, int status, string json, int? retryAfter = null)
    {
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }
}
