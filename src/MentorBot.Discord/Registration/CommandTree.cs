using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Registration;

/// <summary>The commands as Discord registers them, derived from what the bot can do: <c>/mentor</c> and those in the menu of a message.</summary>
internal static class CommandTree
{
    public const int Typed = 1;
    public const int OnMessage = 3;

    private const int Subcommand = 1;
    private const int Group = 2;
    private const int MostChoices = 25;
    private const int LongestDescription = 100;

    // In a guild and in the direct conversation with the bot; installed to a guild.
    private static readonly ImmutableArray<int> Contexts = [0, 1];
    private static readonly ImmutableArray<int> IntegrationTypes = [0];

    // Where there can be posts: text, announcements, threads.
    private static readonly ImmutableArray<int> Channels = [0, 5, 10, 11, 12];

    /// <remarks>A shortcut that is used on nothing in particular has no counterpart in Discord; <c>/mentor</c> is as near.</remarks>
    public static ImmutableArray<CommandBody> Of(IEnumerable<CommandDefinition> commands, IEnumerable<ShortcutDefinition> shortcuts) =>
    [
        new CommandBody(CommandDefinition.Root[1..], Typed, CommandDefinition.RootSummary, Root(commands), Contexts, IntegrationTypes),
        .. shortcuts.Where(shortcut => shortcut.OnMessage).Select(shortcut => new CommandBody(shortcut.Title, OnMessage, null, null, Contexts, IntegrationTypes)),
    ];

    /// <summary>Changes when what is registered does, and only then.</summary>
    public static string HashOf(ImmutableArray<CommandBody> commands) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(commands, DiscordJson.Default.ImmutableArrayCommandBody)));

    private static ImmutableArray<OptionBody> Root(IEnumerable<CommandDefinition> commands)
    {
        var options = ImmutableArray.CreateBuilder<OptionBody>();
        foreach (var group in commands.GroupBy(command => command.Name.Split(' ')[0], StringComparer.Ordinal))
        {
            var members = group.ToArray();
            if (members is [{ } single] && single.Name == group.Key)
            {
                options.Add(Leaf(single, single.Name));
                continue;
            }

            options.Add(new OptionBody(Group, group.Key, DiscordText.Label(string.Join(", ", members.Select(NameInGroup)), LongestDescription))
            {
                Options = [.. members.Select(member => Leaf(member, NameInGroup(member)))],
            });
        }

        return options.DrainToImmutable();
    }

    private static string NameInGroup(CommandDefinition command) => command.Name[(command.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static OptionBody Leaf(CommandDefinition command, string name) => new(Subcommand, name, command.Summary)
    {
        // Discord: required options come first.
        Options = command.Options.IsEmpty ? null : [.. command.Options.OrderByDescending(option => option.Required).Select(Option)],
    };

    private static OptionBody Option(CommandOption option)
    {
        var type = option.Kind switch
        {
            ValueKind.Number => ChosenOptions.Number,
            ValueKind.Person => ChosenOptions.User,
            ValueKind.Channel => ChosenOptions.Channel,
            _ => ChosenOptions.String,
        };
        var isSuggested = option.Complete is not null || option.Choices.Length > MostChoices;
        return new OptionBody(type, option.Name, option.Summary)
        {
            Required = option.Required ? true : null,
            Autocomplete = isSuggested ? true : null,
            Choices = isSuggested || option.Choices.IsEmpty ? null : [.. option.Choices.Select(choice => new CommandChoice(choice.Label, choice.Value))],
            MaxLength = option.Kind == ValueKind.Text ? Limits.FieldValue : null,
            ChannelTypes = option.Kind == ValueKind.Channel ? Channels : null,
        };
    }
}
