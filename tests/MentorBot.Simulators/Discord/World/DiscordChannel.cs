using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's numbers of channel types.</summary>
public enum ChannelType
{
    Text = 0,
    Direct = 1,
    PublicThread = 11,
    PrivateThread = 12,
    Forum = 15,
}

/// <summary>A place where messages are.</summary>
public sealed class DiscordChannel
{
    internal const DiscordPermissions AllPermissions = (DiscordPermissions)((1L << 53) - 1);

    private readonly DiscordSimulator _discord;
    private readonly Dictionary<string, (DiscordPermissions Allow, DiscordPermissions Deny)> _overwrites = new(StringComparer.Ordinal);
    private readonly List<DiscordMessage> _messages = [];

    internal DiscordChannel(DiscordSimulator discord, string id, string name, ChannelType type, DiscordGuild? guild)
    {
        _discord = discord;
        Id = id;
        Name = name;
        Type = type;
        Guild = guild;
    }

    public string Id { get; }

    public string Name { get; }

    public ChannelType Type { get; }

    /// <summary>Null for a direct conversation.</summary>
    public DiscordGuild? Guild { get; }

    /// <summary>What a thread is in.</summary>
    public DiscordChannel? Parent { get; internal init; }

    /// <summary>Who a direct conversation with the bot is with.</summary>
    public DiscordPerson? Recipient { get; internal init; }

    public bool IsDirect => Type == ChannelType.Direct;

    public bool IsThread => Type is ChannelType.PublicThread or ChannelType.PrivateThread;

    public bool IsDeleted { get; internal set; }

    public bool IsArchived { get; private set; }

    public bool IsLocked { get; private set; }

    /// <summary>The messages of the bot that everybody there sees, oldest first.</summary>
    public IReadOnlyList<DiscordMessage> FromBot => _discord.World.Read(() => _messages.Where(message => message.IsFromBot && !message.IsEphemeral).ToList());

    internal int Position { get; init; }

    /// <summary>All there is, ephemeral messages too; only under the world's lock.</summary>
    internal List<DiscordMessage> All => _messages;

    /// <summary>An overwrite that allows.</summary>
    public void Allows(DiscordPerson who, DiscordPermissions what) => Overwrite(who.Id, what, DiscordPermissions.None);

    public void Allows(DiscordRole who, DiscordPermissions what) => Overwrite(who.Id, what, DiscordPermissions.None);

    /// <summary>An overwrite that forbids.</summary>
    public void Denies(DiscordPerson who, DiscordPermissions what) => Overwrite(who.Id, DiscordPermissions.None, what);

    public void Denies(DiscordRole who, DiscordPermissions what) => Overwrite(who.Id, DiscordPermissions.None, what);

    public void Archives() => _discord.World.Change(() => IsArchived = true);

    /// <summary>Closes a thread for all but moderators.</summary>
    public void Locks() => _discord.World.Change(() => IsArchived = IsLocked = true);

    public override string ToString() => $"#{Name}";

    /// <summary>What somebody may do here (Discord: roles, then the overwrites of everyone, of roles and of the member).</summary>
    internal DiscordPermissions PermissionsOf(DiscordPerson person)
    {
        if (Guild is null)
        {
            return person.IsBot ? DiscordPermissions.AttachFiles | DiscordPermissions.EmbedLinks | DiscordPermissions.MentionEveryone | DiscordPermissions.UseExternalEmojis | DiscordPermissions.SendMessages | DiscordPermissions.ViewChannel | DiscordPermissions.ReadMessageHistory : DiscordChannel.AllPermissions;
        }

        if (Guild.Member(person) is not { } member)
        {
            return DiscordPermissions.None;
        }

        return _discord.World.Read(() => Calculate(member));
    }

    internal JsonObject ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteTo(writer);
            writer.WriteEndObject();
        }

        var json = (JsonObject)JsonNode.Parse(buffer.ToArray())!;
        if (Guild is not null && !IsThread)
        {
            json["permission_overwrites"] = new JsonArray([.. _discord.World.Read(() => _overwrites.Select(one => new JsonObject
            {
                ["id"] = one.Key,
                ["type"] = Guild.Roles.Any(role => role.Id == one.Key) ? 0 : 1,
                ["allow"] = ((long)one.Value.Allow).ToString(CultureInfo.InvariantCulture),
                ["deny"] = ((long)one.Value.Deny).ToString(CultureInfo.InvariantCulture),
            }).ToList())]);
        }

        return json;
    }

    /// <summary>Writes the properties that an interaction tells of its channel.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("id"u8, Id);
        writer.WriteNumber("type"u8, (int)Type);
        writer.WriteNull("last_message_id"u8);
        writer.WriteNumber("flags"u8, 0);
        if (Recipient is not null)
        {
            writer.WriteStartArray("recipients"u8);
            writer.WriteStartObject();
            Recipient.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndArray();
            return;
        }

        writer.WriteString("guild_id"u8, Guild!.Id);
        writer.WriteString("name"u8, Name);
        writer.WriteString("parent_id"u8, Parent?.Id);
        writer.WriteNumber("rate_limit_per_user"u8, 0);
        if (IsThread)
        {
            writer.WriteString("owner_id"u8, Guild.Owner?.Id ?? _discord.NobodyId);
            writer.WriteNumber("message_count"u8, _messages.Count);
            writer.WriteNumber("member_count"u8, 1);
            writer.WriteStartObject("thread_metadata"u8);
            writer.WriteBoolean("archived"u8, IsArchived);
            writer.WriteBoolean("locked"u8, IsLocked);
            writer.WriteNumber("auto_archive_duration"u8, 1440);
            writer.WriteString("archive_timestamp"u8, "2026-01-05T09:00:00.000000+00:00"u8);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNumber("position"u8, Position);
            writer.WriteNull("topic"u8);
            writer.WriteBoolean("nsfw"u8, false);
        }
    }

    private DiscordPermissions Calculate(DiscordMember member)
    {
        var guild = Guild!;
        var may = member.Roles.Aggregate(guild.Everyone.Permissions, (sum, role) => sum | role.Permissions);
        if (guild.Owner == member.Person || may.HasFlag(DiscordPermissions.Administrator))
        {
            return DiscordChannel.AllPermissions;
        }

        var overwrites = Parent?._overwrites ?? _overwrites;
        if (overwrites.Count > 0)
        {
            var (allow, deny) = overwrites.GetValueOrDefault(guild.Everyone.Id);
            may = (may & ~deny) | allow;
            var ofRoles = member.Roles.Select(role => overwrites.GetValueOrDefault(role.Id)).ToList();
            may = ofRoles.Aggregate(may, (sum, one) => sum & ~one.Deny);
            may = ofRoles.Aggregate(may, (sum, one) => sum | one.Allow);
            (allow, deny) = overwrites.GetValueOrDefault(member.Person.Id);
            may = (may & ~deny) | allow;
        }

        // Discord: who cannot see a channel can do nothing in it.
        return !may.HasFlag(DiscordPermissions.ViewChannel) ? DiscordPermissions.None : may;
    }

    private void Overwrite(string id, DiscordPermissions allow, DiscordPermissions deny)
    {
        _discord.World.Change(() =>
        {
            var known = _overwrites.GetValueOrDefault(id);
            _overwrites[id] = ((known.Allow | allow) & ~deny, (known.Deny | deny) & ~allow);
        });
        if (Guild is { HasBot: true })
        {
            _discord.Gateway.Dispatch("CHANNEL_UPDATE", Intents.Guilds, ToJson());
        }
    }
}
