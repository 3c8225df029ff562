using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>How a board of KPIs looks: where it stands, what the team wants of it, and one KPI by itself.</summary>
internal static class KpiView
{
    /// <summary>A dashboard of the content, as it is looked at before a channel has it.</summary>
    public static IEnumerable<Block> Card(Dashboard dashboard, bool isDirect) =>
    [
        new Heading(dashboard.Title),
        new Paragraph(dashboard.Reviewed is { } reviewed ? dashboard.When.Line + $" Gone through {reviewed}." : dashboard.When.Line),
        .. dashboard.Groups.SelectMany(group => (Block[])[
            new Paragraph(Line.Bold(group.Title)),
            new ItemList([.. group.Kpis.Select(kpi => Line.Bold(kpi.Title) + $": {Begun(group, kpi).Aim}")]),
        ]),
        isDirect
            ? new Paragraph((Line)"To put it on a channel, write " + Line.Code($"{CommandDefinition.Root} {KpiSetup.CommandName} {dashboard.Id}") + " there.")
            : new Buttons([new Button("Put it on this channel", KpiSetup.Put.Token(dashboard.Id), ButtonStyle.Primary)]),
    ];

    /// <summary>A KPI of the content as a board begins with it.</summary>
    public static BoardKpi Begun(KpiGroup group, Kpi kpi) => kpi.Aim is { } aim
        ? new BoardKpi(0, group.Title, kpi.Title, aim.Target, aim.Unit)
        : new BoardKpi(0, group.Title, kpi.Title, null, kpi.Unit ?? string.Empty);

    /// <summary>Where a board stands, for who asks.</summary>
    public static Reply Stands(KpiBoard board, IReadOnlyList<KpiStand> stands, Caller caller, LocalDate today, string? note = null)
    {
        var month = MonthNumber(today);
        var before = MonthNumber(today.PlusMonths(-1));
        return Reply.Of([
            .. note is null ? Array.Empty<Block>() : [new Paragraph(note)],
            new Heading(Limits.Shorten(board.Title, Limits.Heading)),
            .. Told(stands),
            .. stands.Count == 0 ? Array.Empty<Block>() : [Chooser(board, "Look at one")],
            new Buttons([
                new Button("Record", KpiRecord.Record.Token(board.Id), ButtonStyle.Primary),
                new Button("Post it here", KpiShow.Preview.Token(board.Id)),
                new Button("This month's pack", KpiShow.Pack.Token(board.Id, month)),
                new Button("Last month's pack", KpiShow.Pack.Token(board.Id, before)),
                .. KpiBoards.MayChange(caller, board) ? ImmutableArray.Create(new Button("Change targets", KpiSetup.Settings.Token(board.Id))) : [],
            ]),
            new ContextLine("Only you see this answer; everybody in the channel may look, and record."),
        ]);
    }

    /// <summary>What its sender sees before it is posted.</summary>
    /// <param name="number">Tells this preview from all others of the board.</param>
    public static Reply Preview(KpiBoard board, IReadOnlyList<KpiStand> stands, long number) => Reply.Of(
        new Heading("Post the KPIs"),
        new Paragraph("Nobody has seen this yet. This is what the channel will read:"),
        new Quote([new Paragraph(Line.Bold(board.Title)), .. Told(stands)]),
        new Buttons([new Button("Post it here", KpiShow.Publish.Token(board.Id, number), ButtonStyle.Primary), new Button("Keep it to myself", KpiShow.Open.Token(board.Id))]));

    /// <summary>What everybody reads.</summary>
    public static ImmutableArray<Block> Posted(KpiBoard board, IReadOnlyList<KpiStand> stands, Person author) =>
    [
        new Heading(Limits.Shorten(board.Title, Limits.Heading)),
        .. Told(stands),
        new ContextLine($"Posted by {author.Name}"),
        new Buttons([new Button("Record", KpiRecord.Record.Token(board.Id)), new Button("Delete", KpiShow.Withdraw.Token(author.Id.Value))]),
    ];

    /// <summary>What a board holds its KPIs to, to be changed.</summary>
    public static Reply Settings(KpiBoard board, Caller caller, string? note = null)
    {
        var mayChange = KpiBoards.MayChange(caller, board);
        return Reply.Of([
            .. note is null ? Array.Empty<Block>() : [new Paragraph(note)],
            new Heading(Limits.Shorten($"{board.Title}: targets", Limits.Heading)),
            .. board.Kpis.IsEmpty ? [new Paragraph("There is no KPI left on it.")] : Grouped(board.Kpis, kpi => kpi, kpi => Line.Bold(kpi.Title) + $": {kpi.Aim}"),
            .. mayChange && !board.Kpis.IsEmpty ? [Chooser(board, "Change one")] : Array.Empty<Block>(),
            new Buttons([
                new Button("Record", KpiRecord.Record.Token(board.Id), ButtonStyle.Primary),
                new Button("Where they stand", KpiShow.Open.Token(board.Id)),
                .. mayChange
                    ? ImmutableArray.Create(new Button("Add a KPI", KpiChange.New.Token(board.Id)), new Button("Take them off this channel", KpiSetup.Remove.Token(board.Id), ButtonStyle.Danger))
                    : [],
            ]),
            new ContextLine(mayChange ? "Whoever set them up, leads and admins change them. Everybody in the channel records." : "Whoever set them up, leads and admins may change them. You can record."),
        ]);
    }

    /// <summary>One KPI with its readings.</summary>
    public static Reply One(KpiBoard board, KpiStand stand, Caller caller, string? note = null)
    {
        var kpi = stand.Kpi;
        var mayChange = KpiBoards.MayChange(caller, board);
        return Reply.Of([
            .. note is null ? Array.Empty<Block>() : [new Paragraph(note)],
            new Heading(Limits.Shorten(kpi.Title, Limits.Heading)),
            new Paragraph(stand.Told()),
            .. stand.Readings.IsEmpty ? Array.Empty<Block>() : [new ItemList([.. stand.Readings.Reverse().Select(reading => (Line)$"{TimeWords.Day(reading.On)}: {kpi.Write(reading.Value)}")])],
            .. stand.Readings.IsEmpty || !mayChange
                ? Array.Empty<Block>()
                : [new Select("Delete a reading", KpiChange.Forget.Token(board.Id, kpi.Id), [.. stand.Readings.Reverse().Select(reading => new Choice($"{TimeWords.Day(reading.On)}: {kpi.Write(reading.Value)}", DateNumber.Of(reading.On).ToString(CultureInfo.InvariantCulture)))])],
            new Buttons([
                new Button("Record", KpiRecord.Record.Token(board.Id), ButtonStyle.Primary),
                .. mayChange
                    ? ImmutableArray.Create(new Button("Change the target", KpiChange.Edit.Token(board.Id, kpi.Id)), new Button("Remove the KPI", KpiChange.Remove.Token(board.Id, kpi.Id), ButtonStyle.Danger))
                    : [],
                new Button("All KPIs", KpiShow.Open.Token(board.Id)),
            ]),
        ]);
    }

    /// <summary>A month as a number, such as 202603.</summary>
    public static int MonthNumber(LocalDate date) => (date.Year * 100) + date.Month;

    private static IEnumerable<Block> Told(IReadOnlyList<KpiStand> stands) => stands.Count == 0
        ? [new Paragraph("There is no KPI on it yet.")]
        : [.. Grouped(stands, stand => stand.Kpi, stand => stand.Told()), new Paragraph(KpiStand.Summary(stands))];

    private static IEnumerable<Block> Grouped<T>(IEnumerable<T> all, Func<T, BoardKpi> kpi, Func<T, Line> tell) =>
        all.GroupBy(one => kpi(one).Group, StringComparer.OrdinalIgnoreCase).SelectMany(group => (Block[])[new Paragraph(Line.Bold(group.Key)), new ItemList([.. group.Select(tell)])]);

    private static Select Chooser(KpiBoard board, string label) =>
        new(label, KpiChange.Pick.Token(board.Id), [.. board.Kpis.Select(kpi => new Choice(Limits.Shorten(kpi.Title, Limits.ChoiceLabel), kpi.Id.ToString(CultureInfo.InvariantCulture)))]);
}
