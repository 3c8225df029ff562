using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract partial class CadenceTests
{
    public sealed class TakingPart : CadenceTests
    {
        [Fact]
        public async Task JoinsAndLeaves()
        {
            await StandUp();
            var joined = await Bot.Press("cadence.join:1", "ben");
            joined.Text().ShouldBe("You take part in the stand-up in #general: Mon–Fri at 09:30, open until 11:00, reminder at 10:30, UTC. If you haven't answered by then, I remind you in a direct message; without an answer you're named as missing. Days on which you're away don't count.\n\n[Leave]");
            (await Bot.Press("cadence.join:1", "ben")).Text().ShouldStartWith("You take part already in the stand-up in #general");
            var reminder = Schedule("reminder", "ben");
            reminder.ShouldSatisfyAllConditions(
                () => reminder.When.Time.ShouldBe(new LocalTime(10, 30)),
                () => reminder.FollowsZone.ShouldBeFalse(),
                () => reminder.WorkingDaysOnly.ShouldBeTrue(),
                () => reminder.WindowClose.ShouldBe(new LocalTime(11, 0)),
                () => reminder.Owner.ShouldBe(Person("ben")));

            var left = await Bot.Press(joined.Token("Leave"), "ben");
            left.Text().ShouldBe("You've left the stand-up in #general: nothing of it reminds you, and nobody waits for you. What you answered stays.\n\n[Join]");
            (await Bot.Press(joined.Token("Leave"), "ben")).Text().ShouldStartWith("You don't take part in the stand-up in #general");
            Bot.Schedules.All.ShouldNotContain(one => one.Kind == "reminder" && one.State == ScheduleState.Active);
        }

        [Fact]
        public async Task TellsWhoIsAddedByWhomAndHowToLeave()
        {
            await StandUp();
            await Bot.Say("hello", "ben");
            await Bot.Say("hello", "cara");
            await Bot.Press("cadence.join:1", "cara");
            var form = await Bot.Open("cadence.people:1");
            (await Bot.Submit(form.Token, Some.Values(("person-1", "ben"), ("person-2", "cara"), ("person-3", "ben")))).Text()
                .ShouldBe("Added to the stand-up in #general: Ben. I tell them that you did, and how to leave. Until they have heard, nobody waits for them.\n\nTaking part already: Cara.");
            (await Told()).ShouldBe(["Ben: @Ana added you to the stand-up in #general, so that the team hears from you: Mon–Fri at 09:30, open until 11:00, reminder at 10:30, UTC. If you haven't answered by then, I remind you here. Without an answer you're named as missing; days on which you're away don't count.\n\nIf it isn't for you, leave: nothing more of it comes.\n\n[Leave]  [Explain]"]);
            Bot.Schedules.Entries.ShouldHaveSingleItem().AskedFor.ShouldBeFalse();

            await Bot.Press("cadence.leave:1", "ben");
            (await Told()).ShouldBe(["Ben: nothing"]);
        }

        [Fact]
        public async Task AnsweringMakesNobodyAParticipantButOffersIt()
        {
            await StandUp();
            (await Answer(4, "ben")).Labels().ShouldBe(["Edit", "Join"]);
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).ShouldBeEmpty();
            await Bot.Press("cadence.join:1", "ben");
            (await Answer(4, "ben")).Labels().ShouldBe(["Edit"]);
        }
    }

    public sealed class Answering : CadenceTests
    {
        private async Task<Form> Open(string user = "ana", Core.People.Place? place = null) => (await Bot.Handle(Some.Line("/mentor standup", user, place))).ShouldBeOfType<Form>();

        [Fact]
        public async Task OpensTodaysAndShowsWhatWasSentAndWhoReadsIt()
        {
            await StandUp();
            var form = await Open();
            (form.Title, form.Token, form.Submit).ShouldBe(("For Wed 4 Mar", "cadence.answer:1:20260304", "Send"));
            form.Fields.Select(field => $"{field.Label} ({field.Value})").ShouldBe(["What moved since last time ()", "What you'll do today ()", "What's in your way ()"]);
            (await Answer(4)).Text().ShouldBe(
                """
                Thank you. This is your answer to the stand-up in #general for Wednesday 4 March:

                > Progress: Merged it
                > 
                > Today: Test it
                > 
                > In the way: nothing

                [Edit]  [Join]

                Everybody in #general can read it, in the report at Wed 4 Mar 2026, 11:00
                """);
        }

        [Fact]
        public async Task WhatSomebodyMeantToDoIsWhatTheyDid()
        {
            await StandUp();
            await Answer(4, plan: "Test it well");
            At(5, 9);
            var form = await Open();
            form.Fields.Select(field => field.Value).ShouldBe(["Test it well", null, null]);
        }

        [Fact]
        public async Task ComesEarlyTheEveningBefore()
        {
            await StandUp();
            await Answer(4);
            At(4, 18);
            (await Open()).Title.ShouldBe("For Thu 5 Mar");
            (await Answer(5)).Text().ShouldContain("Everybody in #general can read it, in the report at Thu 5 Mar 2026, 11:00");
            At(6, 18);
            (await Open("ben")).Title.ShouldBe("For Fri 6 Mar", "Ben has not answered today's yet.");
            At(7, 9);
            (await Open("ben")).Title.ShouldBe("For Mon 9 Mar");
        }

        [Fact]
        public async Task ComesLateAndUpdatesThePostedReport()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 11);
            Read(await Come(Schedule("report"), 4)).Text().ShouldContain("No answer: Ben");
            At(4, 15);
            var late = await Answer(4, "ben");
            late.Text().ShouldContain("Everybody in #general can read it, in the report that is there already");
            late.Labels().ShouldBe(["Edit", "Write Thursday 5 March"]);
            Bot.Schedules.Refreshed.ShouldHaveSingleItem().ShouldBe(new EntryKey(Schedule("report").Id, "report", new PlaceRecipient(Some.General), March(4)));
            Read(await Compose(Schedule("report"), Bot.Schedules.Entries[0])).Text().ShouldNotContain("No answer");
            (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None))!.Missing.ShouldBeEmpty();
        }

        [Theory]
        [InlineData(EntryStatus.Skipped)]
        [InlineData(EntryStatus.Failed)]
        public async Task ComesLateAndIsPostedWhereNoReportStands(EntryStatus status)
        {
            await StandUp();
            await Asked(4);
            At(4, 11);
            Bot.Ledger.All.Enqueue(Bot.Schedules.Settle(Bot.Schedules.Due(Schedule("report"), March(4)), status));
            At(4, 15);
            (await Answer(4, "ben")).Text().ShouldEndWith("Everybody in #general can read it, in a report that comes in a moment");
            var posted = Bot.Schedules.Entries[^1];
            (posted.Key, posted.AskedFor, posted.Reason).ShouldBe((new EntryKey(Schedule("report").Id, "report", new PlaceRecipient(Some.General), March(4), 1), true, "an answer came after its time"));
            Read(await Compose(Schedule("report"), posted)).Text().ShouldStartWith("Stand-up, Wednesday 4 March\n===========================\n\nBen\n");

            // What waits says all that is true when it goes, and what was sent then is brought up to date.
            Bot.Ledger.All.Enqueue(posted);
            (await Answer(4, "cara")).Text().ShouldEndWith("in a report that comes in a moment");
            Bot.Schedules.Entries.Count.ShouldBe(2);
            Bot.Ledger.All.Enqueue(Bot.Schedules.Settle(posted, EntryStatus.Sent));
            (await Answer(4, "dan")).Text().ShouldEndWith("in the report that is there already");
            Bot.Schedules.Refreshed.ShouldHaveSingleItem().ShouldBe(posted.Key);
        }

        [Fact]
        public async Task ComesLateInAPauseAndUpdatesWhatStandsThere()
        {
            await StandUp();
            await Asked(4);
            await Asked(5);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 11);
            await Come(Schedule("report"), 4);
            await Bot.Say("/mentor cadence pause");
            (await Answer(4, "ben")).Text().ShouldEndWith("Everybody in #general can read it, in the report that is there already");
            var sent = Bot.Schedules.Refreshed.ShouldHaveSingleItem();
            Read(await Compose(Schedule("report"), Bot.Schedules.Entries.Single(entry => entry.Key == sent))).Text().ShouldContain("Ben\n\n> Progress: Merged it");
            At(5, 12);
            (await Answer(5, "ben")).Text().ShouldEndWith("The stand-up is paused, so no report of it comes in #general; your answer is kept");
        }

        [Fact]
        public async Task IsEditedAtAnyTimeAndStaysOne()
        {
            await StandUp();
            await Answer(4);
            At(9, 16);
            var form = await Bot.Open("cadence.answer:1:20260304");
            (form.Submit, form.Field("progress").Value).ShouldBe(("Save", "Merged it"));
            await Answer(4, progress: "Merged it and more");
            var answer = (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None))!.Answers.ShouldHaveSingleItem();
            (answer.Words["progress"], answer.SentAt, answer.EditedAt).ShouldBe(("Merged it and more", Instant.FromUtc(2026, 3, 4, 9, 0), Instant.FromUtc(2026, 3, 9, 16, 0)));
        }

        [Theory]
        [InlineData("20260306")]
        [InlineData("20260303")]
        [InlineData("20260399")]
        [InlineData("-1")]
        public async Task TakesNoRoundThatIsNotThere(string date)
        {
            await StandUp();
            (await Bot.Press($"cadence.answer:1:{date}")).Text().ShouldBe("There is no round to answer at that time. /mentor cadence explain shows when the next ones are.");
        }

        [Fact]
        public async Task WorksFromAnywhereForWhoTakesPartInOne()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            (await Open("ben", Some.DirectWith("ben"))).Token.ShouldBe("cadence.answer:1:20260304");
        }

        [Fact]
        public async Task AsksWhichOneOfSeveral()
        {
            await StandUp();
            await StandUp(place: Some.Random);
            await Bot.Press("cadence.join:1", "ben");
            await Bot.Press("cadence.join:2", "ben", Some.Random);
            (await Bot.Say("/mentor standup", "ben", Some.DirectWith("ben"))).Text().ShouldBe("You take part in more than one. Which of them?\n\n1. the stand-up in #general\n2. the stand-up in #random\n\n[Number 1]  [Number 2]");
            (await Open("ben", Some.Random)).Token.ShouldBe("cadence.answer:2:20260304");
        }

        [Fact]
        public async Task SaysWhereToBeginWhereThereIsNone() =>
            (await Bot.Say("/mentor standup")).Text().ShouldBe("You take part in no stand-up, and there is none in this place. In its channel, /mentor cadence setup makes one, and Join on its question takes you in.");
    }
}
