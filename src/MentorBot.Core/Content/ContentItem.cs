using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>One thing that the bot can say, read from one file. Its properties are the keys of the file, in kebab-case.</summary>
public abstract record ContentItem : Positioned
{
    // As the file has it: a string would take twice the memory, of all that is never read again.
    private byte[] _written = [];

    [Description("What people type to get it; the file has the same name.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as deadline-pushback")]
    public required string Id { get; init; }

    [Description("What a person would call it.")]
    [MaxLength(60)]
    public required string Title { get; init; }

    [Description("Counted up when the meaning changes; what runs stays on the version it was started with.")]
    [Range(1, 1_000_000)]
    public required int Version { get; init; }

    [Description("The document that the facts are from, or MentorBot.")]
    [MaxLength(150)]
    public required string Source { get; init; }

    [Description("Single words that it is about.")]
    [MaxEntryLength(40)]
    public required ImmutableArray<string> Tags { get; init; }

    [Description("What people type who need it and don't know its name.")]
    [MaxEntryLength(Limits.ChoiceValue)]
    public required ImmutableArray<string> Synonyms { get; init; }

    /// <summary>The file's text, from which what runs for days can be read again as it was; it is no key of the file.</summary>
    internal string Written
    {
        get => Encoding.UTF8.GetString(_written);
        set => _written = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The kind's name as people read it, such as <c>script</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>One sentence on when to reach for it.</summary>
    public abstract Prose Summary { get; }

    /// <summary>Whether people look for it; what the bot alone reads is neither found nor opened.</summary>
    internal virtual bool IsForPeople => true;

    /// <summary>How much a match counts: where two fit alike, a script or a list helps more than one sentence, and that more than a page to read.</summary>
    internal virtual float Standing => 1;

    /// <summary>Whether it comes by itself where it fits best: in an emergency there is nothing to choose.</summary>
    internal virtual bool ComesAlone => false;

    /// <summary>Whole phrases that find this item, besides its title and synonyms.</summary>
    internal virtual IEnumerable<string> Phrases => [];

    /// <summary>Running text that finds this item if nothing better does.</summary>
    internal virtual IEnumerable<string> Texts => [];

    /// <summary>Mistakes that show only when the parts of the item are seen together.</summary>
    internal virtual IEnumerable<ContentProblem> Check() => [];

    /// <summary>Texts within the item that can be filled in and posted by themselves, under ids of their own.</summary>
    internal virtual IEnumerable<TemplateItem> Rewrites => [];
}

/// <summary>A blank in a text: a named field that a form asks for.</summary>
public sealed record Placeholder : Positioned
{
    [Description("As in the body, without its braces.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as new-date")]
    public required string Name { get; init; }

    [Description("The question, as the form shows it.")]
    [MaxLength(Limits.FieldLabel)]
    public required string Label { get; init; }

    [Description("What to write.")]
    [MaxLength(Limits.FieldHint)]
    public required string Hint { get; init; }

    [Description("A value that fits the sentence.")]
    [MaxLength(100)]
    public required string Example { get; init; }

    [Description("Whether a sentence or more is expected.")]
    public bool Long { get; init; }

    [Description("Whether the text makes no sense without it.")]
    public bool Required { get; init; } = true;
}

/// <summary>Content that can be filled in and posted.</summary>
public abstract record TemplateItem : ContentItem
{
    /// <summary>What is posted, with its blanks.</summary>
    public abstract Template Text { get; }

    [Description("The blanks of the body, in the order in which the form asks for them.")]
    public ImmutableArray<Placeholder> Placeholders { get; init; } = [];

    internal override IEnumerable<ContentProblem> Check() => CheckBlanks(Placeholders, Text);

    /// <summary>Whether the blanks of some texts are those that are declared for them.</summary>
    internal static IEnumerable<ContentProblem> CheckBlanks(ImmutableArray<Placeholder> placeholders, params ImmutableArray<Template> texts)
    {
        var declared = placeholders.Select(placeholder => placeholder.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (text, blank) in texts.SelectMany(text => text.Blanks.Select(blank => (text, blank))).Where(pair => !declared.Contains(pair.blank)))
        {
            yield return new ContentProblem(text.Position, $"The text has the blank {{{blank}}}, but `placeholders` doesn't declare it. Expected one of: {string.Join(", ", declared)}.");
        }

        foreach (var placeholder in placeholders.Where(placeholder => !texts.Any(text => text.Blanks.Contains(placeholder.Name))))
        {
            yield return new ContentProblem(placeholder.Position, $"`{placeholder.Name}` is declared, but the text has no {{{placeholder.Name}}}. Use it or take it out.");
        }

        foreach (var twice in ContentProblem.Twice(placeholders.Select(placeholder => (placeholder.Name, placeholder.Position)), "placeholder", "declared"))
        {
            yield return twice;
        }
    }
}
