using System.Text;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;
using static MentorBot.Tests.Support.CadenceScene;

namespace MentorBot.Tests.Features;

public sealed class CadenceReportTests : IDisposable
{
    private readonly CadenceScene _scene = new();

    private TestBot Bot => _scene.Bot;

    public void Dispose() => _scene.Dispose();

    private static string File(Reply reply, string end) =>
        Encoding.UTF8.GetString(reply.Blocks.OfType<FileBlock>().Single(file => file.Name.EndsWith(end, StringComparison.Ordinal)).Content.Span);

    /// <summary>A week of stand-ups and a weekly status, in which Ben is missing once and late once, and Cem is away.</summary>
    private async Task<(Cadence StandUp, Cadence Weekly)> Week()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, March(4), "ana", words: [("progress", "The endpoint"), ("plan", "Tests"), ("blockers", "-")]);
        await _scene.Close(standUp, March(4), missing: ["ben"], away: ["cem"]);
        await _scene.Answer(standUp, March(5), "ana", words: [("progress", "The \"tests\", all of them\nand more"), ("plan", "=HYPERLINK(\"x\")"), ("blockers", "nothing")]);
        await _scene.Close(standUp, March(5), missing: ["ben"], away: ["cem"]);
        await _scene.Answer(standUp, March(5), "ben", At(5, 12), ("progress", "*Late*"), ("plan", "+1"), ("blockers", "@all"));
        await _scene.Answer(weekly, Friday, "ben", words: [("summary", "For the owner alone"), ("risks", "-"), ("milestones", "x")]);
        await _scene.Close(weekly, Friday, missing: ["cem"]);
        return (standUp, weekly);
    }

    [Fact]
    public async Task SumsUpWhoAnsweredWhoWasMissingAndWhoWasAway()
    {
        await Week();

        var report = await Bot.Say("cadence report", "ben");

        report.ShouldKeepTheLimits("the report");
        report.Post.ShouldBeNull();
        report.Text().ShouldBe(
            """
            Cadence report
            ==============

            #general · Mon 2 Mar 2026 to Sun 8 Mar 2026 · 3 rounds

            Person | Answered | Late | Missing | Away
            -------+----------+------+---------+-----
            Ana    | 2        | 0    | 0       | 0
            Ben    | 2        | 1    | 1       | 0
            Cem    | 0        | 0    | 1       | 2

            - Wed 4 Mar 2026, stand-up: 1 answered · missing: Ben · away: Cem
            - Thu 5 Mar 2026, stand-up: 2 answered · late: Ben · away: Cem
            - Fri 6 Mar 2026, weekly status: 1 answered · missing: Cem

            [file: cadence-report-2026-03-02-2026-03-08.md, 932 bytes]

            [file: cadence-report-2026-03-02-2026-03-08.csv, 720 bytes]

            Only you can see this. It has what was posted in this channel.
            """);
    }

    [Fact]
    public async Task WritesAFileToRead()
    {
        var (_, weekly) = await Week();
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March"), ("summary", "Refunds are live"), ("risks", "None"), ("milestones", "Transfers")), weekly.Owner, _scene.Now), CancellationToken.None);

        File(await Bot.Say("cadence report this-week", "cem"), ".md").ShouldBe(
            """
            # Cadence report

            Mon 2 Mar 2026 to Sun 8 Mar 2026 · \#general

            | Person | Answered | Of these late | Missing | Away |
            | --- | ---: | ---: | ---: | ---: |
            | Ana | 2 | 0 | 0 | 0 |
            | Ben | 2 | 1 | 1 | 0 |
            | Cem | 0 | 0 | 1 | 2 |

            ## Wed 4 Mar 2026: stand-up in \#general

            - Answered: Ana
            - Missing: Ben
            - Away: Cem

            ### Ana

            - What moved since last time: The endpoint
            - What you'll do today: Tests
            - What's in your way: \-

            ## Thu 5 Mar 2026: stand-up in \#general

            - Answered: Ana
            - Late: Ben
            - Away: Cem

            ### Ana

            - What moved since last time: The "tests", all of them and more
            - What you'll do today: \=HYPERLINK("x")
            - What's in your way: nothing

            ### Ben

            - What moved since last time: \*Late\*
            - What you'll do today: \+1
            - What's in your way: @all

            ## Fri 6 Mar 2026: weekly status in \#general

            - Answered: Ben
            - Missing: Cem

            ### What Ana posted

            - Which week: 2 March
            - What got done: Refunds are live
            - The main risks: None
            - What's coming, with dates: Transfers

            """);
    }

    [Fact]
    public async Task WritesAFileForASpreadsheetInWhichNothingIsAFormula()
    {
        var (_, weekly) = await Week();
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March"), ("summary", "Refunds are live"), ("risks", "None"), ("milestones", "Transfers")), weekly.Owner, _scene.Now), CancellationToken.None);

        File(await Bot.Say("cadence report 2026-03-01..2026-03-31", "cem"), ".csv").ShouldBe(
            "\uFEFF" + """
            date,channel,cadence,person,state,sent_at,edited_at,progress,plan,blockers,week,summary,risks,milestones
            2026-03-04,#general,stand-up,Ana,answered,2026-03-04T09:00:00Z,,The endpoint,Tests,'-,,,,
            2026-03-04,#general,stand-up,Ben,missing,,,,,,,,,
            2026-03-04,#general,stand-up,Cem,away,,,,,,,,,
            2026-03-05,#general,stand-up,Ana,answered,2026-03-05T09:00:00Z,,"The ""tests"", all of them
            and more","'=HYPERLINK(""x"")",nothing,,,,
            2026-03-05,#general,stand-up,Ben,late,2026-03-05T12:00:00Z,,*Late*,'+1,'@all,,,,
            2026-03-05,#general,stand-up,Cem,away,,,,,,,,,
            2026-03-06,#general,weekly status,Ben,answered,2026-03-06T09:00:00Z,,,,,,,,
            2026-03-06,#general,weekly status,Cem,missing,,,,,,,,,
            2026-03-06,#general,weekly status,Ana,posted,2026-03-06T09:00:00Z,,,,,2 March,Refunds are live,None,Transfers

            """.ReplaceLineEndings("\r\n").Replace("\r\nand more", "\nand more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\tx")]
    [InlineData("-1")]
    [InlineData("\n=x")]
    public async Task GuardsEveryStartOfAFormula(string words)
    {
        var standUp = await _scene.StandUp();
        await _scene.Answer(standUp, March(5), "ana", words: [("progress", words), ("plan", "x"), ("blockers", "x")]);
        await _scene.Close(standUp, March(5));

        File(await Bot.Say("cadence report"), ".csv").ShouldContain($"'{words}");
    }

    [Fact]
    public async Task KeepsFromOthersWhatWasPostedNowhere()
    {
        var (standUp, _) = await Week();
        await _scene.Answer(standUp, Friday, "ana", words: [("progress", "Early and not posted"), ("plan", "x"), ("blockers", "x")]);

        var ben = await Bot.Say("cadence report", "ben");
        var ana = await Bot.Say("cadence report");

        ben.Text().ShouldContain("- Fri 6 Mar 2026, stand-up: 1 answered · still open\n");
        File(ben, ".md").ShouldNotContain("Early and not posted");
        File(ben, ".csv").ShouldContain("For the owner alone");
        File(ana, ".csv").ShouldContain("Early and not posted");
        File(ana, ".csv").ShouldNotContain("For the owner alone");
        File(ana, ".md").ShouldNotContain("For the owner alone");
    }

    [Fact]
    public async Task ReportsOnOnePerson()
    {
        await Week();

        var report = await Bot.Say("cadence report this-week <@ben>", "cem");

        report.Text().ShouldBe(
            """
            Cadence report
            ==============

            Ben in #general · Mon 2 Mar 2026 to Sun 8 Mar 2026 · 3 rounds

            Person | Answered | Late | Missing | Away
            -------+----------+------+---------+-----
            Ben    | 2        | 1    | 1       | 0

            - Wed 4 Mar 2026, stand-up: missing
            - Thu 5 Mar 2026, stand-up: late
            - Fri 6 Mar 2026, weekly status: answered

            [file: cadence-report-2026-03-02-2026-03-08.md, 468 bytes]

            [file: cadence-report-2026-03-02-2026-03-08.csv, 319 bytes]

            Only you can see this. It has what was posted in this channel.
            """);
        File(report, ".csv").ShouldNotContain("The endpoint");
    }

    [Theory]
    [InlineData("cadence report me", "general")]
    [InlineData("cadence report person:me", "general")]
    [InlineData("cadence report this-week me scope:team", "general")]
    [InlineData("cadence report range:last-7 person:me", null)]
    public async Task LetsEverybodyReportOnThemselves(string line, string? channel)
    {
        await Week();

        var report = await Bot.Say(line, "ben");

        if (channel is null)
        {
            report.Text().ShouldBe("“last-7” names no days that I can read. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.");
            return;
        }

        report.Text().ShouldContain("Ben    | 2        | 1    | 1       | 0\n");
        File(report, ".csv").ShouldContain("For the owner alone");
    }

    [Fact]
    public async Task ShowsTheTeamToLeadsAndToOthersWhatTheyAreIn()
    {
        await Week();
        var elsewhere = await _scene.StandUp("dora", Some.Random);
        await _scene.Answer(elsewhere, March(5), "dora", words: [("progress", "In another channel"), ("plan", "x"), ("blockers", "x")]);
        await _scene.Close(elsewhere, March(5));
        var direct = Some.DirectWith("cem");

        (await Bot.Say("cadence report team", "cem", direct)).Text().ShouldBe(
            "There is no cadence that you own or take part in. /mentor cadence setup makes a stand-up, a weekly status and a monthly meeting for a channel.");
        await _scene.Join(elsewhere, "cem");
        var own = await Bot.Say("cadence report", "cem", direct);
        own.Text().ShouldContain("- Thu 5 Mar 2026, stand-up in #random: 1 answered\n");
        own.Text().ShouldNotContain("#general");
        own.Text().ShouldEndWith("\n\nOnly you can see this. It has who answered in the cadences that you own or take part in; what others wrote is read in its own channel.");
        File(own, ".csv").ShouldContain("2026-03-05,#random,stand-up,Dora,answered,2026-03-05T09:00:00Z,,,,\r\n");
        File(own, ".md").ShouldNotContain("In another channel");
        var all = await Bot.Say("cadence report this-week scope:team", "cem", role: Role.Lead);
        all.Text().ShouldContain("- Thu 5 Mar 2026, stand-up in #general: 2 answered · late: Ben · away: Cem\n- Thu 5 Mar 2026, stand-up in #random: 1 answered\n");
        all.Text().ShouldEndWith("\n\nOnly you can see this. It has who answered in all channels; what others wrote is read in its own channel.");
        File(all, ".csv").ShouldContain("The endpoint");
        File(all, ".csv").ShouldNotContain("In another channel");
        File(all, ".md").ShouldNotContain("In another channel");
        File(await Bot.Say("cadence report", "cem", Some.Random), ".csv").ShouldContain("In another channel");
    }

    [Fact]
    public async Task KeepsAPostedStatusForItsChannelAndItsAuthor()
    {
        var weekly = await _scene.Weekly();
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March"), ("summary", "Refunds are live")), weekly.Owner, _scene.Now), CancellationToken.None);

        var lead = await Bot.Say("cadence report", "cem", Some.DirectWith("cem"), Role.Lead);
        lead.Text().ShouldContain("- Fri 6 Mar 2026, weekly status in #general: 0 answered · posted by Ana\n");
        File(lead, ".csv").ShouldNotContain("Refunds are live");
        File(lead, ".md").ShouldNotContain("What Ana posted");
        File(await Bot.Say("cadence report", place: Some.DirectWith("ana")), ".csv").ShouldContain("Refunds are live");
    }

    [Fact]
    public async Task CrossesNoWorkspace()
    {
        await Week();
        var other = new Place(new Workspace("test", "other"), "general");

        (await Bot.Handle(new MentorBot.Core.Commands.TypedLine(new MentorBot.Core.Commands.Sender(new Identity(other.Workspace, "eve"), "Eve", other, Role.Admin, DateTimeZone.Utc), "cadence report team")))
            .ShouldBeOfType<Reply>().Text().ShouldBe("There is no cadence that you own or take part in. /mentor cadence setup makes a stand-up, a weekly status and a monthly meeting for a channel.");
    }

    [Fact]
    public async Task StillHasWhatHasEnded()
    {
        var (standUp, _) = await Week();
        await Bot.Cadences.MoveAsync(standUp.Id, CadenceState.Running, CadenceState.Ended, CancellationToken.None);
        Bot.Time.Advance(TimeSpan.FromDays(600));

        (await Bot.Say("cadence report 2026-03-04")).Text().ShouldContain("- Wed 4 Mar 2026, stand-up: 1 answered · missing: Ben · away: Cem\n");
    }

    [Fact]
    public async Task OffersWhatWaitsForApproval()
    {
        var (_, weekly) = await Week();

        (await Bot.Say("cadence report", "ben")).Labels().ShouldBeEmpty();
        (await Bot.Open((await Bot.Say("cadence report")).Token("Review the weekly status"))).Title.ShouldBe("Weekly status");
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March")), weekly.Owner, _scene.Now), CancellationToken.None);
        (await Bot.Say("cadence report")).Labels().ShouldBeEmpty();
    }

    [Fact]
    public async Task CallsAStatusOpenNoMoreOnceItIsPosted()
    {
        var weekly = await _scene.Weekly();
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March")), weekly.Owner, _scene.Now), CancellationToken.None);

        (await Bot.Say("cadence report")).Text().ShouldContain("\n\n- Fri 6 Mar 2026, weekly status: 0 answered · posted by Ana\n\n");
    }

    [Fact]
    public async Task ShowsTheLastTenRoundsAndTwentyPeople()
    {
        var standUp = await _scene.StandUp();
        for (var day = 1; day <= 12; day++)
        {
            await _scene.Close(standUp, new LocalDate(2026, 2, day), missing: [.. Enumerable.Range(10, 23).Select(number => $"p{number}")]);
        }

        var report = await Bot.Say("cadence report last-month");

        report.ShouldKeepTheLimits("a long report");
        report.Text().ShouldContain("3 more people are in the files.\n\n- Tue 3 Feb 2026, stand-up: 0 answered · missing: P10");
        report.Text().ShouldContain("\n\nThese are the last 10 rounds; all of them are in the files.\n\n");
        File(report, ".md").ShouldContain("\n| P32 | 0 | 0 | 12 | 0 |\n");
    }

    [Theory]
    [InlineData("cadence report", "There is no cadence in #general, and there was none. /mentor cadence setup makes a stand-up, a weekly status and a monthly meeting for a channel.")]
    [InlineData("cadence report 2026-03-09..2026-03-10", "Mon 9 Mar 2026 to Tue 10 Mar 2026 are still to come, so there is nothing to report. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.")]
    [InlineData("cadence report 2026-03-07", "Sat 7 Mar 2026 is still to come, so there is nothing to report. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.")]
    [InlineData("cadence report 2026-03-05..2026-03-01", "Thu 5 Mar 2026 to Sun 1 Mar 2026 ends before it begins. Write the first day first.")]
    [InlineData("cadence report 2023-01-01..2026-03-01", "That is longer than two years, which is more than one report holds. Ask for it in parts.")]
    [InlineData("cadence report sometime", "“sometime” names no days that I can read. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.")]
    public async Task AnswersKindlyWhereThereIsNothingToReport(string line, string expected) => (await Bot.Say(line)).Text().ShouldBe(expected);

    [Fact]
    public async Task AnswersKindlyWhereNothingCameRound()
    {
        await Week();
        await _scene.Person("dora");

        (await Bot.Say("cadence report last-month")).Text().ShouldBe("Nothing came round in #general, Sun 1 Feb 2026 to Sat 28 Feb 2026. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.");
        (await Bot.Say("cadence report this-week <@dora>")).Text().ShouldBe("Dora neither answered nor was waited for in #general, Mon 2 Mar 2026 to Sun 8 Mar 2026. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.");
        (await Bot.Say("cadence report this-week <@nobody>")).Text().ShouldContain("I don't know anybody called that here.");
    }

    [Theory]
    [InlineData("today", "2026-03-06", "2026-03-06")]
    [InlineData("yesterday", "2026-03-05", "2026-03-05")]
    [InlineData("this-week", "2026-03-02", "2026-03-08")]
    [InlineData("Last Week", "2026-02-23", "2026-03-01")]
    [InlineData("this-month", "2026-03-01", "2026-03-31")]
    [InlineData("last-month", "2026-02-01", "2026-02-28")]
    [InlineData("this-quarter", "2026-01-01", "2026-03-31")]
    [InlineData("Last Quarter", "2025-10-01", "2025-12-31")]
    [InlineData("this-year", "2026-01-01", "2026-12-31")]
    [InlineData("last year", "2025-01-01", "2025-12-31")]
    [InlineData("2025-12-30..2026-01-02", "2025-12-30", "2026-01-02")]
    [InlineData("2025-12-30 - 2026-01-02", "2025-12-30", "2026-01-02")]
    [InlineData("30 December to 2 January", "2025-12-30", "2026-01-02")]
    [InlineData("1 March..today", "2026-03-01", "2026-03-06")]
    [InlineData("March 5", "2026-03-05", "2026-03-05")]
    [InlineData("5.3.", "2026-03-05", "2026-03-05")]
    [InlineData("1 March - 31 March", "2026-03-01", "2026-03-31")]
    [InlineData("Wednesday..Saturday", "2026-03-04", "2026-03-07")]
    [InlineData("Monday to yesterday", "2026-03-02", "2026-03-05")]
    [InlineData("Monday..Monday", "2026-03-02", "2026-03-02")]
    [InlineData("1 Dec 2024 - 2 Jan", "2024-12-01", "2025-01-02")]
    public void LooksBack(string written, string from, string to)
    {
        var (days, problem) = WrittenRange.Read(written, Friday);

        problem.ShouldBeNull();
        $"{days!.Start:uuuu-MM-dd} {days.End:uuuu-MM-dd}".ShouldBe($"{from} {to}");
    }

    [Fact]
    public async Task TheWeekIsThatOfTheTeam()
    {
        Bot.TeamTimes.All[Some.Team] = new TeamTime { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] };
        await Week();

        Bot.Time.Advance(TimeSpan.FromDays(2));
        (await Bot.Say("cadence report this-week")).Text().ShouldBe("Nothing came round in #general, Sun 8 Mar 2026 to Sat 14 Mar 2026. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.");
        (await Bot.Say("cadence report last-week")).Text().ShouldContain("#general · Sun 1 Mar 2026 to Sat 7 Mar 2026 · 3 rounds");
    }

    [Fact]
    public void SuggestsTheRangesThatBeginLikeWhatIsTyped() =>
        WrittenRange.Complete("Last").Select(choice => choice.Value).ShouldBe(["last-week", "last-month", "last-quarter", "last-year"]);
}
