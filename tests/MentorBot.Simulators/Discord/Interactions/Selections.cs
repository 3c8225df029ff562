namespace MentorBot.Simulators.Discord;

/// <summary>What somebody picks in a select.</summary>
internal static class Selections
{
    /// <summary>The values that the client sends for what a person names.</summary>
    public static string[] Of(DiscordSimulator discord, DiscordChannel where, DiscordComponent select, string[] named)
    {
        var values = named.Select(one => Value(discord, where, select, one)).ToArray();
        var (least, most) = (select.Number("min_values") ?? (select.Type == ComponentType.CheckboxGroup && !select.IsRequired ? 0 : 1), select.Number("max_values") ?? (select.Type == ComponentType.CheckboxGroup ? select.Options.Count : 1));
        return values.Length > most || (values.Length < least && values.Length > 0)
            ? throw new InvalidOperationException($"{select.CustomId} takes {least} to {most} values.")
            : values;
    }

    private static string Value(DiscordSimulator discord, DiscordChannel where, DiscordComponent select, string named) => select.Type switch
    {
        ComponentType.UserSelect => Entity(discord, where, named, people: true),
        ComponentType.RoleSelect => Entity(discord, where, named, roles: true),
        ComponentType.MentionableSelect => Entity(discord, where, named, people: true, roles: true),
        ComponentType.ChannelSelect => Entity(discord, where, named, channels: true),
        _ => (string?)(select.Options.FirstOrDefault(option => (string?)option["value"] == named) ?? select.Options.FirstOrDefault(option => (string?)option["label"] == named))?["value"] ?? throw Missing(select, named),
    };

    private static string Entity(DiscordSimulator discord, DiscordChannel where, string named, bool people = false, bool roles = false, bool channels = false) =>
        Entities.Find(discord, where, named, people, roles, channels) is { } found ? Entities.IdOf(found) : throw new InvalidOperationException($"There is nothing called {named} to choose.");

    private static InvalidOperationException Missing(DiscordComponent select, string named) =>
        new($"There is no \"{named}\" to choose, but: {string.Join(", ", select.Options.Select(option => $"{option["value"]} \"{option["label"]}\""))}.");
}
