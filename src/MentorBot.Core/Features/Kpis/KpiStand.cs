using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Where a KPI stands: its last readings, and who recorded the latest.</summary>
/// <param name="Readings">In order of their days.</param>
/// <param name="By">The name of who recorded the latest.</param>
internal sealed record KpiStand(BoardKpi Kpi, ImmutableArray<KpiReading> Readings, string By)
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    public KpiReading? Latest => Readings is [.., var last] ? last : null;

    /// <summary>Whether the latest reading is on target; null without a reading or a target.</summary>
    public bool? IsMet => Latest is { } last ? Kpi.Target?.IsMetBy(last.Value) : null;

    /// <summary>The reading and the target it is held to, in a line or two.</summary>
    public Line Told()
    {
        var line = Line.Bold($"{Kpi.Title}:") + " ";
        if (Latest is not { } last)
        {
            return line + $"nothing recorded yet ({Kpi.Aim})";
        }

        var (value, verdict) = (Kpi.Write(last.Value), Verdict(IsMet));
        return line + Line.Code(value) + " · " + (IsMet == false ? Line.Bold(verdict) : verdict) + $" ({Kpi.Aim})\n{Trend()} · {By}, {TimeWords.Day(last.On)}";
    }

    /// <summary>The latest reading alone, with its day.</summary>
    public string Brief() => Latest is { } last ? $"{Kpi.Write(last.Value)}, {Verdict(IsMet)} ({last.On.ToString("d MMM", CultureInfo.InvariantCulture)})" : "nothing yet";

    public static string Verdict(bool? isMet) => isMet switch
    {
        true => "on target",
        false => "off target",
        _ => "no target yet",
    };

    /// <summary>The readings as a picture of bars, and in words what changed from the one before.</summary>
    private string Trend()
    {
        if (Readings.Length < 2)
        {
            return "The first reading";
        }

        var (last, before) = (Readings[^1], Readings[^2]);
        var change = last.Value - before.Value;
        var words = change == 0 ? "unchanged" : $"{(change > 0 ? "up" : "down")} {Kpi.Write(Math.Abs(change))}";
        return $"{Sparkline([.. Readings.Select(reading => reading.Value)])} {words} since {TimeWords.Day(before.On)}";
    }

    private static string Sparkline(ImmutableArray<decimal> values)
    {
        var (least, most) = (values.Min(), values.Max());
        return string.Concat(values.Select(value => Bars[most == least ? Bars.Length / 2 : (int)((value - least) / (most - least) * (Bars.Length - 1))]));
    }

    /// <summary>How a whole board stands, in a sentence.</summary>
    public static string Summary(IReadOnlyCollection<KpiStand> stands)
    {
        var parts = new[]
        {
            (Count: stands.Count(stand => stand.IsMet == true), Words: "on target"),
            (Count: stands.Count(stand => stand.IsMet == false), Words: "off target"),
            (Count: stands.Count(stand => stand.Latest is not null && stand.IsMet is null), Words: "without a target"),
            (Count: stands.Count(stand => stand.Latest is null), Words: "without a reading"),
        };
        return $"Of {stands.Count}: {string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Words}"))}.";
    }
}
