using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>The bot's clock stands at nine on a Wednesday, the 4th of March.</summary>
public abstract partial class PlanTests : IDisposable
{
    private protected TestBot Bot { get; } = new();

    private protected IScheduledFeature Plans => Bot.Scheduled("plan");

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static LocalDate March(int day) => new(2026, 3, day);

    private protected Task<Reply> Enrol(string plan = "senior-in-7-days", string user = "ana", params (string Name, string Value)[] values) =>
        Bot.Submit($"plan.enrol:{plan}", Some.Values(values), user: user);

    /// <summary>Enrols for today and lets the first step come.</summary>
    private protected async Task<Reply> Begin()
    {
        await Enrol(values: ("first-day", "2026-03-04"));
        Bot.Time.Advance(TimeSpan.FromMinutes(30));
        return await Come();
    }

    /// <summary>What comes by itself today.</summary>
    private protected async Task<Reply> Come(bool askToEase = false) => new(((ComposedMessage)await Compose(askToEase)).Blocks);

    private protected async Task<Composition> Compose(bool askToEase = false)
    {
        var schedule = Bot.Schedules.All[^1];
        var entry = Bot.Schedules.Due(schedule, Instant.FromDateTimeOffset(Bot.Time.GetUtcNow()).InUtc().Date);
        var composed = await Plans.ComposeAsync(new ComposeRequest(entry, schedule, askToEase), CancellationToken.None);
        if (composed is ComposedMessage)
        {
            var sent = Bot.Schedules.Settle(entry, EntryStatus.Sent);
            await Plans.SettledAsync(sent, schedule, null, CancellationToken.None);
            await Plans.SettledAsync(sent, schedule, null, CancellationToken.None);
        }

        return composed;
    }

    private protected void Sleep(int days = 1) => Bot.Time.Advance(TimeSpan.FromDays(days));

    private protected static string Contents(Reply reply) => Encoding.UTF8.GetString(reply.Blocks.OfType<FileBlock>().ShouldHaveSingleItem().Content.Span);

    public sealed class Enrolling : PlanTests
    {
        [Fact]
        public async Task ShowsACardAndAsksWhatThePlanNeeds()
        {
            var card = await Bot.Say("/mentor plan start weakness-to-strength-30");
            card.Text().ShouldContain("It takes 30 days from the one you choose, with a nudge on each of your working days; days on which you're away don't count.");
            var form = await Bot.Open(card.Token("Enrol"));
            form.Fields.Select(field => field.Label).ShouldBe(["What you want to get better at", "Where you want to be in 30 days", "First day", "When should it come?"]);
        }

        [Fact]
        public async Task BeginsOnTheNextWorkingDayAtThePersonsTimeWhereNothingElseIsChosen()
        {
            (await Enrol()).Text().ShouldStartWith("You're on Show senior-level work in seven days. The first step comes on Thursday 5 March at 09:30 (UTC), as a direct message.");
            var schedule = Bot.Schedules.All.ShouldHaveSingleItem();
            schedule.ShouldSatisfyAllConditions(
                () => schedule.When.ToString().ShouldContain("FREQ=DAILY"),
                () => schedule.FollowsZone.ShouldBeTrue(),
                () => schedule.WorkingDaysOnly.ShouldBeTrue(),
                () => schedule.LateLimit.ShouldBe(ScheduleKind.PlanNudge),
                () => schedule.Recipient.ShouldBe(new PersonRecipient(Some.Team, Bot.Enrolments[1].Person)),
                () => schedule.NextDueAt.ShouldBe(Instant.FromUtc(2026, 3, 5, 9, 30)));
        }

        [Fact]
        public async Task TakesTheZoneOfThePlatformWhereThePersonNeverChoseOne()
        {
            var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
            var reply = (await Bot.Handle(new Core.Commands.Submission(Some.Sender(zone: berlin), "plan.enrol:mindset-shift", Some.Values(), null))).ShouldBeOfType<Reply>();
            reply.Text().ShouldContain("on Thursday 5 March at 09:30 (Europe/Berlin)");
            Bot.Schedules.All[0].When.Zone.ShouldBe(berlin);
        }

        [Fact]
        public async Task SaysHowLongANudgeOutsideOfTheHoursWaits() =>
            (await Enrol(values: [("first-day", "2026-03-04"), ("nudge-time", "20:00")])).Text().ShouldStartWith(
                "You're on Show senior-level work in seven days. The first step is that of Wednesday 4 March, as a direct message. 20:00 is outside of the hours at which I may write to you, so a nudge waits until they open: that of Wed 4 Mar 2026 until Thu 5 Mar 2026, 09:00.\n");

        [Fact]
        public async Task BeginsTomorrowWhereTheHourIsOver() =>
            (await Enrol(values: [("first-day", "2026-03-04"), ("nudge-time", "08:00")])).Text().ShouldContain("The first step is that of Thursday 5 March, as a direct message. 08:00 is outside of the hours at which I may write to you, so a nudge waits until they open: that of Thu 5 Mar 2026 until Thu 5 Mar 2026, 09:00.");

        [Theory]
        [InlineData("2026-03-03", "That day is over. Choose today or a later day.")]
        [InlineData("2027-04-03", "That is more than a year away. Choose an earlier day.")]
        public async Task SaysWhichFirstDayCannotBe(string day, string problem) =>
            (await Bot.SubmitPage("plan.enrol:mindset-shift", Some.Values(("first-day", day)))).Problems["first-day"].ShouldBe(problem);

        [Fact]
        public async Task AsksForFewWords() =>
            (await Bot.SubmitPage("plan.enrol:weakness-to-strength-30", Some.Values(("weakness", new string('x', 201)), ("goal", "tests"))))
                .Problems["weakness"].ShouldBe("Put it in a few words, please: at most 200 characters.");

        [Fact]
        public async Task IsOnAPlanOnce()
        {
            await Enrol();
            var again = await Enrol();
            again.Text().ShouldStartWith("You're on this plan already, so nothing was changed:\n\n- Show senior-level work in seven days · 0 of 7 steps done · the next step comes on Thursday 5 March");
            Bot.Schedules.All.Count.ShouldBe(1);
            (await Enrol(user: "ben")).Text().ShouldStartWith("You're on ");
        }

        [Fact]
        public async Task IsAmongWhatPeopleNeed() =>
            (await Bot.Say("/mentor start")).Text().ShouldContain("I want to be seen as ready for senior");

        [Theory]
        [InlineData("plan today")]
        [InlineData("plan status")]
        [InlineData("plan pause")]
        [InlineData("plan resume")]
        [InlineData("plan stop")]
        public async Task OffersPlansToWhoIsOnNone(string command) =>
            (await Bot.Say(command)).Text().ShouldStartWith("You're not on a plan at the moment. These are the ones that there are:");
    }
}
