using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract class SettingsTests : IDisposable
{
    private protected TestBot Bot { get; } = new();

    private protected PersonalTime Own => Bot.PersonalTimes.All[new PersonId(1)];

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private protected async Task<Reply> SayFrom(string zone, string line) =>
        (await Bot.Handle(new TypedLine(Some.Sender(zone: Zone(zone)), line))).ShouldBeOfType<Reply>();

    public sealed class Shown : SettingsTests
    {
        [Fact]
        public async Task SaysWhatHoldsAndWhereEachOfItComesFrom()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Zone = Zone("Europe/Berlin"), Working = new DailyHours(new LocalTime(8, 0), new LocalTime(17, 0)) };
            await Bot.Say("/mentor settings days:Sun-Thu");
            var settings = await Bot.Say("/mentor settings");
            settings.Text().ShouldStartWith(
                """
                Your time
                =========

                Zone: Berlin (Europe/Berlin) · the team's
                Working days: Mon–Thu, Sun · yours
                Working hours: 08:00–17:00 · the team's
                Quiet hours: none · default
                Nudge time: 09:30 · default
                Messages that you didn't ask for: standard, at most 2 a day · default
                """.Replace("Mon–Thu, Sun", "Sun–Thu", StringComparison.Ordinal));
            settings.Labels().ShouldBe(["Change", "Pause everything"]);
            settings.Post.ShouldBeNull();
        }

        [Fact]
        public async Task SaysWhenANudgeWouldHaveToWait() =>
            (await Bot.Say("/mentor settings nudges:20:00")).Text().ShouldContain(
                "20:00 is outside of the hours at which I may write to you, so a nudge waits until they open: that of Thu 5 Mar 2026 until Fri 6 Mar 2026, 09:00.");

        [Fact]
        public async Task PausesAndResumesFromHere()
        {
            var paused = await Bot.Press((await Bot.Say("/mentor settings")).Token("Pause everything"));
            paused.Text().ShouldStartWith("Paused. Nothing comes to you until you resume; your plans keep the days that they have left.");
            var settings = await Bot.Say("/mentor settings");
            settings.Text().ShouldContain("Paused: nothing comes to you until you resume.");
            await Bot.Press(settings.Token("Resume"));
            Own.Paused.ShouldBeFalse();
        }
    }

    public sealed class TheQuickWay : SettingsTests
    {
        [Fact]
        public async Task SetsTheZoneByACity()
        {
            (await Bot.Say("/mentor settings zone:lisbon")).Text().ShouldStartWith("Saved. This is how it is now:\n\nYour time\n=========\n\nZone: Lisbon (Europe/Lisbon) · yours\n");
            Own.Zone.ShouldBe(Zone("Europe/Lisbon"));
        }

        [Fact]
        public async Task SetsTheNudgeTimeAndLeavesTheRest()
        {
            await Bot.Say("/mentor settings zone:lisbon");
            await Bot.Say("/mentor settings nudges:9:45");
            Own.NudgeTime.ShouldBe(new LocalTime(9, 45));
            Own.Zone.ShouldBe(Zone("Europe/Lisbon"));
        }

        [Fact]
        public async Task SetsSeveralAtOnce()
        {
            await Bot.Say("/mentor settings days:Sun-Thu hours:9-17:30 quiet:12-13 strength:light");
            Own.WorkingDays!.Count.ShouldBe(5);
            Own.WorkingDays.ShouldContain(IsoDayOfWeek.Sunday);
            Own.Working.ShouldBe(new DailyHours(new LocalTime(9, 0), new LocalTime(17, 30)));
            Own.Quiet.ShouldBe(new DailyHours(new LocalTime(12, 0), new LocalTime(13, 0)));
            Own.Strength.ShouldBe(NudgeStrength.Light);
        }

        [Fact]
        public async Task GoesBackToTheTeams()
        {
            await Bot.Say("/mentor settings zone:lisbon");
            (await Bot.Say("/mentor settings zone:team")).Text().ShouldContain("Zone: UTC · the team's");
            Own.Zone.ShouldBeNull();
        }

        [Theory]
        [InlineData("none")]
        [InlineData("no")]
        public async Task WantsNoQuietHoursWhateverTheTeamHas(string none)
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Quiet = new DailyHours(new LocalTime(12, 0), new LocalTime(13, 0)) };
            (await Bot.Say("/mentor settings")).Text().ShouldContain("Quiet hours: 12:00–13:00 · the team's");
            (await Bot.Say($"/mentor settings quiet:{none}")).Text().ShouldContain("Quiet hours: none · yours");
            (await Bot.Open("settings.form:1")).Field("quiet").Value.ShouldBe("none");
            await Bot.Submit("settings.form:1", Some.Values(("quiet", "none"), ("strength", "standard")));
            Own.ShouldBe(new PersonalTime { NoQuiet = true });
            (await Bot.Say("/mentor settings quiet:12-14")).Text().ShouldContain("Quiet hours: 12:00–14:00 · yours");
            (await Bot.Say("/mentor settings quiet:team")).Text().ShouldContain("Quiet hours: 12:00–13:00 · the team's");
        }

        [Theory]
        [InlineData("zone:lisbn", "I can't read zone. “lisbn” doesn't name one zone. The nearest: Europe/Lisbon")]
        [InlineData("zone:zzzzqqqq", "I can't read zone. I know no zone called “zzzzqqqq”. Write a city, such as Lisbon, or a name such as Europe/Lisbon.")]
        [InlineData("days:soon", "I can't read days. Write days as Mon-Fri, Sun-Thu or Mon, Tue, Thu.")]
        [InlineData("hours:9-5", "I can't read hours. From 09:00 to 05:00 goes on through the night. Did you mean 09:00–17:00?")]
        [InlineData("nudges:25:00", "I can't read nudges. Write a time as 09:30, 9:30 am or 17.")]
        [InlineData("strength:wild", "I can't read strength. Choose one of: light, standard, active.")]
        public async Task SaysKindlyWhatItCannotRead(string option, string answer)
        {
            (await Bot.Say($"/mentor settings {option}")).Text().ShouldStartWith(answer);
            Bot.PersonalTimes.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task RefusesQuietHoursThatLeaveNothing()
        {
            (await Bot.Say("/mentor settings quiet:8-20")).Text().ShouldBe("Your quiet hours would cover all of your working hours, so that nothing could ever reach you. Nothing was changed.");
            Bot.PersonalTimes.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task MovesWhatRunsAtTheOldNudgeTimeAndNothingElse()
        {
            await Bot.Say("/mentor settings");
            var me = new PersonRecipient(Some.Team, new PersonId(1));
            var daily = new Recurrence { Frequency = Frequency.Daily };
            var nudge = await Bot.Schedules.AddAsync(new Schedule(0, "plan", 1, "nudge", me, null, new LocalSchedule(daily, new LocalDate(2026, 3, 4), new LocalTime(9, 30), DateTimeZone.Utc)) { FollowsZone = true }, CancellationToken.None);
            var evening = await Bot.Schedules.AddAsync(new Schedule(0, "plan", 2, "nudge", me, null, new LocalSchedule(daily, new LocalDate(2026, 3, 4), new LocalTime(16, 0), DateTimeZone.Utc)) { FollowsZone = true }, CancellationToken.None);
            await Bot.Say("/mentor settings nudges:10");
            (await Bot.Schedules.FindAsync(nudge.Id, CancellationToken.None))!.When.Time.ShouldBe(new LocalTime(10, 0));
            (await Bot.Schedules.FindAsync(evening.Id, CancellationToken.None))!.When.Time.ShouldBe(new LocalTime(16, 0));
        }
    }

    public sealed class TheForm : SettingsTests
    {
        private async Task<Form> Open() => await Bot.Open((await Bot.Say("/mentor settings")).Token("Change"));

        [Fact]
        public async Task AsksOnTwoPagesWhatIsSetFilledIn()
        {
            await Bot.Say("/mentor settings zone:lisbon days:\"Mon, Tue, Thu\" hours:9-17:30 nudges:9:30 strength:active");
            var form = await Open();
            form.Pages.Length.ShouldBe(2);
            form.Fields.Select(field => (field.Name, field.Value)).ShouldBe(
            [
                ("zone", "Europe/Lisbon"), ("days", "Mon, Tue, Thu"), ("hours", "09:00–17:30"), ("quiet", null), ("nudges", "09:30"), ("strength", "active"),
            ]);
        }

        [Fact]
        public async Task FillsInTheZoneThatThePlatformKnows()
        {
            var token = (await SayFrom("Europe/Lisbon", "/mentor settings")).Token("Change");
            var form = (await Bot.Handle(new Press(Some.Sender(zone: Zone("Europe/Lisbon")), token, []))).ShouldBeOfType<Form>();
            form.Field("zone").Value.ShouldBe("Europe/Lisbon");
        }

        [Fact]
        public async Task TakesWhatItShowedAndGivesBackWhatWasEmptied()
        {
            await Bot.Say("/mentor settings zone:lisbon days:Sun-Thu hours:22-6 nudges:23:30");
            var before = Own;
            var form = await Open();
            await Bot.Submit(form.Token, form.Fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal));
            (Own with { WorkingDays = null }).ShouldBe(before with { WorkingDays = null });
            Own.WorkingDays.ShouldBe(before.WorkingDays, ignoreOrder: true);

            var saved = await Bot.Submit(form.Token, Some.Values(("strength", "light")));
            saved.Text().ShouldStartWith("Saved. This is how it is now:");
            Own.ShouldBe(new PersonalTime { Strength = NudgeStrength.Light });
        }

        [Fact]
        public async Task ComesBackWithEveryProblemAndAllThatWasWritten()
        {
            var form = await Open();
            var again = await Bot.SubmitPage(form.Token, Some.Values(("zone", "Berlni"), ("days", "soon"), ("hours", "9"), ("quiet", "7-7"), ("strength", "light")));
            again.Problems["zone"].ShouldStartWith("“Berlni” doesn't name one zone. The nearest: Europe/Berlin");
            again.Problems["days"].ShouldBe("Write days as Mon-Fri, Sun-Thu or Mon, Tue, Thu.");
            again.Problems["hours"].ShouldBe("Write hours as 9-17:30, 9 am - 5 pm or 22:00-07:00.");
            again.Problems["quiet"].ShouldBe("These hours begin and end at the same time. Write hours as 9-17:30, 9 am - 5 pm or 22:00-07:00.");
            again.Field("zone").Value.ShouldBe("Berlni");
        }

        [Fact]
        public async Task OpensForNobodyElse()
        {
            var token = (await Bot.Say("/mentor settings")).Token("Change");
            (await Bot.Press(token, user: "ben")).Text().ShouldBe("Those settings are somebody else's. Yours come with /mentor settings.");
        }
    }

    public sealed class Elsewhere : SettingsTests
    {
        [Fact]
        public async Task AsksWhetherToMoveAndMoves()
        {
            await Bot.Say("/mentor settings zone:berlin");
            var asked = await SayFrom("Europe/Lisbon", "/mentor settings");
            asked.Text().ShouldContain("You seem to be in Lisbon now: move your nudges?\n\n[Move to Lisbon]  [Stay on Berlin]");
            var moved = await Bot.Press(asked.Token("Move to Lisbon"));
            moved.Delivery.ShouldBe(Delivery.Update);
            moved.Text().ShouldStartWith("Done. Your nudges now come by the clock of Lisbon.");
            Own.Zone.ShouldBe(Zone("Europe/Lisbon"));
            (await SayFrom("Europe/Lisbon", "/mentor settings")).Text().ShouldNotContain("You seem to be");
        }

        [Fact]
        public async Task Stays()
        {
            await Bot.Say("/mentor settings zone:berlin");
            var stayed = await Bot.Press((await SayFrom("Europe/Lisbon", "/mentor settings")).Token("Stay on Berlin"));
            stayed.Delivery.ShouldBe(Delivery.Update);
            stayed.Text().ShouldStartWith("Nothing was changed: your zone stays as it is. I won't ask about Lisbon again.\n\nYour time\n");
            Own.Zone.ShouldBe(Zone("Europe/Berlin"));
        }

        [Fact]
        public async Task TheTeamsZoneBecomesTheirsWhereTheyStayOnIt()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Zone = Zone("Europe/Berlin") };
            var stayed = await Bot.Press((await SayFrom("Europe/Lisbon", "/mentor settings")).Token("Stay on Berlin"));
            stayed.Text().ShouldStartWith("Done: your nudges stay on the clock of Berlin. I won't ask about Lisbon again.\n\nYour time\n");
            Own.Zone.ShouldBe(Zone("Europe/Berlin"));
            var enrolled = (await Bot.Handle(new Core.Commands.Submission(Some.Sender(zone: Zone("Europe/Lisbon")), "plan.enrol:mindset-shift", Some.Values(), null))).ShouldBeOfType<Core.Messages.Reply>();
            enrolled.Text().ShouldContain("at 09:30 (Europe/Berlin)");
            Own.Zone.ShouldBe(Zone("Europe/Berlin"));
        }

        [Fact]
        public async Task AsksNoMoreAboutAClockThatWasDeclined()
        {
            await Bot.Say("/mentor settings zone:berlin");
            await Bot.Press((await SayFrom("Europe/Lisbon", "/mentor settings")).Token("Stay on Berlin"));
            Bot.Restart();
            foreach (var line in (string[])["/mentor settings", "/mentor start", "/mentor plan today"])
            {
                (await SayFrom("Europe/Lisbon", line)).Text().ShouldNotContain("You seem to be");
                (await SayFrom("Europe/London", line)).Text().ShouldNotContain("You seem to be");
                (await SayFrom("Asia/Tokyo", line)).Text().ShouldContain("You seem to be in Tokyo now: move your nudges?");
            }

            await Bot.Say("/mentor settings zone:tokyo");
            (await SayFrom("Europe/Lisbon", "/mentor settings")).Text().ShouldContain("You seem to be in Lisbon now");
        }

        [Theory]
        [InlineData("/mentor plan today")]
        [InlineData("/mentor plan status")]
        [InlineData("/mentor start")]
        public async Task AsksBesideWhatComesAndLeavesThatMessage(string line)
        {
            await Bot.Say("/mentor settings zone:berlin");
            await Bot.Submit("plan.enrol:senior-in-7-days", Some.Values(("first-day", "2026-03-04")));
            var answer = await SayFrom("Europe/Lisbon", line);
            answer.Text().ShouldEndWith("You seem to be in Lisbon now: move your nudges?\n\n[Move to Lisbon]  [Stay on Berlin]");
            var moved = await Bot.Press(answer.Token("Move to Lisbon"));
            moved.Delivery.ShouldBe(Delivery.Private);
            moved.Text().ShouldBe("Done. Your nudges now come by the clock of Lisbon.");
            Own.Zone.ShouldBe(Zone("Europe/Lisbon"));
            (await Bot.Press(answer.Token("Stay on Berlin"))).Text().ShouldBe("Nothing was changed: your zone stays as it is. I won't ask about Lisbon again.");
        }

        [Theory]
        [InlineData("Europe/Vienna")]
        [InlineData("Etc/UTC")]
        public async Task AsksNothingWhereTheClockIsTheSameOrNotKnown(string zone)
        {
            await Bot.Say("/mentor settings zone:berlin");
            (await SayFrom(zone, "/mentor settings")).Text().ShouldNotContain("You seem to be");
        }

        [Fact]
        public async Task AnswersAZoneThatThereIsNotKindly() =>
            (await Bot.Press("settings.move:Mars/Base:settings")).Text().ShouldStartWith("I don't know that zone any more. Nothing was changed.");
    }
}
