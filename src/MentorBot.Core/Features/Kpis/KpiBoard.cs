using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>The numbers that a channel's team watches; begun from a dashboard of the content, and from then on the team's own.</summary>
/// <param name="Id">Ours; 0 for one that is not added yet.</param>
/// <param name="Dashboard">The id of the dashboard that it was begun from.</param>
/// <param name="Owner">Who set it up; null once they were erased.</param>
/// <param name="Kpis">In the order in which they are shown.</param>
public sealed record KpiBoard(long Id, Place Place, string Dashboard, string Title, PersonId? Owner, Instant CreatedAt, ImmutableArray<BoardKpi> Kpis)
{
    /// <summary>So many fit a form.</summary>
    public const int MostKpis = 24;
}

/// <summary>One number that a team watches.</summary>
/// <param name="Id">Ours; 0 for one that is not added yet.</param>
/// <param name="Group">What it is about, such as Database.</param>
/// <param name="Target">Where the team wants it; null while they have set nothing.</param>
/// <param name="Unit">What it is counted in; empty for a bare number.</param>
public sealed record BoardKpi(long Id, string Group, string Title, KpiTarget? Target, string Unit)
{
    /// <summary>The target in words, such as under 200 ms.</summary>
    public string Aim => Target?.Write(Unit) ?? (Unit.Length == 0 ? "no target yet" : $"no target yet, in {Unit}");

    public string Write(decimal value) => KpiNumber.Write(value, Unit);
}

/// <summary>What a KPI was on a day; a KPI has one reading a day.</summary>
/// <param name="By">Who recorded it; null once they were erased.</param>
public sealed record KpiReading(long Kpi, LocalDate On, decimal Value, PersonId? By, Instant At);
