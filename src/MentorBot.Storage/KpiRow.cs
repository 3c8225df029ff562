using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>A board of KPIs as it is stored.</summary>
internal sealed record KpiBoardRow
{
    public long Id { get; init; }

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Dashboard { get; init; } = "";

    public string Title { get; init; } = "";

    public PersonId? OwnedBy { get; init; }

    public Instant CreatedAt { get; init; }

    public KpiBoard ToBoard(IEnumerable<KpiRow> kpis) =>
        new(Id, new Place(new Workspace(Platform, Workspace), Channel), Dashboard, Title, OwnedBy, CreatedAt, [.. kpis.Select(kpi => kpi.ToKpi())]);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["what"] = "set up a board",
        ["channel"] = Channel,
        ["title"] = Title,
        ["at"] = Export.Iso(CreatedAt),
    };
}

/// <summary>A KPI as it is stored.</summary>
internal sealed record KpiRow
{
    public long Id { get; init; }

    public string GroupedUnder { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Comparison { get; init; }

    public string? Target { get; init; }

    public string? TargetUpper { get; init; }

    public string Unit { get; init; } = "";

    public BoardKpi ToKpi() => new(
        Id,
        GroupedUnder,
        Title,
        Comparison is null ? null : new KpiTarget(Enum.Parse<Comparison>(Comparison), Number(Target!), TargetUpper is null ? null : Number(TargetUpper)),
        Unit);

    public static object Values(long board, BoardKpi kpi) => new
    {
        Board = board,
        kpi.Id,
        kpi.Group,
        kpi.Title,
        Comparison = kpi.Target?.Comparison.ToString(),
        Target = kpi.Target is { } target ? Text(target.Number) : null,
        TargetUpper = kpi.Target?.To is { } to ? Text(to) : null,
        kpi.Unit,
    };

    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}

/// <summary>A reading as it is stored.</summary>
internal sealed record KpiReadingRow
{
    public long KpiId { get; init; }

    public LocalDate ReadOn { get; init; }

    public string Value { get; init; } = "";

    public PersonId? RecordedBy { get; init; }

    public Instant RecordedAt { get; init; }

    /// <summary>The KPI's title, where it was read along.</summary>
    public string Title { get; init; } = "";

    /// <summary>The KPI's unit, where it was read along.</summary>
    public string Unit { get; init; } = "";

    public KpiReading ToReading() => new(KpiId, ReadOn, KpiRow.Number(Value), RecordedBy, RecordedAt);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["what"] = "recorded a reading",
        ["kpi"] = Title,
        ["on"] = Export.Iso(ReadOn),
        ["value"] = KpiNumber.Write(KpiRow.Number(Value), Unit),
        ["at"] = Export.Iso(RecordedAt),
    };
}
