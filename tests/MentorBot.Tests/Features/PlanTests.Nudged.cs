using MentorBot.Core.Features.Plans;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract partial class PlanTests
{
    public sealed class Nudged : PlanTests
    {
        [Fact]
        public async Task BringsOneStepWithAllThatItNeeds()
        {
            var nudge = await Begin();
            nudge.Text().ShouldStartWith("Step 1 of 7: Share a risk and a plan for it\n");
            nudge.Text().ShouldContain("Pick one thing that could go wrong in your current project");
            nudge.Text().ShouldContain("Why: It shows that you look past today's code");
            nudge.Text().ShouldContain("Done when: Your team has it in writing");
            nudge.Text().ShouldContain("In five minutes: Tell one teammate the thing that worries you most");
            nudge.Text().ShouldContain("Worth noting down: The risk, what you proposed");
            nudge.Labels().ShouldBe(["Done", "Skip today", "Stop this"]);
            nudge.Text().ShouldContain("Snooze: 20 minutes | 1 hour | This afternoon | Tomorrow | Next working day");
        }

        [Fact]
        public async Task PutsTheAnswersIntoTheStepsOfThirtyDays()
        {
            await Enrol("weakness-to-strength-30", values: [("weakness", "SQL"), ("goal", "a report in 1 s"), ("first-day", "2026-03-04")]);
            Bot.Time.Advance(TimeSpan.FromMinutes(30));
            var nudge = await Come();
            nudge.Text().ShouldStartWith("Day 1 of 30: Name the weakness\n");
            nudge.Text().ShouldContain("Look back over the last month and note where you ran into SQL.");
            nudge.Text().ShouldContain("Step 1 of 7, until day 3: You've chosen to work on SQL.");
        }

        [Fact]
        public async Task ComposingChangesNothing()
        {
            await Begin();
            var (schedule, marks) = (Bot.Schedules.All[0], Bot.Enrolments[1].Marks);
            await Plans.ComposeAsync(new ComposeRequest(Bot.Schedules.Entries[0], schedule, false), CancellationToken.None);
            Bot.Enrolments[1].Marks.ShouldBe(marks);
            marks.ShouldHaveSingleItem().ShouldBe(new PlanMark(MarkKind.Offered, 1, March(4), Instant.FromUtc(2026, 3, 4, 9, 30)));
        }

        [Fact]
        public async Task WhatDidNotArriveWasNotOffered()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            foreach (var (status, reason) in new[] { (EntryStatus.Skipped, Reasons.Down), (EntryStatus.Failed, "gone"), (EntryStatus.Merged, OutboxReasons.LaterStandsForIt) })
            {
                var entry = Bot.Schedules.Settle(Bot.Schedules.Due(Bot.Schedules.All[0], March(4)), status, reason);
                await Plans.SettledAsync(entry, Bot.Schedules.All[0], null, CancellationToken.None);
            }

            Bot.Enrolments[1].Marks.ShouldBeEmpty();
        }

        [Fact]
        public async Task AStepInADigestIsOffered()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            var entry = Bot.Schedules.Settle(Bot.Schedules.Due(Bot.Schedules.All[0], March(4)), EntryStatus.Merged, OutboxReasons.InTheDigest);
            await Plans.SettledAsync(entry, Bot.Schedules.All[0], null, CancellationToken.None);
            Bot.Enrolments[1].Marks.Length.ShouldBe(1);
        }

        [Fact]
        public async Task OffersAnOpenStepOnceMoreAndThenLeavesItOpen()
        {
            await Begin();
            Sleep();
            var second = await Come();
            second.Text().ShouldContain("Also still here, if you like: Share a risk and a plan for it");
            second.Labels().ShouldBe(["Done", "Done: Share a risk and a plan for it", "Skip today", "Stop this"]);
            Sleep();
            (await Come()).Text().ShouldNotContain("Share a risk");
        }

        [Fact]
        public async Task SaysNothingOfWhatIsDoneAlready()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            await Bot.Open((await Bot.Say("plan today")).Token("Done"));
            (await Compose()).ShouldBe(new NothingToSend("it is done already"));
        }

        [Fact]
        public async Task AsksOnceForLessAndLeadsThere()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            var nudge = await Come(askToEase: true);
            nudge.Text().ShouldContain("Less often, another time, or stop? Each is fine.");
            (await Bot.Press(nudge.Token("Less often"))).Text().ShouldBe("Done: from now on at most one message a day, with all the rest of the day in it.\n\n[Change it]\n\nA rest from all of it: /mentor nudges pause");
            Bot.PersonalTimes.All[Bot.Enrolments[1].Person].Strength.ShouldBe(NudgeStrength.Light);
            (await Bot.Press(nudge.Token("Less often"))).Text().ShouldStartWith("It's at most one message a day already, which is as little as I can do without stopping.");
            var another = await Bot.Press(nudge.Token("Another time"));
            another.Text().ShouldBe("You choose the time at which I come to you, and the hours in which I may.\n\n[Change it]\n\nA rest from all of it: /mentor nudges pause");
            (await Bot.Open(another.Token("Change it"))).Field("nudges").Label.ShouldBe("Nudge time");
            (await Bot.Press(nudge.Token("Stop this plan"))).Text().ShouldStartWith("Stopped: nothing more of Show senior-level work in seven days comes.");
        }

        [Fact]
        public async Task AsksForLessInADigestToo()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            var schedule = Bot.Schedules.All[0];
            var message = (ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(Bot.Schedules.Due(schedule, March(4)), schedule, AskToEase: true), CancellationToken.None);
            PlainText.Of(message.Brief!.Value).ShouldEndWith("You've had a few of these without needing them. Less often, another time, or stop? Each is fine.\n\n[Less often]  [Another time]  [Stop this plan]");
        }

        [Fact]
        public async Task KeepsTheDaysThatFallIntoAPauseOfEverything()
        {
            await Enrol("weakness-to-strength-30", values: [("weakness", "SQL"), ("goal", "a report in 1 s"), ("first-day", "2026-03-04")]);
            Bot.Time.Advance(TimeSpan.FromMinutes(30));
            await Come();
            Sleep();
            (await Come()).Text().ShouldStartWith("Day 2 of 30: ");
            await Bot.Say("/mentor nudges pause");
            foreach (var day in new[] { 6, 9, 10, 11, 12, 13 })
            {
                var entry = Bot.Schedules.Settle(Bot.Schedules.Due(Bot.Schedules.All[0], March(day)), EntryStatus.Skipped, OutboxReasons.Paused);
                await Plans.SettledAsync(entry, Bot.Schedules.All[0], null, CancellationToken.None);
            }

            Sleep(8);
            (await Bot.Say("plan today")).Text().ShouldBe("You've paused everything, so nothing comes.\n\n- Turn a weakness into a strength in 30 days · 0 of 7 steps done · you've paused everything, so it goes on once you resume");
            await Bot.Say("/mentor nudges resume");
            Sleep(3);
            (await Come()).Text().ShouldStartWith("Day 3 of 30: ");
        }

        [Fact]
        public async Task TellsWhoCannotBeReachedWhereTheyEnrolledWithoutNamingThePlan()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            var schedule = Bot.Schedules.All[0];
            var failed = Bot.Schedules.Settle(Bot.Schedules.Due(schedule, March(4)), EntryStatus.Failed);
            await Plans.SettledAsync(failed, schedule, Refusal.DirectMessagesClosed, CancellationToken.None);
            await Plans.SettledAsync(failed, schedule, Refusal.DirectMessagesClosed, CancellationToken.None);
            Bot.Enrolments[1].State.ShouldBe(EnrolmentState.Paused);
            var told = Bot.Schedules.Entries[1..].ShouldHaveSingleItem();
            told.Key.Recipient.ShouldBe(new PlaceRecipient(Some.General));
            PlainText.Of(((ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(told, schedule, false), CancellationToken.None)).Blocks)
                .ShouldBe("@Ana, I can't send you direct messages. Once you allow them from me, /mentor plan resume brings back what you asked for.");
        }

        [Fact]
        public async Task KeepsItsWordingWhateverBecomesOfThePack()
        {
            await Begin();
            Bot.Enrolments[1].Written.ShouldBe(File.ReadAllText(Path.Combine(Repository.Data, "plans", "senior-in-7-days.yaml")));
        }

        [Fact]
        public async Task SpeaksInTheWordingThatItWasStartedWith()
        {
            await Begin();
            Bot.Enrolments[1] = Bot.Enrolments[1] with { PlanId = "gone-from-the-pack", Written = Bot.Enrolments[1].Written.Replace("Put a KPI outline in front of your manager", "Show your manager last year's numbers", StringComparison.Ordinal) };
            Sleep();
            (await Come()).Text().ShouldStartWith("Step 2 of 7: Show your manager last year's numbers\n");
            (await Bot.Say("plan status")).Text().ShouldContain("Show your manager last year's numbers");
            await Bot.Open(PlanStepFeature.Done.Token(1, 2));
            Contents(await Bot.Press(PlanFeature.Stop.Token(1))).ShouldContain("## 2. Show your manager last year's numbers");
        }

        [Fact]
        public async Task OneWhoseTextCannotBeReadKeepsNobodyFromTheOthersAndCanBeStopped()
        {
            await Begin();
            Bot.Enrolments[1] = Bot.Enrolments[1] with { Written = "steps: 7" };
            await Enrol("mindset-shift");
            (await Bot.Say("plan status")).Text().ShouldStartWith("Your plans\n==========\n\nFive shifts from coding to leading · 0 of 5 steps done");
            const string CantRead = "I can't read the text any more with which you started Show senior-level work in seven days, so nothing of it comes. What you did and noted is kept. Stop it, and you can start it again.\n\n[Stop this]";
            (await Bot.Press(PlanFeature.Show.Token(1))).Text().ShouldBe(CantRead);
            var again = await Enrol();
            again.Text().ShouldBe(CantRead);
            (await Bot.Press(again.Token("Stop this"))).Text().ShouldBe("Stopped: nothing more of Show senior-level work in seven days comes. You can start it again at any time.\n\n[Start it again]");
            Bot.Enrolments[1].State.ShouldBe(EnrolmentState.Stopped);
            Bot.Schedules.All[0].State.ShouldBe(ScheduleState.Ended);
        }

        [Fact]
        public async Task BringsBothOpenStepsInADigest()
        {
            await Begin();
            Sleep();
            var schedule = Bot.Schedules.All[^1];
            var message = (ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(Bot.Schedules.Due(schedule, March(5)), schedule, AskToEase: false), CancellationToken.None);
            var brief = new Reply(message.Brief!.Value);
            brief.Text().ShouldStartWith("Step 2 of 7: Put a KPI outline in front of your manager · Show senior-level work in seven days\n\nIn five minutes: Pick one number");
            brief.Text().ShouldContain("Also still here, if you like: Share a risk and a plan for it\n\nIn five minutes: Tell one teammate");
            brief.Labels().ShouldBe(["Done", "Done: Share a risk and a plan for it", "The whole step", "Skip today", "Stop this"]);
            brief.Text().ShouldEndWith("Snooze: 20 minutes | 1 hour | This afternoon | Tomorrow | Next working day");
        }
    }
}
