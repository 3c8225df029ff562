using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>How a <see cref="Rubric"/> makes one number out of what was picked.</summary>
public enum RubricFormula
{
    /// <summary>The points times the weights, in percent of the most that there can be.</summary>
    WeightedPercent,

    /// <summary>The points multiplied with one another, divided by those of the criteria that divide.</summary>
    Product,
}

/// <summary>Questions that give a thing a number, so that several things can be ranked and the reasons seen.</summary>
public sealed record Rubric : ContentItem
{
    [Description("One sentence on the moment that it is for.")]
    public required Prose When { get; init; }

    [Description("Why it works.")]
    public required Prose Why { get; init; }

    [Description("What is scored, as the form asks for its name, such as The task; without it people score themselves.")]
    [MaxLength(Limits.FieldLabel)]
    public string? Subject { get; init; }

    [Description("How the number is made.")]
    public required RubricFormula Formula { get; init; }

    [Description("The levels of every criterion that has none of its own, from the lowest to the highest.")]
    [MaxLength(7)]
    public ImmutableArray<RubricLevel> Levels { get; init; } = [];

    [Description("What is looked at, in the order in which the form asks.")]
    [MinLength(2)]
    [MaxLength(20)]
    public required ImmutableArray<Criterion> Criteria { get; init; }

    [Description("What a number means, from the highest to the lowest, which begins at 0.")]
    [MinLength(2)]
    [MaxLength(6)]
    public required ImmutableArray<RubricBand> Bands { get; init; }

    public override string Kind => "rubric";

    public override Prose Summary => When;

    internal override IEnumerable<string> Texts => [When.Plain, Why.Plain, .. Criteria.SelectMany(criterion => (string[])[criterion.Title, criterion.Question])];

    /// <summary>The levels that a criterion can be at.</summary>
    public ImmutableArray<RubricLevel> LevelsOf(Criterion criterion) => criterion.Levels.IsEmpty ? Levels : criterion.Levels;

    internal override IEnumerable<ContentProblem> Check() =>
    [
        .. ContentProblem.Twice(Criteria.Select(criterion => (criterion.Id, criterion.Position)), "criterion"),
        .. Criteria.SelectMany(Check),
        .. Levels.IsEmpty ? [] : CheckLevels(Levels),
        .. CheckBands(),
        .. Formula == RubricFormula.Product && Criteria.Sum(criterion => Math.Log10(LevelsOf(criterion).Select(level => level.Points).DefaultIfEmpty(1).Max())) > 9
            ? [new ContentProblem(Position, "The product of the most points is over a billion. Expected fewer criteria, or fewer points.")]
            : Array.Empty<ContentProblem>(),
    ];

    private IEnumerable<ContentProblem> Check(Criterion criterion)
    {
        if (LevelsOf(criterion).Length < 2)
        {
            yield return new ContentProblem(criterion.Position, $"`{criterion.Id}` has no `levels`, and the rubric has none for all. Expected at least two.");
        }

        if (Formula == RubricFormula.Product && criterion.Weight != 1)
        {
            yield return new ContentProblem(criterion.Position, "A `weight` belongs to the formula weighted-percent. Expected none.");
        }

        if (Formula == RubricFormula.WeightedPercent && criterion.Divides)
        {
            yield return new ContentProblem(criterion.Position, "`divides` belongs to the formula product. Expected none.");
        }

        foreach (var level in LevelsOf(criterion).Where(level => Formula == RubricFormula.Product && level.Points == 0))
        {
            yield return new ContentProblem(level.Position, "`points` is 0, which makes every product 0 or divides by it. Expected at least 1.");
        }

        foreach (var problem in criterion.Levels.IsEmpty ? [] : CheckLevels(criterion.Levels))
        {
            yield return problem;
        }
    }

    private static IEnumerable<ContentProblem> CheckLevels(ImmutableArray<RubricLevel> levels) =>
        ContentProblem.Twice(levels.Select(level => (level.Id, level.Position)), "level")
            .Concat(levels.Where(level => level.Label.Length > Limits.ChoiceLabel)
                .Select(level => new ContentProblem(level.Position, $"Title and description have {level.Label.Length} characters together. Expected at most {Limits.ChoiceLabel}, which is what a menu shows.")));

    private IEnumerable<ContentProblem> CheckBands()
    {
        for (var i = 1; i < Bands.Length; i++)
        {
            if (Bands[i].From >= Bands[i - 1].From)
            {
                yield return new ContentProblem(Bands[i].Position, $"`from` is {Bands[i].From}. Expected less than {Bands[i - 1].From}, where the band before begins.");
            }
        }

        if (Bands[^1].From != 0)
        {
            yield return new ContentProblem(Bands[^1].Position, $"The last band begins at {Bands[^1].From}. Expected 0, so that every number is in one.");
        }
    }
}

/// <summary>One thing that a <see cref="Rubric"/> looks at.</summary>
public sealed record Criterion : Positioned
{
    [Description("Names it among the others.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as business-value")]
    public required string Id { get; init; }

    [Description("What it is called, as the form asks for it.")]
    [MaxLength(Limits.FieldLabel)]
    public required string Title { get; init; }

    [Description("The question that its levels answer.")]
    [MaxLength(Limits.FieldHint)]
    public required string Question { get; init; }

    [Description("What it belongs to, such as Technical; those of a group stand together.")]
    [MaxLength(40)]
    public string? Group { get; init; }

    [Description("In the formula weighted-percent: how much it counts.")]
    [Range(1, 10)]
    public int Weight { get; init; } = 1;

    [Description("In the formula product: whether it divides, as effort does.")]
    public bool Divides { get; init; }

    [Description("The ids of what helps to get further in it, the best first.")]
    [MaxLength(Limits.ButtonsInARow)]
    public ImmutableArray<Reference> LeadsTo { get; init; } = [];

    [Description("Its levels, where they are its own, from the lowest points to the highest.")]
    [MaxLength(7)]
    public ImmutableArray<RubricLevel> Levels { get; init; } = [];
}

/// <summary>One level of a <see cref="Criterion"/>.</summary>
public sealed record RubricLevel : Positioned
{
    [Description("Names it among the others.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as very-high")]
    public required string Id { get; init; }

    [Description("The ids of what helps to get here from the level below, the best first.")]
    [MaxLength(Limits.ButtonsInARow)]
    public ImmutableArray<Reference> LeadsTo { get; init; } = [];

    [Description("A word or two, such as High.")]
    [MaxLength(40)]
    public required string Title { get; init; }

    [Description("How to tell that it is this one, in a few words.")]
    [MaxLength(70)]
    public required string Description { get; init; }

    [Description("What it counts; in the formula product at least 1.")]
    [Range(0, 100)]
    public required int Points { get; init; }

    /// <summary>Title and description, as a menu shows them.</summary>
    public string Label => $"{Title}: {Description}";
}

/// <summary>What a range of numbers means.</summary>
public sealed record RubricBand : Positioned
{
    [Description("The least number in it.")]
    [Range(0, 1_000_000)]
    public required int From { get; init; }

    [Description("A word or a few, such as Do it now.")]
    [MaxLength(40)]
    public required string Title { get; init; }

    [Description("What to do then, in a sentence.")]
    public required Prose Then { get; init; }
}
