using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>The numbers that a meeting looks at: those of its channel's board as they were recorded, or else the outline of a dashboard to fill in.</summary>
internal sealed class MeetingNumbers(ContentLibrary library, KpiBoards boards, KpiPack packs)
{
    public const string Blank = "___";

    /// <param name="dashboard">What the meeting looks at where its channel has no board; null for nothing.</param>
    /// <param name="month">The month that it looks back on.</param>
    public async Task<MonthNumbers> ReadAsync(Place channel, Reference? dashboard, YearMonth month, CancellationToken cancellationToken)
    {
        if (await boards.Store.InAsync(channel, cancellationToken) is not { } board)
        {
            var outline = dashboard is null ? null : library.Pack.Find<Dashboard>(dashboard.Id);
            return new MonthNumbers([.. outline?.Groups.SelectMany(group => group.Kpis.Select(kpi => KpiView.Begun(group, kpi))).Select(kpi => new MonthNumber(kpi.Title, kpi.Aim, Blank)) ?? []], HasBoard: false, []);
        }

        // What was read after the month's end tells more of now than what was read in it, and what is older tells nothing.
        var since = month.ToDateInterval().Start;
        var stands = await boards.StandsAsync(board, cancellationToken);
        return new MonthNumbers(
            [.. stands.Select(stand => new MonthNumber(stand.Kpi.Title, stand.Kpi.Aim, stand.Latest?.On >= since ? stand.Brief() : Blank))],
            HasBoard: true,
            [.. await packs.OfAsync(board, month, cancellationToken)]);
    }
}

/// <summary>What a meeting sees of a month.</summary>
/// <param name="HasBoard">Whether they are the channel's own.</param>
/// <param name="Files">The pack of the month; none where nothing was recorded in it.</param>
internal sealed record MonthNumbers(ImmutableArray<MonthNumber> Rows, bool HasBoard, ImmutableArray<FileBlock> Files)
{
    public bool HasBlanks => Rows.Any(row => row.Now == MeetingNumbers.Blank);

    public bool HasReadings => Rows.Any(row => row.Now != MeetingNumbers.Blank);

    /// <summary>The numbers as a table.</summary>
    public Table ToTable() => new(["KPI", "Target", "Now"], [.. Rows.Select(row => (ImmutableArray<string>)[row.Title, row.Aim, row.Now])]);
}

/// <summary>One KPI as a meeting sees it.</summary>
internal sealed record MonthNumber(string Title, string Aim, string Now);
