using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Features;

public class WrittenMonthDayTests
{
    [Theory]
    [InlineData("first Tuesday", "FREQ=MONTHLY;BYDAY=1TU", "first Tuesday")]
    [InlineData("the 3rd  fri.", "FREQ=MONTHLY;BYDAY=3FR", "third Friday")]
    [InlineData("last monday", "FREQ=MONTHLY;BYDAY=-1MO", "last Monday")]
    [InlineData("15", "FREQ=MONTHLY;BYMONTHDAY=15", "15th")]
    [InlineData("day 31", "FREQ=MONTHLY;BYMONTHDAY=31", "31st")]
    [InlineData("2nd", "FREQ=MONTHLY;BYMONTHDAY=2", "2nd")]
    [InlineData("last day", "FREQ=MONTHLY;BYMONTHDAY=-1", "last day")]
    [InlineData("Last Working Day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "last working day")]
    public void ReadsWhatPeopleWriteAndWritesItSoThatItCanBeReadAgain(string text, string rule, string written)
    {
        var read = WrittenMonthDay.Read(text, WorkCalendar.MondayToFriday).ShouldNotBeNull();
        read.ToString().ShouldBe(rule);
        WrittenMonthDay.Write(read).ShouldBe(written);
        WrittenMonthDay.Read(written, WorkCalendar.MondayToFriday).ShouldBe(read);
    }

    [Fact]
    public void TheLastWorkingDayIsOneOfTheTeamsWeek()
    {
        var rule = WrittenMonthDay.Read("last working day", new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday }).ShouldNotBeNull();
        rule.Next(new LocalDate(2026, 7, 1), new LocalDate(2026, 7, 1)).ShouldBe(new LocalDate(2026, 7, 30));
        WrittenMonthDay.Write(rule).ShouldBe("last working day");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("32")]
    [InlineData("fifth Monday")]
    [InlineData("first")]
    [InlineData("first of the month")]
    [InlineData("Tuesday")]
    public void TakesNothingElse(string text) => WrittenMonthDay.Read(text, WorkCalendar.MondayToFriday).ShouldBeNull();
}
