using System.Text;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class CalendarFileTests
{
    private static readonly LocalDate From = new(2026, 1, 1);
    private static readonly LocalDate To = new(2028, 12, 31);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void ReadsWholeDaysFoldedAndEscapedWithEitherLineEnd(string newLine)
    {
        var text = Calendar("""
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20261225
            SUMMARY;LANGUAGE="de;x:y":Office closed\, all
              day\; even at night
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261228
            DTEND;VALUE=DATE:20270101
            SUMMARY:Between the years
            END:VEVENT
            """);

        Read(text.ReplaceLineEndings(newLine)).ShouldBe(
        [
            "2026-12-24 Office closed, all day; even at night",
            "2026-12-28 Between the years",
            "2026-12-29 Between the years",
            "2026-12-30 Between the years",
            "2026-12-31 Between the years",
        ]);
    }

    [Theory]
    [InlineData("DTSTART:20261224", "2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224", "2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDURATION:P2D", "2026-12-24 2026-12-25")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20261224T000000\nDTEND;TZID=Europe/Berlin:20261226T000000", "2026-12-24 2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251231\nDTEND;VALUE=DATE:20260103", "2026-01-01 2026-01-02")]
    [InlineData("DTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY", "2026-07-04 2027-07-04 2028-07-04")]
    [InlineData("DTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=4", "2026-07-04 2028-07-04")]
    [InlineData("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20271231T235959Z", "2026-11-26 2027-11-25")]
    [InlineData("DTSTART;VALUE=DATE:20261204\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261211", "2026-12-04 2026-12-18")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED", "")]
    public void TakesTheFormsInWhichCalendarsWriteADay(string properties, string expected)
    {
        var read = CalendarFile.Read(Calendar($"BEGIN:VEVENT\n{properties}\nEND:VEVENT"), From, To);

        read.Problems.ShouldBeEmpty();
        string.Join(' ', read.Days.Select(day => LocalDatePattern.Iso.Format(day.Date))).ShouldBe(expected);
    }

    [Fact]
    public void PutsAChangedInstanceInThePlaceOfItsOwn()
    {
        var text = Calendar("""
            BEGIN:VEVENT
            UID:a
            DTSTART;VALUE=DATE:20261204
            RRULE:FREQ=WEEKLY;COUNT=3
            SUMMARY:Training
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;VALUE=DATE:20261211
            DTSTART;VALUE=DATE:20261214
            SUMMARY:Training, moved
            END:VEVENT
            """);

        Read(text).ShouldBe(["2026-12-04 Training", "2026-12-14 Training, moved", "2026-12-18 Training"]);
    }

    [Fact]
    public void ReadsTheEventsWordsAndNotThoseOfItsAlarm()
    {
        var text = Calendar("""
            BEGIN:VEVENT
            BEGIN:VALARM
            SUMMARY:Ring
            DURATION:PT15M
            END:VALARM
            DTSTART;VALUE=DATE:20261224
            SUMMARY:Closed
            END:VEVENT
            """);

        Read(text).ShouldBe(["2026-12-24 Closed"]);
    }

    [Theory]
    [InlineData("DTSTART:20261224T090000\nDTEND:20261224T100000\nSUMMARY:Team lunch", 4, "“Team lunch” has times of day, and a day off is a whole day. I left it out.")]
    [InlineData("SUMMARY:Someday", 3, "“Someday” has no DTSTART. I left it out.")]
    [InlineData("DTSTART;VALUE=DATE:soon", 4, "DTSTART is “soon”. Expected a date such as 20261225.")]
    [InlineData("DTSTART;VALUE=DATE:20261324", 4, "DTSTART is “20261324”. Expected a date such as 20261225.")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nSUMMARY:X\nRRULE:FREQ=HOURLY", 6, "FREQ=HOURLY is not supported; use DAILY, WEEKLY or MONTHLY. I took the first day of “X” alone.")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nSUMMARY:X\nRRULE:FREQ=YEARLY;BYMONTH=3", 6, "A yearly rule is supported in the month in which it begins alone. I took the first day of “X” alone.")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRDATE:20270101\nSUMMARY:X", 5, "RDATE is not supported; I took only the other days of “X”.")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20290101\nSUMMARY:X", 4, "“X” lasts longer than a year. I left it out.")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nnonsense", 5, "“nonsense” is no property. Expected a name, a colon and a value.")]
    public void NamesTheLineOfWhatItCannotTake(string properties, int line, string message) =>
        CalendarFile.Read(Calendar($"BEGIN:VEVENT\n{properties}\nEND:VEVENT"), From, To).Problems.ShouldBe([new CalendarProblem(line, message)]);

    [Theory]
    [InlineData("", "Line 1: The file is empty. Expected it to begin with BEGIN:VCALENDAR.")]
    [InlineData("<html>", "Line 1: This is no calendar file. Expected it to begin with BEGIN:VCALENDAR.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224", "Line 2: The file ends in the middle. I took what is whole.")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT", "Line 2: END:VEVENT closes nothing that is open. I stopped reading there.")]
    public void SaysWhatIsWrongWithAFileThatIsNone(string text, string problem) =>
        CalendarFile.Read(text, From, To).Problems.ShouldHaveSingleItem().ToString().ShouldBe(problem);

    [Fact]
    public void BoundsWhatItTakesFromAFile()
    {
        var everyDay = Calendar("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20000101\nRRULE:FREQ=DAILY\nEND:VEVENT");

        var read = CalendarFile.Read(everyDay, new LocalDate(2000, 1, 1), new LocalDate(2200, 1, 1));

        read.Days.Length.ShouldBe(CalendarFile.MaxDays);
        read.Problems.ShouldHaveSingleItem().Message.ShouldBe("The file has too many days. I took those before this line.");
        CalendarFile.Read(new string('x', CalendarFile.MaxLength + 1), From, To).Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void WritesAMeetingWithItsZone() =>
        CalendarFile.Write(Meeting("FREQ=MONTHLY;BYDAY=-1TH"), Instant.FromUtc(2026, 11, 22, 10, 0)).ShouldBe(
            """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//MentorBot//MentorBot//EN
            METHOD:PUBLISH
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:20261025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            TZNAME:CET
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20270328T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            TZNAME:CEST
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:cadence-7@mentorbot
            SEQUENCE:0
            DTSTAMP:20261122T100000Z
            DTSTART;TZID=Europe/Berlin:20261126T140000
            DTEND;TZID=Europe/Berlin:20261126T150000
            RRULE:FREQ=MONTHLY;BYDAY=-1TH
            SUMMARY:Stakeholders\; März
            DESCRIPTION:State\, numbers\, decisions\nBring a \\ question
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n"));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30", "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,31", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1,15")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=3", "RDATE;TZID=Europe/Berlin:20261215T140000,20261230T140000")]
    [InlineData("FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401", "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T120000Z")]
    [InlineData("FREQ=DAILY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2")]
    public void SaysItsRuleAsACalendarReadsIt(string rule, string line) => CalendarFile.Write(Meeting(rule), default)!.ShouldContain($"\r\n{line}\r\n");

    [Fact]
    public void WritesNoRuleForAMeetingThatIsOnce() =>
        CalendarFile.Write(Meeting("FREQ=DAILY;COUNT=1") with { Sequence = 12 }, default)!.ShouldContain(
            "UID:cadence-7@mentorbot\r\nSEQUENCE:12\r\nDTSTAMP:19700101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20261126T140000\r\nDTEND;TZID=Europe/Berlin:20261126T150000\r\nSUMMARY:");

    [Fact]
    public void TakesTheDayOfItsStartForARuleWithoutOne()
    {
        var meeting = Meeting("FREQ=MONTHLY");

        CalendarFile.Write(meeting with { Schedule = meeting.Schedule with { Start = new LocalDate(2026, 12, 31) } }, default)!
            .ShouldContain("DTSTART;TZID=Europe/Berlin:20261231T140000\r\nDTEND;TZID=Europe/Berlin:20261231T150000\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1\r\n");
    }

    [Fact]
    public void WritesNothingForAMeetingThatNeverComesRound() => CalendarFile.Write(Meeting("FREQ=DAILY;UNTIL=20200101"), default).ShouldBeNull();

    [Fact]
    public void FoldsAtSeventyFiveOctetsAndNeverWithinACharacter()
    {
        var summary = string.Concat(Enumerable.Repeat("Überraschung 🎉 ", 20));

        var written = CalendarFile.Write(Meeting("FREQ=DAILY") with { Summary = summary }, default)!;

        written.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        written.Replace("\r\n ", string.Empty, StringComparison.Ordinal).ShouldContain($"\r\nSUMMARY:{summary}\r\n");
    }

    [Fact]
    public void GivesNoPropertyAwayToWhatPeopleType() =>
        CalendarFile.Write(Meeting("FREQ=DAILY") with { Summary = "x\r\nATTACH:evil\rY:\u0007\nZ:" }, default)!.ShouldContain("\r\nSUMMARY:x\\nATTACH:evil\\nY:\\nZ:\r\n");

    [Fact]
    public void DescribesTheClockChangesOfEveryZoneAsTheyAre()
    {
        var wrong = new List<string>();
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            var meeting = Meeting("FREQ=WEEKLY") with { Schedule = new LocalSchedule(Recurrence.Of("FREQ=WEEKLY"), new LocalDate(2026, 11, 26), new LocalTime(14, 0), zone) };
            var offsets = WrittenZone.Read(CalendarFile.Write(meeting, default)!);
            foreach (var week in Enumerable.Range(0, 52 * 9))
            {
                var local = new LocalDate(2026, 11, 26).PlusWeeks(week) + new LocalTime(14, 0);
                if (offsets.At(local) != zone.MapLocal(local).EarlyInterval.WallOffset)
                {
                    wrong.Add($"{zone.Id} {local}");
                }
            }
        }

        wrong.Take(10).ShouldBeEmpty();
    }

    private static CalendarEvent Meeting(string rule) => new(
        "cadence-7@mentorbot",
        new LocalSchedule(Recurrence.Of(rule), new LocalDate(2026, 11, 26), new LocalTime(14, 0), Berlin),
        Duration.FromHours(1),
        "Stakeholders; März",
        "State, numbers, decisions\nBring a \\ question");

    private static string Calendar(string events) => $"BEGIN:VCALENDAR\nVERSION:2.0\n{events}\nEND:VCALENDAR\n";

    private static string[] Read(string text)
    {
        var read = CalendarFile.Read(text, From, To);
        read.Problems.ShouldBeEmpty();
        return [.. read.Days.Select(day => $"{LocalDatePattern.Iso.Format(day.Date)} {day.Name}")];
    }

    /// <summary>Reads a VTIMEZONE as a calendar does: the latest change before a local time gives its offset.</summary>
    private sealed record WrittenZone(List<(LocalDateTime From, Offset Offset)> Changes)
    {
        public static WrittenZone Read(string file)
        {
            var changes = new List<(LocalDateTime From, Offset Offset)>();
            LocalDateTime start = default;
            Offset offset = default;
            var inZone = false;
            string? rule = null;
            foreach (var line in file.Split("\r\n"))
            {
                var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
                inZone = line == "BEGIN:VTIMEZONE" || (inZone && line != "END:VTIMEZONE");
                switch (line.Split(':')[0])
                {
                    case "DTSTART" when inZone:
                        start = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss").Parse(value).Value;
                        rule = null;
                        break;
                    case "TZOFFSETTO":
                        offset = OffsetPattern.CreateWithInvariantCulture(value.Length == 5 ? "+HHmm" : "+HHmmss").Parse(value).Value;
                        break;
                    case "RRULE" when inZone:
                        rule = value.Split("BYDAY=")[1];
                        break;
                    case "END" when inZone && value is "STANDARD" or "DAYLIGHT":
                        changes.Add((start, offset));
                        if (rule is not null)
                        {
                            changes.AddRange(Recurrence.Of($"FREQ=MONTHLY;INTERVAL=12;COUNT=15;BYDAY={rule}").Dates(start.Date, start.Date.PlusDays(1)).Select(date => (date + start.TimeOfDay, offset)));
                        }

                        break;
                }
            }

            return new WrittenZone([.. changes.OrderBy(change => change.From)]);
        }

        public Offset At(LocalDateTime local) => Changes.Last(change => change.From <= local).Offset;
    }
}
