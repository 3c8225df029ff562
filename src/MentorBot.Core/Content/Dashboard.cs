using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MentorBot.Core.Content;

/// <summary>The numbers that a team watches, each with the target that it is held to.</summary>
public sealed record Dashboard : ContentItem
{
    [Description("One sentence on what it measures, and for whom.")]
    public required Prose When { get; init; }

    [Description("How often it is gone through, such as every quarter.")]
    [MaxLength(40)]
    public string? Reviewed { get; init; }

    [Description("The KPIs, by what they are about.")]
    [MinLength(1)]
    [MaxLength(10)]
    public required ImmutableArray<KpiGroup> Groups { get; init; }

    public override string Kind => "dashboard";

    public override Prose Summary => When;

    public IEnumerable<Kpi> Kpis => Groups.SelectMany(group => group.Kpis);

    internal override IEnumerable<string> Texts => [When.Plain, .. Kpis.Select(kpi => kpi.Title)];

    internal override IEnumerable<ContentProblem> Check() =>
        ContentProblem.Twice(Kpis.Select(kpi => (kpi.Id, kpi.Position)), "KPI")
            .Concat(Kpis.Where(kpi => kpi is { Target: not null, Aim: null })
                .Select(kpi => new ContentProblem(kpi.Position, $"`target` is `{kpi.Target}`. Expected a number with its unit after under, at most, at least, over or exactly, or a range such as 3 to 5 features.")))
            .Concat(Kpis.Where(kpi => kpi is { Target: not null, Unit: not null })
                .Select(kpi => new ContentProblem(kpi.Position, "`unit` belongs to KPIs without a `target`, which has its own. Expected one of the two.")));
}

/// <summary>KPIs of one kind.</summary>
public sealed record KpiGroup : Positioned
{
    [Description("What they are about, such as Database.")]
    [MaxLength(40)]
    public required string Title { get; init; }

    [Description("The KPIs, in the order in which they are shown.")]
    [MinLength(1)]
    [MaxLength(20)]
    public required ImmutableArray<Kpi> Kpis { get; init; }
}

/// <summary>One number to watch.</summary>
public sealed record Kpi : Positioned
{
    [Description("Names it among the others of its dashboard.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as error-rate")]
    public required string Id { get; init; }

    [Description("What a person would call it.")]
    [MaxLength(40)]
    public required string Title { get; init; }

    [Description("Where it should be, such as under 200 ms; without it, each team sets its own.")]
    [MaxLength(40)]
    public string? Target { get; init; }

    [Description("What it is counted in, where there is no target, such as requests/s.")]
    [MaxLength(20)]
    public string? Unit { get; init; }

    /// <summary>The target with its unit; null where the team sets its own.</summary>
    internal (KpiTarget Target, string Unit)? Aim => Target is null ? null : KpiTarget.Read(Target);
}
