using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>A message as people see it, for everybody or for one person only.</summary>
public sealed class DiscordMessage
{
    internal const int Ephemeral = 64;
    internal const int Loading = 128;
    internal const int SuppressNotifications = 4096;
    internal const int ComponentsV2 = 32768;

    private readonly DiscordSimulator _discord;
    private readonly Lock _lock = new();
    private JsonElement? _source;
    private JsonArray _components = [];

    internal DiscordMessage(DiscordSimulator discord, DiscordChannel channel, DiscordPerson author, string id)
    {
        _discord = discord;
        Channel = channel;
        Author = author;
        Id = id;
    }

    public string Id { get; }

    public DiscordChannel Channel { get; }

    public DiscordPerson Author { get; }

    public bool IsFromBot => Author.IsBot;

    /// <summary>Who alone sees it; null when everybody in the channel does.</summary>
    public DiscordPerson? OnlyFor { get; internal init; }

    public bool IsEphemeral => OnlyFor is not null;

    /// <summary>Whether it still says "… is thinking".</summary>
    public bool IsThinking => (Flags & Loading) != 0;

    public bool UsesComponentsV2 => (Flags & ComponentsV2) != 0;

    /// <summary>The text as it was sent.</summary>
    public string Content { get; internal set; } = "";

    public int Flags { get; internal set; }

    public JsonArray Embeds { get; internal set; } = [];

    public IReadOnlyList<DiscordFile> Files { get; internal set; } = [];

    public string? Nonce { get; internal init; }

    public DiscordMessage? ReplyTo { get; internal init; }

    /// <summary>What it answers; null when nobody asked.</summary>
    public DiscordInteraction? Interaction { get; internal init; }

    public bool IsEdited => EditedAt is not null;

    public bool IsDeleted { get; internal set; }

    public DateTimeOffset At { get; internal init; }

    public DateTimeOffset? EditedAt { get; internal set; }

    /// <summary>The components, each with its id, as Discord hands them back.</summary>
    public JsonArray Components
    {
        get
        {
            lock (_lock)
            {
                if (_source is { } source)
                {
                    _components = (JsonArray)JsonNode.Parse(source.GetRawText())!;
                    DiscordComponent.FillIds(_components);
                    _source = null;
                }

                return _components;
            }
        }
    }

    /// <summary>All texts as they were sent, a line for each.</summary>
    public string Text => string.Join('\n', DiscordText.Written(this));

    /// <summary>All that a person reads, a line for each text: names for mentions, no escapes, labels of buttons.</summary>
    public string Shown => IsThinking ? $"{_discord.BotUser.DisplayName} is thinking…" : string.Join('\n', DiscordText.Read(_discord, this));

    /// <summary>What can be pressed or chosen from.</summary>
    public IReadOnlyList<DiscordComponent> Controls => [.. DiscordComponent.AllIn(Components)];

    /// <summary>The words on the buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. Controls.Where(control => control.Type == ComponentType.Button).Select(control => control.Label)];

    internal IReadOnlyList<DiscordPerson> Mentioned { get; set; } = [];

    internal IReadOnlyList<string> MentionedRoles { get; set; } = [];

    internal bool MentionsEveryone { get; set; }

    /// <summary>Finds what a person would press.</summary>
    /// <param name="what">Its custom_id, the words on it, or the placeholder of a select.</param>
    public DiscordComponent Component(string what)
    {
        var controls = Controls;
        return controls.FirstOrDefault(control => control.CustomId == what)
            ?? controls.FirstOrDefault(control => control.Label == what)
            ?? controls.FirstOrDefault(control => control.Placeholder == what)
            ?? throw new InvalidOperationException($"There is no \"{what}\" here, but: {string.Join(", ", controls.Select(control => $"{control.CustomId} \"{control.Label}{control.Placeholder}\""))}.");
    }

    public override string ToString() => $"{Channel.Name} {Id}: {Shown}";

    internal void SetComponents(JsonElement? components)
    {
        lock (_lock)
        {
            _source = components is { ValueKind: JsonValueKind.Array } ? components : null;
            _components = [];
        }
    }

    /// <summary>The message as Discord hands it out.</summary>
    /// <param name="withContent">Off for those who may not read it (Discord: message content intent).</param>
    internal JsonObject ToJson(bool withContent = true)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["type"] = ReplyTo is not null ? 19 : Interaction is { Type: InteractionType.Command } ? Interaction.CommandType == CommandType.Slash ? 20 : 23 : 0,
            ["channel_id"] = Channel.Id,
            ["author"] = Author.ToJson(),
            ["content"] = withContent ? Content : "",
            ["timestamp"] = At.ToString("O"),
            ["edited_timestamp"] = EditedAt?.ToString("O"),
            ["tts"] = false,
            ["mention_everyone"] = MentionsEveryone,
            ["mentions"] = new JsonArray([.. Mentioned.Select(person => person.ToJson())]),
            ["mention_roles"] = new JsonArray([.. MentionedRoles.Select(role => JsonValue.Create(role))]),
            ["attachments"] = withContent ? new JsonArray([.. Files.Select(file => file.ToJson())]) : [],
            ["embeds"] = withContent ? Embeds.DeepClone() : new JsonArray(),
            ["components"] = withContent ? Components.DeepClone() : new JsonArray(),
            ["pinned"] = false,
            ["flags"] = Flags,
        };
        if (Nonce is not null)
        {
            json["nonce"] = Nonce;
        }

        if (ReplyTo is { } answered)
        {
            json["message_reference"] = new JsonObject { ["type"] = 0, ["message_id"] = answered.Id, ["channel_id"] = answered.Channel.Id, ["guild_id"] = answered.Channel.Guild?.Id };
            json["referenced_message"] = answered.IsDeleted ? null : answered.ToJsonWithoutReference(withContent);
        }

        if (IsFromBot)
        {
            json["application_id"] = _discord.ApplicationId;
        }

        if (Interaction is { } asked)
        {
            json["webhook_id"] = _discord.ApplicationId;
            json["interaction_metadata"] = new JsonObject
            {
                ["id"] = asked.Id,
                ["type"] = (int)asked.Type,
                ["user"] = asked.Person.ToJson(),
                ["authorizing_integration_owners"] = new JsonObject { ["0"] = Channel.Guild?.Id ?? "0" },
            };
        }

        return json;
    }

    private JsonObject ToJsonWithoutReference(bool withContent)
    {
        var json = ToJson(withContent);
        json.Remove("referenced_message");
        return json;
    }
}

/// <summary>A file that came with a message.</summary>
public sealed record DiscordFile(string Id, string Name, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["filename"] = Name,
        ["size"] = Bytes.Length,
        ["url"] = $"https://cdn.discordapp.com/attachments/1/{Id}/{Name}",
        ["proxy_url"] = $"https://media.discordapp.net/attachments/1/{Id}/{Name}",
        ["content_type"] = ContentType,
    };
}
