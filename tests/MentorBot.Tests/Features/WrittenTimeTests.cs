using MentorBot.Core.Features.Time;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>What people may write for working days and hours.</summary>
public sealed class WrittenTimeTests
{
    [Theory]
    [InlineData("Mon-Fri", "Mon–Fri")]
    [InlineData("mon – fri", "Mon–Fri")]
    [InlineData("monday to friday", "Mon–Fri")]
    [InlineData("weekdays", "Mon–Fri")]
    [InlineData("Sun-Thu", "Sun–Thu")]
    [InlineData("Mon, Tue, Thu", "Mon, Tue, Thu")]
    [InlineData("tuesdays and thursdays", "Tue, Thu")]
    [InlineData("Mon-Wed, Fri", "Mon–Wed, Fri")]
    [InlineData("mo tu", "Mon, Tue")]
    [InlineData("Sat-Mon", "Sat–Mon")]
    [InlineData("every day", "every day")]
    [InlineData("Mon-Sun", "every day")]
    [InlineData("Wed", "Wed")]
    public void ReadsDaysAndWritesThemSoThatTheyCanBeReadAgain(string text, string written)
    {
        var days = WrittenDays.Read(text).ShouldNotBeNull();
        WrittenDays.Write(days).ShouldBe(written);
        WrittenDays.Read(written).ShouldNotBeNull().SetEquals(days).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("soon")]
    [InlineData("m")]
    [InlineData("Mon-")]
    [InlineData("Mon-Wed-Fri")]
    [InlineData("Mon, someday")]
    [InlineData("1-5")]
    public void RefusesDaysThatAreNone(string text) => WrittenDays.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("9-17:30", "09:00–17:30")]
    [InlineData("09:00–17:30", "09:00–17:30")]
    [InlineData("9 am - 5 pm", "09:00–17:00")]
    [InlineData("9 to 17", "09:00–17:00")]
    [InlineData("8.30-16.45", "08:30–16:45")]
    [InlineData("22-6", "22:00–06:00")]
    [InlineData("0-24", "00:00–24:00")]
    [InlineData("18:00–24:00", "18:00–24:00")]
    [InlineData("noon-8pm", "12:00–20:00")]
    public void ReadsHours(string text, string written)
    {
        var (hours, problem) = WrittenHours.ReadWorking(text);
        problem.ShouldBeNull();
        TimeWords.Hours(hours.ShouldNotBeNull()).ShouldBe(written);
        WrittenHours.ReadWorking(written).Hours.ShouldBe(hours);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("9-")]
    [InlineData("-")]
    [InlineData("9-17-18")]
    [InlineData("9-25")]
    [InlineData("24-9")]
    [InlineData("all day")]
    public void RefusesHoursThatAreNone(string text) => WrittenHours.Read(text).ShouldBe((null, "Write hours as 9-17:30, 9 am - 5 pm or 22:00-07:00."));

    [Theory]
    [InlineData("9-5", "From 09:00 to 05:00 goes on through the night. Did you mean 09:00–17:00?")]
    [InlineData("17:30-13", "From 17:30 to 13:00 goes on through the night. Did you swap the two?")]
    public void DoubtsWorkThroughTheNight(string text, string problem) => WrittenHours.ReadWorking(text).ShouldBe((null, problem));

    [Fact]
    public void KeepsANightQuiet() => WrittenHours.Read("18-9").Hours.ShouldBe(new DailyHours(new LocalTime(18, 0), new LocalTime(9, 0)));
}
