using System.Globalization;
using System.Text;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Writes a month of a board's readings as files: one to read, one for a spreadsheet.</summary>
internal sealed class KpiPack(KpiBoards boards)
{
    private static readonly string[] Columns = ["date", "group", "kpi", "value", "unit", "target", "on_target", "recorded_by", "recorded_at"];

    /// <summary>The files of a month; none where nothing was recorded in it.</summary>
    public async Task<IReadOnlyList<FileBlock>> OfAsync(KpiBoard board, YearMonth month, CancellationToken cancellationToken)
    {
        var days = month.ToDateInterval();
        var readings = await boards.Store.BetweenAsync(board.Id, days.Start, days.End, cancellationToken);
        if (readings.Count == 0)
        {
            return [];
        }

        var before = days.Start.PlusMonths(-1);
        var earlier = (await boards.Store.BetweenAsync(board.Id, before, days.Start.PlusDays(-1), cancellationToken)).ToLookup(reading => reading.Kpi);
        var names = boards.NamesOf(board);
        var stands = await KpiBoards.StandsAsync(board, readings, names, cancellationToken);
        var rows = new List<(KpiReading Reading, BoardKpi Kpi, string By)>();
        // What was added after the board was read is left out.
        foreach (var (reading, kpi) in readings.Join(board.Kpis, reading => reading.Kpi, kpi => kpi.Id, (reading, kpi) => (reading, kpi)))
        {
            rows.Add((reading, kpi, await names.OfAsync(reading.By, cancellationToken)));
        }

        var name = $"kpis-{month.ToString("uuuu-MM", CultureInfo.InvariantCulture)}";
        var text = Markdown(board, month, stands, earlier, rows);
        return [new FileBlock($"{name}.md", "text/markdown", Encoding.UTF8.GetBytes(text)), Table(rows).ToFile($"{name}.csv")];
    }

    private static CsvTable Table(IEnumerable<(KpiReading Reading, BoardKpi Kpi, string By)> rows)
    {
        var table = new CsvTable();
        table.Add(Columns);
        foreach (var (reading, kpi, by) in rows)
        {
            table.Add(
                LocalDatePattern.Iso.Format(reading.On),
                kpi.Group,
                kpi.Title,
                reading.Value,
                kpi.Unit,
                kpi.Target?.Write(kpi.Unit) ?? string.Empty,
                kpi.Target is { } target ? (target.IsMetBy(reading.Value) ? "yes" : "no") : string.Empty,
                by,
                InstantPattern.General.Format(reading.At));
        }

        return table;
    }

    private static string Markdown(
        KpiBoard board,
        YearMonth month,
        IReadOnlyList<KpiStand> stands,
        ILookup<long, KpiReading> earlier,
        IEnumerable<(KpiReading Reading, BoardKpi Kpi, string By)> rows)
    {
        var text = new StringBuilder();
        text.Append($"# {Plain(board.Title)}, {TimeWords.Month(month)}\n\n{KpiStand.Summary(stands)} By the last reading of the month.\n");
        foreach (var group in stands.Select(stand => stand with { Kpi = Plain(stand.Kpi) }).GroupBy(stand => stand.Kpi.Group, StringComparer.OrdinalIgnoreCase))
        {
            text.Append($"\n## {group.Key}\n\n| KPI | Target | Last | On target | Lowest | Highest | Readings | On the month before |\n| --- | --- | ---: | --- | ---: | ---: | ---: | ---: |\n");
            foreach (var stand in group)
            {
                text.Append($"| {string.Join(" | ", Cells(stand, earlier[stand.Kpi.Id].LastOrDefault()))} |\n");
            }
        }

        text.Append("\n## Readings\n\n| Day | KPI | Value | By |\n| --- | --- | ---: | --- |\n");
        foreach (var (reading, kpi, by) in rows)
        {
            text.Append($"| {LocalDatePattern.Iso.Format(reading.On)} | {Plain(kpi.Title)} | {Plain(kpi).Write(reading.Value)} | {Plain(by)} |\n");
        }

        return text.ToString();
    }

    private static string[] Cells(KpiStand stand, KpiReading? before)
    {
        var kpi = stand.Kpi;
        if (stand.Latest is not { } last)
        {
            return [kpi.Title, kpi.Aim, "–", "no reading", "–", "–", "0", "–"];
        }

        var change = before is null ? "–" : last.Value == before.Value ? "unchanged" : $"{(last.Value > before.Value ? "up" : "down")} {kpi.Write(Math.Abs(last.Value - before.Value))}";
        return
        [
            kpi.Title,
            kpi.Aim,
            kpi.Write(last.Value),
            KpiStand.Verdict(stand.IsMet),
            kpi.Write(stand.Readings.Min(reading => reading.Value)),
            kpi.Write(stand.Readings.Max(reading => reading.Value)),
            stand.Readings.Length.ToString(CultureInfo.InvariantCulture),
            change,
        ];
    }

    private static BoardKpi Plain(BoardKpi kpi) => kpi with { Group = Plain(kpi.Group), Title = Plain(kpi.Title), Unit = Plain(kpi.Unit) };

    private static string Plain(string text) => EvidenceFile.Plain(text);
}
