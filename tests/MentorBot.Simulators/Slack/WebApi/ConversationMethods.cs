using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>conversations.* and users.conversations</summary>
internal static class ConversationMethods
{
    private const int MostInGroup = 8;

    public static ApiMethod[] All { get; } =
    [
        new("conversations.open", ApiMethod.Tier3, Open) { Scope = "im:write" },
        new("conversations.info", ApiMethod.Tier3, Info, TakesJson: false),
        new("conversations.history", ApiMethod.Tier3, History),
        new("conversations.replies", ApiMethod.Tier3, Replies, TakesJson: false),
        new("conversations.members", ApiMethod.Tier4, Members, TakesJson: false),
        new("conversations.list", ApiMethod.Tier2, call => List(call, _ => true), TakesJson: false),
        new("users.conversations", ApiMethod.Tier3, call => List(call, channel => channel.Members.Contains(call.Text("user") ?? call.Slack.BotUserId)), TakesJson: false),
        new("conversations.join", ApiMethod.Tier3, Join) { Scope = "channels:join" },
    ];

    private static JsonObject Open(ApiCall call)
    {
        if (call.Text("channel") is not null)
        {
            return Opened(call.Channel(), isOld: true);
        }

        var ids = (call.Text("users") ?? throw new SlackError("users_list_not_supplied")).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length is 0 or > MostInGroup)
        {
            throw new SlackError(ids.Length == 0 ? "not_enough_users" : "too_many_users");
        }

        if (ids.Length > 1)
        {
            call.Needs("mpim:write");
            throw new SlackError("invalid_user_combination");
        }

        var person = call.Workspace.Person(ids[0]) ?? throw new SlackError("user_not_found");
        if (person.IsDeleted)
        {
            throw new SlackError("user_disabled");
        }

        if (person.IsBot)
        {
            throw new SlackError("cannot_dm_bot");
        }

        var direct = call.Workspace.DirectWith(person, out var isNew);
        return Opened(direct, !isNew);
    }

    private static JsonObject Opened(SlackChannel channel, bool isOld)
    {
        var answer = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.Id } };
        if (isOld)
        {
            answer["no_op"] = true;
            answer["already_open"] = true;
        }

        return answer;
    }

    private static JsonObject Info(ApiCall call)
    {
        var channel = call.Channel();
        call.Needs(Scope(channel, "read"));
        return new JsonObject { ["channel"] = call.Workspace.Read(() => channel.ToJson(call.Flag("include_num_members"))) };
    }

    private static JsonObject History(ApiCall call)
    {
        var channel = Readable(call);
        var found = Between(call, call.Workspace.Read(() => channel.All.Where(message => message.OnlyFor is null && (message.ThreadTs is null || message.ThreadTs == message.Ts || message.IsBroadcast)).Reverse().ToList()));
        var page = call.Page(found, "messages", 100, message => message.ToJson(call.Flag("include_all_metadata")));
        page["has_more"] = (string?)page["response_metadata"]!["next_cursor"] != "";
        return page;
    }

    private static JsonObject Replies(ApiCall call)
    {
        var channel = Readable(call);
        var parent = call.Workspace.Find(channel, call.Needed("ts")) ?? throw new SlackError("thread_not_found");
        var found = Between(call, call.Workspace.Read(() => channel.All.Where(message => message.OnlyFor is null && (message == parent || message.ThreadTs == parent.Ts)).ToList()));
        var page = call.Page(found, "messages", 1_000, message => message.ToJson(call.Flag("include_all_metadata")));
        page["has_more"] = (string?)page["response_metadata"]!["next_cursor"] != "";
        return page;
    }

    private static SlackChannel Readable(ApiCall call)
    {
        var channel = call.Channel();
        call.Needs(Scope(channel, "history"));
        return channel.BotIsMember ? channel : throw new SlackError("not_in_channel");
    }

    /// <summary>A ts has a fixed number of digits, so it compares as text.</summary>
    private static List<SlackMessage> Between(ApiCall call, List<SlackMessage> messages)
    {
        var isInclusive = call.Flag("inclusive");
        var oldest = call.Text("oldest");
        var latest = call.Text("latest");
        return
        [
            .. messages.Where(message => (oldest is null || Compare(message.Ts, oldest) > 0 || (isInclusive && Compare(message.Ts, oldest) == 0))
                && (latest is null || Compare(message.Ts, latest) < 0 || (isInclusive && Compare(message.Ts, latest) == 0))),
        ];
    }

    private static int Compare(string ts, string bound) =>
        decimal.TryParse(bound, System.Globalization.CultureInfo.InvariantCulture, out var limit)
            ? decimal.Parse(ts, System.Globalization.CultureInfo.InvariantCulture).CompareTo(limit)
            : throw new SlackError("invalid_ts_oldest");

    private static JsonObject Members(ApiCall call)
    {
        var channel = call.Channel();
        call.Needs(Scope(channel, "read"));
        return call.Page(channel.Members, "members", 100, id => JsonValue.Create(id));
    }

    private static JsonObject List(ApiCall call, Func<SlackChannel, bool> isAsked)
    {
        var types = (call.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        foreach (var type in types)
        {
            call.Needs(type switch { "public_channel" => "channels:read", "private_channel" => "groups:read", "im" => "im:read", "mpim" => "mpim:read", _ => throw new SlackError("invalid_types") });
        }

        var channels = call.Workspace.Channels
            .Where(channel => types.Contains(channel.IsDirect ? "im" : channel.IsPrivate ? "private_channel" : "public_channel"))
            .Where(channel => !channel.IsPrivate || channel.BotIsMember)
            .Where(channel => !(call.Flag("exclude_archived") && channel.IsArchived))
            .Where(isAsked)
            .ToList();
        return call.Page(channels, "channels", 100, channel => call.Workspace.Read(() => channel.ToJson(withMembers: !channel.IsDirect)));
    }

    private static JsonObject Join(ApiCall call)
    {
        var channel = call.Channel();
        if (channel.IsDirect || channel.IsPrivate)
        {
            throw new SlackError("method_not_supported_for_channel_type");
        }

        if (channel.IsArchived)
        {
            throw new SlackError("is_archived");
        }

        if (channel.BotIsMember)
        {
            call.Warnings.Add("already_in_channel");
        }
        else
        {
            call.Slack.Join(channel, call.Slack.BotUserId, inviter: null);
        }

        return new JsonObject { ["channel"] = call.Workspace.Read(() => channel.ToJson(withMembers: false)) };
    }

    private static string Scope(SlackChannel channel, string what) => $"{(channel.IsDirect ? "im" : channel.IsPrivate ? "groups" : "channels")}:{what}";
}
