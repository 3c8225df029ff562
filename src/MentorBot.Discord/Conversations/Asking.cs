using MentorBot.Core.Commands;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Reads an interaction as what the bot's features are asked.</summary>
internal sealed class Asking(FeatureMap map)
{
    /// <summary>Null where nothing of ours was used, or nothing changed.</summary>
    public Incoming? Read(Interaction interaction, Sender from)
    {
        if (interaction.Data is not { } data)
        {
            return null;
        }

        Incoming? asked = interaction.Type switch
        {
            InteractionType.Command when ChosenOptions.ShortcutOf(map.Shortcuts, data) is { } shortcut => new UsedShortcut(from, shortcut.Name, MessageOf(interaction, data)),
            InteractionType.Command when ChosenOptions.Read(data) is { } chosen => new ChosenCommand(from, chosen.Name, chosen.Values),
            InteractionType.Command => new TypedLine(from, data.Name ?? string.Empty),
            InteractionType.Component when Presses.Read(data, interaction.Message?.Components ?? default) is { } pressed => new Press(from, pressed.Token, pressed.Values),
            InteractionType.ModalSubmit when data.CustomId is { } customId => SubmissionOf(from, CustomIds.Read(customId), data),
            _ => null,
        };
        return asked is null ? null : asked with { Names = Senders.NamesIn(data.Resolved) };
    }

    /// <summary>The guild that an interaction of a direct conversation names itself.</summary>
    public static string? GuildIn(Interaction interaction) => interaction.Data?.CustomId is { Length: > 0 } customId ? CustomIds.Read(customId).Guild : null;

    private static Submission SubmissionOf(Sender from, CustomId id, InteractionData data) => new(from, id.Token, ModalRenderer.ReadValues(data.Components), id.Page);

    private static PointedMessage? MessageOf(Interaction interaction, InteractionData data)
    {
        if (data.TargetId is not { } target || data.Resolved?.Messages?.GetValueOrDefault(target) is not { } message)
        {
            return null;
        }

        var names = Senders.NamesIn(data.Resolved);
        var text = Markup.TextOf(message, message.Author is { } author && !names.ContainsKey(author.Id) ? With(names, author) : names);
        return new PointedMessage(text, message.Author?.Id, $"https://discord.com/channels/{interaction.GuildId ?? "@me"}/{message.ChannelId ?? interaction.ChannelId}/{message.Id}");
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> names, DiscordUser author) =>
        new(names, StringComparer.Ordinal) { [author.Id] = Senders.NameOf(author, null) };
}
