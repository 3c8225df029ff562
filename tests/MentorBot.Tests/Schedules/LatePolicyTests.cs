using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class LatePolicyTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LatePolicy Policy = new(
        ScheduleKind.Other, Berlin, new WorkCalendar { Holidays = TestContent.Holidays("DE-BE") }, ContactHours.Default.Working, new LocalTime(11, 0));

    [Theory]
    [InlineData(ScheduleKind.PlanNudge, "2026-11-20T09:00", "2026-11-20T18:00")]
    [InlineData(ScheduleKind.StandUp, "2026-11-20T09:00", "2026-11-20T11:00")]
    [InlineData(ScheduleKind.Weekly, "2026-11-20T16:00", "2026-11-23T18:00")]
    [InlineData(ScheduleKind.Weekly, "2026-12-23T16:00", "2026-12-24T18:00")]
    [InlineData(ScheduleKind.Monthly, "2026-12-31T09:00", "2027-01-04T18:00")]
    [InlineData(ScheduleKind.Other, "2026-11-20T09:00", "2026-11-20T12:00")]
    public void SendsTheLatestLateToTheLimitOfItsKindAndNoLonger(ScheduleKind kind, string at, string limit)
    {
        var policy = Policy with { Kind = kind };
        var due = Due(at);

        policy.Judge([due], At(limit)).ShouldBe([new LateVerdict(due, Lateness.Late, At(limit), "late")]);
        policy.Judge([due], At(limit) + Duration.Epsilon).ShouldBe([new LateVerdict(due, Lateness.Skipped, At(limit), "down")]);
    }

    [Theory]
    [InlineData(ScheduleKind.PlanNudge)]
    [InlineData(ScheduleKind.StandUp)]
    [InlineData(ScheduleKind.Weekly)]
    [InlineData(ScheduleKind.Monthly)]
    [InlineData(ScheduleKind.Other)]
    public void SkipsAllButTheLatest(ScheduleKind kind)
    {
        var verdicts = (Policy with { Kind = kind }).Judge([Due("2026-11-19T09:00"), Due("2026-11-18T09:00"), Due("2026-11-20T09:00")], At("2026-11-20T10:00"));

        verdicts.Select(one => (one.Due.Date.Day, one.Lateness, one.Reason)).ShouldBe(
        [
            (18, Lateness.Skipped, "down"),
            (19, Lateness.Skipped, "down"),
            (20, Lateness.Late, "late"),
        ]);
    }

    [Fact]
    public void CallsNothingLateThatGoesWithTheTickOfItsMinute()
    {
        var verdicts = Policy.Judge([Due("2026-11-20T09:00")], At("2026-11-20T09:01"));

        verdicts.ShouldHaveSingleItem().Lateness.ShouldBe(Lateness.OnTime);
    }

    [Fact]
    public void CountsThreeHoursAcrossAClockChangeAsTheyPass()
    {
        var due = Due("2026-03-29T00:30");

        Policy.Limit(due).ShouldBe(At("2026-03-29T04:30"));
    }

    [Fact]
    public void CountsWhatWasHeldFromTheEndOfItsHold()
    {
        var held = Due("2026-11-20T20:00") with { HeldUntil = At("2026-11-23T09:00") };
        var policy = Policy with { Kind = ScheduleKind.PlanNudge };

        policy.Judge([held], At("2026-11-23T08:59")).ShouldBeEmpty();
        policy.Judge([held], At("2026-11-23T09:01")).ShouldHaveSingleItem().Lateness.ShouldBe(Lateness.OnTime);
        policy.Judge([held], At("2026-11-23T17:00")).ShouldHaveSingleItem().Lateness.ShouldBe(Lateness.Late);
        policy.Limit(held).ShouldBe(At("2026-11-23T18:00"));
        (policy with { Kind = ScheduleKind.Other }).Limit(held).ShouldBe(At("2026-11-23T12:00"));
        (policy with { Kind = ScheduleKind.Weekly }).Limit(held).ShouldBe(At("2026-11-24T18:00"));
    }

    [Fact]
    public void SkipsAStandUpWhoseWindowClosedWhileItWasHeld()
    {
        var held = Due("2026-11-20T09:00") with { HeldUntil = At("2026-11-20T15:00") };

        (Policy with { Kind = ScheduleKind.StandUp }).Judge([held], At("2026-11-20T15:00")).ShouldHaveSingleItem()
            .ShouldBe(new LateVerdict(held, Lateness.Skipped, At("2026-11-20T11:00"), "its window closed before it could go"));
    }

    [Fact]
    public void ClosesAWindowAfterMidnightOnTheNextDay() =>
        (Policy with { Kind = ScheduleKind.StandUp, WindowClose = new LocalTime(1, 0) }).Limit(Due("2026-11-20T22:00")).ShouldBe(At("2026-11-21T01:00"));

    [Fact]
    public void LimitsAMovedOccurrenceByTheDayThatItWasMovedTo()
    {
        var moved = new DueOccurrence(new LocalDate(2026, 12, 25), new LocalDate(2026, 12, 28), At("2026-12-28T16:00"));

        (Policy with { Kind = ScheduleKind.Weekly }).Limit(moved).ShouldBe(At("2026-12-29T18:00"));
    }

    [Theory]
    [InlineData("2026-11-20T19:00", "2026-11-21T00:00")]
    [InlineData("2026-03-28T12:00", "2026-03-28T18:00")]
    public void EndsADayAtMidnightForANudgeAfterItsHours(string at, string limit) =>
        (Policy with { Kind = ScheduleKind.PlanNudge }).Limit(Due(at)).ShouldBe(At(limit));

    [Fact]
    public void EndsADayAtMidnightWhereNoHoursAreKept() =>
        (Policy with { Kind = ScheduleKind.Weekly, Hours = null }).Limit(Due("2026-11-20T16:00")).ShouldBe(At("2026-11-24T00:00"));

    [Theory]

    // Down from the evening before for 15 hours, for 3 hours, over midnight, for 3 days, and over the clock change of 2026-03-29.
    [InlineData(ScheduleKind.PlanNudge, "2026-11-19T18:00", "2026-11-20T12:00", "20 Late")]
    [InlineData(ScheduleKind.PlanNudge, "2026-11-20T08:30", "2026-11-20T11:30", "20 Late")]
    [InlineData(ScheduleKind.PlanNudge, "2026-11-19T08:30", "2026-11-20T00:30", "19 Skipped")]
    [InlineData(ScheduleKind.PlanNudge, "2026-11-17T08:30", "2026-11-20T11:30", "17 Skipped, 18 Skipped, 19 Skipped, 20 Late")]
    [InlineData(ScheduleKind.PlanNudge, "2026-03-26T08:30", "2026-03-30T09:30", "26 Skipped, 27 Skipped, 30 Late")]
    [InlineData(ScheduleKind.StandUp, "2026-11-17T08:30", "2026-11-20T11:30", "17 Skipped, 18 Skipped, 19 Skipped, 20 Skipped")]
    [InlineData(ScheduleKind.Other, "2026-11-19T08:30", "2026-11-20T12:00", "19 Skipped, 20 Late")]
    [InlineData(ScheduleKind.Other, "2026-11-19T08:30", "2026-11-20T12:01", "19 Skipped, 20 Skipped")]
    public void FollowsTheLetterAfterAnInterruption(ScheduleKind kind, string down, string up, string expected)
    {
        var schedule = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), new LocalDate(2026, 1, 1), new LocalTime(9, 0), Berlin);
        var missed = schedule.After(At(down))
            .TakeWhile(one => one.At <= At(up))
            .Where(one => Policy.Calendar.IsWorkingDay(one.Date))
            .Select(one => new DueOccurrence(one.Date, one.Date, one.At));

        var verdicts = (Policy with { Kind = kind }).Judge(missed, At(up));

        string.Join(", ", verdicts.Select(one => $"{one.Due.Date.Day} {one.Lateness}")).ShouldBe(expected);
    }

    private static DueOccurrence Due(string at)
    {
        var instant = At(at);
        var date = instant.InZone(Berlin).Date;
        return new DueOccurrence(date, date, instant);
    }

    private static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(Berlin).ToInstant();
}
