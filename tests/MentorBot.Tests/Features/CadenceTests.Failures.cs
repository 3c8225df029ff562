using MentorBot.Core.Features.Cadences;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract partial class CadenceTests
{
    public sealed class Failing : CadenceTests
    {
        [Fact]
        public async Task ADeletedChannelEndsItAndItsOwnerIsTold()
        {
            await StandUp();
            await StandUp(place: Some.Random);
            await Refuse(Schedule("prompt"), 4, Refusal.PlaceGone);
            Bot.Cadences[1].State.ShouldBe(CadenceState.Ended);
            Bot.Cadences[2].State.ShouldBe(CadenceState.Running);
            Bot.Schedules.All.Where(one => one.Subject == 1).ShouldAllBe(one => one.State == ScheduleState.Ended);
            (await Told()).ShouldBe(["Ana: The channel of the stand-up in #general is gone, so I have ended it. What was answered stays for reports. To go on elsewhere, write /mentor cadence setup in the new channel."]);
        }

        [Fact]
        public async Task ABotThatWasRemovedPausesItAndSaysWhatToDo()
        {
            await StandUp();
            await Refuse(Schedule("prompt"), 4, Refusal.NotInPlace);
            Bot.Cadences[1].State.ShouldBe(CadenceState.Paused);
            (await Told()).ShouldBe(["Ana: I can't write in #general any more, so the stand-up there is paused. Add me to the channel and let me write there, then resume it.\n\n[Resume]"]);
            (await Bot.Press("cadence.resume:1", place: Some.DirectWith("ana"))).Text().ShouldStartWith("It goes on: the stand-up in #general.");
        }

        [Fact]
        public async Task WhatCouldNotBePostedIsToldToItsOwner()
        {
            await StandUp();
            await Refuse(Schedule("report"), 4, Refusal.GaveUp);
            Bot.Cadences[1].State.ShouldBe(CadenceState.Running);
            (await Told()).ShouldBe(["Ana: Something of the stand-up in #general for Wednesday 4 March is missing there, or may be: posting it failed. The next one comes as planned.\n\n[Explain]"]);
        }

        [Fact]
        public async Task ARemovedAppPausesAllOfItsWorkspace()
        {
            await SetUp();
            await StandUp(place: Some.Random);
            await Refuse(Schedule("prompt"), 4, Refusal.WorkspaceGone);
            Enumerable.Range(1, 4).ShouldAllBe(id => Bot.Cadences[id].State == CadenceState.Paused);
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Paused);
            (await Told()).ShouldBeEmpty();
        }

        [Fact]
        public async Task WhoHasLeftTheWorkspaceTakesPartNoMore()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            await Refuse(Schedule("reminder", "ben"), 4, Refusal.PersonGone);
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).ShouldBeEmpty();
            (await Told()).ShouldBeEmpty();
        }

        [Fact]
        public async Task WithoutItsOwnerItGoesOnAndTheChannelIsToldOnce()
        {
            await SetUp();
            await Bot.Press("cadence.join:2", "ben");
            await Refuse(Schedule("draft", cadence: 2), 6, Refusal.PersonGone);
            Bot.Cadences[2].ShouldSatisfyAllConditions(cadence => cadence.Owner.ShouldBeNull(), cadence => cadence.State.ShouldBe(CadenceState.Running));
            (await Told()).ShouldBe(["#general: Nobody looks after the weekly status here any more. It goes on as it is. Whoever takes part in it, or an admin, can take it over.\n\n[Take over]"]);

            (await Bot.Press("cadence.take:2", "cara")).Text().ShouldBe("Whoever takes part in it, and every admin, can take it over. Join first, if you like.\n\n[Join]");
            (await Bot.Press("cadence.edit:2", "ben")).Text().ShouldBe("Nothing was changed: nobody looks after the weekly status in #general at the moment. Whoever takes part in it, and every admin, can take it over.\n\n[Take over]");
            (await Bot.Press("cadence.take:2", "ben")).Text().ShouldStartWith("Thank you. You look after the weekly status in #general now.\n\nWeekly status in #general · Fri at 14:00, open until 16:00, reminder at 15:00, UTC · looked after by Ben · one person takes part");
            Schedule("draft", "ben", 2).State.ShouldBe(ScheduleState.Active);
            (await Bot.Press("cadence.take:2", "ana", role: Role.Admin)).Text().ShouldBe("Nothing was changed: Ben looks after it already.");
            (await Told()).ShouldBe(["#general: nothing"]);
        }

        [Fact]
        public async Task AnErasedOwnerIsOneToo()
        {
            await StandUp();
            await Answer(4);
            await Bot.Press("cadence.join:1");
            await Bot.Press((await Bot.Say("/mentor data delete")).Token("Erase my data"));
            var round = (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None))!;
            (round.Answers.Length, (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).Count).ShouldBe((0, 0));
            foreach (var day in (int[])[4, 5])
            {
                At(day, 9, 30);
                Read(await Come(Schedule("prompt"), day)).Labels().ShouldBe(["Answer", "Join", "Explain", "Take over"]);
            }

            (await Told()).ShouldBe(["#general: Nobody looks after the stand-up here any more. It goes on as it is. Whoever takes part in it, or an admin, can take it over.\n\n[Take over]"]);
            (await Bot.Press("cadence.take:1", "cara", role: Role.Admin)).Text().ShouldStartWith("Thank you. You look after the stand-up in #general now.");
        }

        [Fact]
        public async Task WhoseDirectMessagesAreClosedIsToldInTheChannelOnceAndWithoutTheContent()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            await Refuse(Schedule("reminder", "ben"), 4, Refusal.DirectMessagesClosed);
            await Refuse(Schedule("reminder", "ben"), 5, Refusal.DirectMessagesClosed);
            (await Told()).ShouldBe(["#general: @Ben, I can't send you direct messages, so what I have for you about the stand-up here doesn't reach you. Allow them from me, and it comes again."]);
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).Count.ShouldBe(1);
        }

        [Theory]
        [InlineData("", Refusal.DirectMessagesClosed)]
        [InlineData("10:30", Refusal.DirectMessagesClosed)]
        [InlineData("10:30", Refusal.GaveUp)]
        [InlineData("10:30", Refusal.CannotTell)]
        public async Task NobodyTakesPartWhoCouldNotBeToldThatTheyWereAdded(string reminds, Refusal why)
        {
            var told = await AddBen(reminds);
            var schedule = Bot.Schedules.All.Single(one => one.Id == told.Key.Schedule);
            var failed = Bot.Schedules.Settle(told, EntryStatus.Failed);
            await Cadences.SettledAsync(failed, schedule, why, CancellationToken.None);
            await Cadences.SettledAsync(failed, schedule, why, CancellationToken.None);
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).ShouldBeEmpty();
            (await Told()).ShouldBe(
                ["Ben: nothing", "Ana: I couldn't tell somebody whom you added to the stand-up in #general, so they don't take part. Ask them to press Join in the channel: whoever joins needs no message from me."]);
        }

        [Fact]
        public async Task NobodyWaitsForWhoHasNotHeardThatTheyWereAdded()
        {
            var told = await AddBen();
            await Asked(4);
            await Answer(4);
            At(4, 10, 30);
            (await Come(Schedule("reminder", "ben"), 4)).ShouldBe(new NothingToSend("they haven't heard yet that they were added"));
            At(4, 11);
            Read(await Come(Schedule("report"), 4)).Text().ShouldNotContain("Ben");

            await Cadences.SettledAsync(Bot.Schedules.Settle(told, EntryStatus.Merged), Schedule("reminder", "ben"), null, CancellationToken.None);
            await Asked(5);
            At(5, 10, 30);
            Read(await Come(Schedule("reminder", "ben"), 5)).Text().ShouldStartWith("The stand-up in #general waits for your answer for Thursday 5 March");
            At(5, 11);
            Read(await Come(Schedule("report"), 5)).Text().ShouldBe("Stand-up, Thursday 5 March\n==========================\n\nNobody has answered.\n\nNo answer: Ben\n\n[Answer]");
            (await Told()).ShouldBe(["Ben: nothing"]);
        }

        [Fact]
        public async Task WhoJoinsAfterBeingAddedHasHeardOfIt()
        {
            await AddBen();
            (await Bot.Press("cadence.join:1", "ben")).Text().ShouldStartWith("You take part already in the stand-up in #general");
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).ShouldHaveSingleItem().Knows.ShouldBeTrue();
        }

        [Fact]
        public async Task WhatAChangeSkippedIsToldAgain()
        {
            var told = await AddBen();
            var reminder = Schedule("reminder", "ben");
            await Send(await Bot.Handle(Some.Line("/mentor cadence edit")), values: ("stand-up-reminds", ""));
            var skipped = Bot.Schedules.Entries.Single(entry => entry.Id == told.Id);
            skipped.Status.ShouldBe(EntryStatus.Skipped);
            await Cadences.SettledAsync(skipped, reminder, null, CancellationToken.None);
            await Cadences.SettledAsync(skipped, reminder, null, CancellationToken.None);
            Bot.Schedules.Entries.Where(entry => entry.Status == EntryStatus.Pending).ShouldHaveSingleItem().Key.Schedule.ShouldBe(Schedule("prompt").Id);
            (await Told()).Last().ShouldStartWith("Ben: @Ana added you to the stand-up in #general");
        }

        [Fact]
        public async Task WhatAPauseSkippedIsToldWhenItGoesOn()
        {
            var told = await AddBen();
            await Bot.Say("/mentor cadence pause");
            await Cadences.SettledAsync(Bot.Schedules.Settle(told, EntryStatus.Skipped), Schedule("reminder", "ben"), null, CancellationToken.None);
            Bot.Schedules.Entries.Count.ShouldBe(1);
            (await Bot.Cadences.ParticipantsAsync(1, CancellationToken.None)).Count.ShouldBe(1);
            await Bot.Say("/mentor cadence resume");
            Bot.Schedules.Entries.Count.ShouldBe(2);
            (await Told()).Last().ShouldStartWith("Ben: @Ana added you to the stand-up in #general");
        }

        [Fact]
        public async Task ASecondTimeWithoutAnOwnerIsToldToo()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            await Bot.Cadences.GiveAsync(1, Person("ana"), null, CancellationToken.None);
            await Come(Schedule("prompt"), 4);
            At(5, 9, 30);
            await Come(Schedule("prompt"), 5);
            (await Told()).Length.ShouldBe(1);
            await Bot.Press("cadence.take:1", "ben");
            await Refuse(Schedule("reminder", "ben"), 5, Refusal.PersonGone);
            (await Told()).ShouldBe(Enumerable.Repeat("#general: Nobody looks after the stand-up here any more. It goes on as it is. Whoever takes part in it, or an admin, can take it over.\n\n[Take over]", 2));
        }

        private async Task<OutboxEntry> AddBen(string reminds = "10:30")
        {
            await StandUp(values: ("stand-up-reminds", reminds));
            await Bot.Say("hello", "ben");
            await Bot.Submit("cadence.people:1", Some.Values(("person-1", "ben")));
            return Bot.Schedules.Entries.ShouldHaveSingleItem();
        }
    }
}
