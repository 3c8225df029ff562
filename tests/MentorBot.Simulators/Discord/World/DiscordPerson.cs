using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Somebody on Discord: what they are, what they do, and what they see.</summary>
public sealed partial class DiscordPerson
{
    private readonly DiscordSimulator _discord;
    private readonly List<DiscordMessage> _pings = [];

    internal DiscordPerson(DiscordSimulator discord, string id, string name)
    {
        _discord = discord;
        Id = id;
        Name = name;
        DisplayName = char.ToUpperInvariant(name[0]) + name[1..];
    }

    public string Id { get; }

    /// <summary>What they are called behind an @.</summary>
    public string Name { get; }

    /// <summary>Discord's global_name.</summary>
    public string DisplayName { get; set; }

    /// <summary>The language of their client.</summary>
    public string Locale { get; set; } = "en-US";

    public bool IsBot { get; init; }

    /// <summary>Off for somebody who takes no messages of people in common servers: 50007.</summary>
    public bool TakesDirectMessages { get; set; } = true;

    /// <summary>Whether they blocked the bot: 50007.</summary>
    public bool BlocksBot { get; set; }

    /// <summary>The modal that is open.</summary>
    public DiscordModal? Modal { get; internal set; }

    /// <summary>The messages that notified them, a direct message included.</summary>
    public IReadOnlyList<DiscordMessage> Pings => _discord.World.Read(() => _pings.ToList());

    /// <summary>The servers that they are in.</summary>
    public IReadOnlyList<DiscordGuild> Guilds => [.. _discord.World.Guilds.Where(guild => guild.Member(this) is not null)];

    internal DiscordChannel? Direct { get; set; }

    internal bool SharesGuildWithBot => _discord.World.Guilds.Any(guild => guild.HasBot && guild.Member(this) is not null);

    public override string ToString() => $"@{Name}";

    /// <summary>What was offered to them last, by option.</summary>
    internal Dictionary<string, IReadOnlyList<DiscordChoice>> LastChoices { get; } = new(StringComparer.Ordinal);

    /// <summary>The value behind a name that was offered for an option.</summary>
    internal JsonNode? Offered(string option, string name) =>
        _discord.World.Read(() => LastChoices.GetValueOrDefault(option)?.FirstOrDefault(choice => choice.Name == name)?.Value);

    internal void Ping(DiscordMessage message) => _pings.Add(message);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("id"u8, Id);
        writer.WriteString("username"u8, Name);
        writer.WriteString("discriminator"u8, "0"u8);
        writer.WriteString("global_name"u8, DisplayName);
        writer.WriteNull("avatar"u8);
        writer.WriteNull("avatar_decoration_data"u8);
        writer.WriteNull("collectibles"u8);
        writer.WriteNull("primary_guild"u8);
        writer.WriteNumber("public_flags"u8, 0);
        if (IsBot)
        {
            writer.WriteBoolean("bot"u8, true);
        }
    }

    /// <param name="withEverything">Whether to tell what only the account itself hears.</param>
    internal JsonObject ToJson(bool withEverything = false)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["username"] = Name,
            ["discriminator"] = "0",
            ["global_name"] = DisplayName,
            ["avatar"] = null,
            ["public_flags"] = 0,
        };
        if (IsBot)
        {
            json["bot"] = true;
        }

        if (withEverything)
        {
            json["verified"] = true;
            json["email"] = null;
            json["mfa_enabled"] = true;
            json["flags"] = 0;
            json["locale"] = "en-US";
        }

        return json;
    }
}
