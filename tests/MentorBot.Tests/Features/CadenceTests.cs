using MentorBot.Core.Commands;
using MentorBot.Core.Features.Cadences;
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
        await Cadences.ComposeAsync(new ComposeRequest(entry, schedule with { Recipient = entry.Key.Recipient }, askToEase), CancellationToken.None);

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
        public async Task StartsFromThePersonsZoneWhereTheTeamHasNone()
        {
            var lisbon = DateTimeZoneProviders.Tzdb["Europe/Lisbon"];
            (await Bot.Handle(new TypedLine(Some.Sender(zone: lisbon), "/mentor cadence add stand-up"))).ShouldBeOfType<Form>().Field("zone").Value.ShouldBe("Europe/Lisbon");
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

        [Fact]
        public async Task AMeetingOnTheSameDayComesAfterTheQuestion() =>
            (await Send(await Bot.Handle(Some.Line("/mentor cadence add monthly")), values: [("monthly-later", "0"), ("monthly-at", "09:00")]))
                .ShouldBeOfType<Form>().Problems["monthly-at"].ShouldBe("On the same day it has to begin after I ask: later than 10:00.");

        [Theory]
        [InlineData("cadence setup")]
        [InlineData("cadence add weekly")]
        public async Task BelongsToChannels(string line) =>
            (await Bot.Say(line, place: Some.DirectWith("ana"))).Text().ShouldBe("Cadences belong to channels: that is where the team reads them. Go to the channel, and write /mentor cadence setup there.");
    }

    public sealed class LookingAfter : CadenceTests
    {
        [Fact]
        public async Task ShowsWhatThereIsWithAllThatCanBeDone()
        {
            await StandUp();
            var list = await Bot.Say("/mentor cadence list");
            list.Text().ShouldStartWith("Stand-up in #general · Mon–Fri at 09:30, open until 11:00, reminder at 10:30, UTC · looked after by Ana · nobody takes part yet");
            list.Labels().ShouldBe(["Join", "Explain", "Add people", "Edit", "Pause", "Hand over", "Delete"]);
            (await Bot.Say("/mentor cadence list", "ben")).Labels().ShouldBe(["Join", "Explain"]);
        }

        [Fact]
        public async Task SaysHowToBeginWhereThereIsNone()
        {
            (await Bot.Say("/mentor cadence list")).Text().ShouldBe("This channel has none yet. /mentor cadence setup makes a stand-up, a weekly status and a monthly meeting in one form.");
            (await Bot.Say("/mentor cadence list", place: Some.DirectWith("ana"))).Text().ShouldBe("You look after no cadence and take part in none. In a channel, /mentor cadence setup makes some for the team.");
        }

        [Fact]
        public async Task ShowsPeopleTheirOwnAcrossChannels()
        {
            await StandUp();
            await StandUp("ben", Some.Random);
            await Bot.Press("cadence.join:2");
            var list = await Bot.Say("/mentor cadence list", place: Some.DirectWith("ana"));
            list.Text().ShouldBe("These are the cadences that you look after or take part in. Open one:\n\n1. the stand-up in #general\n2. the stand-up in #random\n\n[Number 1]  [Number 2]");
            (await Bot.Press(list.Token("Number 2"))).Text().ShouldContain("looked after by Ben · one person takes part");
            (await Bot.Say("/mentor cadence list", "cara", Some.DirectWith("cara"))).Text().ShouldStartWith("You look after no cadence");
        }

        [Fact]
        public async Task ChangesDaysTimesAndZone()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            var form = await Bot.Handle(Some.Line("/mentor cadence edit"));
            var saved = (await Send(form, values: [("stand-up-days", "Mon, Wed"), ("stand-up-asks", "10:00"), ("stand-up-reminds", ""), ("zone", "Berlin")])).ShouldBeOfType<Reply>();
            saved.Text().ShouldStartWith("Saved. What came round already stays as it was.\n\nStand-up in #general · Mon, Wed at 10:00, open until 11:00, no reminder, Berlin (Europe/Berlin) · looked after by Ana · one person takes part");
            Bot.Schedules.All.Where(one => one.State == ScheduleState.Active).Select(one => $"{one.Kind} {one.When.Rule} {one.When.Time:HH:mm} {one.When.Zone.Id}").ShouldBe(
                ["prompt FREQ=DAILY;BYDAY=MO,WE 10:00 Europe/Berlin", "report FREQ=DAILY;BYDAY=MO,WE 11:00 Europe/Berlin"]);
            Bot.Schedules.Ends.ShouldBe(["the cadence was changed"]);
        }

        [Fact]
        public async Task OnlyItsOwnerAndAdminsChangeIt()
        {
            await StandUp();
            foreach (var line in (string[])["cadence edit", "cadence pause", "cadence resume", "cadence delete", "cadence hand-over <@ben>"])
            {
                (await Bot.Say($"/mentor {line}", "ben")).Text().ShouldBe("Nothing was changed: only Ana, who looks after the stand-up in #general, and admins may do that. Please ask one of them.");
            }

            (await Bot.Press("cadence.people:1", "ben")).Text().ShouldStartWith("Nothing was changed: only Ana");
            (await Bot.Say("/mentor cadence pause", "ben", role: Role.Admin)).Text().ShouldStartWith("Paused: nothing comes of the stand-up in #general until you resume it.");
        }

        [Fact]
        public async Task PausesAndResumes()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            (await Bot.Say("/mentor cadence pause")).Text().ShouldBe("Paused: nothing comes of the stand-up in #general until you resume it. Who takes part stays.\n\n[Resume]");
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Paused);
            (await Bot.Say("/mentor cadence pause")).Text().ShouldStartWith("It is paused already: nothing comes of the stand-up in #general");
            (await Bot.Say("/mentor cadence list")).Text().ShouldContain("Stand-up in #general · paused · Mon–Fri");
            var resumed = await Bot.Say("/mentor cadence resume");
            resumed.Text().ShouldBe("It goes on: the stand-up in #general. What fell into a pause is not sent afterwards.\n\nNext: Wed 4 Mar 2026, 09:30 · Thu 5 Mar 2026, 09:30 · Fri 6 Mar 2026, 09:30");
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Active);
        }

        [Fact]
        public async Task WhoJoinsAPausedOneIsNotReminded()
        {
            await StandUp();
            await Bot.Say("/mentor cadence pause");
            await Bot.Press("cadence.join:1", "ben");
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Paused);
        }

        [Fact]
        public async Task AsksBeforeItDeletes()
        {
            await StandUp();
            var asked = await Bot.Say("/mentor cadence delete");
            asked.Text().ShouldBe("This ends the stand-up in #general for everybody who takes part. What was answered stays for reports. To have a rest only, pause it.\n\n[Delete it]  [Pause instead]");
            Bot.Cadences[1].State.ShouldBe(CadenceState.Running);
            (await Bot.Press(asked.Token("Delete it"))).Text().ShouldBe("Deleted: the stand-up in #general has ended, and nothing more comes of it.");
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Ended);
            (await Bot.Press(asked.Token("Delete it"))).Text().ShouldBe("That one is not there any more, so nothing was changed. /mentor cadence list shows what there is.");
            (await StandUp()).Text().ShouldStartWith("Stand-up in #general");
        }

        [Fact]
        public async Task AsksWhichOneIsMeant()
        {
            await SetUp();
            (await Bot.Say("/mentor cadence pause")).Text().ShouldBe("Which of them?\n\n[Stand-up]  [Weekly status]  [Monthly stakeholder meeting]");
            (await Bot.Say("/mentor cadence pause weekly")).Text().ShouldStartWith("Paused: nothing comes of the weekly status in #general");
            (await Bot.Say("/mentor cadence pause weekly", place: Some.Random)).Text().ShouldStartWith("This channel has none yet.");
        }

        [Fact]
        public async Task HandsOverAndTellsWhoHasItNow()
        {
            await SetUp();
            await Bot.Say("hello", "ben");
            var given = await Bot.Press((await Bot.Say("/mentor cadence hand-over <@ben>")).Token("Weekly status"));
            given.Text().ShouldBe("Done: Ben looks after the weekly status in #general now, and hears it from me.");
            Schedule("draft", "ben", 2).Owner.ShouldBe(Person("ben"));
            Bot.Schedules.All.Count(one => one.Kind == "draft" && one.State == ScheduleState.Active).ShouldBe(1);
            (await Told()).ShouldBe(["Ben: You look after the weekly status in #general from now on: it was handed over to you. You can change, pause, hand over and delete it. Fri at 14:00, open until 16:00, reminder at 15:00, UTC.\n\n[Open it]"]);
            (await Bot.Press("cadence.give:2:1")).Text().ShouldStartWith("Nothing was changed: only Ben");
        }

        [Fact]
        public async Task HandsOverByAFormToo()
        {
            await StandUp();
            await Bot.Say("hello", "ben");
            (await Bot.Submit((await Bot.Open("cadence.hand-over:1")).Token, Some.Values(("person", "ben")))).Text().ShouldBe("Done: Ben looks after the stand-up in #general now, and hears it from me.");
            (await Bot.Submit("cadence.hand-over:1", Some.Values(("person", "ben")), user: "ben")).Text().ShouldBe("Nothing was changed: Ben looks after the stand-up in #general already.");
        }

        [Fact]
        public async Task ComesAcrossNoOtherWorkspace()
        {
            await StandUp();
            var other = new Place(new Workspace("test", "other"), "general");
            var stranger = new Sender(new Identity(other.Workspace, "eve"), "Eve", other, Role.Admin, DateTimeZone.Utc);
            ((Reply)await Bot.Handle(new Press(stranger, "cadence.pause:1", []))).Text().ShouldBe("That one is not there any more, so nothing was changed. /mentor cadence list shows what there is.");
            Bot.Cadences[1].State.ShouldBe(CadenceState.Running);
        }
    }
}
