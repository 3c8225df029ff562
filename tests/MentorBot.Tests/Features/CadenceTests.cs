using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>The bot's clock stands at nine on a Wednesday, the 4th of March, in UTC.</summary>
public abstract partial class CadenceTests : IDisposable
{
    private protected TestBot Bot { get; } = new();

    private protected IScheduledFeature Cadences => Bot.Scheduled("cadence");

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static LocalDate March(int day) => new(2026, 3, day);

    private protected void At(int day, int hour, int minute = 0) =>
        Bot.Time.Advance(Instant.FromUtc(2026, 3, day, hour, minute).ToDateTimeOffset() - Bot.Time.GetUtcNow());

    /// <summary>Sends a form with what it suggests, except for these values.</summary>
    private protected async Task<Answer> Send(Answer form, string user = "ana", Place? place = null, Role role = Role.Member, params (string Name, string Value)[] values)
    {
        var asked = form.ShouldBeOfType<Form>();
        var filled = asked.Fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            filled[name] = value;
        }

        return await Bot.Handle(Some.Submission(asked.Token, filled, null, user, place, role));
    }

    private protected async Task<Reply> SetUp(string user = "ana", Place? place = null, params (string Name, string Value)[] values) =>
        (await Send(await Bot.Handle(Some.Line("/mentor cadence setup", user, place)), user, place, values: values)).ShouldBeOfType<Reply>();

    private protected async Task<Reply> StandUp(string user = "ana", Place? place = null, params (string Name, string Value)[] values) =>
        (await Send(await Bot.Handle(Some.Line("/mentor cadence add stand-up", user, place)), user, place, values: values)).ShouldBeOfType<Reply>();

    private protected Task<Reply> Answer(int day, string user = "ana", Place? place = null, string progress = "Merged it", string plan = "Test it", string blockers = "nothing", long cadence = 1) =>
        Bot.Submit($"cadence.answer:{cadence}:202603{day:00}", Some.Values(("progress", progress), ("plan", plan), ("blockers", blockers)), user: user, place: place);

    private protected PersonId Person(string user) => Bot.People.IdOf(user);

    private protected Schedule Schedule(string kind, string? user = null, long cadence = 1) =>
        Bot.Schedules.All.Single(one => one.Subject == cadence && one.Kind == kind && one.State != ScheduleState.Ended && (user is null || one.Recipient == new PersonRecipient(Some.Team, Person(user))));

    private protected async Task<Composition> Compose(Schedule schedule, OutboxEntry entry, bool askToEase = false) =>
        await new Composer([Cadences]).ComposeAsync(new ClaimedEntry(entry, schedule with { Recipient = entry.Key.Recipient }, null, []) { AsksToEase = askToEase }, CancellationToken.None);

    /// <summary>Has an occurrence come, and be sent where there is something to send.</summary>
    private protected async Task<Composition> Come(Schedule schedule, int day, bool askToEase = false)
    {
        var entry = Bot.Schedules.Due(schedule, March(day));
        var composed = await Compose(schedule, entry, askToEase);
        var settled = composed is NothingToSend nothing ? Bot.Schedules.Settle(entry, EntryStatus.Skipped, nothing.Reason) : Bot.Schedules.Settle(entry, EntryStatus.Sent);
        Bot.Ledger.All.Enqueue(settled);
        await Cadences.SettledAsync(settled, schedule, null, CancellationToken.None);
        await Cadences.SettledAsync(settled, schedule, null, CancellationToken.None);
        return composed;
    }

    /// <summary>Notes that the question of a day went out.</summary>
    private protected Task Asked(int day, long cadence = 1) => Bot.Cadences.AskAsync(cadence, March(day), Instant.FromUtc(2026, 3, day, 9, 30), CancellationToken.None);

    private protected static Reply Read(Composition composition) => new(composition.ShouldBeOfType<ComposedMessage>().Blocks);

    /// <summary>Has a platform refuse an occurrence, and hear of it twice, as after a crash.</summary>
    private protected async Task Refuse(Schedule schedule, int day, Refusal why)
    {
        var entry = Bot.Schedules.Settle(Bot.Schedules.Due(schedule, March(day)), EntryStatus.Failed, "refused");
        await Cadences.SettledAsync(entry, schedule, why, CancellationToken.None);
        await Cadences.SettledAsync(entry, schedule, why, CancellationToken.None);
    }

    /// <summary>What people are told besides the rounds, as "to whom: text".</summary>
    private protected async Task<string[]> Told()
    {
        var told = new List<string>();
        foreach (var entry in Bot.Schedules.Entries.Where(entry => entry.Key.Kind is not ("prompt" or "reminder" or "report" or "draft")))
        {
            var schedule = Bot.Schedules.All.Single(one => one.Id == entry.Key.Schedule);
            var to = entry.Key.Recipient is PlaceRecipient(var place) ? $"#{place.Channel}" : Bot.People.Find(Some.Team, ((PersonRecipient)entry.Key.Recipient).Person)!.Name;
            told.Add($"{to}: {(await Compose(schedule, entry) is ComposedMessage message ? PlainText.Of(message.Blocks) : "nothing")}");
        }

        return [.. told];
    }

    public sealed class SettingUp : CadenceTests
    {
        [Fact]
        public async Task AsksForAllThreeInOneFormWithSensibleSuggestions()
        {
            var form = (await Bot.Handle(Some.Line("/mentor cadence setup"))).ShouldBeOfType<Form>();
            form.Fields.Select(field => $"{field.Label}: {field.Value}").ShouldBe(
            [
                "A daily stand-up?: yes", "A weekly status report?: yes", "A monthly stakeholder meeting?: yes", "Time zone: UTC",
                "Days of the stand-up: Mon–Fri", "Asks at: 09:30", "Closes at: 11:00", "Reminder at: 10:30",
                "Day of the weekly status: Fri", "Asks at: 14:00", "Closes at: 16:00", "Reminder at: 15:00",
                "Day of the month: first Tuesday", "Asks at: 10:00", "Closes at: 16:00", "Reminder at: 15:00",
                "Meeting, working days later: 2", "Meeting at: 14:00", "Meeting, minutes: 60",
            ]);
        }

        [Fact]
        public async Task MakesAllThreeAndSaysWhenTheyComeNext() =>
            (await SetUp()).Text().ShouldBe(
                """
                Stand-up in #general · Mon–Fri at 09:30, open until 11:00, reminder at 10:30, UTC · looked after by Ana · nobody takes part yet

                Next: Wed 4 Mar 2026, 09:30 · Thu 5 Mar 2026, 09:30 · Fri 6 Mar 2026, 09:30

                [Join]  [Add people]  [Edit]

                Weekly status in #general · Fri at 14:00, open until 16:00, reminder at 15:00, UTC · looked after by Ana · nobody takes part yet

                Next: Fri 6 Mar 2026, 14:00 · Fri 13 Mar 2026, 14:00 · Fri 20 Mar 2026, 14:00

                [Join]  [Add people]  [Edit]

                Monthly stakeholder meeting in #general · first Tuesday at 10:00, open until 16:00, reminder at 15:00, UTC; the meeting 2 working days later at 14:00 for 60 minutes · looked after by Ana · nobody takes part yet

                Next: Tue 7 Apr 2026, 10:00 · Tue 5 May 2026, 10:00 · Tue 2 Jun 2026, 10:00

                [Join]  [Add people]  [Edit]

                Each asks in this channel, with a button to join: only who joined, or was added, is reminded. To change anything: /mentor cadence list
                """);

        [Fact]
        public async Task HasEachComeByItself()
        {
            await SetUp();
            Bot.Schedules.All.Select(one => $"{one.Subject} {one.Kind} {one.When.Rule} {one.When.Time:HH:mm} {one.LateLimit} {one.WindowClose?.ToString("HH:mm", null)}{(one.Recipient is PersonRecipient ? " to Ana" : "")}").ShouldBe(
            [
                "1 prompt FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR 09:30 StandUp 11:00",
                "1 report FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR 11:00 Other ",
                "2 prompt FREQ=WEEKLY;BYDAY=FR 14:00 Weekly ",
                "2 draft FREQ=WEEKLY;BYDAY=FR 16:00 Weekly  to Ana",
                "3 prompt FREQ=MONTHLY;BYDAY=1TU 10:00 Monthly ",
                "3 report FREQ=MONTHLY;BYDAY=1TU 16:00 Monthly ",
            ]);
        }

        [Fact]
        public async Task StartsFromTheTeamsZoneAndWeek()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Dubai"], WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] };
            var form = (await Bot.Handle(Some.Line("/mentor cadence setup"))).ShouldBeOfType<Form>();
            form.Field("zone").Value.ShouldBe("Asia/Dubai");
            form.Field("stand-up-days").Value.ShouldBe("Sun–Thu");
            form.Field("weekly-days").Value.ShouldBe("Thu");
        }

        [Fact]
        public async Task SuggestsTheWeeklyStatusForTheDayBeforeTheLongestRest()
        {
            Bot.TeamTimes.All[Some.Team] = new TeamTime { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday] };
            (await Bot.Handle(Some.Line("/mentor cadence setup"))).ShouldBeOfType<Form>().Field("weekly-days").Value.ShouldBe("Thu");
        }

        [Fact]
        public async Task StartsFromThePersonsZoneWhereTheTeamHasNone()
        {
            Bot.TeamTimes.All.Clear();
            var lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];
            (await Bot.Handle(new TypedLine(Some.Sender(zone: lisbon), "/mentor cadence add stand-up"))).ShouldBeOfType<Form>().Field("zone").Value.ShouldBe("Europe/Lisbon");
        }

        [Fact]
        public async Task BeginsOnTheNextDayWhereTodaysTimeIsOver()
        {
            At(4, 12);
            (await StandUp()).Text().ShouldContain("Next: Thu 5 Mar 2026, 09:30 · Fri 6 Mar 2026, 09:30 · Mon 9 Mar 2026, 09:30");
            (await Bot.Handle(Some.Line("/mentor standup"))).ShouldBeOfType<Form>().Title.ShouldBe("For Thu 5 Mar");
            (await Bot.Press("cadence.answer:1:20260304")).Text().ShouldStartWith("There is no round to answer at that time.");
        }

        [Fact]
        public async Task DoesNotComeOnTheDayOnWhichItWasTooLateToAsk()
        {
            At(4, 10);
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            Bot.Schedules.All.Select(one => $"{one.Kind} {one.NextDate:dd}").ShouldBe(["prompt 05", "report 05", "reminder 05"]);
        }

        [Fact]
        public async Task LeavesOutWhatIsNotWanted()
        {
            (await SetUp(values: [("weekly", "no"), ("monthly", "no"), ("weekly-asks", "")])).Text().ShouldNotContain("Weekly");
            Bot.Schedules.All.Count.ShouldBe(2);
        }

        [Fact]
        public async Task LeavingOutAllIsAMistake() =>
            (await Send(await Bot.Handle(Some.Line("/mentor cadence setup")), values: [("stand-up", "no"), ("weekly", "no"), ("monthly", "no")]))
                .ShouldBeOfType<Form>().Problems["stand-up"].ShouldBe("All three are left out, so there is nothing to set up. Say yes to at least one.");

        [Fact]
        public async Task KeepsWhatIsThereAndNamesIt()
        {
            await StandUp(values: ("stand-up-asks", "08:00"));
            var reply = await SetUp("ben");
            reply.Text().ShouldStartWith("This channel has one already, and it stays as it is: Stand-up in #general · Mon–Fri at 08:00, open until 11:00, reminder at 10:30, UTC · looked after by Ana · nobody takes part yet");
            reply.Text().ShouldContain("Weekly status in #general · Fri at 14:00, open until 16:00, reminder at 15:00, UTC · looked after by Ben · nobody takes part yet");
            Bot.Schedules.All.Count(one => one.Subject == 1).ShouldBe(2);
        }

        [Theory]
        [InlineData("stand-up-days", "", "Write days as Mon-Fri, Sun-Thu or Mon, Tue, Thu.")]
        [InlineData("stand-up-closes", "09:30", "It has to close after it asks, on the same day: later than 09:30.")]
        [InlineData("stand-up-closes", "08:00", "It has to close after it asks, on the same day: later than 09:30.")]
        [InlineData("stand-up-reminds", "09:30", "A reminder comes while it is open: after 09:30 and before 11:00. Leave it empty for none.")]
        [InlineData("stand-up-reminds", "12:00", "A reminder comes while it is open: after 09:30 and before 11:00. Leave it empty for none.")]
        [InlineData("stand-up-asks", "", "Write when I am to ask, such as 09:30.")]
        [InlineData("weekly-days", "Mon-Fri", "Write one day of the week, such as Friday.")]
        [InlineData("monthly-days", "sometimes", "Write a day of the month as first Tuesday, last Friday, 15, last day or last working day.")]
        [InlineData("monthly-later", "1.5", "Write a whole number of working days from 0 to 20.")]
        [InlineData("monthly-minutes", "2", "Write its length in whole minutes, from 5 to 480.")]
        [InlineData("monthly-at", "", "Write when the meeting begins, such as 14:00.")]
        [InlineData("zone", "zzzz", "I know no zone called “zzzz”. Write a city, such as Lisbon, or a name such as Europe/Lisbon.")]
        public async Task SaysAtTheFieldWhatMakesNoSense(string field, string value, string problem) =>
            (await Send(await Bot.Handle(Some.Line("/mentor cadence setup")), values: (field, value))).ShouldBeOfType<Form>().Problems[field].ShouldBe(problem);

        [Theory]
        [InlineData("09:00")]
        [InlineData("16:00")]
        public async Task AMeetingOnTheSameDayComesAfterItsAgenda(string at) =>
            (await Send(await Bot.Handle(Some.Line("/mentor cadence add monthly")), values: [("monthly-later", "0"), ("monthly-at", at)]))
                .ShouldBeOfType<Form>().Problems["monthly-at"].ShouldBe("On the same day it has to begin after the agenda is made: later than 16:00.");

        [Theory]
        [InlineData("cadence setup")]
        [InlineData("cadence add weekly")]
        public async Task BelongsToChannels(string line) =>
            (await Bot.Say(line, place: Some.DirectWith("ana"))).Text().ShouldBe("Cadences belong to channels: that is where the team reads them. Go to the channel, and write /mentor cadence setup there.");
    }
}
