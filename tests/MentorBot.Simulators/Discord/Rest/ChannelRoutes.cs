using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Messages in channels, as a bot writes and reads them by itself.</summary>
internal static class ChannelRoutes
{
    private static readonly Bucket Reads = new("sim1a2b3c4d5e6f708192a3", 50, 1);
    private static readonly Bucket Creates = new("sim80c17d2f203122d936070", 5, 5);
    private static readonly Bucket Edits = new("sim9d8c7b6a5f4e3d2c1b0a", 5, 5);
    private static readonly Bucket Deletes = new("sim0f1e2d3c4b5a69788796", 5, 1);
    private static readonly Bucket Directs = new("sim4c3b2a1908f7e6d5c4b3", 10, 10);

    public static IEnumerable<RestRoute> Routes =>
    [
        new("GET", "/channels/{channel}", Reads, call => RestAnswer.Of(Visible(call).ToJson())),
        new("GET", "/channels/{channel}/messages", Reads, History),
        new("GET", "/channels/{channel}/messages/{message}", Reads, call => RestAnswer.Of(MessageOf(call, Readable(call)).ToJson())),
        new("POST", "/channels/{channel}/messages", Creates, Create),
        new("PATCH", "/channels/{channel}/messages/{message}", Edits, Edit),
        new("DELETE", "/channels/{channel}/messages/{message}", Deletes, Delete),
        new("POST", "/channels/{channel}/typing", Reads, call => Writable(call) is null ? default : RestAnswer.Nothing),
        new("POST", "/users/@me/channels", Directs, OpenDirect),
    ];

    private static RestAnswer OpenDirect(RestCall call)
    {
        var recipient = RestCall.Text(call.Body, "recipient_id");
        if (call.Discord.World.Person(recipient) is not { } person || person.IsBot)
        {
            throw new DiscordError(400, 50033, "Invalid Recipient(s)");
        }

        return RestAnswer.Of(call.Discord.DirectWith(person).ToJson());
    }

    private static RestAnswer Create(RestCall call)
    {
        var discord = call.Discord;
        var channel = Writable(call);
        var body = new MessageBody(call.Body, call.Files);
        var may = channel.PermissionsOf(discord.BotUser);
        if (call.Files.Count > 0 && !may.HasFlag(DiscordPermissions.AttachFiles))
        {
            throw DiscordError.MissingPermissions;
        }

        DiscordMessage? replyTo = null;
        if (call.Body.TryGetProperty("message_reference", out var reference) && reference.ValueKind == JsonValueKind.Object)
        {
            if (!may.HasFlag(DiscordPermissions.ReadMessageHistory))
            {
                throw new DiscordError(403, 160002, "Cannot reply without permission to read message history");
            }

            replyTo = discord.World.Read(() => channel.All.Find(message => message.Id == RestCall.Text(reference, "message_id") && !message.IsEphemeral));
            if (replyTo is null && RestCall.Text(reference, "fail_if_not_exists") != "false")
            {
                throw DiscordError.InvalidForm(new Problem("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message"));
            }
        }

        var nonce = RestCall.Text(call.Body, "nonce");
        if (nonce is not null && RestCall.Text(call.Body, "enforce_nonce") == "true")
        {
            return RestAnswer.Of(discord.Nonces.Enforce(channel.Id, nonce, () => discord.Messages.Post(channel, body, nonce, replyTo)).ToJson());
        }

        return RestAnswer.Of(discord.Messages.Post(channel, body, nonce, replyTo).ToJson());
    }

    private static RestAnswer Edit(RestCall call)
    {
        var message = MessageOf(call, Visible(call));
        if (message.Author != call.Discord.BotUser)
        {
            throw new DiscordError(403, 50005, "Cannot edit a message authored by another user");
        }

        var body = new MessageBody(call.Body, call.Files);
        Judge.AgainstMessage(message, body);
        call.Discord.Messages.Edit(message, body);
        return RestAnswer.Of(message.ToJson());
    }

    private static RestAnswer Delete(RestCall call)
    {
        var channel = Visible(call);
        var message = MessageOf(call, channel);
        if (message.Author != call.Discord.BotUser && !channel.PermissionsOf(call.Discord.BotUser).HasFlag(DiscordPermissions.ManageMessages))
        {
            throw channel.IsDirect ? new DiscordError(403, 50003, "Cannot execute action on a DM channel") : DiscordError.MissingPermissions;
        }

        call.Discord.Messages.Delete(message);
        return RestAnswer.Nothing;
    }

    private static RestAnswer History(RestCall call)
    {
        var channel = Visible(call);
        var limit = call.Query("limit") is { } asked ? int.TryParse(asked, CultureInfo.InvariantCulture, out var number) ? number : 0 : 50;
        if (limit is < 1 or > 100)
        {
            throw DiscordError.InvalidForm(new Problem("limit", limit < 1 ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX", limit < 1 ? "int value should be greater than or equal to 1." : "int value should be less than or equal to 100."));
        }

        var (before, after, around) = (Id(call, "before"), Id(call, "after"), Id(call, "around"));
        if (new[] { before, after, around }.Count(one => one is not null) > 1)
        {
            throw DiscordError.InvalidForm(new Problem("", "MUTUALLY_EXCLUSIVE", "before, after and around exclude each other."));
        }

        // Discord: without READ_MESSAGE_HISTORY nothing is there.
        var mayRead = channel.PermissionsOf(call.Discord.BotUser).HasFlag(DiscordPermissions.ReadMessageHistory);
        var all = mayRead ? call.Discord.World.Read(() => channel.All.Where(message => !message.IsEphemeral).OrderByDescending(message => Number(message.Id)).ToList()) : [];
        IEnumerable<DiscordMessage> page = (before, after, around) switch
        {
            ({ } id, _, _) => all.Where(message => Number(message.Id) < id).Take(limit),
            (_, { } id, _) => all.Where(message => Number(message.Id) > id).TakeLast(limit),
            (_, _, { } id) => all.OrderBy(message => Math.Abs(Number(message.Id) - id)).Take(limit).OrderByDescending(message => Number(message.Id)),
            _ => all.Take(limit),
        };
        return RestAnswer.Of(new JsonArray([.. page.Select(message => message.ToJson())]));
    }

    private static long? Id(RestCall call, string name) => call.Query(name) is { } text
        ? long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : throw DiscordError.InvalidForm(new Problem(name, "NUMBER_TYPE_COERCE", $"Value \"{text}\" is not snowflake."))
        : null;

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    /// <summary>The channel, when the bot can see it.</summary>
    internal static DiscordChannel Visible(RestCall call)
    {
        var channel = call.Discord.World.Channel(call["channel"]) ?? throw DiscordError.UnknownChannel;
        return channel.IsDirect || channel.PermissionsOf(call.Discord.BotUser).HasFlag(DiscordPermissions.ViewChannel) ? channel : throw DiscordError.MissingAccess;
    }

    private static DiscordChannel Readable(RestCall call)
    {
        var channel = Visible(call);
        return channel.PermissionsOf(call.Discord.BotUser).HasFlag(DiscordPermissions.ReadMessageHistory) ? channel : throw DiscordError.MissingAccess;
    }

    /// <summary>The channel, when the bot may post there.</summary>
    private static DiscordChannel Writable(RestCall call)
    {
        var channel = Visible(call);
        if (channel.Recipient is { } recipient)
        {
            return !recipient.SharesGuildWithBot ? throw new DiscordError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
                : recipient.BlocksBot || !recipient.TakesDirectMessages ? throw new DiscordError(403, 50007, "Cannot send messages to this user")
                : channel;
        }

        if (channel.Type == ChannelType.Forum)
        {
            throw new DiscordError(400, 40058, "Cannot message this thread until after the post author has sent an initial message.");
        }

        var may = channel.PermissionsOf(call.Discord.BotUser);
        if (!may.HasFlag(channel.IsThread ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages))
        {
            throw DiscordError.MissingPermissions;
        }

        return channel.IsLocked && !may.HasFlag(DiscordPermissions.ManageThreads) ? throw new DiscordError(403, 160005, "This thread is locked")
            : channel.IsArchived ? throw new DiscordError(400, 50083, "Thread is archived")
            : channel;
    }

    /// <summary>Discord: ephemeral messages are not there for the routes of channels.</summary>
    private static DiscordMessage MessageOf(RestCall call, DiscordChannel channel)
    {
        var id = call["message"];
        return call.Discord.World.Read(() => channel.All.Find(message => message.Id == id && !message.IsEphemeral)) ?? throw DiscordError.UnknownMessage;
    }
}
