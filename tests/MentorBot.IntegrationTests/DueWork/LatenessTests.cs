using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class LatenessContract(Engine engine) : DueTest(engine)
{
    [Fact]
    public async Task DownForThreeHoursAPlanNudgeComesLateOnTheSameDay()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));

        await DownUntilAsync(2, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent late: late"]);
        await LiveUntilAsync(3, 12);
        (await LedgerAsync(schedule))[^1].ShouldBe("03-03 Sent: on its day");
    }

    [Fact]
    public async Task DownUntilAfterWorkAPlanNudgeIsSkipped()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));

        await DownUntilAsync(2, 18, 30);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: down"]);
        Chat.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task DownForThreeDaysOnlyTheLatestCanCome()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));

        await DownUntilAsync(4, 11);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: down", "03-03 Skipped: down", "03-04 Sent late: late"]);
        Chat.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DownOverMidnightYesterdaysIsYesterdays()
    {
        var schedule = await PromptAsync(hour: 23, minute: 0);

        await DownUntilAsync(3, 1);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent late: late"]);
        Chat.Texts.ShouldBe(["prompt 1 of 03-02"]);
    }

    [Fact]
    public async Task DownOverAClockChangeNothingComesTwiceAndNothingIsLost()
    {
        var schedule = await Schedules.AddAsync((await PromptAsync("FREQ=DAILY", 2, 30)) with { Id = 0, Subject = 2, WorkingDaysOnly = false }, Ct);
        await LiveUntilAsync(28, 12);

        // On the 29th half past two does not exist: it is the first instant after the gap.
        await DownUntilAsync(29, 4);
        (await LedgerAsync(schedule))[^2..].ShouldBe(["03-28 Sent: on its day", "03-29 Sent late: late"]);
        (await Outbox.PastAsync(schedule.Id, 1, Ct))[0].DueAt.ShouldBe(Instant.FromUtc(2026, 3, 29, 1, 0));

        await LiveUntilAsync(30, 12);
        (await LedgerAsync(schedule))[^1].ShouldBe("03-30 Sent: on its day");
    }

    [Fact]
    public async Task AStandUpComesUntilItsWindowCloses()
    {
        var open = await PromptAsync(hour: 9, lateness: ScheduleKind.StandUp, close: new LocalTime(12, 0), channel: "C1");
        var closed = await PromptAsync(hour: 9, lateness: ScheduleKind.StandUp, close: new LocalTime(11, 0), channel: "C2");

        await DownUntilAsync(2, 11, 30);

        (await LedgerAsync(open)).ShouldBe(["03-02 Sent late: late"]);
        (await LedgerAsync(closed)).ShouldBe(["03-02 Skipped: down"]);
    }

    [Fact]
    public async Task AWeeklyOneComesUntilTheNextWorkingDay()
    {
        var weekly = await PromptAsync("FREQ=WEEKLY;BYDAY=FR", 15, lateness: ScheduleKind.Weekly);

        await DownUntilAsync(9, 10);

        (await LedgerAsync(weekly)).ShouldBe(["03-06 Sent late: late"]);
    }

    [Fact]
    public async Task WhatWasHeldIsLateOnlyFromTheEndOfItsHold()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"), "FREQ=DAILY;COUNT=1", hour: 19);

        await DownUntilAsync(3, 9, 1);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: held by working or quiet hours"]);
    }

    [Fact]
    public async Task WhatIsLateStillWaitsForWorkingHours()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"), "FREQ=WEEKLY;BYDAY=MO", hour: 16, lateness: ScheduleKind.Weekly);

        await DownUntilAsync(2, 21);
        Chat.Sent.ShouldBeEmpty();
        await LiveUntilAsync(3, 12);

        (await Outbox.PastAsync(schedule.Id, 1, Ct))[0].SentAt.ShouldBe(InBerlin(3, 9));
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent late: late"]);
    }

    [Fact]
    public async Task WhatWaitedInTheOutboxWhileTheBotWasDownIsJudgedAgain()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));
        Clock.Now = InBerlin(2, 9);
        await TickAsync();

        await DownUntilAsync(3, 8);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: down"]);
    }

    [Fact]
    public async Task OfTwoThatWaitOnlyTheLaterGoes()
    {
        var schedule = await PromptAsync(lateness: ScheduleKind.Weekly);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Clock.Now = InBerlin(3, 9);
        await TickAsync();

        await Node.PumpAsync(Ct);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Merged: a later one stands for it", "03-03 Sent: on its day"]);
    }

    [Fact]
    public async Task OfTwoThatWaitTheEarlierWasMissedWhereItIsPastItsLimit()
    {
        var schedule = await PromptAsync();
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Clock.Now = InBerlin(3, 9);
        await TickAsync();

        await Node.PumpAsync(Ct);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: down", "03-03 Sent: on its day"]);
    }

    [Fact]
    public async Task WhatThePlatformPutsOffUntilItIsTooLateHasFailed()
    {
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1");
        Chat.Answer = _ => new TryLater(Duration.FromMilliseconds(1), "429");
        await LiveUntilAsync(2, 8, 59);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        await Node.PumpAsync(Ct);

        Clock.Now = InBerlin(2, 12, 1);
        await Node.PumpAsync(Ct);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Failed: 429"]);
        Feature.Heard.ShouldHaveSingleItem().Failure.ShouldBe(Refusal.GaveUp);
    }

    [Fact]
    public async Task WhatWaitsForAnotherAttemptIsSkippedAndNotFailedWhereItsPersonPauses()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1");
        Chat.Answer = _ => new TryLater(null, "503");
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        await Node.PumpAsync(Ct);

        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, Paused = true }, Ct);
        await LiveUntilAsync(2, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: paused"]);
        Feature.Heard.ShouldHaveSingleItem().Failure.ShouldBeNull();
    }
}

public sealed class LatenessOnSqliteTests() : LatenessContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class LatenessOnPostgreSqlTests(PostgresServer server) : LatenessContract(new PostgreSql(server));
