using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class WorkCalendarTests
{
    private static readonly WorkCalendar Berlin = new() { Holidays = TestContent.Holidays("DE-BE") };

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-12-28", true)]
    public void WorksOnTheDaysOfItsWeekThatAreNoHoliday(string date, bool works) => Berlin.IsWorkingDay(Date(date)).ShouldBe(works);

    [Fact]
    public void TakesAnyWeek()
    {
        var calendar = new WorkCalendar { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] };

        calendar.IsWorkingDay(Date("2026-11-22")).ShouldBeTrue();
        calendar.NextWorkingDay(Date("2026-11-26")).ShouldBe(Date("2026-11-29"));
    }

    [Fact]
    public void CountsAPlansStepsOverWeekendsHolidaysAndAbsences()
    {
        var calendar = Berlin with { Absences = [new Absence(Date("2026-12-17"), Date("2026-12-22"))] };

        calendar.PlusWorkingDays(Date("2026-12-16"), 0).ShouldBe(Date("2026-12-16"));
        calendar.PlusWorkingDays(Date("2026-12-16"), 1).ShouldBe(Date("2026-12-23"));
        calendar.PlusWorkingDays(Date("2026-12-16"), 2).ShouldBe(Date("2026-12-24"));
        calendar.PlusWorkingDays(Date("2026-12-16"), 3).ShouldBe(Date("2026-12-28"));
        calendar.PlusWorkingDays(Date("2026-12-19"), 0).ShouldBe(Date("2026-12-23"));
    }

    [Fact]
    public void KeepsAnAbsenceApartFromADayWithoutWork()
    {
        var calendar = Berlin with { Absences = [new Absence(Date("2026-12-20"), Date("2027-01-02"))] };

        calendar.IsWorkingDay(Date("2026-12-21")).ShouldBeTrue();
        calendar.IsAtWork(Date("2026-12-21")).ShouldBeFalse();
        calendar.IsAway(Date("2027-01-02")).ShouldBeTrue();
        calendar.NextWorkingDay(Date("2026-12-19")).ShouldBe(Date("2027-01-04"));
    }

    [Fact]
    public void EndsItsSearchWhereNobodyEverWorks()
    {
        (Berlin with { WorkingDays = [] }).NextWorkingDay(Date("2026-11-20")).ShouldBeNull();
        (Berlin with { WorkingDays = [] }).PlusWorkingDays(Date("2026-11-20"), 3).ShouldBeNull();
    }

    [Theory]
    [InlineData("FREQ=DAILY", "2026-12-24", Fate.Fires, "2026-12-24", "on its day")]
    [InlineData("FREQ=DAILY", "2026-12-25", Fate.Skipped, null, "holiday: Christmas Day (1. Weihnachtstag)")]
    [InlineData("FREQ=DAILY", "2026-12-27", Fate.Skipped, null, "not a working day")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "2026-12-25", Fate.Moved, "2026-12-28", "holiday: Christmas Day (1. Weihnachtstag)")]
    [InlineData("FREQ=WEEKLY;BYDAY=SU", "2026-11-29", Fate.Moved, "2026-11-30", "not a working day")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1", "2027-01-01", Fate.Moved, "2027-01-04", "holiday: New Year's Day (Neujahr)")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2027-02-28", Fate.Moved, "2027-03-01", "not a working day")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,MO", "2026-12-25", Fate.Merged, "2026-12-28", "holiday: Christmas Day (1. Weihnachtstag)")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,MO", "2026-12-28", Fate.Fires, "2026-12-28", "on its day")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,SA", "2026-12-25", Fate.Merged, "2026-12-28", "holiday: Christmas Day (1. Weihnachtstag)")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,SA", "2026-12-26", Fate.Moved, "2026-12-28", "holiday: Second Christmas Day (2. Weihnachtstag)")]
    public void DecidesWhatBecomesOfAnOccurrence(string rule, string date, Fate fate, string? on, string reason) =>
        Rules(rule, Berlin).FateOf(Date(date)).ShouldBe(new OccurrenceFate(Date(date), fate, on is null ? null : Date(on), reason));

    [Fact]
    public void LetsAScheduleForEveryDayGoOnAWeekendButNotOnAHoliday()
    {
        var rules = Rules("FREQ=DAILY", Berlin) with { WorkingDaysOnly = false };

        rules.FateOf(Date("2026-11-22")).Fate.ShouldBe(Fate.Fires);
        rules.FateOf(Date("2026-12-26")).Fate.ShouldBe(Fate.Skipped);
    }

    [Theory]
    [InlineData("FREQ=DAILY", "2026-12-22")]
    [InlineData("FREQ=WEEKLY", "2026-12-22")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "2026-12-25")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA", "2026-12-19")]
    public void SkipsWhatFallsIntoAnAbsenceOrWouldMoveIntoOne(string rule, string date) =>
        Rules(rule, Berlin with { Absences = [new Absence(Date("2026-12-20"), Date("2027-01-02"))] }).FateOf(Date(date))
            .ShouldBe(new OccurrenceFate(Date(date), Fate.Skipped, null, "away"));

    [Fact]
    public void GivesEveryOccurrenceOfAWeekOfHolidaysAFateAndNoDayTwoMessages()
    {
        var fates = Rules("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", Berlin).From(Date("2026-12-21")).TakeWhile(one => one.Date <= Date("2027-01-10")).ToList();

        fates.Select(one => one.Date).ShouldBe(Enumerable.Range(0, 21).Select(Date("2026-12-21").PlusDays));
        fates.Where(one => one.Fate is Fate.Fires or Fate.Moved).Select(one => one.On).ShouldBeUnique();
        fates.Where(one => one.Fate == Fate.Fires).Count().ShouldBe(13);
    }

    private static OccurrenceRules Rules(string rule, WorkCalendar calendar) => new(Recurrence.Of(rule), Date("2026-11-01"), WorkingDaysOnly: true, calendar);

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
