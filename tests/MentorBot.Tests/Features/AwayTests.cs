using MentorBot.Core.Features.Time;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Features;

public sealed class AwayTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task SaysWhatStopsAndThatItComesBackByItself()
    {
        var away = await _bot.Say("/mentor away 2026-12-20..2027-01-02");
        away.Text().ShouldBe(
            """
            You are away from Sun 20 Dec 2026 to Sat 2 Jan 2027. Until then all goes on as usual.

            While you are away nothing comes to you: no nudges, no reminders, no digest. Reports show you as away, never as missing, and your plans wait with all the days that they have left. It all comes back by itself on Mon 4 Jan 2027; there is nothing for you to do.

            [Take it back]
            """);
        away.Post.ShouldBeNull();
    }

    [Fact]
    public async Task HoldsFromNowOnWhereItBeginsToday() =>
        (await _bot.Say("/mentor away until Friday")).Text().ShouldStartWith("You are away from Wed 4 Mar 2026 to Fri 6 Mar 2026. It holds from now on.");

    [Fact]
    public async Task ComesBackAfterAHoliday()
    {
        _bot.TeamTimes.All[Some.Team] = new TeamTime { Calendars = ["DE-BE"] };
        (await _bot.Say("/mentor away 30 March - 2 April")).Text().ShouldContain("It all comes back by itself on Tue 7 Apr 2026;");
    }

    [Fact]
    public async Task TakesTodayFromTheClockOfThePerson()
    {
        await _bot.Say("/mentor settings zone:auckland");
        _bot.Time.Advance(TimeSpan.FromHours(3));
        (await _bot.Say("/mentor away today")).Text().ShouldStartWith("You are away on Thu 5 Mar 2026. It holds from now on.");
    }

    [Fact]
    public async Task ListsTheComingOnesAndCancelsThem()
    {
        (await _bot.Say("/mentor away")).Text().ShouldStartWith("No absences are to come.");
        await _bot.Say("/mentor away 20 Dec - 2 Jan");
        await _bot.Say("/mentor away tomorrow");
        var list = await _bot.Say("/mentor away");
        list.Text().ShouldStartWith("You are away\n============\n\n- Thu 5 Mar 2026\n- Sun 20 Dec 2026 to Sat 2 Jan 2027\n\n[Cancel 5 Mar]  [Cancel 20 Dec – 2 Jan]");
        var left = await _bot.Press(list.Token("Cancel 5 Mar"));
        left.Text().ShouldStartWith("Done: that absence is gone, and what falls on its days comes to you as usual.");
        left.Labels().ShouldBe(["Cancel 20 Dec – 2 Jan"]);
        (await _bot.Press(list.Token("Cancel 5 Mar"))).Text().ShouldStartWith("You have no such absence any more. Nothing was changed.");
    }

    [Fact]
    public async Task ComingBackEarlyKeepsTheDaysThatWereSpentAway()
    {
        var token = (await _bot.Say("/mentor away until 20 March")).Token("Take it back");
        _bot.Time.Advance(TimeSpan.FromDays(5));
        (await _bot.Press(token)).Text().ShouldStartWith(
            "Welcome back: from today on all comes to you as usual. The days that you were away stay days away, so no plan has counted them.\n\nNo absences are to come.");
        var ana = _bot.PersonalTimes.Attended.First();
        (await _bot.PersonalTimes.AbsencesAsync(ana, LocalDate.MinIsoValue, CancellationToken.None)).ShouldHaveSingleItem().Absence
            .ShouldBe(new Absence(new LocalDate(2026, 3, 4), new LocalDate(2026, 3, 8)));
        (await _bot.Press(token)).Text().ShouldStartWith("You have no such absence any more. Nothing was changed.");
    }

    [Fact]
    public async Task LetsNobodyCancelAnothers()
    {
        var token = (await _bot.Say("/mentor away tomorrow")).Token("Take it back");
        (await _bot.Press(token, user: "ben")).Text().ShouldStartWith("You have no such absence any more. Nothing was changed.");
        (await _bot.Say("/mentor away")).Labels().ShouldBe(["Cancel 5 Mar"]);
    }

    [Fact]
    public async Task SaysWhatIsKnownAlready()
    {
        await _bot.Say("/mentor away 20 Dec - 2 Jan");
        var again = await _bot.Say("/mentor away 2026-12-24");
        again.Text().ShouldStartWith("That is known already: you are away from Sun 20 Dec 2026 to Sat 2 Jan 2027. Nothing was changed.");
        again.Labels().ShouldBe(["Take it back"]);
    }

    [Fact]
    public async Task AddsDaysThatOverlap()
    {
        await _bot.Say("/mentor away 20 Dec - 2 Jan");
        (await _bot.Say("/mentor away 1 Jan - 8 Jan")).Text().ShouldContain(
            "You had told me of some of these days before: from Sun 20 Dec 2026 to Sat 2 Jan 2027. Both hold, so you are away on all of them.");
    }

    [Theory]
    [InlineData("soon", "“soon” names no days that I can read. Write days as 2026-12-20..2027-01-02, 20 Dec - 2 Jan, tomorrow, next week or until Friday.")]
    [InlineData("2026-03-01..2026-03-03", "Sun 1 Mar 2026 to Tue 3 Mar 2026 are over already, and I only look ahead.")]
    [InlineData("2027-01-02..2026-12-20", "Sat 2 Jan 2027 to Sun 20 Dec 2026 ends before it begins. Write the first day first.")]
    [InlineData("2026-05-01..2029-05-01", "That is longer than two years, which is more than I can take at once.")]
    [InlineData("9998-12-31", "That is more than 5 years off. Tell me when it is nearer.")]
    public async Task AnswersKindlyWhatItCannotTake(string dates, string answer)
    {
        (await _bot.Say($"/mentor away {dates}")).Text().ShouldBe(answer);
        (await _bot.Say("/mentor away")).Text().ShouldStartWith("No absences are to come.");
    }

    [Fact]
    public async Task KeepsNoMoreThanTwenty()
    {
        for (var day = 1; day <= 21; day++)
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(5));
            await _bot.Say($"/mentor away 2026-05-{day:00}");
        }

        (await _bot.Say("/mentor away 2026-06-01")).Text().ShouldStartWith("There are 20 absences to come already, which is as many as I keep. Cancel one first.");
    }

    [Theory]
    [InlineData("tomorrow", "2026-03-05", "2026-03-05")]
    [InlineData("2026-12-20..2027-01-02", "2026-12-20", "2027-01-02")]
    [InlineData("2026-12-20 - 2027-01-02", "2026-12-20", "2027-01-02")]
    [InlineData("2026-12-20-2027-01-02", "2026-12-20", "2027-01-02")]
    [InlineData("2026-12-20 to 2027-01-02", "2026-12-20", "2027-01-02")]
    [InlineData("20 Dec - 2 Jan", "2026-12-20", "2027-01-02")]
    [InlineData("20 Dec – 2 Jan", "2026-12-20", "2027-01-02")]
    [InlineData("from 20 December to 2 January", "2026-12-20", "2027-01-02")]
    [InlineData("20-24 Dec", "2026-12-20", "2026-12-24")]
    [InlineData("20.-24.12.", "2026-12-20", "2026-12-24")]
    [InlineData("Mon-Fri", "2026-03-09", "2026-03-13")]
    [InlineData("today - Friday", "2026-03-04", "2026-03-06")]
    [InlineData("tomorrow..in 3 days", "2026-03-05", "2026-03-07")]
    [InlineData("next week", "2026-03-09", "2026-03-15")]
    [InlineData("this week", "2026-03-04", "2026-03-08")]
    [InlineData("until Friday", "2026-03-04", "2026-03-06")]
    [InlineData("UNTIL  10 March", "2026-03-04", "2026-03-10")]
    [InlineData("2 March - 6 March", "2026-03-02", "2026-03-06")]
    [InlineData("20 Feb - 10 March", "2026-02-20", "2026-03-10")]
    [InlineData("2 March - 3 March", "2027-03-02", "2027-03-03")]
    public void ReadsDays(string text, string from, string to)
    {
        var (span, problem) = WrittenSpan.Read(text, new LocalDate(2026, 3, 4));
        problem.ShouldBeNull();
        span.ShouldBe(new Absence(LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("-")]
    [InlineData("until")]
    [InlineData("until whenever")]
    [InlineData("2026-02-30")]
    [InlineData("Mon-someday")]
    [InlineData("32-40 Dec")]
    public void RefusesDaysThatAreNone(string text) => WrittenSpan.Read(text, new LocalDate(2026, 3, 4)).ShouldBe((null, WrittenSpan.Help));

    [Fact]
    public void NeverThrowsAtTheEndsOfTheCalendar()
    {
        foreach (var text in (string[])["in 999 weeks..in 999 weeks", "9998-12-31..in 999 weeks", "9998-12-31..friday", "1970-01-01..31 dec", "31 dec 9998 - 1 jan", "1970-01-01"])
        {
            WrittenSpan.Read(text, new LocalDate(2026, 3, 4)).Span.ShouldBeNull(text);
        }
    }
}
