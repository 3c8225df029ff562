using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Slack;

/// <summary>chat.*</summary>
internal static partial class ChatMethods
{
    private const int MostUpdateText = 4_000;
    private const int MostEphemeralBytes = 4_000;
    private const int MostMetadataBytes = 8 * 1024;

    public static ApiMethod[] All { get; } =
    [
        new("chat.postMessage", ApiMethod.Special, Post) { Scope = "chat:write" },
        new("chat.postEphemeral", ApiMethod.Tier4, PostEphemeral) { Scope = "chat:write" },
        new("chat.update", ApiMethod.Tier3, Update) { Scope = "chat:write" },
        new("chat.delete", ApiMethod.Tier3, Delete) { Scope = "chat:write" },
        new("chat.getPermalink", ApiMethod.Special, Permalink, TakesJson: false),
    ];

    private static JsonObject Post(ApiCall call)
    {
        var channel = Destination(call);
        var content = Content(call);
        var metadata = Metadata(call);
        var clientId = call.Text("client_msg_id");
        if (call.Slack.Options.ClientMessageIdsDeduplicate && clientId is not null && call.Workspace.Read(() => channel.All.Find(one => one.ClientMessageId == clientId)) is { } first)
        {
            return Answer(first, isDuplicate: true);
        }

        var thread = Thread(call, channel);
        if (call.Text("text") is null or "")
        {
            call.Warnings.Add("missing_text_in_message");
        }

        if (call.Text("text") is { Length: > 40_000 })
        {
            call.Warnings.Add("message_truncated");
        }

        var message = Messages.New(call.Slack, channel, call.Slack.BotUserId, content, thread, metadata: metadata, clientMessageId: clientId, isBroadcast: thread is not null && call.Flag("reply_broadcast"));
        call.Workspace.Post(message);
        call.Slack.RaiseForBot(message);
        return Answer(message, isDuplicate: false);
    }

    private static JsonObject PostEphemeral(ApiCall call)
    {
        var channel = Writable(call, call.Channel());
        var person = call.Workspace.Person(call.Text("user")) ?? throw new SlackError("user_not_found");
        if (!channel.Members.Contains(person.Id))
        {
            throw new SlackError("user_not_in_channel");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(call.Text("text") ?? "") > MostEphemeralBytes)
        {
            throw new SlackError("msg_too_long");
        }

        var message = Messages.New(call.Slack, channel, call.Slack.BotUserId, Content(call), Thread(call, channel), person);
        call.Workspace.Post(message);
        return new JsonObject { ["message_ts"] = message.Ts };
    }

    private static JsonObject Update(ApiCall call)
    {
        var channel = Writable(call, call.Channel(), archived: "is_inactive");
        var message = call.Workspace.Find(channel, call.Text("ts")) ?? throw new SlackError("message_not_found");
        if (!message.IsFromBot)
        {
            throw new SlackError("cant_update_message");
        }

        if (call.Text("text") is { Length: > MostUpdateText })
        {
            throw new SlackError("msg_too_long");
        }

        var hasText = call.Text("text") is not null;
        var blocks = call.Json("blocks", "invalid_blocks_format");
        if (!hasText && blocks is null && call.Text("metadata") is null)
        {
            throw new SlackError("no_text");
        }

        var content = Messages.Read(call.Slack, call.Arguments, call.Method, needsContent: false);
        var metadata = Metadata(call);
        call.Workspace.Change(() =>
        {
            // Slack: "text given without blocks removes the blocks"; an empty list removes them, too.
            if (hasText || blocks is not null)
            {
                message.Text = hasText ? content?.Text ?? "" : message.Text;
                message.SetBlocks(content?.Blocks);
                message.IsEdited = content?.Blocks is null;
            }

            message.Metadata = call.Text("metadata") is null ? message.Metadata : metadata;
        });
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = message.Text, ["message"] = message.ToJson(allMetadata: true) };
    }

    private static JsonObject Delete(ApiCall call)
    {
        var channel = call.Channel();
        var message = call.Workspace.Find(channel, call.Text("ts")) ?? throw new SlackError("message_not_found");
        if (!message.IsFromBot)
        {
            throw new SlackError("cant_delete_message");
        }

        call.Workspace.Delete(message);
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    private static JsonObject Permalink(ApiCall call)
    {
        var channel = call.Channel();
        var message = call.Workspace.Find(channel, call.Text("message_ts")) ?? throw new SlackError("message_not_found");
        var thread = message.ThreadTs is null ? "" : $"?thread_ts={message.ThreadTs}&cid={channel.Id}";
        return new JsonObject { ["channel"] = channel.Id, ["permalink"] = $"https://acme.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}{thread}" };
    }

    /// <summary>Slack: a person's id posts into the direct conversation with them.</summary>
    public static SlackChannel Destination(ApiCall call)
    {
        if (call.Workspace.Person(call.Text("channel")) is { } person)
        {
            if (person.IsDeleted || person.IsBot)
            {
                throw new SlackError("channel_not_found");
            }

            return Writable(call, call.Workspace.DirectWith(person, out _));
        }

        return Writable(call, call.Channel());
    }

    private static SlackChannel Writable(ApiCall call, SlackChannel channel, string archived = "is_archived")
    {
        if (channel.IsArchived)
        {
            throw new SlackError(archived);
        }

        if (channel.IsDirect && !call.Slack.Options.MessagesTabEnabled)
        {
            throw new SlackError("messages_tab_disabled");
        }

        if (!channel.BotIsMember && !(call.Method == "chat.postMessage" && call.Slack.Options.Scopes.Contains("chat:write.public")))
        {
            throw new SlackError("not_in_channel");
        }

        return channel.Restriction is { } restriction ? throw new SlackError(restriction) : channel;
    }

    private static string? Thread(ApiCall call, SlackChannel channel)
    {
        if (call.Text("thread_ts") is not { Length: > 0 } ts)
        {
            return null;
        }

        return call.Workspace.Find(channel, ts) is { } parent && (parent.ThreadTs is null || parent.ThreadTs == ts) ? ts : throw new SlackError("cannot_reply_to_message");
    }

    public static MessageContent Content(ApiCall call)
    {
        call.Json("blocks", "invalid_blocks_format");
        if (call.Text("markdown_text") is not null)
        {
            throw new SlackError(call.Text("text") is not null || call.Text("blocks") is not null ? "markdown_text_conflict" : "no_text");
        }

        return Messages.Read(call.Slack, call.Arguments, call.Method, needsContent: true)!.Value;
    }

    public static JsonObject? Metadata(ApiCall call)
    {
        if (call.Json("metadata", "invalid_metadata_format") is not { } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SlackError("invalid_metadata_format");
        }

        if (!json.EnumerateObject().Any())
        {
            return null;
        }

        if (!json.TryGetProperty("event_type", out var type) || type.ValueKind != JsonValueKind.String || !json.TryGetProperty("event_payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
        {
            throw new SlackError("invalid_metadata_format");
        }

        if (!EventType().IsMatch(type.GetString()!))
        {
            throw new SlackError("invalid_metadata_schema");
        }

        return json.GetRawText().Length > MostMetadataBytes ? throw new SlackError("metadata_too_large") : (JsonObject)JsonNode.Parse(json.GetRawText())!;
    }

    private static JsonObject Answer(SlackMessage message, bool isDuplicate)
    {
        var answer = new JsonObject { ["channel"] = message.Channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson(allMetadata: true) };
        if (isDuplicate)
        {
            answer["is_duplicate"] = true;
        }

        return answer;
    }

    [GeneratedRegex("^[A-Za-z0-9_]{1,255}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EventType();
}
