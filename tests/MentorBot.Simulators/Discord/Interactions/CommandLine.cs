using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>A command as the client sends it, or why the client does not.</summary>
/// <param name="Data">The interaction's data.</param>
/// <param name="Focused">The option that is being typed.</param>
internal sealed record TypedCommand(JsonObject? Data, string? Error, string? Focused = null);

/// <summary>Reads what a person types behind a slash, as the client does by the registered definitions.</summary>
internal static class CommandLine
{
    private const int Subcommand = 1;
    private const int Group = 2;

    public static TypedCommand Parse(DiscordSimulator discord, DiscordPerson person, DiscordChannel channel, string line, bool isCompleting)
    {
        if (line is not ['/', .. var rest])
        {
            return Refuse("A command starts with a slash.");
        }

        var name = Word(ref rest);
        if (discord.Commands.Find(channel, CommandType.Slash, name, person) is not { } command)
        {
            return Refuse($"Unknown command: /{name}");
        }

        var data = new JsonObject { ["id"] = command.Id, ["name"] = command.Name, ["type"] = (int)CommandType.Slash };
        if (command.Json["guild_id"] is not null)
        {
            data["guild_id"] = (string?)command.Json["guild_id"];
        }

        var (definitions, holder) = (command.Options, data);
        while (definitions.OfType<JsonObject>().Any(option => TypeOf(option) is Subcommand or Group))
        {
            var word = Word(ref rest);
            if (definitions.OfType<JsonObject>().FirstOrDefault(option => (string?)option["name"] == word) is not { } chosen)
            {
                return Refuse(word.Length == 0 ? "Choose a subcommand." : $"There is no subcommand \"{word}\", but: {string.Join(", ", definitions.Select(option => (string?)option!["name"]))}.");
            }

            var next = new JsonObject { ["name"] = word, ["type"] = TypeOf(chosen) };
            holder["options"] = new JsonArray(next);
            (definitions, holder) = (chosen["options"] as JsonArray ?? [], next);
        }

        var leaf = new OptionValues(discord, person, channel, definitions);
        if (leaf.Read(rest, isCompleting) is { } error)
        {
            return Refuse(error);
        }

        if (leaf.Values.Count > 0 || holder != data)
        {
            holder["options"] = leaf.Values;
        }

        if (leaf.Resolved.Count > 0)
        {
            data["resolved"] = leaf.Resolved;
        }

        return new TypedCommand(data, Error: null, leaf.Focused);
    }

    internal static int TypeOf(JsonObject option) => (int)option["type"]!;

    internal static string Word(ref string rest)
    {
        rest = rest.TrimStart();
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? rest : rest[..space];
        rest = space < 0 ? "" : rest[(space + 1)..];
        return word;
    }

    private static TypedCommand Refuse(string error) => new(Data: null, error);
}
