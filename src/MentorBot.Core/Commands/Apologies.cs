using MentorBot.Core.Messages;

namespace MentorBot.Core.Commands;

/// <summary>The answers to what can't be done: what happened, and what to do.</summary>
internal static class Apologies
{
    /// <summary>Whether a command is spelt like what was typed.</summary>
    public static bool KnowsSomethingLike(FeatureMap map, string typed) => Nearest(map, typed.Trim()).Count > 0;

    public static Reply ForUnknownCommand(FeatureMap map, string typed)
    {
        var wanted = typed.Trim();
        var near = Nearest(map, wanted);
        var blocks = new List<Block>
        {
            new Paragraph(near.Count == 0
                ? "I don't know that one."
                : (Line)"I don't know " + Line.Code(Limits.Shorten(wanted, 60)) + ". Did you mean one of these?"),
        };
        if (near.Count > 0)
        {
            blocks.Add(new ItemList([.. map.Commands
                .Where(command => near.Contains(command.Name))
                .OrderBy(command => near.IndexOf(command.Name))
                .Select(command => Line.Code(command.Usage) + (Line)$": {command.Summary}")]));
        }

        blocks.Add(new ContextLine(
            (Line)"Everything I can do: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + ". To look for something in your own words: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search} …")));
        return Reply.Of([.. blocks]);
    }

    public static Reply ForUnknownShortcut(FeatureMap map) => Reply.Of(
        new Paragraph("That shortcut is from an older version of me and no longer leads anywhere. These are the ones I have:"),
        new ItemList([.. map.Shortcuts.Select(shortcut => Line.Bold(shortcut.Title) + $": {shortcut.Summary}")]),
        new ContextLine((Line)"Everything else I can do: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}")));

    public static Reply ForMissingOption(CommandDefinition definition, CommandOption option) =>
        Explain(definition, (Line)"One thing is missing: " + Line.Bold(option.Name) + $", {LowerFirst(option.Summary)}.");

    public static Reply ForOption(CommandDefinition definition, CommandOption option, string problem) =>
        Explain(definition, (Line)"I can't read " + Line.Bold(option.Name) + $". {problem}");

    public static Reply ForStaleToken() =>
        Reply.Say((Line)"That button is from an older message and no longer leads anywhere. Nothing was changed. " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}") + " shows where to go from here.");

    /// <param name="reason">Why the form is gone, where its feature knows.</param>
    public static Reply ForStaleForm(IReadOnlyDictionary<string, string> values, Reply? reason = null)
    {
        var written = string.Join("\n\n", values.Values.Where(value => !string.IsNullOrWhiteSpace(value)));
        var sorry = reason ?? Reply.Say("That form is from an older message and no longer leads anywhere. Nothing was changed.");
        return written.Length == 0
            ? sorry
            : sorry with { Blocks = [.. sorry.Blocks, new Paragraph("What you wrote, so that it isn't lost:"), new CodeBlock(written)] };
    }

    public static Reply ForFailure(string reference) =>
        Reply.Say(Noted(reference) + "Please try again; if it keeps happening, give that reference to whoever runs me.");

    public static Reply ForFailure(Incoming incoming, string reference, bool kept)
    {
        if (incoming is not Submission submission)
        {
            return ForFailure(reference);
        }

        var sorry = Noted(reference);
        return kept
            ? Reply.Of(
                new Paragraph(sorry + "What you wrote is kept: open the form again and send it once more."),
                new Buttons([new Button("Open the form again", $"{TokenParts.SplitResume(submission.Token).Token}{TokenParts.Resume}{submission.Page ?? 0}", ButtonStyle.Primary)]))
            : Reply.Of([new Paragraph(sorry + "I couldn't keep what you wrote, so here it is:"), .. ForStaleForm(submission.Values).Blocks.OfType<CodeBlock>()]);
    }

    private static Line Noted(string reference) =>
        (Line)"Something went wrong on my side, and I've made a note of it under the reference " + Line.Code(reference) + ". ";

    private static List<string> Nearest(FeatureMap map, string wanted) =>
        Spelling.Nearest(wanted, map.Commands.Select(command => command.Name), 3);

    private static Reply Explain(CommandDefinition definition, Line problem)
    {
        var blocks = new List<Block> { new Paragraph(problem), new Paragraph((Line)"It goes like this: " + Line.Code(definition.Usage)) };
        if (!definition.Examples.IsEmpty)
        {
            blocks.Add(new ContextLine((Line)"For example: " + Line.Code($"{CommandDefinition.Root} {definition.Examples[0]}")));
        }

        return Reply.Of([.. blocks]);
    }

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');
}
