using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract class TeamTests : IDisposable
{
    private const string OnlyLeads =
        "Leads and admins of this workspace change when the team works; please ask one of them. Your own hours are yours to change: /mentor settings.";

    private protected TestBot Bot { get; } = new();

    protected TeamTests() => Bot.TeamTimes.All.Clear();

    private protected TeamTime Team => Bot.TeamTimes.All[Some.Team];

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Reply> Lead(string line) => Bot.Say(line, user: "lea", role: Role.Lead);

    public sealed class Settings : TeamTests
    {
        private async Task<Form> Open() => await Bot.Open((await Lead("/mentor team settings")).Token("Change"), user: "lea", role: Role.Lead);

        private Task<Reply> Submit(params (string, string)[] values) => Bot.Submit("team.form:time", Some.Values(values), user: "lea", role: Role.Lead);

        private Task<Form> Refused(params (string, string)[] values) => Bot.SubmitPage("team.form:time", Some.Values(values), user: "lea", role: Role.Lead);

        [Fact]
        public async Task ShowsEverybodyWhatHolds()
        {
            var settings = await Bot.Say("/mentor team settings");
            settings.Text().ShouldBe(
                """
                When the team works
                ===================

                Zone: UTC · default
                Work week: Mon–Fri · default
                Working hours: 09:00–18:00 · default
                Quiet hours: none · default
                Holidays: none chosen

                Everybody starts from this and can set something else for themselves. There are holidays of FR, DE, ES, GB, US and their regions, such as DE-BE.

                The days themselves: /mentor team holidays. Your own hours: /mentor settings
                """);
            settings.Labels().ShouldBeEmpty();
        }

        [Fact]
        public async Task ChangesForEverybodyWhoSetNothingElse()
        {
            await Bot.Say("/mentor settings hours:10-19");
            var saved = await Submit(("zone", "Berlin"), ("days", "Sun-Thu"), ("hours", "8-16"), ("quiet", "12-13"), ("calendars", "de-be, Scotland; DE-BE"));
            saved.Text().ShouldStartWith(
                """
                Saved. It holds for everybody who has set nothing else for themselves.

                When the team works
                ===================

                Zone: Berlin (Europe/Berlin) · set by the team
                Work week: Sun–Thu · set by the team
                Working hours: 08:00–16:00 · set by the team
                Quiet hours: 12:00–13:00 · set by the team
                Holidays: DE-BE, GB-SCT

                """);
            var own = (await Bot.Say("/mentor settings")).Text();
            own.ShouldContain("Zone: Berlin (Europe/Berlin) · the team's");
            own.ShouldContain("Working hours: 10:00–19:00 · yours");
        }

        [Fact]
        public async Task FillsInWhatIsSet()
        {
            await Submit(("zone", "Berlin"), ("calendars", "DE-BE, GB-SCT"));
            (await Open()).Fields.Select(field => (field.Name, field.Value)).ShouldBe([("zone", "Europe/Berlin"), ("days", null), ("hours", null), ("quiet", null), ("calendars", "DE-BE, GB-SCT")]);
        }

        [Fact]
        public async Task KeepsTheTeamsOwnDaysOff()
        {
            await Lead("/mentor team holidays 2026-12-24 Christmas Eve");
            await Submit(("zone", "Berlin"));
            Team.Added.Values.ShouldBe(["Christmas Eve"]);
        }

        [Fact]
        public async Task SaysWhatItCannotRead()
        {
            var again = await Refused(("zone", "zzzzqqqq"), ("hours", "9-5"), ("calendars", "DE-BX"));
            again.Problems["zone"].ShouldBe("I know no zone called “zzzzqqqq”. Write a city, such as Lisbon, or a name such as Europe/Lisbon.");
            again.Problems["hours"].ShouldBe("From 09:00 to 05:00 goes on through the night. Did you mean 09:00–17:00?");
            again.Problems["calendars"].ShouldStartWith("There is no calendar “DE-BX”. The nearest: DE-B");
            (await Refused(("calendars", "Atlantis"))).Problems["calendars"].ShouldBe("There is no calendar “Atlantis”. There are FR, DE, ES, GB, US and their regions, such as DE-BE.");
            (await Refused(("hours", "9-17"), ("quiet", "8-18"))).Problems["quiet"].ShouldBe("These quiet hours would cover all of the working hours, so that nothing could ever reach anybody.");
            Bot.TeamTimes.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task LetsNobodyElseChangeIt()
        {
            (await Bot.Press("team.form:time", role: Role.Mentor)).Text().ShouldBe(OnlyLeads);
            (await Bot.Submit("team.form:time", Some.Values(("zone", "Berlin")))).Text().ShouldStartWith(OnlyLeads);
            (await Bot.Press("team.form:1", role: Role.Lead)).Text().ShouldBe("Those settings are not there any more. /mentor team settings shows the ones there are.");
            Bot.TeamTimes.All.ShouldBeEmpty();
        }
    }

    public sealed class DaysOff : TeamTests
    {
        [Fact]
        public async Task ListsThoseOfTheCalendarsAndTheTeamsOwn()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Calendars = ["DE-BE"] };
            await Lead("/mentor team holidays 2026-12-24 Christmas Eve");
            var days = await Bot.Say("/mentor team holidays");
            days.Text().ShouldStartWith("Days off until the end of 2027\n==============================\n\n- Sun 8 Mar 2026 · International Women's Day");
            days.Text().ShouldContain("- Thu 24 Dec 2026 · Christmas Eve · added by the team\n- Fri 25 Dec 2026 · Christmas Day");
            days.Labels().ShouldBeEmpty();
        }

        [Fact]
        public async Task SaysWhatToDoWhereThereAreNone() =>
            (await Bot.Say("/mentor team holidays")).Text().ShouldContain("There are none. Choose holiday calendars with /mentor team settings, or add days one by one.");

        [Fact]
        public async Task AddsADayAndSeveral()
        {
            (await Lead("/mentor team holidays 2026-12-24 Christmas Eve")).Text().ShouldStartWith("Done: Thu 24 Dec 2026 is off for the team, as “Christmas Eve”.");
            (await Lead("/mentor team holidays add 28 Dec - 31 Dec Company break")).Text().ShouldStartWith("Done: Mon 28 Dec 2026 to Thu 31 Dec 2026 are off for the team, as “Company break”.");
            (await Lead("/mentor team holidays tomorrow")).Text().ShouldStartWith("Done: Thu 5 Mar 2026 is off for the team, as “Day off”.");
            Team.Added.Count.ShouldBe(6);
        }

        [Fact]
        public async Task TakesADayOutAndGoesBackToTheCalendars()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Calendars = ["DE"] };
            var removed = await Lead("/mentor team holidays remove 2026-05-01");
            removed.Text().ShouldStartWith("Done: Fri 1 May 2026 is no day off for the team any more.");
            removed.Text().ShouldNotContain("- Fri 1 May 2026");
            removed.Text().ShouldContain("Taken out by the team: Fri 1 May 2026.");
            var reset = await Bot.Press(removed.Token("Go back to the calendars on a day"), "lea", role: Role.Lead, values: "2026-05-01");
            reset.Text().ShouldStartWith("Done: Fri 1 May 2026 is again what the holiday calendars say.");
            reset.Text().ShouldContain("- Fri 1 May 2026");
            (await Bot.Press(reset.Token("Work on a day all the same"), "lea", role: Role.Lead, values: "2026-05-01")).Text().ShouldStartWith("Done: Fri 1 May 2026 is no day off for the team any more.");
        }

        [Theory]
        [InlineData("Christmas", "“Christmas” names no day that I can read. Write days as 2026-12-20..2027-01-02, 20 Dec - 2 Jan, tomorrow, next week or until Friday.")]
        [InlineData("remove", "“remove” names no day that I can read.")]
        [InlineData("2026-01-01 New Year", "Thu 1 Jan 2026 is over already, and I only look ahead.")]
        [InlineData("2026-06-01..2026-08-31 Summer", "Mon 1 Jun 2026 to Mon 31 Aug 2026 is more than 31 days. I change as many at once and no more, so that a slip is soon mended.")]
        public async Task AnswersKindlyWhatItCannotTake(string change, string answer)
        {
            (await Lead($"/mentor team holidays {change}")).Text().ShouldStartWith(answer);
            Bot.TeamTimes.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task LetsNobodyElseChangeThem()
        {
            (await Bot.Say("/mentor team holidays 2026-12-24 Christmas Eve", role: Role.Mentor)).Text().ShouldBe(OnlyLeads);
            (await Bot.Press("team.work", values: "2026-12-25")).Text().ShouldBe(OnlyLeads);
            (await Bot.Press("team.reset", role: Role.Lead)).Text().ShouldStartWith("No day was chosen, so nothing was changed.");
            Bot.TeamTimes.All.ShouldBeEmpty();
        }
    }

    public sealed class Imported : TeamTests
    {
        private const string File =
            """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261224
            SUMMARY:Christmas Eve
            END:VEVENT
            BEGIN:VEVENT
            DTSTART:20261231T180000Z
            DTEND:20261231T230000Z
            SUMMARY:Party
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270104
            SUMMARY:Retreat
            END:VEVENT
            END:VCALENDAR
            """;

        [Theory]
        [InlineData("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT\nEND:VCALENDAR")]
        [InlineData("SUMMARY:Cut off\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT\nEND:VCALENDAR\n")]
        public async Task TakesAFurtherPartOfALongFile(string text) =>
            (await Bot.Submit("team.import:ics", Some.Values(("text", text)), user: "lea", role: Role.Lead)).Text()
                .ShouldStartWith("One day off in the file\n=======================\n\n- Fri 1 May 2026 · Labour Day\n\nNothing has been changed yet.");

        private Task<Reply> Preview() => Bot.Submit("team.import:ics", Some.Values(("text", File)), user: "lea", role: Role.Lead);

        private Task<Reply> Press(string token) => Bot.Press(token, "lea", role: Role.Lead);

        [Fact]
        public async Task AsksForTheTextOfAFile()
        {
            var form = await Bot.Open((await Lead("/mentor team holidays")).Token("Import a calendar file"), "lea", role: Role.Lead);
            form.Fields.ShouldHaveSingleItem().ShouldBeOfType<LongTextField>().Label.ShouldBe("The text of an .ics file");
        }

        [Fact]
        public async Task ShowsWhatItWouldAddAndWhatItLeavesOut()
        {
            (await Preview()).Text().ShouldBe(
                """
                2 days off in the file
                ======================

                - Thu 24 Dec 2026 · Christmas Eve
                - Mon 4 Jan 2027 · Retreat

                Left out of it:

                - Line 7: “Party” has times of day, and a day off is a whole day. I left it out.

                Nothing has been changed yet.

                [Add these 2 days]
                """);
            Bot.TeamTimes.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task AddsThemOnceAfterARestart()
        {
            var token = (await Preview()).Token("Add these 2 days");
            Bot.Restart();
            var added = await Press(token);
            added.Delivery.ShouldBe(Delivery.Update);
            added.Text().ShouldBe("Done: 2 days are off for the team, from Thu 24 Dec 2026 to Mon 4 Jan 2027. /mentor team holidays shows them all.");
            Team.Added.Values.ShouldBe(["Christmas Eve", "Retreat"]);
            (await Press(token)).Text().ShouldStartWith("That preview is no longer there: its days were added already, or it is too old, or somebody else made it. Nothing was changed.");
        }

        [Fact]
        public async Task AddsNothingForAnybodyElse()
        {
            var token = (await Preview()).Token("Add these 2 days");
            (await Bot.Press(token)).Text().ShouldBe(OnlyLeads);
            (await Bot.Press(token, "max", role: Role.Admin)).Text().ShouldStartWith("That preview is no longer there:");
            (await Bot.Submit("team.import:ics", Some.Values(("text", File)))).Text().ShouldStartWith(OnlyLeads);
            Bot.TeamTimes.All.ShouldBeEmpty();
        }

        [Theory]
        [InlineData("SUMMARY:Cut off\nEND:VEVENT", "Nothing can be taken from this. Line 1: This is no calendar file. Expected it to begin with BEGIN:VCALENDAR.")]
        [InlineData("hello", "Nothing can be taken from this. Line 1: This is no calendar file. Expected it to begin with BEGIN:VCALENDAR.")]
        [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20200101\nEND:VEVENT\nEND:VCALENDAR", "Nothing can be taken from this. There is no whole day in it from today to the end of 3 years on.")]
        [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260401\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR", "That is 1371 days off, and I take at most 200 at once.")]
        public async Task SaysByLineWhatIsWrongAndKeepsTheText(string text, string problem)
        {
            var again = await Bot.SubmitPage("team.import:ics", Some.Values(("text", text)), user: "lea", role: Role.Lead);
            again.Problems["text"].ShouldBe(problem);
            again.Field("text").Value.ShouldBe(text);
        }
    }
}
