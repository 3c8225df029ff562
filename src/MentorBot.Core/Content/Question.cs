using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>How far on somebody is whom an interview is for.</summary>
public enum Level
{
    Junior,
    Mid,
    Senior,
}

/// <summary>A question to practise for an interview, with what it assesses.</summary>
public sealed record Question : ContentItem
{
    [Description("The kind of question, which says how it is answered: the id of a question kind.")]
    public required Reference Type { get; init; }

    [Description("Whom it is for.")]
    public required Level Level { get; init; }

    [Description("The question as an interviewer puts it.")]
    public required Prose Ask { get; init; }

    [Description("What it assesses: a person scores themselves by each.")]
    [MinLength(2)]
    [MaxLength(Limits.FieldsInAPage)]
    [MaxEntryLength(Limits.FieldLabel)]
    public required ImmutableArray<string> Assesses { get; init; }

    [Description("One piece of advice before the answer.")]
    public required Prose Tip { get; init; }

    [Description("What a strong answer has, shown after the person's own.")]
    [MinLength(2)]
    [MaxLength(5)]
    public required ImmutableArray<Prose> Strong { get; init; }

    public override string Kind => "question";

    public override Prose Summary => Ask;

    /// <summary>Who looks for help wants that before a question.</summary>
    internal override float Standing => 0.5f;

    internal override IEnumerable<string> Texts => [Ask.Plain];

    internal override IEnumerable<ContentProblem> Check()
    {
        if (Assesses.Distinct(StringComparer.Ordinal).Count() < Assesses.Length)
        {
            yield return new ContentProblem(Position, "`assesses` says the same twice. Expected each once.");
        }
    }
}

/// <summary>A kind of interview question: what its answers are made of, and what to look at in them.</summary>
public sealed record QuestionKind : ContentItem
{
    [Description("One sentence on what such questions are after.")]
    public required Prose When { get; init; }

    [Description("The parts of an answer, in order; the form asks for each.")]
    [MinLength(1)]
    [MaxLength(Limits.FieldsInAPage)]
    public required ImmutableArray<AnswerPart> Parts { get; init; }

    [Description("What to say of an answer in which nothing stands out.")]
    public required Prose Fine { get; init; }

    [Description("Whether an answer is a piece of work that somebody can keep as evidence.")]
    public bool IsStory { get; init; }

    [Description("The ids of what helps to prepare.")]
    [MaxLength(Limits.ButtonsInARow)]
    public ImmutableArray<Reference> LeadsTo { get; init; } = [];

    public override string Kind => "question kind";

    public override Prose Summary => When;

    internal override float Standing => 0.75f;

    internal override IEnumerable<string> Texts => [When.Plain];

    internal override IEnumerable<ContentProblem> Check() =>
        ContentProblem.Twice(Parts.Select(part => (part.Name, part.Position)), "part")
            .Concat(ContentProblem.Twice(Parts.Select(part => (part.Label, part.Position)), "label"));
}

/// <summary>A part of an answer.</summary>
public sealed record AnswerPart : Positioned
{
    [Description("Names it among the others.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as result")]
    public required string Name { get; init; }

    [Description("What it is called, as on the form.")]
    [MaxLength(Limits.FieldLabel)]
    public required string Label { get; init; }

    [Description("What to write.")]
    [MaxLength(Limits.FieldHint)]
    public required string Hint { get; init; }

    [Description("What to look at in it, the most useful first; the first that something is wrong with is said.")]
    public ImmutableArray<AnswerCheck> Checks { get; init; } = [];
}

/// <summary>Something that a part of an answer should have.</summary>
public sealed record AnswerCheck : Positioned
{
    [Description("What it should have one of.")]
    public Cues? Wants { get; init; }

    [Description("The fewest words that say enough.")]
    [Range(1, 500)]
    public int? AtLeast { get; init; }

    [Description("The most words that are listened to.")]
    [Range(1, 500)]
    public int? AtMost { get; init; }

    [Description("What to say where it hasn't.")]
    public required Prose Say { get; init; }
}
