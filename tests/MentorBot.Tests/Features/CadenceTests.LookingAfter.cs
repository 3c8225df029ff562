using MentorBot.Core.Commands;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract partial class CadenceTests
{
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
            await Bot.Press("cadence.join:2", place: Some.Random);
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
        public async Task AGuessedNumberOpensNothingOfAnotherChannel()
        {
            const string Elsewhere = "That one is for its own channel and for who takes part in it, so nothing was changed. In its channel, /mentor cadence list shows it.";
            await StandUp();
            At(4, 10);
            foreach (var place in (Place[])[Some.Random, Some.DirectWith("eve")])
            {
                foreach (var token in (string[])["cadence.show:1", "cadence.explain:1", "cadence.join:1", "cadence.take:1"])
                {
                    (await Bot.Press(token, "eve", place)).Text().ShouldBe(Elsewhere);
                }

                (await Answer(4, "eve", place)).Text().ShouldBe($"{Elsewhere}\n\nWhat you wrote, so that it isn't lost:\n\nMerged it\n\nTest it\n\nnothing");
            }

            (await Bot.Press("cadence.join:1", "eve", Some.Random, Role.Admin)).Text().ShouldBe(Elsewhere);
            (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None)).ShouldBeNull();
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).ShouldBeEmpty();
        }

        [Fact]
        public async Task WhoLeavesElsewhereJoinsAgainInTheChannel()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            var direct = Some.DirectWith("ben");
            (await Bot.Press("cadence.join:1", "ben", direct)).Text().ShouldStartWith("You take part already in the stand-up in #general");
            (await Bot.Press("cadence.leave:1", "ben", direct)).Text().ShouldBe("You've left the stand-up in #general: nothing of it reminds you, and nobody waits for you. What you answered stays.");
            (await Bot.Press("cadence.leave:1", "ben", direct)).Text().ShouldStartWith("You don't take part in the stand-up in #general");
            (await Bot.Press("cadence.leave:1", "ben")).Labels().ShouldBe(["Join"]);
        }

        [Fact]
        public async Task WhatWasReadBeforeItWasDeletedBringsNothingBack()
        {
            await StandUp();
            var stale = Bot.Cadences[1];
            await Bot.Press("cadence.delete:1");
            await Bot.Get<OwnCadences>().JoinAsync(stale, new Participant(Person("ana"), null, stale.CreatedAt), CancellationToken.None);
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Ended);
        }

        [Fact]
        public async Task OfTwoWhoTakeItOverOneDoes()
        {
            await StandUp();
            await Bot.Say("hello", "ben");
            var (own, stale) = (Bot.Get<OwnCadences>(), Bot.Cadences[1]);
            (await own.GiveAsync(stale, Person("ben"), CancellationToken.None)).ShouldBeTrue();
            (await own.GiveAsync(stale, null, CancellationToken.None)).ShouldBeFalse();
            await own.ChangeAsync(stale with { RemindsAt = null }, CancellationToken.None);
            Bot.Cadences[1].ShouldSatisfyAllConditions(now => now.Owner.ShouldBe(Person("ben")), now => now.RemindsAt.ShouldBeNull());
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
