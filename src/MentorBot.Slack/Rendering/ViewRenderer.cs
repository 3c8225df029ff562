using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns forms into modals, and what stands on its own into a modal or an App Home.</summary>
internal static class ViewRenderer
{
    /// <summary>A form with all its pages in one modal; its values are read by <see cref="ReadValues"/>.</summary>
    /// <param name="metadata">Comes back with the submission; at most 3,000 characters.</param>
    public static View Form(Form form, string metadata) => throw new NotSupportedException();

    /// <summary>What to mend, by block_id, where the problems of a form can stand beside its fields.</summary>
    public static ViewResponse Errors(Form form) => throw new NotSupportedException();

    /// <summary>A reply where there is no channel to put it in: a modal to read, with its buttons.</summary>
    public static View Reading(string title, ImmutableArray<Block> blocks, string metadata) => throw new NotSupportedException();

    public static View Home(ImmutableArray<Block> blocks) => throw new NotSupportedException();

    /// <summary>What was filled in, by the name of the form's field; what was left empty is left out.</summary>
    public static IReadOnlyDictionary<string, string> ReadValues(StateValues state) => throw new NotSupportedException();
}
