using MentorBot.Core.Features.Plans;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract partial class PlanTests
{
    public sealed class Ended : PlanTests
    {
        [Fact]
        public async Task EndsWithASummaryOnTheLastStep()
        {
            await Enrol("mindset-shift", values: ("first-day", "2026-03-04"));
            Reply? last = null;
            foreach (var part in Enumerable.Range(1, 5))
            {
                if (part == 4)
                {
                    Sleep(2);
                }

                var form = await Bot.Open((await Come()).Token("Done"));
                last = await Bot.Submit(form.Token, part == 2 ? Some.Values(("what", "Ran *it*\nmyself"), ("number", "3 hours")) : Some.Values());
                Sleep();
            }

            last.ShouldNotBeNull().Text().ShouldContain("That was the last step, and you've done all of them. Well done: what you have to show now stays with you.");
            var summary = Contents(last!);
            summary.ShouldStartWith("# Five shifts from coding to leading\n\n4 March 2026 to 10 March 2026 · 5 of 5 steps done\n");
            summary.ShouldContain("Done on 5 March 2026\n\n- What: Ran \\*it\\* myself\n- Number: 3 hours\n");
            summary.ShouldNotContain("Still open");
            Bot.Enrolments[1].State.ShouldBe(EnrolmentState.Finished);
            Bot.Schedules.Ends.ShouldBe(["the plan is finished"]);
        }

        [Fact]
        public async Task BringsTheSummaryByItselfWhereStepsStayedOpen()
        {
            await Enrol("mindset-shift", values: ("first-day", "2026-03-04"));
            foreach (var day in new[] { 4, 5, 6, 9, 10 })
            {
                var step = await Come();
                if (day == 5)
                {
                    await Bot.Open(step.Token("Done"));
                }

                Sleep(day == 6 ? 3 : 1);
            }

            (await Come()).Text().ShouldStartWith("Once more, if you like:");
            Sleep();
            var last = await Come();
            last.Text().ShouldContain("Your plan has come to its end, with 1 of 5 steps to show. Well done; the open ones are in the summary, for whenever they fit.");
            Contents(last).ShouldContain("## Still open\n\n- Strategy: find out what your work is for. In five minutes: Ask the person behind your ticket");
            Contents(last).ShouldContain("## What next\n\n- Choose one open step, and start with its five-minute version.");
            last.Text().ShouldNotContain("missed");
            Bot.Enrolments[1].State.ShouldBe(EnrolmentState.Finished);
            (await Compose()).ShouldBe(new NothingToSend("the plan has ended"));
        }

        [Fact]
        public async Task StopsAtOnceAndGivesWhatWasNoted()
        {
            var nudge = await Begin();
            await Bot.Open(nudge.Token("Done"));
            var stopped = await Bot.Press(nudge.Token("Stop this"));
            stopped.Text().ShouldStartWith("Stopped: nothing more of Show senior-level work in seven days comes. You can start it again at any time.\n\nThis is what you did and noted, to keep:");
            Bot.Schedules.All[0].State.ShouldBe(ScheduleState.Ended);
            (await Bot.Press(nudge.Token("Stop this"))).Text().ShouldBe("Your plan Show senior-level work in seven days is stopped, and nothing was changed. What you did and noted in it stays yours.");
            (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldStartWith("Your plan Show senior-level work in seven days is stopped");
            (await Enrol()).Text().ShouldStartWith("You're on ");
        }

        [Fact]
        public async Task PausesAndGoesOnWhereItWas()
        {
            await Begin();
            (await Bot.Say("plan pause")).Text().ShouldStartWith("Paused. Nothing of Show senior-level work in seven days comes until you resume it, and the remaining steps are kept.");
            Bot.Schedules.All[0].State.ShouldBe(ScheduleState.Paused);
            (await Bot.Say("plan today")).Text().ShouldStartWith("Your plan Show senior-level work in seven days is paused, so nothing of it comes until you resume it.");
            (await Bot.Say("plan pause")).Text().ShouldStartWith("There's nothing to pause:\n\n- Show senior-level work in seven days · 0 of 7 steps done · paused");
            Sleep(7);
            (await Bot.Say("plan resume")).Text().ShouldBe("Welcome back: Show senior-level work in seven days goes on where you left it. /mentor plan today shows your step.");
            (await Come()).Text().ShouldStartWith("Step 2 of 7: ");
        }

        [Fact]
        public async Task AsksWhichWhereThereAreSeveral()
        {
            await Enrol();
            await Enrol("mindset-shift");
            (await Bot.Say("plan stop")).Labels().ShouldBe(["Stop: Show senior-level work in seven days", "Stop: Five shifts from coding to leading"]);
            Bot.Enrolments[1].State.ShouldBe(EnrolmentState.Running);
            (await Bot.Say("plan today")).Labels().ShouldBe(["Today: Show senior-level work in seven days", "Today: Five shifts from coding to leading"]);
        }
    }
}
