using MentorBot.Core.Messages;

namespace MentorBot.Core.Commands;

/// <summary>One way to go on with a line.</summary>
/// <param name="Insert">The whole line with the suggestion in it.</param>
/// <param name="Label">What is suggested, as a list shows it.</param>
/// <param name="Help">What it is or does, in a few words.</param>
public sealed record Suggestion(string Insert, string Label, string Help);

/// <summary>Suggests how a command line goes on, from the same definitions that parse it.</summary>
public sealed class Completion(FeatureMap map)
{
    public const int Most = 25;

    /// <summary>Suggestions for a line typed so far; none for one that is no command.</summary>
    public IReadOnlyList<Suggestion> Complete(string typed)
    {
        var text = typed.TrimStart();
        if (text.Length is 0 or > Limits.CommandLine || text[0] != '/')
        {
            return [];
        }

        // Half a root is as good as the whole of it: there is only one.
        if (CommandDefinition.Root.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        {
            return Names(string.Empty);
        }

        var root = CommandDefinition.Root.Length;
        if (!text.StartsWith(CommandDefinition.Root, StringComparison.OrdinalIgnoreCase) || !char.IsWhiteSpace(text[root]))
        {
            return [];
        }

        var line = CommandLine.Read(text);
        var words = 0;
        var name = line.Words.Count == 0 ? null : map.NameOf(line, out words);

        // The word under the cursor is still being typed, so it names nothing yet: "plan" may become "plans".
        var finished = char.IsWhiteSpace(text[^1]) ? line.Words.Count : line.Words.Count - 1;
        return name is not null && words <= finished && map.FindCommand(name) is { } command
            ? Values(text, command.Definition, words)
            : Names(line.RestFrom(0) + (finished == line.Words.Count && finished > 0 ? " " : string.Empty));
    }

    private List<Suggestion> Names(string typed)
    {
        var wanted = string.Join(' ', typed.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var inGroup = wanted.Contains(' ') || typed.EndsWith(' ');
        var names = map.Commands
            .Where(command => (inGroup ? command.Name : command.Name.Split(' ')[0]).StartsWith(wanted, StringComparison.Ordinal)
                && (!inGroup || wanted.Contains(' ') || command.Name.StartsWith(wanted + ' ', StringComparison.Ordinal)))
            .ToArray();
        if (names.Length == 0 && wanted.Length > 0)
        {
            var near = Spelling.Nearest(wanted, map.Commands.Select(command => command.Name), Most);
            return [.. map.Commands.Where(command => near.Contains(command.Name)).OrderBy(command => near.IndexOf(command.Name)).Select(Suggest)];
        }

        // A list of first words shows a group once; a group that is typed shows what is in it.
        return inGroup || names.Select(command => command.Name.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count() == 1
            ? [.. names.Take(Most).Select(Suggest)]
            : [.. names.GroupBy(command => command.Name.Split(' ')[0], StringComparer.Ordinal).Take(Most).Select(Group)];
    }

    private static Suggestion Group(IGrouping<string, CommandDefinition> group) =>
        group.FirstOrDefault(command => command.Name == group.Key) is { } command
            ? Suggest(command)
            : new Suggestion(
                $"{CommandDefinition.Root} {group.Key} ",
                group.Key,
                string.Join(", ", group.Select(one => one.Name[(group.Key.Length + 1)..])));

    private static Suggestion Suggest(CommandDefinition command) =>
        new($"{CommandDefinition.Root} {command.Name}{(command.Options.IsEmpty ? string.Empty : " ")}", command.Name, command.Summary);

    private static List<Suggestion> Values(string text, CommandDefinition definition, int nameWords)
    {
        // What is typed so far is read by the parser itself, so that both agree on whose turn it is.
        var cut = text.Length;
        while (cut > 0 && !char.IsWhiteSpace(text[cut - 1]))
        {
            cut--;
        }

        var head = text[..cut];
        var partial = text[cut..];
        var before = CommandLine.Read(head);
        var named = before.Words.Skip(nameWords)
            .Select(word => definition.Options.FirstOrDefault(option => Named(option, word.Key)))
            .OfType<CommandOption>()
            .ToHashSet();

        if (partial.IndexOf(':') is > 0 and var colon && definition.Options.FirstOrDefault(option => Named(option, partial[..colon])) is { } keyed)
        {
            return Suggest(definition, keyed, $"{head}{partial[..(colon + 1)]}", partial[(colon + 1)..], isLast: false);
        }

        var open = definition.Options.Where(option => !named.Contains(option)).ToArray();
        var loose = Enumerable.Range(nameWords, before.Words.Count - nameWords)
            .Where(index => !definition.Options.Any(option => Named(option, before.Words[index].Key)))
            .ToArray();
        if (loose.Length < open.Length)
        {
            return Suggest(definition, open[loose.Length], head, partial, isLast: loose.Length == open.Length - 1);
        }

        // The last text takes the rest of the line: all of it is what was typed.
        if (open.Length == 0 || open[^1].Kind != ValueKind.Text)
        {
            return [];
        }

        var rest = before.RestFrom(loose[open.Length - 1]);
        var lead = head.TrimEnd();
        return Suggest(definition, open[^1], lead[..Math.Max(0, lead.Length - rest.Length)], $"{rest} {partial}".TrimEnd(), isLast: true);
    }

    private static bool Named(CommandOption option, string? key) => string.Equals(option.Name, key, StringComparison.OrdinalIgnoreCase);

    private static List<Suggestion> Suggest(CommandDefinition definition, CommandOption option, string lead, string typed, bool isLast)
    {
        var sought = typed.Trim('"');
        var choices = option.Complete is { } complete
            ? complete(sought)
            : [.. option.Choices
                .Where(choice => choice.Value.Contains(sought, StringComparison.OrdinalIgnoreCase) || choice.Label.Contains(sought, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(choice => choice.Value.StartsWith(sought, StringComparison.OrdinalIgnoreCase) || choice.Label.StartsWith(sought, StringComparison.OrdinalIgnoreCase))];
        var takesRest = isLast && option.Kind == ValueKind.Text;
        var tail = definition.Options.Length > 1 && !isLast ? " " : string.Empty;
        return
        [
            .. choices.Take(Most).Select(choice => new Suggestion(
                lead + (!takesRest && choice.Value.Contains(' ') ? $"\"{choice.Value}\"" : choice.Value) + tail,
                choice.Label,
                choice.Value == choice.Label ? option.Summary : choice.Value)),
        ];
    }
}
