using FsCheck;
using FsCheck.Fluent;
using MentorBot.Core.Schedules;
using Microsoft.FSharp.Core;
using NodaTime;

namespace MentorBot.Tests.Schedules;

public class SchedulePropertyTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure
        .WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_261_122), FSharpOption<int>.None)));

    private static readonly WorkCalendar Calendar = new()
    {
        Holidays = TestContent.Holidays("DE-BE"),
        Absences = [new Absence(new LocalDate(2026, 4, 7), new LocalDate(2026, 4, 8))],
    };

    [Fact]
    public void HoldsAMessageToTheFirstMinuteAtWhichItMayGo()
    {
        // Hours that begin or end within a clock change have tests of their own.
        var hours =
            from opens in Gen.Choose(10, 20)
            from length in Gen.Choose(4, 20)
            from quietFrom in Gen.Choose(10, 46)
            from quietLength in Gen.Choose(1, 20)
            from withQuiet in Gen.Elements(true, false)
            select new ContactHours(Hours(opens, Math.Min(46, opens + length)), withQuiet ? Hours(quietFrom, Sane((quietFrom + quietLength) % 48)) : null);
        var cases =
            from zone in Gen.Elements("Europe/Berlin", "America/New_York", "Africa/Casablanca", "Antarctica/Troll", "Australia/Lord_Howe")
            from each in hours
            from minute in Gen.Choose(0, 60 * 24 * 50)
            select (Zone: DateTimeZoneProviders.Tzdb[zone], Hours: each, At: Instant.FromUtc(2026, 3, 1, 0, 0) + Duration.FromMinutes(minute));

        Check.One(Settings, Prop.ForAll(Arb.From(cases), one =>
        {
            var walked = Enumerable.Range(0, 60 * 24 * 12).Select(minute => (Instant?)(one.At + Duration.FromMinutes(minute))).FirstOrDefault(at => MayGo(one.Hours, at!.Value.InZone(one.Zone).LocalDateTime));

            one.Hours.Hold(one.At, one.Zone, Calendar).ShouldBe(walked, $"{one}");
        }));
    }

    [Fact]
    public void GivesEveryOccurrenceOneFateAndNoDayTwoMessages()
    {
        var cases =
            from rule in Gen.Elements("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=WEEKLY;BYDAY=TH,FR,SA,SU,MO", "FREQ=MONTHLY;BYMONTHDAY=1,2,25,26,31", "FREQ=MONTHLY;BYDAY=1FR,-1MO")
            from start in Gen.Choose(0, 700)
            from workingDaysOnly in Gen.Elements(true, false)
            select new OccurrenceRules(Recurrence.Of(rule), new LocalDate(2025, 1, 1).PlusDays(start), workingDaysOnly, Calendar);

        Check.One(Settings, Prop.ForAll(Arb.From(cases), rules =>
        {
            var fates = rules.From(rules.Start).TakeWhile(one => one.Date < rules.Start.PlusDays(400)).ToList();
            var going = fates.Where(one => one.Fate is Fate.Fires or Fate.Moved).Select(one => one.On!.Value).ToList();

            going.ShouldBeUnique();
            going.ShouldAllBe(date => Calendar.Holidays.NameOf(date) == null && !Calendar.IsAway(date));
            fates.Where(one => one.Fate == Fate.Fires).ShouldAllBe(one => one.On == one.Date);
            fates.Where(one => one.Fate == Fate.Moved).ShouldAllBe(one => one.On > one.Date && Calendar.IsAtWork(one.On.Value));
            fates.SkipLast(5).Where(one => one.Fate == Fate.Merged).ShouldAllBe(one => going.Contains(one.On!.Value));
            fates.Where(one => one.Fate == Fate.Skipped).ShouldAllBe(one => one.On == null && one.Reason.Length > 0);
        }));
    }

    [Fact]
    public void ReadsAnyCalendarFileWithoutThrowing()
    {
        string[] lines =
        [
            "BEGIN:VEVENT", "END:VEVENT", "DTSTART;VALUE=DATE:20261224", "DTSTART:99991231", "DTSTART:00010101", "DTEND:20261226", "DTEND:99991231",
            "DURATION:P999W", "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY;INTERVAL=99999", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO", "RRULE:", "RRULE:FREQ", "EXDATE:,,",
            "SUMMARY:x\\", "SUMMARY;X=\"a:b", ";:", "UID:1", "RECURRENCE-ID:20261224", "STATUS:CANCELLED", " folded", "BEGIN:VALARM", "END:VALARM", "noise",
        ];

        Check.One(Settings, Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Elements(lines))), chosen =>
        {
            var read = CalendarFile.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\n" + string.Join('\n', chosen), new LocalDate(2026, 1, 1), new LocalDate(2030, 1, 1));

            read.Days.Select(day => day.Date).ShouldBeUnique();
        }));
    }

    private static bool MayGo(ContactHours hours, LocalDateTime local) =>
        Calendar.IsAtWork(local.Date) && Within(hours.Working, local.TimeOfDay) && !(hours.Quiet is { } quiet && Within(quiet, local.TimeOfDay));

    private static bool Within(DailyHours hours, LocalTime time) =>
        hours.From < hours.To ? time >= hours.From && time < hours.To : time >= hours.From || time < hours.To;

    private static int Sane(int halfHours) => halfHours < 10 ? 10 : halfHours;

    private static DailyHours Hours(int from, int to) => new(new LocalTime(from / 2, from % 2 * 30), new LocalTime(to / 2, to % 2 * 30));
}
