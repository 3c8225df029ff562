using System.Text;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>The files of a month.</summary>
public sealed partial class KpiTests
{
    [Fact]
    public async Task BringsAMonthAsOneFileToReadAndOneForASpreadsheet()
    {
        await SetUp("developer-kpis");
        await Record("ana", "30 January", ("Response time", "260"));
        await Record("ana", "2 February", ("Response time", "220"), ("Uptime", "99.95"));
        await Record("ben", "27 February", ("Response time", "190"));
        await Record("ben", "2 March", ("Response time", "300"));

        var pack = await _bot.Press((await _bot.Say("/mentor kpi show")).Token("Last month's pack"));

        pack.Text().ShouldStartWith("The pack of February 2026: one file to read, one for a spreadsheet. Only you get them until you pass them on.");
        Files(pack).Select(file => file.Name).ShouldBe(["kpis-2026-02.md", "kpis-2026-02.csv"]);
        Content(Files(pack)[0]).ShouldStartWith(
            """
            # Developer KPIs, February 2026

            Of 6: 2 on target, 4 without a reading. By the last reading of the month.

            ## Code

            | KPI | Target | Last | On target | Lowest | Highest | Readings | On the month before |
            | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |
            | Review pass rate | at least 90% | – | no reading | – | – | 0 | – |

            ## System

            | KPI | Target | Last | On target | Lowest | Highest | Readings | On the month before |
            | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |
            | Response time | under 200 ms | 190 ms | on target | 190 ms | 220 ms | 2 | down 70 ms |
            """);
        Content(Files(pack)[0]).ShouldEndWith(
            """
            | Day | KPI | Value | By |
            | --- | --- | ---: | --- |
            | 2026-02-02 | Response time | 220 ms | Ana |
            | 2026-02-02 | Uptime | 99.95% | Ana |
            | 2026-02-27 | Response time | 190 ms | Ben |

            """);
        Content(Files(pack)[1]).TrimStart('\uFEFF').Split("\r\n").ShouldBe(
        [
            "date,group,kpi,value,unit,target,on_target,recorded_by,recorded_at",
            "2026-02-02,System,Response time,220,ms,under 200 ms,no,Ana,2026-03-04T09:00:00Z",
            "2026-02-02,System,Uptime,99.95,%,at least 99.9%,yes,Ana,2026-03-04T09:00:00Z",
            "2026-02-27,System,Response time,190,ms,under 200 ms,yes,Ben,2026-03-04T09:00:00Z",
            string.Empty,
        ]);
        (await _bot.Press($"kpi.pack:{Board}:202512")).Text().ShouldBe("Nothing was recorded in December 2025, so there is no pack.");
        (await _bot.Press($"kpi.pack:{Board}:202513")).Text().ShouldBe("There is no such month.");
    }

    [Fact]
    public async Task LeavesOutOfThePackWhatWasAddedAfterTheBoardWasRead()
    {
        await SetUp("developer-kpis");
        await Record("ana", "today", ("Uptime", "99.95"), ("Error rate", "0.5"));
        var board = _bot.Kpis.Boards[0];

        var files = await _bot.Get<KpiPack>().OfAsync(board with { Kpis = board.Kpis.RemoveAll(kpi => kpi.Title == "Uptime") }, new YearMonth(2026, 3), CancellationToken.None);

        Content(files[1]).TrimStart('\uFEFF').Split("\r\n").ShouldBe(
        [
            "date,group,kpi,value,unit,target,on_target,recorded_by,recorded_at",
            "2026-03-04,System,Error rate,0.5,%,under 1%,yes,Ana,2026-03-04T09:00:00Z",
            string.Empty,
        ]);
    }

    private static FileBlock[] Files(Reply reply) => [.. reply.Blocks.OfType<FileBlock>()];

    private static string Content(FileBlock file) => Encoding.UTF8.GetString(file.Content.Span);
}
