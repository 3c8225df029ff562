using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class LedgerContract(Engine engine) : DueTest(engine)
{
    [Fact]
    public async Task AnOccurrenceGoesOutOnceAtItsTime()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));

        await LiveUntilAsync(2, 8, 59);
        Chat.Sent.ShouldBeEmpty();
        await LiveUntilAsync(2, 20);

        var sent = Chat.Sent.ShouldHaveSingleItem();
        sent.User!.Value.UserId.ShouldBe("ada");
        var entry = (await Outbox.PastAsync(schedule.Id, 10, Ct)).ShouldHaveSingleItem();
        entry.Id.ShouldBe(sent.EntryId);
        entry.SentAt.ShouldBe(InBerlin(2, 9));
        entry.MessageId.ShouldBe($"m{sent.EntryId}");
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: on its day"]);
    }

    [Fact]
    public async Task TheHourStaysTheSameOverBothClockChanges()
    {
        await PromptAsync(hour: 9);
        await LiveUntilAsync(27, 8);
        await LiveUntilAsync(31, 8);
        var spring = (await Outbox.PastAsync(new PlaceRecipient(Channel), 5, Ct)).Where(entry => entry.SentAt is not null).Select(entry => entry.SentAt).ToArray();

        spring.ShouldBe([InBerlin(30, 9), InBerlin(27, 9), InBerlin(26, 9)]);
        (spring[0] - spring[1]).ShouldBe(Duration.FromHours(71));
    }

    [Fact]
    public async Task OnAHolidayADailyOneIsSkippedAndAWeeklyOneMoves()
    {
        await Teams.ChangeAsync(Team, new TeamTime { Calendars = ["DE"] }, Ct);
        await Teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 9), "Team day")], Ct);
        var daily = await PromptAsync(channel: "C1");
        var weekly = await PromptAsync("FREQ=WEEKLY;BYDAY=MO", 10, channel: "C2");

        await LiveUntilAsync(10, 12);

        (await LedgerAsync(daily))[^3..].ShouldBe(["03-08 Skipped: not a working day", "03-09 Skipped: holiday: Team day", "03-10 Sent: on its day"]);
        (await LedgerAsync(weekly)).ShouldBe(["03-02 Sent: on its day", "03-09 Sent: moved to 2026-03-10, holiday: Team day"]);
        (await Outbox.PastAsync(weekly.Id, 1, Ct))[0].IsMoved.ShouldBeTrue();
    }

    [Fact]
    public async Task AHolidayThatIsAddedWhileAnOccurrenceWaitsMovesItOn()
    {
        await Teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 9), "Team day")], Ct);
        var weekly = await PromptAsync("FREQ=WEEKLY;BYDAY=MO", 10);
        await LiveUntilAsync(9, 12);

        await Teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 10), "Another")], Ct);
        await LiveUntilAsync(11, 12);

        (await LedgerAsync(weekly))[^1].ShouldBe("03-09 Sent: moved to 2026-03-11, holiday: Team day");
    }

    [Fact]
    public async Task NothingComesDuringAnAbsenceAndItComesBackByItself()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada);
        await Personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 3, 3), new LocalDate(2026, 3, 4)), Ct);

        await LiveUntilAsync(5, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: on its day", "03-03 Skipped: away", "03-04 Skipped: away", "03-05 Sent: on its day"]);
    }

    [Fact]
    public async Task WhatIsHeldIsSkippedWhereItsPersonIsAwayByThen()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour: 19);
        await LiveUntilAsync(2, 22);
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Held: held by working or quiet hours"]);

        await Personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3)), Ct);
        await LiveUntilAsync(4, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: away"]);
        Feature.Heard.ShouldHaveSingleItem().Entry.Reason.ShouldBe("away");
    }

    [Fact]
    public async Task WhatComesOutsideOfHoursArrivesOnceAtTheNextOpening()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Quiet = new DailyHours(new LocalTime(9, 0), new LocalTime(10, 0)) });
        var early = await NudgeAsync(ada, hour: 8, minute: 30, subject: 1);
        await NudgeAsync(ada, hour: 9, minute: 30, subject: 2);

        await LiveUntilAsync(2, 20);

        // Both were held until ten, so they are one message.
        Chat.Texts.ShouldBe(["nudge 1 of 03-02 | nudge 2 of 03-02"]);
        var entry = (await Outbox.PastAsync(early.Id, 1, Ct))[0];
        entry.SentAt.ShouldBe(InBerlin(2, 10));
        entry.IsLate.ShouldBeFalse();
        (await LedgerAsync(early)).ShouldBe(["03-02 Sent: held by working or quiet hours"]);
    }

    [Fact]
    public async Task HoursThatChangeWhileSomethingIsHeldAreLookedAtAgain()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour: 8, minute: 30);
        await LiveUntilAsync(2, 8, 45);

        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, Working = new DailyHours(new LocalTime(11, 0), new LocalTime(18, 0)) }, Ct);
        await LiveUntilAsync(2, 20);

        (await Outbox.PastAsync(schedule.Id, 1, Ct))[0].SentAt.ShouldBe(InBerlin(2, 11));
    }

    [Fact]
    public async Task AChangeOfZoneMovesWhatIsToComeAndRepeatsNothing()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada);
        await LiveUntilAsync(2, 10);

        await Personal.ChangeAsync(ada, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] }, Ct);
        await LiveUntilAsync(3, 20);

        (await Outbox.PastAsync(schedule.Id, 10, Ct)).Select(entry => (entry.Key.Date.Day, entry.SentAt)).ShouldBe(
            [(3, Instant.FromUtc(2026, 3, 3, 14, 0)), (2, InBerlin(2, 9))]);
    }

    [Fact]
    public async Task ATeamsZoneMovesOnlyThoseWithoutOneOfTheirOwn()
    {
        var (ada, bob) = (await InBerlinAsync("ada"), await PersonAsync("bob"));
        var hers = await NudgeAsync(ada, subject: 1);
        var his = await NudgeAsync(bob, subject: 2);

        await Teams.ChangeAsync(Team, new TeamTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }, Ct);

        (await Schedules.FindAsync(hers.Id, Ct))!.NextDueAt.ShouldBe(InBerlin(2, 9));
        (await Schedules.FindAsync(his.Id, Ct))!.NextDueAt.ShouldBe(Instant.FromUtc(2026, 3, 2, 0, 0));
    }

    [Fact]
    public async Task PausedMeansNothingAtAll()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada);
        await Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, Paused = true }, Ct);

        await LiveUntilAsync(3, 20);

        Chat.Sent.ShouldBeEmpty();
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: paused", "03-03 Skipped: paused"]);
    }

    [Fact]
    public async Task AFeatureMayHaveNothingToSay()
    {
        Feature.Compose = _ => new NothingToSend("the step is done");
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));

        await LiveUntilAsync(2, 20);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: the step is done"]);
        Feature.Heard.ShouldHaveSingleItem().Entry.Status.ShouldBe(EntryStatus.Skipped);
    }

    [Fact]
    public async Task TheOutlookSaysWhatTheLedgerSaysLater()
    {
        await Teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 9), "Team day")], Ct);
        var schedule = await PromptAsync("FREQ=WEEKLY;BYDAY=MO,FR", 10);

        Outlook.Next(schedule, await Times.OfAsync(schedule.Recipient, Ct), 4)
            .Select(expected => (expected.Date.Day, expected.At, expected.Reason))
            .ShouldBe([
                (2, InBerlin(2, 10), "on its day"),
                (6, InBerlin(6, 10), "on its day"),
                (9, InBerlin(10, 10), "moved to 2026-03-10, holiday: Team day"),
                (13, (Instant?)InBerlin(13, 10), "on its day"),
            ]);
    }
}

public sealed class LedgerOnSqliteTests() : LedgerContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class LedgerOnPostgreSqlTests(PostgresServer server) : LedgerContract(new PostgreSql(server));
