using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Posts;

/// <summary>The form that asks for the blanks of a text, as many to a page as every surface can show.</summary>
internal static class BlankForm
{
    public static Form For(string token, IEnumerable<Placeholder> placeholders, Func<Placeholder, string?> value) =>
        new(
            "Fill in the blanks",
            token,
            [.. placeholders.Select(placeholder => Field(placeholder, value(placeholder))).Chunk(Limits.FieldsInAPage).Select(fields => new FormPage([.. fields]))],
            "Preview");

    /// <summary>What was filled in; a blank that was left empty is empty, and not one that is still open.</summary>
    public static ImmutableDictionary<string, string> Answers(IEnumerable<string> blanks, Values values) =>
        blanks.ToImmutableDictionary(blank => blank, blank => values.Text(blank) ?? string.Empty, StringComparer.Ordinal);

    private static FormField Field(Placeholder placeholder, string? value)
    {
        var hint = Limits.Shorten($"{placeholder.Hint} · e.g. {placeholder.Example}", Limits.FieldHint);
        return placeholder.Long
            ? new LongTextField(placeholder.Name, placeholder.Label) { Hint = hint, Required = placeholder.Required, Value = value }
            : new TextField(placeholder.Name, placeholder.Label) { Hint = hint, Required = placeholder.Required, Value = value };
    }
}
