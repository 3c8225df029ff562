using MentorBot.Core.Commands;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Commands;

public class WrittenDatesTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly LocalDate Today = new(2026, 3, 4);

    [Theory]
    [InlineData("3 March", 2026, 3, 3)]
    [InlineData("March 5th", 2025, 3, 5)]
    [InlineData("5.3.", 2025, 3, 5)]
    [InlineData("4 march", 2026, 3, 4)]
    [InlineData("yesterday", 2026, 3, 3)]
    [InlineData("today", 2026, 3, 4)]
    [InlineData("Friday", 2026, 2, 27)]
    [InlineData("wed", 2026, 3, 4)]
    [InlineData("tomorrow", 2026, 3, 5)]
    [InlineData("next friday", 2026, 3, 6)]
    [InlineData("in 3 days", 2026, 3, 7)]
    [InlineData("5 March 2026", 2026, 3, 5)]
    [InlineData("2026-12-24", 2026, 12, 24)]
    public void ReadsADayOfWhoLooksBack(string text, int year, int month, int day) =>
        WrittenDates.ReadPastDate(text, new LocalDate(2026, 3, 4)).ShouldBe(new LocalDate(year, month, day));

    [Theory]
    [InlineData("29 February", "2027-03-01", "2024-02-29")]
    [InlineData("29 February", "2026-11-22", "2024-02-29")]
    [InlineData("29.2.", "2028-02-29", "2028-02-29")]
    [InlineData("Feb 29", "2103-03-01", "2096-02-29")]
    public void ReadsALeapDayOfWhoLooksBackAsTheLastThatThereWas(string text, string today, string expected) =>
        WrittenDates.ReadPastDate(text, LocalDatePattern.Iso.Parse(today).Value).ShouldBe(LocalDatePattern.Iso.Parse(expected).Value);

    [Fact]
    public void ReadsNoDayOfWhoLooksBackWhereThereIsNone() => WrittenDates.ReadPastDate("31 February", new LocalDate(2026, 3, 4)).ShouldBeNull();

    [Theory]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData(" 2026-03-31 ", "2026-03-31")]
    [InlineData("today", "2026-03-04")]
    [InlineData("Today", "2026-03-04")]
    [InlineData("tomorrow", "2026-03-05")]
    [InlineData("next week", "2026-03-09")]
    [InlineData("friday", "2026-03-06")]
    [InlineData("Fri", "2026-03-06")]
    [InlineData("tues", "2026-03-10")]
    [InlineData("next friday", "2026-03-06")]
    [InlineData("Wednesday", "2026-03-11")]
    [InlineData("in 1 day", "2026-03-05")]
    [InlineData("in 3 days", "2026-03-07")]
    [InlineData("in 2 weeks", "2026-03-18")]
    [InlineData("31 March", "2026-03-31")]
    [InlineData("31 march 2027", "2027-03-31")]
    [InlineData("31st Mar", "2026-03-31")]
    [InlineData("1st of April", "2026-04-01")]
    [InlineData("22nd Mar.", "2026-03-22")]
    [InlineData("31. March", "2026-03-31")]
    [InlineData("March 31", "2026-03-31")]
    [InlineData("Mar 31st, 2027", "2027-03-31")]
    [InlineData("4 March", "2026-03-04")]
    [InlineData("3 March", "2027-03-03")]
    [InlineData("1.4.", "2026-04-01")]
    [InlineData("01.04.2027", "2027-04-01")]
    [InlineData("29 February", "2028-02-29")]
    public void ReadsADayAsPeopleWriteIt(string text, string expected) =>
        WrittenDates.ReadDate(text, Today).ShouldBe(LocalDatePattern.Iso.Parse(expected).Value);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("31 April")]
    [InlineData("0 March")]
    [InlineData("32.1.")]
    [InlineData("1.13.")]
    [InlineData("3 smarch")]
    [InlineData("fr")]
    [InlineData("in 3000 days")]
    [InlineData("in days")]
    [InlineData("next")]
    [InlineData("0001-01-01")]
    [InlineData("-0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("31/03/2026")]
    public void RefusesWhatIsNoDay(string text) => WrittenDates.ReadDate(text, Today).ShouldBeNull();

    [Theory]
    [InlineData("09:30", 9, 30)]
    [InlineData("9:30", 9, 30)]
    [InlineData("9.30", 9, 30)]
    [InlineData("9h30", 9, 30)]
    [InlineData("17", 17, 0)]
    [InlineData("17h", 17, 0)]
    [InlineData("9 am", 9, 0)]
    [InlineData("9am", 9, 0)]
    [InlineData("9:30 AM", 9, 30)]
    [InlineData("9:30 p.m.", 21, 30)]
    [InlineData("12 am", 0, 0)]
    [InlineData("12 pm", 12, 0)]
    [InlineData("0:00", 0, 0)]
    [InlineData("23:59", 23, 59)]
    [InlineData("noon", 12, 0)]
    [InlineData("midnight", 0, 0)]
    public void ReadsATimeAsPeopleWriteIt(string text, int hour, int minute) =>
        WrittenDates.ReadTime(text).ShouldBe(new LocalTime(hour, minute));

    [Theory]
    [InlineData("")]
    [InlineData("24:00")]
    [InlineData("9:60")]
    [InlineData("13 pm")]
    [InlineData("0 am")]
    [InlineData("lunch")]
    [InlineData("9:3")]
    [InlineData("123")]
    [InlineData("-1")]
    public void RefusesWhatIsNoTime(string text) => WrittenDates.ReadTime(text).ShouldBeNull();
}
