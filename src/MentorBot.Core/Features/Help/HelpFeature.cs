using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Help;

/// <summary>Explains every command from its definition.</summary>
internal sealed class HelpFeature : IFeature
{
    public void Register(FeatureMap map)
    {
        var command = new CommandOption("command", ValueKind.Text, "The command to explain")
        {
            Complete = typed => [.. map.Commands
                .Where(definition => definition.Name.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase))
                .Take(Limits.SelectOptions)
                .Select(definition => new Choice(definition.Name, definition.Name))],
        };

        // The commands are the same for as long as the program runs, and this is what newcomers ask for first.
        var overviews = new ConcurrentDictionary<Role, Reply>();
        map.Command(
            new CommandDefinition(CommandDefinition.Help, "What I can do, and how to ask for it")
            {
                Options = [command],
                Examples = [CommandDefinition.Help, "help script"],
            },
            (request, _) => Task.FromResult<Answer>(request.Options.Text(command.Name) is { } name ? Explain(map, name) : overviews.GetOrAdd(request.Caller.Role, role => Overview(map, role))));
    }

    private static Reply Overview(FeatureMap map, Role role) => Reply.Of(
        new Heading("What I can do"),
        new ItemList([.. map.Commands
            .Where(definition => definition.MinimumRole <= role)
            .Select(definition => Line.Code(definition.Usage) + $"\n{definition.Summary}")]),
        new ContextLine((Line)"[BRACKETS] can be left out. More on one: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help} script") + ". New here? " + Line.Code($"{CommandDefinition.Root} start")));

    private static Reply Explain(FeatureMap map, string name)
    {
        var wanted = string.Join(' ', CommandLine.Read(name).Words.Select(word => word.Text.ToLowerInvariant()));
        if (map.FindCommand(wanted)?.Definition is not { } definition)
        {
            return Apologies.ForUnknownCommand(map, name);
        }

        var blocks = new List<Block>
        {
            new Heading(definition.Name),
            new Paragraph($"{definition.Summary}."),
            new Paragraph(Line.Code(definition.Usage)),
        };
        if (!definition.Options.IsEmpty)
        {
            blocks.Add(new ItemList([.. definition.Options.Select(option =>
                Line.Bold(option.Name) + $"{(option.Required ? string.Empty : " (can be left out)")}: {option.Summary}"
                + (option.Choices.IsEmpty ? string.Empty : $". One of {string.Join(", ", option.Choices.Select(choice => choice.Value))}"))]));
        }

        blocks.Add(new Paragraph("For example:"));
        blocks.Add(new ItemList([.. definition.Examples.Select(example => Line.Code($"{CommandDefinition.Root} {example}"))]));
        return Reply.Of([.. blocks]);
    }
}
