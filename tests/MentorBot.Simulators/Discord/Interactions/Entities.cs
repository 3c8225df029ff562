using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>People, roles and channels that somebody names, and how an interaction tells of them.</summary>
internal static class Entities
{
    /// <summary>Finds by id, by mention, or by the name behind an @ or #.</summary>
    public static object? Find(DiscordSimulator discord, DiscordChannel where, string text, bool people, bool roles, bool channels)
    {
        var name = text.Trim('<', '>').TrimStart('@', '#', '&', '!');
        if (people && (discord.World.Person(name) ?? discord.World.People.FirstOrDefault(person => person.Name == name)) is { } found)
        {
            return found;
        }

        if (roles && where.Guild?.Roles.FirstOrDefault(role => role.Id == name || role.Name.TrimStart('@') == name) is { } role)
        {
            return role;
        }

        return channels ? where.Guild?.Channels.FirstOrDefault(channel => channel.Id == name || channel.Name == name) : null;
    }

    public static string IdOf(object found) => found switch
    {
        DiscordPerson person => person.Id,
        DiscordRole role => role.Id,
        _ => ((DiscordChannel)found).Id,
    };

    /// <summary>Adds it to an interaction's resolved (Discord: a member there has no user, and no entry when they are not in the server).</summary>
    public static void Resolve(DiscordSimulator discord, DiscordChannel where, DiscordPerson asking, object found, JsonObject resolved)
    {
        switch (found)
        {
            case DiscordPerson person:
                Into(resolved, "users")[person.Id] = person.ToJson();
                if (where.Guild?.Member(person) is { } member)
                {
                    var json = member.ToJson(withUser: false);
                    json["permissions"] = Bits(where.PermissionsOf(person));
                    Into(resolved, "members")[person.Id] = json;
                }

                break;
            case DiscordRole role:
                Into(resolved, "roles")[role.Id] = role.ToJson();
                break;
            case DiscordChannel channel:
                var partial = channel.ToJson();
                partial["permissions"] = Bits(channel.PermissionsOf(asking));
                // Discord: since July 2026 it says what the bot may do there, too.
                partial["app_permissions"] = Bits(channel.PermissionsOf(discord.BotUser));
                Into(resolved, "channels")[channel.Id] = partial;
                break;
        }
    }

    internal static string Bits(DiscordPermissions permissions) => ((long)permissions).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Into(JsonObject resolved, string kind) => (JsonObject)(resolved[kind] ??= new JsonObject());
}
