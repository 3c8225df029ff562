using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>A role of a guild.</summary>
public sealed class DiscordRole
{
    internal DiscordRole(string id, string name, DiscordPermissions permissions)
    {
        Id = id;
        Name = name;
        Permissions = permissions;
    }

    public string Id { get; }

    public string Name { get; }

    public DiscordPermissions Permissions { get; set; }

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["description"] = null,
        ["permissions"] = ((long)Permissions).ToString(CultureInfo.InvariantCulture),
        ["position"] = 0,
        ["color"] = 0,
        ["colors"] = new JsonObject { ["primary_color"] = 0, ["secondary_color"] = null, ["tertiary_color"] = null },
        ["hoist"] = false,
        ["managed"] = false,
        ["mentionable"] = true,
        ["icon"] = null,
        ["unicode_emoji"] = null,
        ["flags"] = 0,
    };
}

/// <summary>Somebody in one guild.</summary>
internal sealed class DiscordMember(DiscordPerson person, DateTimeOffset joinedAt, List<DiscordRole> roles)
{
    public DiscordPerson Person { get; } = person;

    public List<DiscordRole> Roles { get; } = roles;

    public string? Nick { get; set; }

    public JsonObject ToJson(bool withUser)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteTo(writer, withUser, permissions: null);
            writer.WriteEndObject();
        }

        return (JsonObject)JsonNode.Parse(buffer.ToArray())!;
    }

    /// <summary>Writes the properties of a member.</summary>
    /// <param name="permissions">What they may do in the channel at hand; null where Discord does not say.</param>
    public void WriteTo(Utf8JsonWriter writer, bool withUser, DiscordPermissions? permissions)
    {
        if (withUser)
        {
            writer.WriteStartObject("user"u8);
            Person.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteBoolean("deaf"u8, false);
            writer.WriteBoolean("mute"u8, false);
        }

        writer.WriteStartArray("roles"u8);
        foreach (var role in Roles)
        {
            writer.WriteStringValue(role.Id);
        }

        writer.WriteEndArray();
        writer.WriteString("nick"u8, Nick);
        writer.WriteNull("avatar"u8);
        writer.WriteNull("banner"u8);
        writer.WriteNull("premium_since"u8);
        writer.WriteNull("communication_disabled_until"u8);
        writer.WriteString("joined_at"u8, joinedAt);
        writer.WriteNumber("flags"u8, 0);
        writer.WriteBoolean("pending"u8, false);
        if (permissions is { } may)
        {
            writer.WriteString("permissions"u8, ((long)may).ToString(CultureInfo.InvariantCulture));
        }
    }
}
