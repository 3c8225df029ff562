using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract partial class DueItemTests
{
    public sealed class Answered : DueItemTests
    {
        [Fact]
        public async Task SaysThatItComesLate()
        {
            await Give();
            var schedule = Bot.Schedules.All[^1];
            var late = (ComposedMessage)await Compose(Bot.Schedules.Due(schedule, schedule.When.Start) with { IsLate = true }, schedule);
            PlainText.Of(late.Blocks).ShouldEndWith("This comes late: I wasn't running when it was due.");
        }

        [Fact]
        public async Task DoneTicksIt()
        {
            await Give();
            var nudge = await Come();
            var item = Bot.Checklists.All[1].Items[2].Text;
            (await PressAsBen(nudge.Token("Done"))).Text().ShouldBe($"Ticked: {item}. 1 of 7 of the checklist Deal with project risks are done.");
            Bot.Checklists.All[1].Items[2].DoneBy!.Name.ShouldBe("Ben");
            (await PressAsBen(nudge.Token("Done"))).Text().ShouldStartWith("It was ticked already: ");
        }

        [Fact]
        public async Task DoneChangesNothingForWhoHasItNoMore()
        {
            await Give();
            var nudge = await Come();
            await Write(1, "ana", "2026-03-05");
            (await PressAsBen(nudge.Token("Done"))).Text().ShouldBe("That checklist belongs to another channel. Open it there.");
            (await Bot.Press(nudge.Token("Done"), user: "ben")).Text().ShouldBe("Somebody else has that one now, so nothing was changed.");
            (await Bot.Press("checklist.done:1:99")).Text().ShouldBe("That checklist has no such item.");
            await Bot.Press("checklist.close:1");
            (await Bot.Press(nudge.Token("Done"))).Text().ShouldBe("The checklist Deal with project risks is closed, so nothing was changed.");
        }

        [Fact]
        public async Task OpensTheListWhereTheNudgeCameAndTicksThere()
        {
            await Give();
            var list = await PressAsBen((await Come()).Token("Open the list"));
            list.Text().ShouldContain("0 of 7");
            (await PressAsBen(list.Ticks().Token!, "+1")).Text().ShouldContain("1 of 7");
            (await PressAsBen("checklist.repost:1")).Post.ShouldBeNull();
            (await Bot.Press("checklist.open:1", "cleo", Some.DirectWith("cleo"))).Text().ShouldBe("That checklist belongs to another channel. Open it there.");
        }

        [Theory]
        [InlineData("20-minutes", "Snoozed. It comes again at Thu 5 Mar 2026, 09:50.")]
        [InlineData("1-hour", "Snoozed. It comes again at Thu 5 Mar 2026, 10:30.")]
        [InlineData("afternoon", "Snoozed. It comes again at Thu 5 Mar 2026, 15:00.")]
        [InlineData("tomorrow", "Snoozed. It comes again at Fri 6 Mar 2026, 09:30.")]
        [InlineData("next-working-day", "Snoozed. It comes again at Mon 9 Mar 2026, 09:30.")]
        [InlineData("never", "Choose one of the times in the list, please. Nothing was changed.")]
        public async Task IsSnoozed(string choice, string answer)
        {
            await Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(6), "Founders' Day")], CancellationToken.None);
            await Give();
            var nudge = await Come();
            (await PressAsBen(nudge.Token("Snooze"), choice)).Text().ShouldBe(answer);
            if (choice != "never")
            {
                (await PressAsBen(nudge.Token("Snooze"), choice)).Text().ShouldBe("That one is snoozed already and comes by itself.");
                (await Compose(Bot.Schedules.Entries[^1], Only)).ShouldBeOfType<ComposedMessage>();
            }
        }

        [Fact]
        public async Task WhatIsDoneClosedOrSomebodyElsesIsNotSnoozed()
        {
            await Give();
            var nudge = await Come();
            var item = Bot.Checklists.All[1].Items[2].Text;
            await PressAsBen(nudge.Token("Done"));
            (await PressAsBen(nudge.Token("Snooze"), "1-hour")).Text().ShouldBe($"It was ticked already: {item}. Nothing was changed.");
            await Bot.Press("checklist.close:1");
            (await PressAsBen(nudge.Token("Snooze"), "1-hour")).Text().ShouldBe("The checklist Deal with project risks is closed, so nothing was changed.");
            await Bot.Press("checklist.reopen:1");
            await Write(1, "ana", "2026-03-05");
            (await PressAsBen(nudge.Token("Snooze"), "1-hour")).Text().ShouldBe("Somebody else has that one now, so nothing was changed.");
        }

        [Fact]
        public async Task StopsAndTakesTheSnoozeBack()
        {
            await Give();
            var nudge = await Come();
            await PressAsBen(nudge.Token("Snooze"), "1-hour");
            (await PressAsBen(nudge.Token("Stop this"))).Text().ShouldBe("Stopped: I won't come back to this one. On the list it stays as it is.");
            Bot.Schedules.Entries[^1].Status.ShouldBe(EntryStatus.Skipped);
            Bot.Checklists.All[1].Items[2].Assignee!.Name.ShouldBe("Ben");
        }

        [Fact]
        public async Task IsNobodyElsesToSnoozeOrStop()
        {
            await Give();
            var nudge = await Come();
            foreach (var token in new[] { nudge.Token("Snooze"), nudge.Token("Stop this"), "checklist.stop:99" })
            {
                (await Bot.Press(token, values: "1-hour")).Text().ShouldBe("That reminder is gone, or it is somebody else's. Nothing was changed. /mentor checklist shows the checklists there are.");
            }

            Only.State.ShouldBe(ScheduleState.Active);
        }
    }

    public sealed class Unreached : DueItemTests
    {
        private async Task<string> Fail(Refusal why)
        {
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            var schedule = Bot.Schedules.All[^1];
            var failed = Bot.Schedules.Settle(Bot.Schedules.Due(schedule, March(5)), EntryStatus.Failed);
            await Feature.SettledAsync(failed, schedule, why, CancellationToken.None);
            await Feature.SettledAsync(failed, schedule, why, CancellationToken.None);
            var told = Bot.Schedules.Entries[1..].ShouldHaveSingleItem();
            told.Key.Recipient.ShouldBe(new PlaceRecipient(Some.General));
            await Feature.SettledAsync(Bot.Schedules.Settle(told, EntryStatus.Failed), schedule, Refusal.NotInPlace, CancellationToken.None);
            Bot.Schedules.Entries.Count.ShouldBe(2);
            return PlainText.Of(((ComposedMessage)await Compose(told, schedule)).Blocks).Replace(Bot.Checklists.All[1].Items[2].Text, "ITEM", StringComparison.Ordinal);
        }

        [Fact]
        public async Task TellsWhoGaveItWhereDirectMessagesAreClosed()
        {
            await Give();
            (await Fail(Refusal.DirectMessagesClosed)).ShouldBe(
                "@Ana, ITEM in Deal with project risks is due, and I couldn't tell Ben: they take no direct messages from me. Please tell them yourself, or give it to somebody else.");
        }

        [Fact]
        public async Task TellsWhoGaveItWhereThePersonHasLeft()
        {
            await Give();
            (await Fail(Refusal.PersonGone)).ShouldBe("@Ana, ITEM in Deal with project risks is due, and I couldn't tell Ben: they have left. Give it to somebody else, please.");
        }

        [Fact]
        public async Task SaysItToWhoTookItThemselves()
        {
            await Give(to: "ana");
            (await Fail(Refusal.DirectMessagesClosed)).ShouldBe("@Ana, I can't send you direct messages, so I say it here: ITEM in Deal with project risks is due.");
        }

        [Fact]
        public async Task AsksWhoTakesItWhereWhoGaveItIsGoneToo()
        {
            await Give();
            Bot.Schedules.Erase(Ana);
            (await Fail(Refusal.PersonGone)).ShouldBe("Ben has left, so ITEM in Deal with project risks is due and with nobody. Who takes it?");
        }

        [Fact]
        public async Task SaysNothingOfSomebodysOwnList()
        {
            await Bot.Press("checklist.mine:risk-mitigation");
            await Write(0, "", "2026-03-05");
            var failed = Bot.Schedules.Settle(Bot.Schedules.Due(Only, March(5)), EntryStatus.Failed);
            await Feature.SettledAsync(failed, Only, Refusal.DirectMessagesClosed, CancellationToken.None);
            Bot.Schedules.Entries.Count.ShouldBe(1);
        }

        [Fact]
        public async Task ForgetsWhoIsErased()
        {
            await Give();
            var ask = await Bot.Say("/mentor data delete", user: "ben");
            await Bot.Press(ask.Token("Erase my data"), user: "ben");
            Bot.Schedules.All.ShouldBeEmpty();
            Bot.Checklists.All[1].Items[2].Assignee.ShouldBeNull();
            Bot.Checklists.All[1].Items[2].Due.ShouldBe(March(5));
        }
    }
}
