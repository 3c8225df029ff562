using System.Text;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;
using static MentorBot.Tests.Support.CadenceScene;

namespace MentorBot.Tests.Features;

/// <summary>Prepared on the first of the month; the 1st of March 2026 is a Sunday, so that it goes out on the 2nd.</summary>
public sealed class MonthlyMeetingTests : IDisposable
{
    private static readonly LocalDate First = March(1);

    private readonly CadenceScene _scene = new();

    public void Dispose() => _scene.Dispose();

    private async Task<Reply> Prompt(Cadence monthly, LocalDate? on = null) => Read(await _scene.Bot.Get<MonthlyMeeting>().PromptAsync(
        monthly,
        First,
        _scene.Due(monthly, "prompt", First) with { On = on ?? March(2) },
        CancellationToken.None));

    private Task<Composition> Report(Cadence monthly) => _scene.Bot.Get<MonthlyMeeting>().ReportAsync(monthly, First, CancellationToken.None);

    private static string Invitation(Reply reply) =>
        Encoding.UTF8.GetString(reply.Blocks.OfType<FileBlock>().ShouldHaveSingleItem().Content.Span).Replace("\r\n ", string.Empty, StringComparison.Ordinal);

    [Fact]
    public async Task BringsTheAgendaWithItsKeyNumbersAndTheDate()
    {
        var prompt = await Prompt(await _scene.Monthly());

        prompt.ShouldKeepTheLimits("the monthly prompt");
        prompt.Text().ShouldBe(
            """
            Monthly stakeholder meeting
            ===========================

            The meeting: Wed 4 Mar 2026, 13:00, for 1 hour

            February 2026: state, numbers, decisions

            Where we stand (15 minutes): On course or not, and why, in two or three sentences

            The numbers (15 minutes): Three to five, each with its target

            To decide today (30 minutes): Each as a question, with what you recommend

            KPI                | Target                       | Now
            -------------------+------------------------------+----
            Response time      | under 200 ms                 | ___
            Error rate         | under 0.1%                   | ___
            Uptime             | at least 99.99%              | ___
            Query time         | under 50 ms                  | ___
            Database load      | under 70%                    | ___
            Vulnerabilities    | exactly 0                    | ___
            Time to patch      | under 24 h                   | ___
            Peak load capacity | no target yet, in requests/s | ___
            Scaling response   | under 15 min                 | ___

            Add your points until Mon 2 Mar 2026, 16:00; then they come here as one agenda.

            [Answer]  [Join]  [Explain]

            [file: monthly-stakeholder-2026-03-04.ics, 1324 bytes]

            Anybody may answer; only who joins is reminded, and named where an answer is missing.
            """);
    }

    [Fact]
    public async Task BringsTheMeetingAsAFileForTheCalendar()
    {
        var monthly = await _scene.Monthly();
        _scene.Bot.Time.Advance((At(1, 8) - _scene.Now).ToTimeSpan());

        var prompt = await Prompt(monthly);

        prompt.Blocks.OfType<FileBlock>().Single().Name.ShouldBe("monthly-stakeholder-2026-03-04.ics");
        prompt.Blocks.OfType<FileBlock>().Single().MediaType.ShouldBe("text/calendar");
        Invitation(prompt).Split("\r\n").SkipWhile(line => line != "BEGIN:VEVENT").ShouldBe(
            [
                "BEGIN:VEVENT",
                "UID:cadence-1-2026-03-01-team@mentorbot",
                "SEQUENCE:0",
                "DTSTAMP:20260301T080000Z",
                "DTSTART;TZID=Europe/Berlin:20260304T140000",
                "DTEND;TZID=Europe/Berlin:20260304T150000",
                "SUMMARY:Monthly stakeholder meeting",
                @"DESCRIPTION:February 2026: state\, numbers\, decisions\n\nWhere we stand (15 minutes): On course or not\, and why\, in two or three sentences\n\n"
                    + @"The numbers (15 minutes): Three to five\, each with its target\n\nTo decide today (30 minutes): Each as a question\, with what you recommend\n\n"
                    + @"- Response time (under 200 ms): ___\n- Error rate (under 0.1%): ___\n- Uptime (at least 99.99%): ___\n- Query time (under 50 ms): ___\n- Database load (under 70%): ___\n"
                    + @"- Vulnerabilities (exactly 0): ___\n- Time to patch (under 24 h): ___\n- Peak load capacity (no target yet\, in requests/s): ___\n- Scaling response (under 15 min): ___",
                "END:VEVENT",
                "END:VCALENDAR",
                string.Empty,
            ]);
    }

    [Fact]
    public async Task KeepsItsIdInTheCalendarAndCountsUpWhenItComesAgain()
    {
        var monthly = await _scene.Monthly();
        var first = Invitation(await Prompt(monthly)).Split("\r\n");
        _scene.Bot.Schedules.Entries.Clear();
        _scene.Bot.Time.Advance(TimeSpan.FromMinutes(90));
        var second = Invitation(await Prompt(monthly with { Meeting = monthly.Meeting! with { At = new LocalTime(15, 30) } })).Split("\r\n");

        second.Single(line => line.StartsWith("UID:", StringComparison.Ordinal)).ShouldBe(first.Single(line => line.StartsWith("UID:", StringComparison.Ordinal)));
        (Sequence(second) - Sequence(first)).ShouldBe(90);
        second.ShouldContain("DTSTART;TZID=Europe/Berlin:20260304T153000");

        static int Sequence(string[] lines) => int.Parse(lines.Single(line => line.StartsWith("SEQUENCE:", StringComparison.Ordinal))[9..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task CountsWorkingDaysByTheTeamsCalendarFromTheDayOnWhichItGoesOut()
    {
        var monthly = await _scene.Monthly();
        await _scene.Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(5), "Offsite")], CancellationToken.None);

        (await Prompt(monthly, March(4))).Text().ShouldContain("The meeting: Mon 9 Mar 2026, 13:00, for 1 hour");
        (await Prompt(monthly with { Meeting = new MeetingTime(0, new LocalTime(14, 0), Duration.FromMinutes(90)) }, March(5))).Text().ShouldContain("The meeting: Fri 6 Mar 2026, 13:00, for 90 minutes");
    }

    [Fact]
    public async Task SaysWhereTheTeamHasNoDayForIt()
    {
        var monthly = await _scene.Monthly();
        await _scene.Bot.TeamTimes.ChangeAsync(Some.Team, new TeamTime { WorkingDays = [] }, CancellationToken.None);

        var prompt = await Prompt(monthly);

        prompt.Text().ShouldContain("\n\nThe meeting has no date yet: the team's calendar has no working day for it.\n\n");
        prompt.Blocks.OfType<FileBlock>().ShouldBeEmpty();
    }

    [Fact]
    public async Task ComesBackWithPeoplesPoints()
    {
        var monthly = await _scene.Monthly();
        await _scene.Answer(monthly, First, "ben", words: [("month", "May"), ("status", "On course"), ("kpis", "Errors 0.2%"), ("decisions", "nothing")]);
        await _scene.Answer(monthly, First, "cem", words: [("status", "On course."), ("kpis", "Uptime 99.98%"), ("decisions", "-")]);

        Read(await Report(monthly)).Text().ShouldBe(
            """
            Monthly stakeholder meeting: the agenda
            =======================================

            The meeting: Wed 4 Mar 2026, 13:00, for 1 hour

            February 2026: state, numbers, decisions

            Where we stand (15 minutes): Ben and Cem: On course

            The numbers (15 minutes): Ben: Errors 0.2%
            Cem: Uptime 99.98%

            To decide today (30 minutes): No points yet.

            Points from Ben and Cem
            """);
    }

    [Fact]
    public async Task LooksAtTheNumbersThatTheChannelRecorded()
    {
        var monthly = await _scene.Monthly();
        await _scene.Bot.Press("kpi.put:developer-kpis");
        await Record("20 January", ("Response time", "250 ms"), ("Error rate", "2%"));
        await Record("27 February", ("Response time", "190 ms"), ("Uptime", "99.5%"));
        await Record("2 March", ("Features delivered", "4"));

        var prompt = await Prompt(monthly);

        prompt.ShouldKeepTheLimits("the monthly prompt");
        prompt.Text().ShouldContain(
            """
            KPI                | Target                   | Now
            -------------------+--------------------------+---------------------------------------
            Review pass rate   | at least 90%             | ___
            Response time      | under 200 ms             | 190 ms, on target (27 Feb)
            Error rate         | under 1%                 | ___
            Uptime             | at least 99.9%           | 99.5%, off target (27 Feb)
            Features delivered | 3 to 5 features a sprint | 4 features a sprint, on target (2 Mar)
            User feedback      | over 4 of 5              | ___

            Some numbers of this channel's board are missing. /mentor kpi record takes them down; the agenda then has them.

            """);
        prompt.Blocks.OfType<FileBlock>().Select(file => file.Name).ShouldBe(["monthly-stakeholder-2026-03-04.ics", "kpis-2026-02.md", "kpis-2026-02.csv"]);

        await _scene.Answer(monthly, First, "ben", words: [("status", "On course"), ("kpis", "-"), ("decisions", "-")]);
        var agenda = Read(await Report(monthly));
        agenda.ShouldKeepTheLimits("the agenda");
        agenda.Text().ShouldContain("\nResponse time      | under 200 ms             | 190 ms, on target (27 Feb)\n");
        agenda.Text().ShouldEndWith("\n\nPoints from Ben");
    }

    private Task<Reply> Record(string day, params (string Kpi, string Value)[] values)
    {
        var board = _scene.Bot.Kpis.Boards[0];
        return _scene.Bot.Submit($"kpi.record:{board.Id}", Some.Values([("day", day), .. values.Select(value => ($"kpi-{board.Kpis.Single(kpi => kpi.Title == value.Kpi).Id}", value.Value))]));
    }

    [Fact]
    public async Task ComesByItselfAndAsksForTheMonthThatItLooksBackOn()
    {
        var monthly = await _scene.Monthly();
        var cadences = _scene.Bot.Scheduled("cadence");
        await _scene.Answer(monthly, First, "ben", words: [("month", "February 2026"), ("status", "On course"), ("kpis", "-"), ("decisions", "-")]);

        Read(await cadences.ComposeAsync(Request("prompt"), CancellationToken.None)).Text().ShouldContain("[file: monthly-stakeholder-2026-03-04.ics, ");
        Read(await cadences.ComposeAsync(Request("report"), CancellationToken.None)).Text().ShouldStartWith("Monthly stakeholder meeting: the agenda\n");
        (await _scene.Bot.Open($"cadence.answer:{monthly.Id}:20260301", "cem")).Field("month").Value.ShouldBe("February 2026");

        ComposeRequest Request(string kind) => new(_scene.Due(monthly, kind, First) with { On = March(2) }, _scene.Bot.Schedules.All.Single(one => one.Kind == kind), AskToEase: false);
    }

    [Fact]
    public async Task StaysSilentWhereNobodyAddedAPoint()
    {
        var monthly = await _scene.Monthly();
        Silence(await Report(monthly)).ShouldBe("nobody added a point to the agenda");
        await _scene.Answer(monthly, First, "ben", words: [("status", "-"), ("kpis", "none"), ("decisions", "nothing")]);
        Silence(await Report(monthly)).ShouldBe("nobody added a point to the agenda");
    }
}
