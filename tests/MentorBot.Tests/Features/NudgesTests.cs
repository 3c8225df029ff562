using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public sealed class NudgesTests : IDisposable
{
    private static readonly PersonId Ana = new(1);

    private static readonly PersonRecipient ToAna = new(Some.Team, Ana);

    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    private async Task<Schedule> Daily(int hour, string feature = "probe", string kind = "nudge", Recipient? to = null)
    {
        // The person is known before anything comes to them.
        await _bot.Say("/mentor start");
        var when = new LocalSchedule(new Recurrence { Frequency = Frequency.Daily }, new LocalDate(2026, 3, 1), new LocalTime(hour, 30), DateTimeZone.Utc);
        return await _bot.Schedules.AddAsync(new Schedule(0, feature, hour, kind, to ?? ToAna, null, when) { WorkingDaysOnly = true, FollowsZone = true }, CancellationToken.None);
    }

    private void Happened(Schedule schedule, int day, EntryStatus status, string reason, bool late = false)
    {
        var at = Instant.FromUtc(2026, 3, day, 9, 30);
        _bot.Ledger.All.Enqueue(new OutboxEntry(day, new EntryKey(schedule.Id, schedule.Kind, ToAna, new LocalDate(2026, 3, day)), status, new LocalDate(2026, 3, day), at, at + Duration.FromDays(2))
        {
            Reason = reason,
            IsLate = late,
            SentAt = status == EntryStatus.Sent ? at : null,
        });
    }

    [Fact]
    public async Task SaysSoWhereNothingIsPlanned() =>
        (await _bot.Say("/mentor nudges explain")).Text().ShouldBe(
            """
            What comes to you
            =================

            Nothing is planned to come to you by itself.

            Times are those of UTC. At most 2 messages a day that you didn't ask for: the last one holds all the rest of the day. To change that: /mentor settings
            """);

    [Fact]
    public async Task ListsTheNextTenOfAllThatComesWithTheReasons()
    {
        await Daily(9);
        await Daily(20, kind: "summary");
        await Daily(10, to: new PersonRecipient(Some.Team, new PersonId(99)));
        await _bot.Say("/mentor away 2026-03-06");
        var explained = await _bot.Say("/mentor nudges explain");
        explained.Text().ShouldStartWith(
            """
            What comes to you
            =================

            - Wed 4 Mar 2026, 09:30 · nudge · on its day
            - Wed 4 Mar 2026, 20:30 · summary · waits until Thu 5 Mar 2026, 09:00: held by working or quiet hours
            - Thu 5 Mar 2026, 09:30 · nudge · on its day
            """);
        explained.Text().ShouldContain("- Fri 6 Mar 2026, 09:30 · nudge · not sent: away\n");
        explained.Text().ShouldContain("- Sat 7 Mar 2026, 09:30 · nudge · not sent: not a working day\n");
        explained.Text().Split("\n- ").Length.ShouldBe(11);
        explained.Post.ShouldBeNull();
    }

    [Fact]
    public async Task GivesTheTimesInMyZone()
    {
        await Daily(9);
        await _bot.Say("/mentor settings zone:auckland hours:0-24");
        var explained = (await _bot.Say("/mentor nudges explain")).Text();
        explained.ShouldContain("- Wed 4 Mar 2026, 22:30 · nudge · on its day");
        explained.ShouldContain("Times are those of Auckland (Pacific/Auckland).");
    }

    [Fact]
    public async Task SaysWhatHappenedAndWhy()
    {
        var nudge = await Daily(9);
        Happened(nudge, 1, EntryStatus.Skipped, Reasons.NotAWorkingDay);
        Happened(nudge, 2, EntryStatus.Sent, Reasons.OnItsDay);
        Happened(nudge, 3, EntryStatus.Sent, Reasons.Late, late: true);
        Happened(nudge with { Id = 77 }, 4, EntryStatus.Merged, OutboxReasons.InTheDigest);
        Happened(nudge, 5, EntryStatus.Held, OutboxReasons.OutsideHours);
        (await _bot.Say("/mentor nudges explain")).Text().ShouldContain(
            """
            What came, and what didn't
            ==========================

            - Thu 5 Mar 2026, 09:30 · nudge · waits until Sat 7 Mar 2026, 09:30: held by working or quiet hours
            - Wed 4 Mar 2026, 09:30 · something that is gone · not sent on its own: part of a digest
            - Tue 3 Mar 2026, 09:30 · nudge · sent late
            - Mon 2 Mar 2026, 09:30 · nudge · sent: on its day
            - Sun 1 Mar 2026, 09:30 · nudge · not sent: not a working day

            """);
    }

    [Fact]
    public async Task NamesWhatIsPausedOnItsOwn()
    {
        var nudge = await Daily(9);
        await _bot.Schedules.PauseAsync([nudge.Id], CancellationToken.None);
        (await _bot.Say("/mentor nudges explain")).Text().ShouldContain("Nothing is planned to come to you by itself.\n\nPaused on its own: nudge.");
    }

    [Fact]
    public async Task PausesAndResumes()
    {
        await Daily(9);
        var paused = await _bot.Say("/mentor nudges pause");
        paused.Text().ShouldBe("Paused. Nothing comes to you until you resume; your plans keep the days that they have left.\n\n[Resume]");
        (await _bot.Say("/mentor nudges pause")).Text().ShouldStartWith("It was paused already: nothing comes to you until you resume.");
        var explained = await _bot.Say("/mentor nudges explain");
        explained.Text().ShouldStartWith("What comes to you\n=================\n\nYou have paused everything, so nothing comes until you resume.\n\n[Resume]");
        (await _bot.Press(explained.Token("Resume"))).Text().ShouldStartWith("Welcome back. What comes round from now on comes to you again; what fell into the pause is not sent afterwards.");
        (await _bot.Say("/mentor nudges resume")).Text().ShouldStartWith("Nothing was paused: all comes to you as usual.");
        _bot.PersonalTimes.All[Ana].Paused.ShouldBeFalse();
    }

    [Fact]
    public async Task PausesForNobodyElse()
    {
        await _bot.Say("/mentor nudges pause");
        await _bot.Say("/mentor nudges explain", user: "ben");
        _bot.PersonalTimes.All.Keys.ShouldBe([Ana]);
    }

    [Fact]
    public async Task ReadsWellForTwoPlansAHolidayAnAbsenceASnoozeAndADigest()
    {
        await _bot.Submit("plan.enrol:senior-in-7-days", Some.Values(("first-day", "2026-03-04")));
        await _bot.Submit("plan.enrol:mindset-shift", Some.Values(("first-day", "2026-03-04")));
        await _bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(new LocalDate(2026, 3, 6), "Founders' Day")], CancellationToken.None);
        await _bot.Say("/mentor away 2026-03-09..2026-03-11");
        _bot.Time.Advance(TimeSpan.FromMinutes(31));
        var (seven, five) = (_bot.Schedules.All[0], _bot.Schedules.All[1]);
        await _bot.Schedules.ChangeAsync(seven, CancellationToken.None);
        await _bot.Schedules.ChangeAsync(five, CancellationToken.None);
        var first = _bot.Schedules.Settle(_bot.Schedules.Due(seven, new LocalDate(2026, 3, 4)), EntryStatus.Sent);
        var second = _bot.Schedules.Settle(_bot.Schedules.Due(five, new LocalDate(2026, 3, 4)), EntryStatus.Merged, OutboxReasons.InTheDigest);
        var snoozed = await _bot.Schedules.SnoozeAsync(first.Id, Instant.FromUtc(2026, 3, 4, 10, 31), CancellationToken.None);
        foreach (var entry in new[] { first, second, snoozed! })
        {
            _bot.Ledger.All.Enqueue(entry);
        }

        (await _bot.Say("/mentor nudges explain")).Text().ShouldBe(
            """
            What comes to you
            =================

            - Thu 5 Mar 2026, 09:30 · Show senior-level work in seven days · on its day, in one message with what comes then
            - Thu 5 Mar 2026, 09:30 · Five shifts from coding to leading · on its day, in one message with what comes then
            - Fri 6 Mar 2026, 09:30 · Show senior-level work in seven days · not sent: holiday: Founders' Day
            - Fri 6 Mar 2026, 09:30 · Five shifts from coding to leading · not sent: holiday: Founders' Day
            - Sat 7 Mar 2026, 09:30 · Show senior-level work in seven days · not sent: not a working day
            - Sat 7 Mar 2026, 09:30 · Five shifts from coding to leading · not sent: not a working day
            - Sun 8 Mar 2026, 09:30 · Show senior-level work in seven days · not sent: not a working day
            - Sun 8 Mar 2026, 09:30 · Five shifts from coding to leading · not sent: not a working day
            - Mon 9 Mar 2026, 09:30 · Show senior-level work in seven days · not sent: away
            - Mon 9 Mar 2026, 09:30 · Five shifts from coding to leading · not sent: away

            What came, and what didn't
            ==========================

            - Wed 4 Mar 2026, 10:31 · Show senior-level work in seven days · waits until Wed 4 Mar 2026, 10:31: snoozed
            - Wed 4 Mar 2026, 09:31 · Five shifts from coding to leading · not sent on its own: part of a digest
            - Wed 4 Mar 2026, 09:31 · Show senior-level work in seven days · sent: on its day

            Times are those of UTC. At most 2 messages a day that you didn't ask for: the last one holds all the rest of the day. To change that: /mentor settings
            """);
    }
}
