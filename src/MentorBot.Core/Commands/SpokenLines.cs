using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Commands;

/// <summary>Answers what people say to the bot without a command: a line that begins with a command's name is that command, and anything else is looked for.</summary>
public sealed class SpokenLines(Dispatcher dispatcher, FeatureMap map)
{
    private static readonly ContextLine Closest = new(
        (Line)"Here's the closest I have. Type " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + " to see everything I can do.");

    /// <summary>What whoever sends no words is told.</summary>
    public static Reply NoWords { get; } =
        Reply.Say((Line)"I can read words, but no files. Tell me what you need, or type " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + ".");

    /// <param name="line">As a <see cref="TypedLine"/> has it.</param>
    /// <param name="names">Names of the people whom the line mentions.</param>
    public async Task<Answer> AnswerAsync(Sender from, string line, IReadOnlyDictionary<string, string>? names, CancellationToken cancellationToken)
    {
        line = line.Trim();
        var isCommand = line.Length == 0 || IsCommand(line);
        var typed = new TypedLine(from, isCommand ? line : $"{CommandDefinition.Search} {line}") { Names = names ?? ImmutableDictionary<string, string>.Empty };
        var answer = await dispatcher.HandleAsync(typed, cancellationToken);
        return !isCommand && answer is Reply { Blocks.IsDefaultOrEmpty: false, Shortfall: Shortfall.None } found ? found with { Blocks = found.Blocks.Insert(0, Closest) } : answer;
    }

    /// <summary>Whether a line begins with the name of a command, with or without the root.</summary>
    private bool IsCommand(string line)
    {
        string[] words = [.. line.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        if (words[0] == CommandDefinition.Root || words[0] == CommandDefinition.Root[1..])
        {
            return true;
        }

        return map.Commands.Any(command => command.Name == words[0] || (words.Length > 1 && command.Name == $"{words[0]} {words[1]}"));
    }
}
