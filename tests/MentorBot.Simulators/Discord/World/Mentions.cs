using System.Text.Json;
using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Discord;

/// <summary>Who is notified by a message (Discord: allowed_mentions).</summary>
internal static partial class Mentions
{
    /// <summary>Turns @name and #channel into what the client sends for them.</summary>
    public static string Typed(DiscordSimulator discord, DiscordChannel channel, string text)
    {
        var people = discord.World.People;
        var channels = channel.Guild?.Channels ?? [];
        return TypedRegex().Replace(text, match =>
            match.Value[0] == '@' && people.FirstOrDefault(person => person.Name == match.Groups["name"].Value) is { } person ? $"<@{person.Id}>"
            : match.Value[0] == '#' && channels.FirstOrDefault(one => one.Name == match.Groups["name"].Value) is { } place ? $"<#{place.Id}>"
            : match.Value);
    }

    /// <summary>Notes who is mentioned and who is notified.</summary>
    /// <param name="isAnswer">Whether it answers an interaction (Discord: then only people are mentioned unless allowed_mentions says otherwise).</param>
    /// <param name="notifies">Off for an edit, of which nobody is notified.</param>
    public static void Account(DiscordSimulator discord, DiscordMessage message, JsonElement? allowed, bool isAnswer, bool notifies)
    {
        var text = CodeRegex().Replace(message.Text, "");
        var people = MentionRegex().Matches(text).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal).Where(id => Allows(allowed, "users", id, otherwise: true)).Select(discord.World.Person).OfType<DiscordPerson>().ToList();
        var roles = RoleRegex().Matches(text).Select(match => match.Groups["id"].Value).Distinct(StringComparer.Ordinal).Where(id => Allows(allowed, "roles", id, !isAnswer)).ToList();
        var isForAll = EveryoneRegex().IsMatch(text) && Allows(allowed, "everyone", id: null, !isAnswer);
        message.Mentioned = people;
        message.MentionedRoles = roles;
        message.MentionsEveryone = isForAll;
        if (!notifies || message.IsEphemeral || (message.Flags & DiscordMessage.SuppressNotifications) != 0)
        {
            return;
        }

        if (isForAll || roles.Count > 0)
        {
            discord.Seen.Add(new DiscordBroadcast(message.Channel.Name, message.Text));
        }

        var guild = message.Channel.Guild;
        var pinged = people.Where(person => guild?.Member(person) is not null);
        if (guild is not null && isForAll && message.Channel.PermissionsOf(message.Author).HasFlag(DiscordPermissions.MentionEveryone))
        {
            pinged = guild.People;
        }

        if (guild is not null && roles.Count > 0)
        {
            pinged = pinged.Concat(guild.People.Where(person => guild.Member(person)!.Roles.Exists(role => roles.Contains(role.Id))));
        }

        if (message.ReplyTo is { } answered && (allowed is null || (allowed.Value.TryGetProperty("replied_user", out var replied) && replied.ValueKind == JsonValueKind.True)))
        {
            pinged = pinged.Append(answered.Author);
        }

        // Every message in a direct conversation notifies.
        if (message.Channel.Recipient is { } recipient && message.IsFromBot)
        {
            pinged = [recipient];
        }

        var all = pinged.Distinct().Where(person => person != message.Author && person.CanSee(message.Channel)).ToList();
        discord.World.Change(() => all.ForEach(person => person.Ping(message)));
    }

    private static bool Allows(JsonElement? allowed, string kind, string? id, bool otherwise)
    {
        if (allowed is not { } rules)
        {
            return otherwise;
        }

        return (rules.TryGetProperty("parse", out var parse) && parse.ValueKind == JsonValueKind.Array && parse.EnumerateArray().Any(one => one.ValueEquals(kind)))
            || (id is not null && rules.TryGetProperty(kind, out var ids) && ids.ValueKind == JsonValueKind.Array && ids.EnumerateArray().Any(one => one.ValueEquals(id)));
    }

    [GeneratedRegex(@"[@#](?<name>[\w.-]+)", RegexOptions.None, 1000)]
    private static partial Regex TypedRegex();

    [GeneratedRegex("```[\\s\\S]*?```|`[^`\\n]+`", RegexOptions.None, 1000)]
    private static partial Regex CodeRegex();

    [GeneratedRegex(@"<@!?(?<id>\d+)>", RegexOptions.None, 1000)]
    private static partial Regex MentionRegex();

    [GeneratedRegex(@"<@&(?<id>\d+)>", RegexOptions.None, 1000)]
    private static partial Regex RoleRegex();

    [GeneratedRegex("@(?:everyone|here)", RegexOptions.None, 1000)]
    private static partial Regex EveryoneRegex();
}
