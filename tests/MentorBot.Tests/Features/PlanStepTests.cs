using MentorBot.Core.Features.Plans;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>What people do with a step.</summary>
public sealed class PlanStepTests : PlanTests
{
    [Fact]
    public async Task DoneCountsAtOnceWhetherOrNotTheFormIsSent()
    {
        var form = await Bot.Open((await Begin()).Token("Done"));
        form.Fields.Select(field => (field.Label, field.Required)).ShouldBe([("What you did", false), ("What it changed", false), ("A number that shows it", false), ("Where it can be seen", false)]);
        Bot.Enrolments[1].DoneOn(1).ShouldBe(March(4));
        Bot.Restart();
        (await Bot.Say("plan today")).Text().ShouldBe("Today's step is done.\n\n- Show senior-level work in seven days · 1 of 7 steps done · the next step comes on Thursday 5 March");
    }

    [Fact]
    public async Task KeepsTheProofAndLetsItBeMended()
    {
        var done = (await Begin()).Token("Done");
        var form = await Bot.Open(done);
        (await Bot.Submit(form.Token, Some.Values(("what", "Wrote it up"), ("link", "https://example.org/1")))).Text()
            .ShouldBe("Done, and your proof is kept. 1 of 7 steps have something to show; the next step comes on Thursday 5 March.");
        (await Bot.Open(done)).Field("what").Value.ShouldBe("Wrote it up");
        await Bot.Submit(form.Token, Some.Values(("what", "Wrote it up well")));
        var kept = Bot.Evidence.All.ShouldHaveSingleItem();
        (kept.Date, kept.Source, kept.Subject, kept.Part, kept.Title, kept.What, kept.Link).ShouldBe((March(4), "plan", 1, 1, "Share a risk and a plan for it", "Wrote it up well", null));
        Bot.Enrolments[1].Marks.Count(mark => mark.Kind == MarkKind.Done).ShouldBe(1);
    }

    [Fact]
    public async Task WhatIsClearedIsGone()
    {
        var form = await Bot.Open((await Begin()).Token("Done"));
        await Bot.Submit(form.Token, Some.Values(("number", "3 hours a week")));
        (await Bot.Submit(form.Token, Some.Values())).Text().ShouldBe("Done, and what you had noted for it is gone. 1 of 7 steps have something to show; the next step comes on Thursday 5 March.");
        Bot.Evidence.All.ShouldHaveSingleItem().Number.ShouldBeNull();
    }

    /// <summary>Has the step of Wednesday reach them on Thursday at nine, since its time is outside of their hours.</summary>
    private async Task<Reply> Held()
    {
        await Enrol(values: [("first-day", "2026-03-04"), ("nudge-time", "20:00")]);
        Sleep();
        return await Arrive(Bot.Schedules.Due(Bot.Schedules.All[0], March(4)));
    }

    private async Task<Reply> Arrive(OutboxEntry entry)
    {
        var schedule = Bot.Schedules.All[0];
        var message = (ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(entry, schedule, false), CancellationToken.None);
        await Plans.SettledAsync(Bot.Schedules.Settle(entry, EntryStatus.Sent), schedule, null, CancellationToken.None);
        return new Reply(message.Blocks);
    }

    [Fact]
    public async Task AHeldStepCanBeSkippedOnTheDayOnWhichItCame()
    {
        var nudge = await Held();
        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldBe("All right, not today. It comes back on Friday 6 March, and the rest moves along.");
        Bot.Enrolments[1].IsSkipped(March(4)).ShouldBeTrue();
        Sleep();
        (await Arrive(Bot.Schedules.Due(Bot.Schedules.All[0], March(5)))).Text().ShouldStartWith("Step 1 of 7: ");
    }

    [Theory]
    [InlineData("1-hour", "Snoozed. It comes again at 10:00.")]
    [InlineData("tomorrow", "It comes back on Friday 6 March, and the rest moves along.")]
    [InlineData("next-working-day", "It comes back on Friday 6 March, and the rest moves along.")]
    public async Task AHeldStepCanBeSnoozedOnTheDayOnWhichItCame(string choice, string answer) =>
        (await Bot.Press((await Held()).Token("Snooze"), values: choice)).Text().ShouldBe(answer);

    [Fact]
    public async Task AHeldStepThatWasSnoozedAndThenSkippedStaysAway()
    {
        var nudge = await Held();
        await Bot.Press(nudge.Token("Snooze"), values: "1-hour");
        await Bot.Press(nudge.Token("Skip today"));
        (await Plans.ComposeAsync(new ComposeRequest(Bot.Schedules.Entries[^1], Bot.Schedules.All[0], false), CancellationToken.None)).ShouldBe(new NothingToSend("it was put off"));
    }

    [Fact]
    public async Task ALateStepCanBeSkippedAfterMidnight()
    {
        await Enrol(values: [("first-day", "2026-03-04"), ("nudge-time", "23:30")]);
        Bot.PersonalTimes.All[Bot.Enrolments[1].Person] = new PersonalTime { Working = new DailyHours(LocalTime.Midnight, LocalTime.Midnight) };
        Bot.Time.Advance(TimeSpan.FromHours(14.5));
        var nudge = await Come();
        Bot.Time.Advance(TimeSpan.FromMinutes(40));
        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldBe("All right, not today. It comes back on Thursday 5 March, and the rest moves along.");
        Bot.Enrolments[1].IsSkipped(March(4)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("next-working-day")]
    [InlineData("1-hour")]
    public async Task AnOldSnoozedStepMovesNothing(string choice)
    {
        await Bot.Press((await Begin()).Token("Snooze"), values: "20-minutes");
        Bot.Time.Advance(TimeSpan.FromMinutes(20));
        var snoozed = await Arrive(Bot.Schedules.Entries[^1]);
        Sleep(2);
        await Come();
        (await Bot.Press(snoozed.Token("Snooze"), values: choice)).Text().ShouldBe("That was for another day, which is over, so nothing was changed. Today's step is waiting for you.");
        Bot.Enrolments[1].Marks.ShouldAllBe(mark => mark.Kind == MarkKind.Offered);
        Bot.Schedules.Entries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task AStepThatCameInADigestCanBeSnoozed()
    {
        await Enrol(values: ("first-day", "2026-03-04"));
        Bot.Time.Advance(TimeSpan.FromMinutes(30));
        var schedule = Bot.Schedules.All[0];
        var entry = Bot.Schedules.Due(schedule, March(4));
        var brief = new Reply(((ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(entry, schedule, false), CancellationToken.None)).Brief!.Value);
        await Plans.SettledAsync(Bot.Schedules.Settle(entry, EntryStatus.Merged, OutboxReasons.InTheDigest), schedule, null, CancellationToken.None);
        (await Bot.Press(brief.Token("Snooze"), values: "1-hour")).Text().ShouldBe("Snoozed. It comes again at 10:30.");
        (await Bot.Press(brief.Token("Skip today"))).Text().ShouldBe("All right, not today. It comes back on Thursday 5 March, and the rest moves along.");
        (await Bot.Press(brief.Token("Stop this"))).Text().ShouldStartWith("Stopped: nothing more of Show senior-level work in seven days comes.");
    }

    [Fact]
    public async Task ASnoozeToTomorrowTakesTheNudgeTimeThatThePersonHasNow()
    {
        await Begin();
        var schedule = Bot.Schedules.All[0];
        await Bot.Schedules.ChangeAsync(schedule with { When = schedule.When with { Time = new LocalTime(11, 0) } }, CancellationToken.None);
        Sleep(2);
        await Bot.Press((await Come()).Token("Snooze"), values: "tomorrow");
        Bot.Schedules.Entries[^1].DueAt.ShouldBe(Instant.FromUtc(2026, 3, 7, 11, 0));
    }

    [Fact]
    public async Task AnEmptyFormJustMarksItDone()
    {
        var form = await Bot.Open((await Begin()).Token("Done"));
        (await Bot.Submit(form.Token, Some.Values())).Text().ShouldBe("Done. 1 of 7 steps have something to show; the next step comes on Thursday 5 March.");
        Bot.Evidence.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task OnlyTheirOwnStepsCanBePressed()
    {
        var nudge = await Begin();
        foreach (var token in nudge.Tokens())
        {
            (await Bot.Press(token, user: "ben", values: "1-hour")).Text().ShouldBe("That plan is somebody else's. /mentor plan list shows the ones that you can start yourself.");
        }

        Bot.Enrolments[1].Marks.Length.ShouldBe(1);
        (await Bot.Press("plan.done:77:1")).Text().ShouldBe("That plan is gone, and nothing was changed. /mentor plan list shows the ones to start.");
        (await Bot.Press("plan.done:1:5")).Text().ShouldBe("That step hasn't come yet, so nothing was changed.");
        (await Bot.Press("plan.proof:1:1")).Text().ShouldBe("That step isn't done yet, so there's nothing to note for it.");
    }

    [Fact]
    public async Task AnOldStepCanStillBeDone()
    {
        var first = await Begin();
        Sleep(2);
        await Bot.Open(first.Token("Done"));
        Bot.Enrolments[1].DoneOn(1).ShouldBe(March(6));
    }

    [Fact]
    public async Task SkipTodayMovesTheRest()
    {
        var nudge = await Begin();
        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldBe("All right, not today. It comes back on Thursday 5 March, and the rest moves along.");
        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldBe("That one is put off already: it comes back on Thursday 5 March, and the rest moves along.");
        (await Bot.Say("plan today")).Text().ShouldStartWith("You've put today's step off.");
        Sleep();
        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldBe("That was for another day, which is over, so nothing was changed. Today's step is waiting for you.");
        (await Come()).Text().ShouldStartWith("Step 1 of 7: ");
    }

    [Fact]
    public async Task WhatIsDoneCannotBePutOff()
    {
        var nudge = await Begin();
        await Bot.Open(nudge.Token("Done"));
        foreach (var choice in (string[])["tomorrow", "next-working-day", "1-hour"])
        {
            (await Bot.Press(nudge.Token("Snooze"), values: choice)).Text().ShouldBe("There's nothing left to put off today. The next step comes on Thursday 5 March.");
        }

        (await Bot.Press(nudge.Token("Skip today"))).Text().ShouldStartWith("There's nothing left to put off today.");
    }

    [Fact]
    public async Task ADayWhoseStepIsDoneIsNotPutOffForTheSakeOfTheOther()
    {
        await Begin();
        Sleep();
        var second = await Come();
        await Bot.Open(second.Token("Done"));
        const string Answer = "Today's step is done, so there's nothing to put off. The other one is only an offer, and needs no answer.";
        (await Bot.Press(second.Token("Skip today"))).Text().ShouldBe(Answer);
        (await Bot.Press(second.Token("Snooze"), values: "tomorrow")).Text().ShouldBe(Answer);
        (await Bot.Press(second.Token("Snooze"), values: "next-working-day")).Text().ShouldBe(Answer);
        (await Bot.Press(second.Token("Snooze"), values: "1-hour")).Text().ShouldBe("Snoozed. It comes again at 10:30.");
        Sleep();
        var third = await Come();
        third.Text().ShouldStartWith("Step 3 of 7: ");
        third.Text().ShouldNotContain("Share a risk");
    }

    [Fact]
    public async Task ChoosesAmongFiveSnoozes()
    {
        var snooze = (await Begin()).Blocks.OfType<Select>().ShouldHaveSingleItem();
        snooze.Options.Select(option => option.Label).ShouldBe(["20 minutes", "1 hour", "This afternoon", "Tomorrow", "Next working day"]);
    }

    [Fact]
    public async Task SnoozeToTheNextWorkingDayPassesTheWeekendAndAHoliday()
    {
        await Begin();
        await Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(9), "Founders' Day")], CancellationToken.None);
        Sleep(2);
        (await Bot.Press((await Come()).Token("Snooze"), values: "next-working-day")).Text().ShouldBe("It comes back on Tuesday 10 March, and the rest moves along.");
        Sleep(4);
        (await Come()).Text().ShouldStartWith("Step 2 of 7: ");
    }

    [Fact]
    public async Task DoneAfterASkipCountsForToday()
    {
        var nudge = await Begin();
        await Bot.Press(nudge.Token("Skip today"));
        await Bot.Open(nudge.Token("Done"));
        Sleep();
        (await Come()).Text().ShouldStartWith("Step 2 of 7: ");
    }

    [Theory]
    [InlineData("20-minutes", "Snoozed. It comes again at 09:50.", 9, 50)]
    [InlineData("1-hour", "Snoozed. It comes again at 10:30.", 10, 30)]
    [InlineData("afternoon", "Snoozed. It comes again at 15:00.", 15, 0)]
    public async Task SnoozeWithinTheDayLeavesTheSlot(string choice, string answer, int hour, int minute)
    {
        var nudge = await Begin();
        (await Bot.Press(nudge.Token("Snooze"), values: choice)).Text().ShouldBe(answer);
        (await Bot.Press(nudge.Token("Snooze"), values: choice)).Text().ShouldBe("That one is snoozed already and comes by itself.");
        var snoozed = Bot.Schedules.Entries[^1];
        (snoozed.Key.Sequence, snoozed.DueAt).ShouldBe((1, Instant.FromUtc(2026, 3, 4, hour, minute)));
        var again = (ComposedMessage)await Plans.ComposeAsync(new ComposeRequest(snoozed, Bot.Schedules.All[0], false), CancellationToken.None);
        PlainText.Of(again.Blocks).ShouldStartWith("Step 1 of 7: ");
        Bot.Enrolments[1].Marks.ShouldAllBe(mark => mark.Kind == MarkKind.Offered);
    }

    [Fact]
    public async Task TheAfternoonHasToBeAhead()
    {
        var nudge = await Begin();
        Bot.Time.Advance(TimeSpan.FromHours(6));
        (await Bot.Press(nudge.Token("Snooze"), values: "afternoon")).Text().ShouldBe("It's past 15:00 where you are, so nothing was changed. An hour or tomorrow would still work.");
    }

    [Fact]
    public async Task SnoozeToTomorrowMovesTheRest()
    {
        var nudge = await Begin();
        (await Bot.Press(nudge.Token("Snooze"), values: "tomorrow")).Text().ShouldBe("It comes back on Thursday 5 March, and the rest moves along.");
        Bot.Schedules.Entries.Count.ShouldBe(1);
        Sleep();
        (await Come()).Text().ShouldStartWith("Step 1 of 7: ");
    }

    [Fact]
    public async Task TomorrowMayBeASaturdayForWhoAsks()
    {
        await Begin();
        Sleep(2);
        var friday = await Come();
        (await Bot.Press(friday.Token("Snooze"), values: "tomorrow")).Text()
            .ShouldBe("Snoozed until tomorrow, Saturday 7 March. If you'd rather not then, it comes back on Monday 9 March, and the rest moves along.");
        var snoozed = Bot.Schedules.Entries[^1];
        snoozed.DueAt.ShouldBe(Instant.FromUtc(2026, 3, 7, 9, 30));
        Sleep();
        (await Plans.ComposeAsync(new ComposeRequest(snoozed, Bot.Schedules.All[0], false), CancellationToken.None)).ShouldBeOfType<ComposedMessage>();
        Sleep(2);
        (await Come()).Text().ShouldStartWith("Step 2 of 7: ");
    }

    [Fact]
    public async Task ASnoozedStepThatWasThenSkippedStaysAway()
    {
        var nudge = await Begin();
        await Bot.Press(nudge.Token("Snooze"), values: "1-hour");
        await Bot.Press(nudge.Token("Skip today"));
        (await Plans.ComposeAsync(new ComposeRequest(Bot.Schedules.Entries[^1], Bot.Schedules.All[0], false), CancellationToken.None)).ShouldBe(new NothingToSend("it was put off"));
    }

    [Fact]
    public async Task WhoIsAwayIsToldSoAndNothingMore()
    {
        await Begin();
        await Bot.PersonalTimes.AddAbsenceAsync(Bot.Enrolments[1].Person, new Absence(March(5), March(10)), CancellationToken.None);
        Sleep();
        (await Bot.Say("plan today")).Text().ShouldBe("You're away today, so nothing comes.\n\n- Show senior-level work in seven days · 0 of 7 steps done · away until then; the next step comes on Wednesday 11 March");
    }
}
