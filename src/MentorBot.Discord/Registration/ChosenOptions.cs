using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Registration;

/// <summary>A command that was chosen, its options as the core reads them.</summary>
/// <param name="Name">Such as <c>plan start</c>.</param>
internal sealed record ChosenOptions(string Name, IReadOnlyDictionary<string, string> Values)
{
    public const int String = 3;
    public const int User = 6;
    public const int Channel = 7;
    public const int Number = 10;

    private const int Subcommand = 1;
    private const int Group = 2;

    /// <summary>Reads a command of <see cref="CommandTree"/> back; null where it is none.</summary>
    public static ChosenOptions? Read(InteractionData data) =>
        Find(data) is var (name, options) ? new ChosenOptions(name, options.Where(option => option.Value.ValueKind != JsonValueKind.Undefined).ToDictionary(option => option.Name, Written, StringComparer.Ordinal)) : null;

    /// <summary>The option that is being typed, with what is typed so far; null where there is none.</summary>
    public static TypedOption? Focused(InteractionData data) =>
        Find(data) is var (name, options) && options.FirstOrDefault(option => option.Focused) is { } typed ? new TypedOption(name, typed.Name, Raw(typed.Value)) : null;

    /// <summary>The shortcut that a message command stands for; null where it is none.</summary>
    public static ShortcutDefinition? ShortcutOf(IEnumerable<ShortcutDefinition> shortcuts, InteractionData data) =>
        data.Type == CommandTree.OnMessage ? shortcuts.FirstOrDefault(shortcut => shortcut.OnMessage && shortcut.Title == data.Name) : null;

    private static (string Name, IReadOnlyList<CommandValue> Options)? Find(InteractionData data)
    {
        if (data.Name != CommandDefinition.Root[1..] || data.Type is not (null or CommandTree.Typed))
        {
            return null;
        }

        return data.Options switch
        {
            [{ Type: Subcommand } leaf] => (leaf.Name, leaf.Options ?? []),
            [{ Type: Group, Options: [{ Type: Subcommand } leaf] } group] => ($"{group.Name} {leaf.Name}", leaf.Options ?? []),
            _ => null,
        };
    }

    /// <summary>In the form in which it would be typed.</summary>
    private static string Written(CommandValue option) => option.Type switch
    {
        User => $"<@{Raw(option.Value)}>",
        Channel => $"<#{Raw(option.Value)}>",
        _ => Raw(option.Value),
    };

    /// <remarks>Discord: numbers come as text while they are being typed.</remarks>
    private static string Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => string.Empty,
        _ => value.GetRawText(),
    };
}

/// <summary>An option that somebody is typing.</summary>
internal sealed record TypedOption(string Command, string Option, string Text);
