using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MentorBot.Core.Content;

/// <summary>A page to read, in sections.</summary>
public abstract record Topic : ReadingItem
{
    [Description("One sentence on what the page tells, and for whom.")]
    public required Prose When { get; init; }

    [Description("The sections of the page. A long page opens them one at a time.")]
    [MinLength(1)]
    [MaxLength(10)]
    public required ImmutableArray<TopicSection> Sections { get; init; }

    public override Prose Summary => When;

    internal override IEnumerable<string> Texts =>
        [When.Plain, .. Sections.SelectMany(section => section.Points.Select(point => $"{point.Name} {point.Text?.Plain}").Concat(section.Figures.Select(figure => figure.Name)).Prepend($"{section.Title} {section.Text.Plain}"))];

    internal override IEnumerable<ContentProblem> Check() =>
        AsOf is not null
            ? []
            : Sections.Where(section => !section.Figures.IsEmpty).Select(section => new ContentProblem(section.Position, "There are `figures` here, so the file needs `as-of`: a figure without its year misleads."));
}

/// <summary>A page on the trade: the ways up, the role, what it pays.</summary>
public sealed record Career : Topic
{
    public override string Kind => "career page";
}

/// <summary>A page on what to learn, and where.</summary>
public sealed record Learning : Topic
{
    public override string Kind => "learning page";
}

/// <summary>A part of a <see cref="Topic"/>.</summary>
public sealed record TopicSection : Positioned
{
    [Description("A word or a few, as on the button that opens it.")]
    [MaxLength(40)]
    public required string Title { get; init; }

    [Description("What it comes down to, in a sentence or two.")]
    public required Prose Text { get; init; }

    [Description("The single things, each with what there is to say about it.")]
    [MaxLength(12)]
    public ImmutableArray<TopicPoint> Points { get; init; } = [];

    [Description("What is paid, in USD a year; the file then says in `as-of` when that was.")]
    [MaxLength(10)]
    public ImmutableArray<PayFigure> Figures { get; init; } = [];
}

/// <summary>One thing in a <see cref="TopicSection"/>.</summary>
public sealed record TopicPoint : Positioned
{
    [Description("What it is called.")]
    [MaxLength(100)]
    public required string Name { get; init; }

    [Description("What there is to say about it.")]
    public Prose? Text { get; init; }
}

/// <summary>What somebody is paid.</summary>
public sealed record PayFigure : Positioned
{
    [Description("Who, or by whom, such as Startup.")]
    [MaxLength(40)]
    public required string Name { get; init; }

    [Description("The amount in USD a year, such as $70,000–100,000.")]
    [MaxLength(40)]
    public required string UsdAYear { get; init; }

    [Description("What comes on top, such as equity.")]
    [MaxLength(60)]
    public string? OnTop { get; init; }
}
