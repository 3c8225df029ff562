using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class BudgetContract(Engine engine) : DueTest(engine)
{
    [Fact]
    public async Task TheLastMessageOfTheDayIsADigestOfTheRestAtItsLatestTime()
    {
        var ada = await InBerlinAsync("ada");
        var schedules = new List<Schedule>();
        foreach (var (index, hour) in Enumerable.Range(0, 4).Select(number => (number, number < 3 ? 9 + (2 * number) : 16)))
        {
            schedules.Add(await NudgeAsync(ada, hour: hour, subject: index + 1));
        }

        await LiveUntilAsync(2, 12);
        Chat.Texts.ShouldBe(["nudge 1 of 03-02"]);
        (await LedgerAsync(schedules[1])).ShouldBe(["03-02 Held: held for the day's digest"]);
        await LiveUntilAsync(2, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02", "nudge 2 of 03-02 | nudge 3 of 03-02 | nudge 4 of 03-02"]);
        var digest = (await Outbox.PastAsync(schedules[1].Id, 1, Ct))[0];
        digest.SentAt.ShouldBe(InBerlin(2, 16));
        (await LedgerAsync(schedules[3])).ShouldBe(["03-02 Merged: part of a digest"]);
        (await Outbox.PastAsync(schedules[3].Id, 1, Ct))[0].MergedInto.ShouldBe(digest.Id);
        Feature.Heard.Select(heard => heard.Entry.Status).ShouldBe([EntryStatus.Sent, EntryStatus.Sent, EntryStatus.Merged, EntryStatus.Merged]);
    }

    [Fact]
    public async Task TheLedgerKeepsWhyTheBudgetHeldSomething()
    {
        var ada = await InBerlinAsync("ada");
        var schedules = new List<Schedule>();
        foreach (var hour in new[] { 9, 11, 16 })
        {
            schedules.Add(await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour, subject: hour));
        }

        await LiveUntilAsync(2, 12);
        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, NudgeTime = new(10, 0) }, Ct);
        await LiveUntilAsync(2, 12);
        (await LedgerAsync(schedules[1])).ShouldBe(["03-02 Held: held for the day's digest"]);
        await LiveUntilAsync(2, 18);

        (await LedgerAsync(schedules[1])).ShouldBe(["03-02 Sent: held for the day's digest"]);
    }

    [Fact]
    public async Task TheLedgerKeepsThatTheDaysMessagesWereUsedUp()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = NudgeStrength.Light });
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1");
        await LiveUntilAsync(2, 10);
        var later = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour: 15, subject: 2);
        await LiveUntilAsync(2, 20);

        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, Strength = NudgeStrength.Light, NoQuiet = true }, Ct);
        await LiveUntilAsync(2, 21);
        (await LedgerAsync(later)).ShouldBe(["03-02 Held: held: the day's messages are used up"]);
        await LiveUntilAsync(3, 12);

        (await LedgerAsync(later)).ShouldBe(["03-02 Sent: held: the day's messages are used up"]);
    }

    [Theory]
    [InlineData(NudgeStrength.Light, 1)]
    [InlineData(NudgeStrength.Standard, 2)]
    [InlineData(NudgeStrength.Active, 4)]
    public async Task NobodyGetsMoreThanTheyWantOnAnyDay(NudgeStrength strength, int budget)
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = strength });
        foreach (var hour in Enumerable.Range(9, 8))
        {
            await NudgeAsync(ada, hour: hour, subject: hour);
        }

        foreach (var day in Enumerable.Range(2, 5))
        {
            await LiveUntilAsync(day, 20);
            await Personal.AttendedAsync(ada, Ct);
        }

        Chat.Sent.Count.ShouldBe(5 * budget);
        (await ListAsync<string>("SELECT status FROM outbox WHERE status NOT IN ('Sent', 'Merged')")).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatComesAfterTheBudgetIsUsedWaitsForTomorrow()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = NudgeStrength.Light });
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1");
        await LiveUntilAsync(2, 10);
        var later = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour: 15, subject: 2);

        await LiveUntilAsync(2, 20);
        (await LedgerAsync(later)).ShouldBe(["03-02 Held: held: the day's messages are used up"]);
        await LiveUntilAsync(3, 20);

        (await Outbox.PastAsync(later.Id, 1, Ct))[0].SentAt.ShouldBe(InBerlin(3, 9));
    }

    [Fact]
    public async Task ASnoozeCountsForNothing()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = NudgeStrength.Light });
        var schedule = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1");
        await LiveUntilAsync(2, 10);

        await Outbox.SnoozeAsync((await Outbox.PastAsync(schedule.Id, 1, Ct))[0].Id, InBerlin(2, 19), Ct);
        await LiveUntilAsync(2, 20);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: on its day", "03-02#1 Sent: snoozed"]);
    }

    [Fact]
    public async Task ADigestThatFailsAtFirstComesWholeLater()
    {
        var failures = 1;
        Chat.Answer = _ => failures-- > 0 ? new TryLater(null, "a fault") : null;
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 1);
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 2);

        await LiveUntilAsync(2, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02 | nudge 2 of 03-02"]);
    }

    [Fact]
    public async Task ADigestThatIsRefusedFailsAsAWhole()
    {
        Chat.Answer = _ => new Refused(Refusal.DirectMessagesClosed, "closed");
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 1);
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 2);

        await LiveUntilAsync(2, 20);

        Feature.Heard.Select(heard => (heard.Entry.Status, heard.Failure)).ShouldBe(
            [(EntryStatus.Failed, Refusal.DirectMessagesClosed), (EntryStatus.Failed, Refusal.DirectMessagesClosed)]);
    }

    [Fact]
    public async Task AfterThreeIgnoredItAsksOnceAndComesLessOften()
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, hour: 9, subject: 1);
        await LiveUntilAsync(6, 20);

        Chat.Texts.Select(text => text.EndsWith("less often?", StringComparison.Ordinal)).ShouldBe([false, false, false, true, false]);

        await NudgeAsync(ada, hour: 15, subject: 2);
        await LiveUntilAsync(9, 20);
        Chat.Texts.Last().ShouldBe("nudge 1 of 03-09 | nudge 2 of 03-09");

        await Personal.AttendedAsync(ada, Ct);
        await LiveUntilAsync(10, 20);
        Chat.Texts.TakeLast(2).ShouldBe(["nudge 1 of 03-10", "nudge 2 of 03-10"]);
    }
}

public sealed class BudgetOnSqliteTests() : BudgetContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class BudgetOnPostgreSqlTests(PostgresServer server) : BudgetContract(new PostgreSql(server));
