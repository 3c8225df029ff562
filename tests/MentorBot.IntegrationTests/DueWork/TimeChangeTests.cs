using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>What becomes of schedules and of what waits, where somebody's time, a rule or the rules of the zones change.</summary>
public abstract class TimeChangeContract(Engine engine) : DueTest(engine)
{
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    [Fact]
    public async Task WhoClearsTheirOwnZoneLivesInTheirTeams()
    {
        var ada = await InBerlinAsync("ada");
        var here = await NudgeAsync(ada);
        var there = await Schedules.AddAsync(here with { Id = 0, Recipient = new PersonRecipient(OtherTeam, ada) }, Ct);
        await Teams.ChangeAsync(Team, new TeamTime { Zone = Tokyo }, Ct);

        await Personal.ChangeAsync(ada, new PersonalTime(), Ct);

        (await DueAsync(here)).ShouldBe("Asia/Tokyo: 2026-03-02T00:00:00Z");
        (await DueAsync(there)).ShouldBe("UTC: 2026-03-02T09:00:00Z");
    }

    [Fact]
    public async Task WhereATeamClearsItsZoneTheDefaultHoldsForThoseWithoutTheirOwn()
    {
        var hers = await NudgeAsync(await InBerlinAsync("ada"));
        await Teams.ChangeAsync(Team, new TeamTime { Zone = Tokyo }, Ct);
        var his = await NudgeAsync(await PersonAsync("bob"));

        await Teams.ChangeAsync(Team, new TeamTime(), Ct);

        (await DueAsync(hers)).ShouldBe("Europe/Berlin: 2026-03-02T08:00:00Z");
        (await DueAsync(his)).ShouldBe("UTC: 2026-03-02T09:00:00Z");
    }

    [Fact]
    public async Task AZoneThatIsNotKnownAnyMoreKeepsNobodyFromChoosingAnother()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada);
        await ChangeAsync("UPDATE schedules SET zone = 'Nowhere/Land'");

        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Tokyo }, Ct);

        (await DueAsync(schedule)).ShouldBe("Asia/Tokyo: 2026-03-02T00:00:00Z");
    }

    [Fact]
    public async Task WhatAMoveEastPutIntoThePastWasNotMissed()
    {
        var ada = await InBerlinAsync("ada");
        var daily = await NudgeAsync(ada, subject: 1);
        var held = await NudgeAsync(ada, "FREQ=WEEKLY;BYDAY=MO", hour: 8, minute: 30, subject: 2);
        await LiveUntilAsync(2, 8, 40);
        (await LedgerAsync(held)).ShouldBe(["03-02 Held: held by working or quiet hours"]);

        // It is eight in the evening there.
        await Personal.ChangeAsync(ada, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"] }, Ct);
        await LiveUntilAsync(2, 9);

        (await LedgerAsync(daily)).ShouldBe(["03-02 Skipped: its time was over already in the new zone"]);
        (await LedgerAsync(held)).ShouldBe(["03-02 Skipped: its time was over already in the new zone"]);
        await LiveUntilAsync(3, 9);
        (await LedgerAsync(daily))[^1].ShouldBe("03-03 Sent: on its day");

        // And from then on down is down.
        await DownUntilAsync(4, 9);
        (await LedgerAsync(daily))[^1].ShouldBe("03-04 Skipped: down");
    }

    [Fact]
    public async Task ASnoozeLeavesWhoIsAwayByThenInPeace()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1");
        await LiveUntilAsync(2, 9);
        await Outbox.SnoozeAsync((await Outbox.PastAsync(schedule.Id, 1, Ct))[0].Id, InBerlin(3, 9), Ct);

        await Personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 3, 3), new LocalDate(2026, 3, 13)), Ct);
        await LiveUntilAsync(20, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: on its day", "03-02#1 Skipped: away"]);
        Chat.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task OnlyWhatIsLeftOfAnAbsenceIsTakenBack()
    {
        var ada = await InBerlinAsync("ada");
        var bob = await InBerlinAsync("bob");
        var (first, today) = (new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 9));
        var begun = await Personal.AddAbsenceAsync(ada, new Absence(first, today.PlusDays(4)), Ct);
        var same = await Personal.AddAbsenceAsync(ada, new Absence(first, today), Ct);
        var ahead = await Personal.AddAbsenceAsync(ada, new Absence(today, today.PlusDays(1)), Ct);
        var over = await Personal.AddAbsenceAsync(ada, new Absence(first, first), Ct);

        (await Personal.RemoveAbsenceAsync(bob, begun, today, Ct)).ShouldBeFalse();
        (await Personal.RemoveAbsenceAsync(ada, over, today, Ct)).ShouldBeFalse();
        foreach (var id in new[] { begun, same, ahead })
        {
            (await Personal.RemoveAbsenceAsync(ada, id, today, Ct)).ShouldBeTrue();
            (await Personal.RemoveAbsenceAsync(ada, id, today, Ct)).ShouldBeFalse();
        }

        (await Personal.AbsencesAsync(ada, LocalDate.MinIsoValue, Ct)).Select(one => one.Absence)
            .ShouldBe([new Absence(first, first), new Absence(first, today.PlusDays(-1))]);
    }

    [Fact]
    public async Task AScheduleThatComesRoundNoMoreButIsDueStopsNobodyElses()
    {
        var broken = await NudgeAsync(await InBerlinAsync("ada"));
        var fine = await NudgeAsync(await InBerlinAsync("bob"));
        await ChangeAsync("UPDATE schedules SET next_date = NULL, state = 'Paused' WHERE id = @Id", new { broken.Id });

        await LiveUntilAsync(2, 12);

        (await LedgerAsync(fine)).ShouldBe(["03-02 Sent: on its day"]);
        (await LedgerAsync(broken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AChangeAfterWhichNothingComesEndsAScheduleButNotOneThatIsPaused()
    {
        var running = await PromptAsync(channel: "C1");
        var paused = await PromptAsync(channel: "C2");
        await LiveUntilAsync(3, 12);
        await Schedules.PauseAsync([paused.Id], Ct);

        foreach (var schedule in new[] { running, paused })
        {
            await Schedules.ChangeAsync(schedule with { When = At("FREQ=DAILY;COUNT=1", 9) }, Ct);
        }

        (await Schedules.FindAsync(running.Id, Ct))!.State.ShouldBe(ScheduleState.Ended);
        (await Schedules.FindAsync(paused.Id, Ct))!.State.ShouldBe(ScheduleState.Paused);
        (await Schedules.OfSubjectAsync("probe", 1, Ct)).ShouldHaveSingleItem().Id.ShouldBe(paused.Id);
    }

    [Fact]
    public async Task NewRulesOfTheZonesMoveWhatComesAndWakeWhatIsHeld()
    {
        var comes = await NudgeAsync(await InBerlinAsync("ada"));
        var waits = await NudgeAsync(await InBerlinAsync("bob"), "FREQ=DAILY;COUNT=1", hour: 8, minute: 30);
        await LiveUntilAsync(2, 8, 40);
        await ChangeAsync("UPDATE schedules SET next_due_at = next_due_at + 3600000 WHERE next_due_at IS NOT NULL");
        await ChangeAsync("UPDATE outbox SET not_before = not_before + 3600000");

        (await Work.RecomputeAsync("2026z", Clock.Now, Ct)).ShouldBe(1);
        (await Work.RecomputeAsync("2026z", Clock.Now, Ct)).ShouldBe(0);

        (await ListAsync<string>("SELECT version FROM zone_rules")).ShouldBe(["2026z"]);
        await LiveUntilAsync(2, 12);
        foreach (var schedule in new[] { comes, waits })
        {
            (await Outbox.PastAsync(schedule.Id, 1, Ct))[0].SentAt.ShouldBe(InBerlin(2, 9));
        }
    }

    [Fact]
    public async Task WhatWaitsOnAPlatformThatIsOffHoldsNoClockUp()
    {
        var ada = await InBerlinAsync("ada");
        await Schedules.AddAsync((await NudgeAsync(ada)) with { Id = 0, Recipient = new PersonRecipient(new Workspace("discord", "T1"), ada), When = At("FREQ=DAILY;COUNT=1", 9) }, Ct);

        await LiveUntilAsync(2, 12);

        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBe(InBerlin(3, 9));
        (await ListAsync<string>("SELECT status FROM outbox WHERE platform = 'discord'")).ShouldBe(["Pending"]);
    }

    private async Task<string> DueAsync(Schedule schedule)
    {
        var known = (await Schedules.FindAsync(schedule.Id, Ct)).ShouldNotBeNull();
        return $"{known.When.Zone.Id}: {known.NextDueAt}";
    }
}

public sealed class TimeChangeOnSqliteTests() : TimeChangeContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class TimeChangeOnPostgreSqlTests(PostgresServer server) : TimeChangeContract(new PostgreSql(server));
