using MentorBot.Core.Features.Cadences;

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
        var read = WrittenMonthDay.Read(text).ShouldNotBeNull();
        read.ToString().ShouldBe(rule);
        WrittenMonthDay.Write(read).ShouldBe(written);
        WrittenMonthDay.Read(written).ShouldBe(read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("32")]
    [InlineData("fifth Monday")]
    [InlineData("first")]
    [InlineData("first of the month")]
    [InlineData("Tuesday")]
    public void TakesNothingElse(string text) => WrittenMonthDay.Read(text).ShouldBeNull();
}
