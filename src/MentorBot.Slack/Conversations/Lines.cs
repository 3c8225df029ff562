using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Answers what people say to the bot without a command: in its direct conversation, or where they mention it.</summary>
internal sealed partial class Lines(Dispatcher dispatcher, FeatureMap map, Senders senders, Replies replies, Installation installation, Memberships memberships)
{
    private static readonly ContextLine Closest = new(
        (Line)"Here's the closest I have. Type " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + " to see everything I can do.");

    public async Task HandleAsync(SlackEvent said, Origin asked, string? teamId, CancellationToken cancellationToken)
    {
        memberships.Prepare(asked);
        var (from, origin) = await senders.WhoAsync(asked, channelName: null, teamId, mayOpenForm: false);
        var text = asked.IsDirect ? said.Text ?? string.Empty : WithoutTheBot(said.Text ?? string.Empty);
        if (string.IsNullOrWhiteSpace(text) && asked.IsDirect)
        {
            var sorry = Reply.Say((Line)"I can read words, but no files. Tell me what you need, or type " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + ".");
            await replies.DeliverAsync(sorry, origin, triggerId: null, cancellationToken);
            return;
        }

        var names = await senders.NamesAsync(Markup.MentionsIn(text));
        var line = Markup.ToLine(text).Trim();
        var isCommand = line.Length == 0 || IsCommand(line);
        var answer = await dispatcher.HandleAsync(new TypedLine(from, isCommand ? line : $"{CommandDefinition.Search} {line}") { Names = names }, cancellationToken);
        await replies.DeliverAsync(!isCommand && answer is Reply { Blocks.IsDefaultOrEmpty: false, Shortfall: Shortfall.None } found ? found with { Blocks = found.Blocks.Insert(0, Closest) } : answer, origin, triggerId: null, cancellationToken);
    }

    private string WithoutTheBot(string text) => Mention().Replace(
        text,
        match => installation.Self is not { } self || match.Groups["id"].Value == self.UserId ? string.Empty : match.Value);

    /// <summary>Whether a line begins with the name of a command, with or without the root; anything else is looked for.</summary>
    private bool IsCommand(string line)
    {
        string[] words = [.. line.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        if (words[0] == CommandDefinition.Root || words[0] == CommandDefinition.Root[1..])
        {
            return true;
        }

        return map.Commands.Any(command => command.Name == words[0] || (words.Length > 1 && command.Name == $"{words[0]} {words[1]}"));
    }

    [GeneratedRegex(@"<@(?<id>[UW][A-Z0-9]+)(\|[^>]*)?>[:,]?", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Mention();
}
