using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class RecurrenceTests
{
    [Theory]
    [InlineData("FREQ=DAILY", "2026-11-20", "2026-11-20 2026-11-21 2026-11-22")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-02-27", "2026-02-27 2026-03-02 2026-03-05")]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-20 2026-11-23 2026-11-24")]
    [InlineData("FREQ=WEEKLY", "2026-11-20", "2026-11-20 2026-11-27 2026-12-04")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-21", "2026-11-23 2026-11-27 2026-11-30")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-18", "2026-11-30 2026-12-14 2026-12-28")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31")]
    [InlineData("FREQ=MONTHLY;BYDAY=2MO", "2026-11-20", "2026-12-14 2027-01-11 2027-02-08")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-20", "2026-11-27 2026-12-25 2027-01-29")]
    [InlineData("FREQ=MONTHLY;BYDAY=5WE", "2026-11-20", "2026-12-30 2027-03-31 2027-06-30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-20", "2026-12-01 2026-12-15 2027-01-01")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-12-31", "2027-12-31 2028-01-31 2028-02-29")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-31", "2026-11-20", "2026-12-01 2027-01-01 2027-03-01")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-11-20", "2027-08-13 2028-10-13 2029-04-13")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-20", "2026-11-30 2026-12-31 2027-01-29")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06")]
    [InlineData("FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11", "1997-09-10", "1997-09-10 1997-09-11 1999-03-10")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=2", "2026-11-25", "2026-12-01 2026-12-08 2026-12-15")]
    [InlineData("FREQ=DAILY;UNTIL=20261121", "2026-11-20", "2026-11-20 2026-11-21")]
    [InlineData("FREQ=DAILY;COUNT=2", "2026-11-20", "2026-11-20 2026-11-21")]
    [InlineData("FREQ=MONTHLY;UNTIL=20261119", "2026-11-20", "")]
    public void ComesRoundOnTheDatesOfItsRule(string rule, string start, string expected) =>
        Text(Recurrence.Of(rule).Dates(Date(start), Date(start)).Take(3 + (rule.Contains("COUNT=4", StringComparison.Ordinal) ? 1 : 0)))
            .ShouldBe(expected);

    [Theory]
    [InlineData("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=29,30,31", "2026-01-31", "2026-01-31 2026-02-28 2026-03-29 2026-03-30 2026-03-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30", "2028-01-30", "2028-01-30 2028-02-29 2028-03-30 2028-04-30 2028-05-30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31,-1", "2026-02-01", "2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    public void TakesALateDayOfAShorterMonthForItsLastOnceAndNeverDrifts(string rule, string start, string expected) =>
        Text(Recurrence.Of(rule).Dates(Date(start), Date(start)).Take(5)).ShouldBe(expected);

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=7", "2000-01-01", "9000-06-01")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "1970-01-01", "9000-06-01")]
    [InlineData("FREQ=MONTHLY;INTERVAL=5;BYDAY=-1SU", "1970-01-01", "9000-06-01")]
    public void FindsAFarDateWithoutWalkingToIt(string text, string start, string far)
    {
        var rule = Recurrence.Of(text);
        rule.Next(Date(start), Date(far));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var date = rule.Next(Date(start), Date(far));

        date.ShouldNotBeNull();
        (date.Value - Date(far)).Days.ShouldBeLessThan(200);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000);
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=SU", "2026-11-21")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "2026-11-21")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-31", "2026-11-21")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20;COUNT=3", "2026-11-21")]
    public void EndsWhereTheRuleNeverMatches(string rule, string start) =>
        Recurrence.Of(rule).Next(Date(start), Date(start)).ShouldBeNull();

    [Fact]
    public void EndsWithTheCalendar() =>
        Recurrence.Of("FREQ=MONTHLY;INTERVAL=1000").Dates(Date("2026-01-31"), Date("9990-01-01")).ShouldBeEmpty();

    [Fact]
    public void CountsFromItsStartWhereverOneLooksFrom()
    {
        var rule = Recurrence.Of("FREQ=WEEKLY;COUNT=3");

        rule.Next(Date("2026-11-02"), Date("2026-11-10")).ShouldBe(Date("2026-11-16"));
        rule.Next(Date("2026-11-02"), Date("2026-11-17")).ShouldBeNull();
    }

    [Theory]
    [InlineData("freq=weekly; byday=fr,mo", "FREQ=WEEKLY;BYDAY=MO,FR")]
    [InlineData("RRULE:FREQ=DAILY;INTERVAL=1;WKST=MO", "FREQ=DAILY")]
    [InlineData("COUNT=3;FREQ=MONTHLY;BYDAY=-1FR,2MO,WE", "FREQ=MONTHLY;BYDAY=-1FR,WE,2MO;COUNT=3")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,-1,15;UNTIL=20271231;WKST=SU", "FREQ=MONTHLY;BYMONTHDAY=-1,15;UNTIL=20271231;WKST=SU")]
    public void IsWrittenInOneWay(string written, string canonical)
    {
        Recurrence.Of(written).ToString().ShouldBe(canonical);
        Recurrence.Of(canonical).ShouldBe(Recurrence.Of(written));
    }

    [Theory]
    [InlineData("FREQ=HOURLY", "FREQ=HOURLY is not supported; use DAILY, WEEKLY or MONTHLY.")]
    [InlineData("FREQ=YEARLY", "FREQ=YEARLY is not supported; FREQ=MONTHLY;INTERVAL=12 is once a year.")]
    [InlineData("INTERVAL=2", "FREQ is missing. Start with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY.")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=20", "BYWEEKNO is not supported. Say which days with BYDAY or BYMONTHDAY.")]
    [InlineData("FREQ=DAILY;BYHOUR=9", "BYHOUR is not supported. Say which days with BYDAY or BYMONTHDAY.")]
    [InlineData("FREQ=DAILY;EVERY=2", "EVERY is no part of a rule that I know. I know FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS, UNTIL, COUNT and WKST.")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL has “0”. Write a whole number from 1 to 1000.")]
    [InlineData("FREQ=DAILY;COUNT=20000", "COUNT has “20000”. Write a whole number from 1 to 10000.")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T090000Z", "UNTIL=20261231T090000Z is no date. Write the last day as UNTIL=20261231.")]
    [InlineData("FREQ=DAILY;UNTIL=20261231;COUNT=3", "UNTIL and COUNT both say when it ends. Give one of them.")]
    [InlineData("FREQ=WEEKLY;BYDAY=2MO", "BYDAY=2MO counts in a month, so it goes with FREQ=MONTHLY only.")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY has “0MO”. Count from 1, or from the end with -1.")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "BYDAY has “6”. Write a whole number from -5 to 5.")]
    [InlineData("FREQ=WEEKLY;BYDAY=MON", "BYDAY has “ON”. Write MO, TU, WE, TH, FR, SA or SU.")]
    [InlineData("FREQ=WEEKLY;BYDAY=", "BYDAY has “”. Write MO, TU, WE, TH, FR, SA or SU.")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY. Use FREQ=MONTHLY for days of the month.")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY has 0. Count from 1, or from the end with -1.")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among days, so it needs BYDAY or BYMONTHDAY.")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "FREQ is given twice. Give it once, with commas between its values.")]
    [InlineData("every day", "“EVERY DAY” is no part of a rule. A rule reads like FREQ=WEEKLY;BYDAY=MO,FR.")]
    [InlineData("", "Write a rule such as FREQ=WEEKLY;BYDAY=MO,FR.")]
    public void NamesThePartThatItRefuses(string written, string problem) =>
        Recurrence.Parse(written).ShouldBe((null, problem));

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static string Text(IEnumerable<LocalDate> dates) => string.Join(' ', dates.Select(LocalDatePattern.Iso.Format));
}
