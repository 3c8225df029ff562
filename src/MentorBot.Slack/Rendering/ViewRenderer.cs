using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns forms into modals, and what stands on its own into a modal or an App Home.</summary>
internal static class ViewRenderer
{
    /// <summary>A form with all its pages in one modal; its values are read by <see cref="ReadValues"/>.</summary>
    /// <remarks>
    /// Its problems stand above their fields. The callback_id is the form's token. Slack: what was typed survives an update as
    /// long as block_id and action_id stay, so both come from the field alone.
    /// </remarks>
    /// <param name="metadata">Comes back with the submission; at most 3,000 characters.</param>
    public static View Form(Form form, string metadata)
    {
        var blocks = ImmutableArray.CreateBuilder<LayoutBlock>();
        var room = SlackLimits.BlocksInAView - form.Fields.Count();
        var problems = ProblemsByField(form);
        foreach (var field in form.Fields)
        {
            if (room > 0 && problems.TryGetValue(field.Name, out var problem))
            {
                blocks.Add(new ContextBlock([SlackText.Plain($"⚠ {problem}", SlackLimits.Text)]));
                room--;
            }

            blocks.Add(FormInput.Of(field));
        }

        return new View
        {
            Type = View.Modal,
            Title = SlackText.Plain(form.Title, SlackLimits.ViewTitle),
            Submit = SlackText.Plain(form.Submit, SlackLimits.ViewTitle),
            Close = TextObject.Plain("Cancel"),
            Blocks = blocks.DrainToImmutable(),
            CallbackId = form.Token,
            PrivateMetadata = metadata,
        };
    }

    /// <summary>What to mend, by block_id, where the problems of a form can stand beside its fields.</summary>
    /// <remarks>Slack: a key that is no input of the view makes the whole view fail, so that what has no field of its own stands at the first one.</remarks>
    public static ViewResponse Errors(Form form) => new()
    {
        ResponseAction = "errors",
        Errors = ProblemsByField(form).ToImmutableDictionary(problem => problem.Key, problem => SlackText.Escape(SlackText.Fitting(problem.Value, SlackLimits.Label)), StringComparer.Ordinal),
    };

    /// <summary>A reply where there is no channel to put it in: a modal to read, with its buttons.</summary>
    /// <remarks>Its files can't be in it; it says that they come in the direct conversation.</remarks>
    public static View Reading(string title, ImmutableArray<Block> blocks, string metadata) => new()
    {
        Type = View.Modal,
        Title = SlackText.Plain(title, SlackLimits.ViewTitle),
        Close = TextObject.Plain("Close"),
        Blocks = Laid(blocks),
        PrivateMetadata = metadata,
    };

    public static View Home(ImmutableArray<Block> blocks) => new() { Type = View.Home, Blocks = Laid(blocks) };

    /// <summary>What was filled in, by the name of the form's field.</summary>
    /// <remarks>What was left empty is there as empty, so that a form which is opened again doesn't fill it with what it suggests.</remarks>
    public static IReadOnlyDictionary<string, string> ReadValues(StateValues state)
    {
        var values = new Dictionary<string, string>(state.Values.Count, StringComparer.Ordinal);
        foreach (var (name, elements) in state.Values)
        {
            if (elements.TryGetValue(FormInput.ActionId, out var element))
            {
                values[name] = FormInput.Read(element) ?? string.Empty;
            }
        }

        return values;
    }

    private static Dictionary<string, string> ProblemsByField(Form form)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, problem) in form.Problems)
        {
            var field = form.Fields.Any(one => one.Name == name) ? name : form.Fields.First().Name;
            problems[field] = problems.TryGetValue(field, out var other) ? $"{other} {problem}" : problem;
        }

        return problems;
    }

    /// <summary>As much as a view holds, and a sentence where there is more.</summary>
    private static ImmutableArray<LayoutBlock> Laid(ImmutableArray<Block> blocks)
    {
        var rendering = new BlockRendering(inView: true);
        foreach (var block in blocks)
        {
            rendering.Add(block);
        }

        return rendering.Finish() switch
        {
            [] => [new ContextBlock([TextObject.Plain("There is nothing here yet.")])],
            [var all] => all,
            [var first, ..] => [.. first, new ContextBlock([TextObject.Plain("There is more than fits here. Ask me with /mentor in a conversation, and you see all of it.")])],
        };
    }
}
