using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's numbers of command types.</summary>
public enum CommandType
{
    Slash = 1,
    User = 2,
    Message = 3,
}

/// <summary>A command as it is registered.</summary>
public sealed class DiscordCommand
{
    internal DiscordCommand(string id, JsonObject json)
    {
        Id = id;
        Json = json;
    }

    public string Id { get; }

    public JsonObject Json { get; }

    public string Name => (string)Json["name"]!;

    public string Description => (string?)Json["description"] ?? "";

    public CommandType Type => (CommandType)((int?)Json["type"] ?? 1);

    public JsonArray Options => Json["options"] as JsonArray ?? [];
}

/// <summary>The commands that the bot registered: for all servers, and for one.</summary>
internal sealed class CommandRegistry(DiscordSimulator discord)
{
    private const int CreatesPerDay = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<DiscordCommand>> _byScope = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, string Name, CommandType Type), string> _ids = [];
    private int _created;

    /// <summary>Counts every change, so that what was made of older ones can be forgotten.</summary>
    public int Version { get; private set; }

    /// <param name="scope">A guild's id; empty for all.</param>
    public IReadOnlyList<DiscordCommand> Of(string scope)
    {
        lock (_lock)
        {
            return _byScope.GetValueOrDefault(scope) ?? [];
        }
    }

    public IReadOnlyList<DiscordCommand> Replace(string scope, JsonArray definitions)
    {
        lock (_lock)
        {
            var known = (_byScope.GetValueOrDefault(scope) ?? []).Select(command => (command.Name, command.Type)).ToHashSet();
            var commands = definitions.OfType<JsonObject>().Select(definition => Register(scope, definition)).ToList();
            _created += commands.Count(command => !known.Contains((command.Name, command.Type)));
            if (_created > CreatesPerDay)
            {
                throw new DiscordError(400, 30034, "Max number of daily application command creates has been reached (200)");
            }

            _byScope[scope] = commands;
            Version++;
            return commands;
        }
    }

    /// <summary>Finds what a person can use in a channel.</summary>
    public DiscordCommand? Find(DiscordChannel channel, CommandType type, string name, DiscordPerson person) =>
        Visible(channel, person).FirstOrDefault(command => command.Type == type && command.Name == name);

    private IEnumerable<DiscordCommand> Visible(DiscordChannel channel, DiscordPerson person)
    {
        if (channel.Guild is not { } guild)
        {
            // Discord: global commands show in the direct conversation only when the two share a server.
            return person.SharesGuildWithBot ? Of("").Where(command => IsFor(command, 1)) : [];
        }

        if (!guild.HasBot)
        {
            return [];
        }

        var may = channel.PermissionsOf(person);
        return !may.HasFlag(DiscordPermissions.UseApplicationCommands) ? [] : Of(guild.Id).Concat(Of("").Where(command => IsFor(command, 0))).Where(command => IsAllowed(command, may));
    }

    private static bool IsFor(DiscordCommand command, int context) =>
        command.Json["contexts"] is JsonArray contexts ? contexts.Any(one => (int)one! == context) : context != 1 || (bool?)command.Json["dm_permission"] != false;

    private static bool IsAllowed(DiscordCommand command, DiscordPermissions may) =>
        may.HasFlag(DiscordPermissions.Administrator)
        || command.Json["default_member_permissions"] is not { } needed
        || (long.Parse(needed.ToString(), System.Globalization.CultureInfo.InvariantCulture) is var bits && bits != 0 && ((long)may & bits) == bits);

    private DiscordCommand Register(string scope, JsonObject definition)
    {
        var type = (CommandType)((int?)definition["type"] ?? 1);
        var key = (scope, (string)definition["name"]!, type);
        if (!_ids.TryGetValue(key, out var id))
        {
            // Discord: an id belongs to a name and a type for as long as it is registered.
            _ids[key] = id = discord.Snowflakes.Next();
        }

        var json = (JsonObject)definition.DeepClone();
        json["id"] = id;
        json["application_id"] = discord.ApplicationId;
        json["type"] = (int)type;
        json["version"] = discord.Snowflakes.Next();
        json["description"] ??= "";
        json["nsfw"] ??= false;
        json["default_member_permissions"] = definition["default_member_permissions"]?.ToString();
        if (scope.Length > 0)
        {
            json["guild_id"] = scope;
        }
        else
        {
            json["integration_types"] ??= new JsonArray(0);
            json["contexts"] ??= null;
        }

        return new DiscordCommand(id, json);
    }
}
