using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class ContactHoursTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly WorkCalendar Calendar = new() { Holidays = TestContent.Holidays("DE-BE") };

    [Theory]
    [InlineData("2026-11-20T09:00", "2026-11-20T09:00")]
    [InlineData("2026-11-20T17:59", "2026-11-20T17:59")]
    [InlineData("2026-11-20T08:59", "2026-11-20T09:00")]
    [InlineData("2026-11-20T18:00", "2026-11-23T09:00")]
    [InlineData("2026-11-22T12:00", "2026-11-23T09:00")]
    [InlineData("2026-12-24T20:00", "2026-12-28T09:00")]
    public void HoldsAMessageToTheNextOpeningOnAWorkingDay(string at, string goes) => Held(ContactHours.Default, at).ShouldBe(goes);

    [Theory]
    [InlineData("2026-03-27T19:00", "2026-03-30T09:00", 62)]
    [InlineData("2026-10-23T19:00", "2026-10-26T09:00", 62 + 1)]
    public void OpensAtTheLocalTimeAfterAClockChange(string at, string goes, int hours)
    {
        var instant = At(at);
        var opening = ContactHours.Default.Hold(instant, Berlin, Calendar)!.Value;

        Local(opening).ShouldBe(goes);
        (opening - instant).TotalHours.ShouldBe(at.Contains("-03-", StringComparison.Ordinal) ? hours - 1 : hours);
    }

    [Theory]
    [InlineData("12:00", "13:00", "2026-11-20T12:30", "2026-11-20T13:00")]
    [InlineData("17:00", "10:00", "2026-11-19T17:30", "2026-11-20T10:00")]
    [InlineData("17:00", "10:00", "2026-11-20T09:30", "2026-11-20T10:00")]
    [InlineData("17:00", "10:00", "2026-11-20T17:30", "2026-11-23T10:00")]
    [InlineData("22:00", "07:00", "2026-11-20T11:00", "2026-11-20T11:00")]
    public void KeepsQuietHoursOverMidnightToo(string from, string to, string at, string goes) =>
        Held(ContactHours.Default with { Quiet = new DailyHours(Time(from), Time(to)) }, at).ShouldBe(goes);

    [Theory]
    [InlineData("2026-11-20T23:00", "2026-11-20T23:00")]
    [InlineData("2026-11-21T05:00", "2026-11-21T05:00")]
    [InlineData("2026-11-21T06:00", "2026-11-23T22:00")]
    public void TakesWorkingHoursOverMidnightAsOfTheDayOnWhichTheyBegin(string at, string goes) =>
        Held(new ContactHours(new DailyHours(Time("22:00"), Time("06:00"))), at).ShouldBe(goes);

    [Fact]
    public void HoldsUntilSomebodyIsBack()
    {
        var calendar = Calendar with { Absences = [new Absence(new LocalDate(2026, 11, 23), new LocalDate(2026, 11, 27))] };

        Local(ContactHours.Default.Hold(At("2026-11-20T18:30"), Berlin, calendar)!.Value).ShouldBe("2026-11-30T09:00");
    }

    [Fact]
    public void SaysSoWhereQuietHoursLeaveNothingOpen() =>
        (ContactHours.Default with { Quiet = new DailyHours(Time("06:00"), Time("20:00")) }).Hold(At("2026-11-20T10:00"), Berlin, Calendar).ShouldBeNull();

    [Fact]
    public void OpensAfterTheGapWhereTheOpeningTimeIsSkipped()
    {
        var everyDay = new WorkCalendar { WorkingDays = [.. Enum.GetValues<IsoDayOfWeek>()] };
        var hours = new ContactHours(new DailyHours(Time("02:30"), Time("10:00")));

        hours.Hold(At("2026-03-28T12:00"), Berlin, everyDay).ShouldBe(Instant.FromUtc(2026, 3, 29, 1, 0));
    }

    private static string Held(ContactHours hours, string at) => Local(hours.Hold(At(at), Berlin, Calendar)!.Value);

    private static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(Berlin).ToInstant();

    private static string Local(Instant instant) => instant.InZone(Berlin).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", null);

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
