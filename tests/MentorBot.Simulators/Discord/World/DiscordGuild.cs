using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>A server: its roles, its channels and who is in.</summary>
public sealed class DiscordGuild
{
    private readonly DiscordSimulator _discord;
    private readonly List<DiscordRole> _roles = [];
    private readonly Dictionary<string, DiscordMember> _members = new(StringComparer.Ordinal);
    private int _lastPosition;

    internal DiscordGuild(DiscordSimulator discord, string id, string name)
    {
        _discord = discord;
        Id = id;
        Name = name;
        Everyone = new DiscordRole(id, "@everyone", DiscordPermissions.Everyday);
        BotRole = new DiscordRole(discord.Snowflakes.Next(), "MentorBot", DiscordPermissions.Bot);
        _roles.AddRange([Everyone, BotRole]);
    }

    public string Id { get; }

    public string Name { get; set; }

    public string Locale { get; set; } = "en-US";

    /// <summary>Where Discord itself says what happens in the guild, such as who has joined.</summary>
    public DiscordChannel? SystemChannel { get; set; }

    /// <summary>Who may do everything; null when that is somebody who is never seen.</summary>
    public DiscordPerson? Owner { get; set; }

    /// <summary>The role that everybody has.</summary>
    public DiscordRole Everyone { get; }

    /// <summary>The role that came with the bot.</summary>
    public DiscordRole BotRole { get; }

    /// <summary>Whether the bot is in.</summary>
    public bool HasBot { get; private set; }

    /// <summary>Whether an outage hides it.</summary>
    public bool IsDown { get; private set; }

    public IReadOnlyList<DiscordChannel> Channels => _discord.World.ChannelsOf(this);

    public IReadOnlyList<DiscordRole> Roles => _discord.World.Read(() => _roles.ToList());

    public IReadOnlyList<DiscordPerson> People => _discord.World.Read(() => _members.Values.Select(member => member.Person).ToList());

    public DiscordChannel AddChannel(string name) => Add(name, ChannelType.Text, parent: null);

    /// <summary>A place of posts, which takes no plain messages.</summary>
    public DiscordChannel AddForum(string name) => Add(name, ChannelType.Forum, parent: null);

    public DiscordChannel AddThread(DiscordChannel parent, string name, bool isPrivate = false) => Add(name, isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread, parent);

    public DiscordRole AddRole(string name, DiscordPermissions permissions = DiscordPermissions.None)
    {
        var role = new DiscordRole(_discord.Snowflakes.Next(), name, permissions);
        _discord.World.Change(() => _roles.Add(role));
        if (HasBot)
        {
            _discord.Gateway.Dispatch("GUILD_ROLE_CREATE", Intents.Guilds, new JsonObject { ["guild_id"] = Id, ["role"] = role.ToJson() });
        }

        return role;
    }

    /// <summary>Adds the bot, as somebody does by the invite link.</summary>
    public void InstallsBot()
    {
        if (!HasBot)
        {
            Admit(_discord.BotUser, BotRole);
            HasBot = true;
            _discord.Gateway.Dispatch("GUILD_CREATE", Intents.Guilds, ToCreateJson());
        }
    }

    /// <summary>Throws the bot out.</summary>
    public void RemovesBot()
    {
        if (HasBot)
        {
            Dismiss(_discord.BotUser);
            HasBot = false;
            _discord.Gateway.Dispatch("GUILD_DELETE", Intents.Guilds, new JsonObject { ["id"] = Id });
        }
    }

    /// <summary>An outage: the guild is there and cannot be reached.</summary>
    public void GoesDown()
    {
        IsDown = true;
        _discord.Gateway.Dispatch("GUILD_DELETE", Intents.Guilds, new JsonObject { ["id"] = Id, ["unavailable"] = true });
    }

    public void ComesBack()
    {
        IsDown = false;
        _discord.Gateway.Dispatch("GUILD_CREATE", Intents.Guilds, ToCreateJson());
    }

    /// <summary>Deletes a channel or a thread, and the threads in it.</summary>
    public void Deletes(DiscordChannel channel)
    {
        foreach (var gone in Channels.Where(one => one == channel || one.Parent == channel))
        {
            _discord.World.Change(() => gone.IsDeleted = true);
        }

        if (HasBot)
        {
            _discord.Gateway.Dispatch(channel.IsThread ? "THREAD_DELETE" : "CHANNEL_DELETE", Intents.Guilds, channel.IsThread
                ? new JsonObject { ["id"] = channel.Id, ["guild_id"] = Id, ["parent_id"] = channel.Parent!.Id, ["type"] = (int)channel.Type }
                : channel.ToJson());
        }
    }

    /// <summary>Deletes a message of anybody.</summary>
    public void Deletes(DiscordMessage message) => _discord.Messages.Delete(message);

    internal JsonObject MemberJson(DiscordPerson person)
    {
        var json = Member(person)!.ToJson(withUser: true);
        json["guild_id"] = Id;
        return json;
    }

    internal DiscordMember? Member(DiscordPerson person) => _discord.World.Read(() => _members.GetValueOrDefault(person.Id));

    internal void Admit(DiscordPerson person, params DiscordRole[] roles) => _discord.World.Change(() => _members[person.Id] = new DiscordMember(person, _discord.Options.Time.GetUtcNow(), [.. roles]));

    internal void Dismiss(DiscordPerson person) => _discord.World.Change(() => _members.Remove(person.Id));

    internal DiscordChannel Add(string name, ChannelType type, DiscordChannel? parent)
    {
        var channel = new DiscordChannel(_discord, _discord.Snowflakes.Next(), name, type, this) { Parent = parent, Position = ++_lastPosition };
        _discord.World.Add(channel);
        if (HasBot)
        {
            _discord.Gateway.Dispatch(channel.IsThread ? "THREAD_CREATE" : "CHANNEL_CREATE", Intents.Guilds, channel.ToJson());
        }

        return channel;
    }

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["icon"] = null,
        ["splash"] = null,
        ["owner_id"] = Owner?.Id ?? _discord.NobodyId,
        ["region"] = "deprecated",
        ["afk_channel_id"] = null,
        ["afk_timeout"] = 300,
        ["verification_level"] = 1,
        ["default_message_notifications"] = 1,
        ["explicit_content_filter"] = 0,
        ["roles"] = new JsonArray([.. Roles.Select(role => role.ToJson())]),
        ["emojis"] = new JsonArray(),
        ["stickers"] = new JsonArray(),
        ["features"] = new JsonArray(),
        ["mfa_level"] = 0,
        ["application_id"] = null,
        ["system_channel_id"] = SystemChannel?.Id,
        ["system_channel_flags"] = 0,
        ["rules_channel_id"] = null,
        ["vanity_url_code"] = null,
        ["description"] = null,
        ["banner"] = null,
        ["premium_tier"] = 0,
        ["preferred_locale"] = Locale,
        ["public_updates_channel_id"] = null,
        ["nsfw_level"] = 0,
        ["premium_progress_bar_enabled"] = false,
        ["safety_alerts_channel_id"] = null,
    };

    /// <summary>The guild as GUILD_CREATE tells of it.</summary>
    internal JsonObject ToCreateJson()
    {
        if (IsDown)
        {
            return new JsonObject { ["id"] = Id, ["unavailable"] = true };
        }

        var json = ToJson();
        json["joined_at"] = "2026-01-05T09:00:00.000000+00:00";
        json["large"] = false;
        json["unavailable"] = false;
        json["member_count"] = People.Count;
        json["voice_states"] = new JsonArray();
        json["members"] = new JsonArray(Member(_discord.BotUser)?.ToJson(withUser: true));
        json["channels"] = new JsonArray([.. Channels.Where(channel => !channel.IsThread).Select(channel => channel.ToJson())]);
        json["threads"] = new JsonArray([.. Channels.Where(channel => channel.IsThread).Select(channel => channel.ToJson())]);
        json["presences"] = new JsonArray();
        json["stage_instances"] = new JsonArray();
        json["guild_scheduled_events"] = new JsonArray();
        json["soundboard_sounds"] = new JsonArray();
        return json;
    }
}
