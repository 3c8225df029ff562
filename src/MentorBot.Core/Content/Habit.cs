using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>A habit of writing that weakens a message: how it shows, why it does harm, and how to say the same in three tones.</summary>
public sealed record Habit : ContentItem
{
    private ImmutableArray<TemplateItem> _rewrites;

    [Description("Where it stands among what is worth saying first, from 1.")]
    [Range(1, 100)]
    public required int Rank { get; init; }

    [Description("A message that has it.")]
    [MaxLength(200)]
    public required string InsteadOf { get; init; }

    [Description("Why it weakens the message.")]
    public required Prose Why { get; init; }

    [Description("Words and phrases that show it; other forms of the same words count, too.")]
    [MaxEntryLength(60)]
    public ImmutableArray<Wording> Words { get; init; } = [];

    [Description("Words that nobody minds once; from the second on they show it.")]
    [MaxEntryLength(60)]
    public ImmutableArray<Wording> Repeated { get; init; } = [];

    [Description("What is missing, where the habit is to leave something out.")]
    public Lack? Missing { get; init; }

    [Description("The blanks of the three texts.")]
    public ImmutableArray<Placeholder> Placeholders { get; init; } = [];

    [Description("How to say it without colour; it may have blanks such as {date}.")]
    public required Template Plain { get; init; }

    [Description("How to say it to somebody whom you want to feel at ease.")]
    public required Template Warm { get; init; }

    [Description("How to say it where it has to be heard.")]
    public required Template Firm { get; init; }

    public override string Kind => "habit";

    public override Prose Summary => Why;

    /// <summary>The bot alone reads it: people meet it in what they wrote.</summary>
    internal override bool IsForPeople => false;

    /// <summary>The three texts as phrases, which can be filled in, copied and posted like any of the language bank.</summary>
    internal override IEnumerable<TemplateItem> Rewrites =>
        _rewrites.IsDefault ? _rewrites = [.. Tones.Select(tone => RewriteOf(tone.Name, tone.Text))] : _rewrites;

    internal ImmutableArray<(string Name, Template Text)> Tones => [("plain", Plain), ("warm", Warm), ("firm", Firm)];

    internal override IEnumerable<ContentProblem> Check()
    {
        foreach (var problem in TemplateItem.CheckBlanks(Placeholders, Plain, Warm, Firm))
        {
            yield return problem;
        }

        if ((Missing is null) == (Words.IsEmpty && Repeated.IsEmpty))
        {
            yield return new ContentProblem(Position, "Expected either `words` and `repeated`, which show the habit, or `missing`, which says what it leaves out.");
        }

        foreach (var (name, text) in Tones.Where(tone => tone.Text.Blank() is not [Paragraph]))
        {
            yield return new ContentProblem(text.Position, $"`{name}` has several paragraphs or a list. Expected one paragraph.");
        }

        if (Missing is { Unless: { Words.IsEmpty: true, Signs.IsEmpty: true } } nothing)
        {
            yield return new ContentProblem(nothing.Unless.Position, "`unless` is empty. Expected the words or the signs that show that it is there.");
        }
    }

    private Phrase RewriteOf(string tone, Template text) => new()
    {
        Id = $"{Id}-{tone}",
        Title = Limits.Shorten($"{Title}, {tone}", 60),
        Version = Version,
        Source = Source,
        Tags = Tags,
        Synonyms = [],
        Position = Position,
        InsteadOf = InsteadOf,
        Say = text,
        Because = Why,
        Triggers = [new(Title)],
        Placeholders = [.. Placeholders.Where(placeholder => text.Blanks.Contains(placeholder.Name))],
    };
}

/// <summary>What a message leaves out that it needs.</summary>
public sealed record Lack : Positioned
{
    [Description("Words that show that the message needs it.")]
    [MinLength(1)]
    [MaxEntryLength(60)]
    public required ImmutableArray<Wording> When { get; init; }

    [Description("What shows that it is there.")]
    public required Cues Unless { get; init; }

    [Description("Courtesies: a sentence with one of these and no question isn't looked at.")]
    [MaxEntryLength(60)]
    public ImmutableArray<Wording> Ignore { get; init; } = [];

    [Description("Shorter messages need nothing.")]
    [Range(4, 100)]
    public required int FromWords { get; init; }

    [Description("What to praise where it is there, as it follows on \"Good:\", such as it says by when.")]
    [MaxLength(60)]
    public required string Praise { get; init; }
}
