using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>The late policy to the letter: for each kind the last minute at which it may still come, and the first at which it may not.</summary>
public abstract class DowntimeContract(Engine engine) : DueTest(engine)
{
    private const string Daily = "FREQ=DAILY";

    [Theory]
    // Down for three hours; it is nine in Berlin at eight in UTC.
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-02T07:30", "03-02T10:30", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-02T07:30", "03-02T16:59", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-02T07:30", "03-02T17:01", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.StandUp, Daily, "09:00", "12:00", "03-02T07:30", "03-02T11:00", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.StandUp, Daily, "09:00", "12:00", "03-02T07:30", "03-02T11:01", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=MO", "09:00", null, "03-02T07:30", "03-02T10:30", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=2", "09:00", null, "03-02T07:30", "03-02T10:30", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "09:00", null, "03-02T07:30", "03-02T11:00", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "09:00", null, "03-02T07:30", "03-02T11:01", "03-02 Skipped: down")]
    // Down for three days: of each schedule only the latest can come.
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-02T07:30", "03-05T10:30", "03-02 Skipped: down; 03-03 Skipped: down; 03-04 Skipped: down; 03-05 Sent late: late")]
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-02T07:30", "03-05T17:01", "03-02 Skipped: down; 03-03 Skipped: down; 03-04 Skipped: down; 03-05 Skipped: down")]
    [InlineData(ScheduleKind.StandUp, Daily, "09:00", "12:00", "03-02T07:30", "03-05T10:30", "03-02 Skipped: down; 03-03 Skipped: down; 03-04 Skipped: down; 03-05 Sent late: late")]
    [InlineData(ScheduleKind.StandUp, Daily, "09:00", "12:00", "03-02T07:30", "03-05T11:01", "03-02 Skipped: down; 03-03 Skipped: down; 03-04 Skipped: down; 03-05 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=MO", "09:00", null, "03-02T07:30", "03-05T10:30", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=WE", "09:00", null, "03-02T07:30", "03-05T17:00", "03-04 Sent late: late")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=WE", "09:00", null, "03-02T07:30", "03-05T17:01", "03-04 Skipped: down")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=2", "09:00", null, "03-02T07:30", "03-05T10:30", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=4", "09:00", null, "03-02T07:30", "03-05T17:00", "03-04 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "09:00", null, "03-02T07:30", "03-05T10:30", "03-02 Skipped: down; 03-03 Skipped: down; 03-04 Skipped: down; 03-05 Sent late: late")]
    // Down over midnight; a window may close after it.
    [InlineData(ScheduleKind.PlanNudge, Daily, "17:00", null, "03-02T14:00", "03-03T07:00", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.StandUp, Daily, "23:00", "01:30", "03-02T14:00", "03-03T00:30", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.StandUp, Daily, "23:00", "01:30", "03-02T14:00", "03-03T00:31", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=MO", "23:00", null, "03-02T14:00", "03-03T17:00", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=MO", "23:00", null, "03-02T14:00", "03-03T17:01", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=2", "23:00", null, "03-02T14:00", "03-03T17:00", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=2", "23:00", null, "03-02T14:00", "03-03T17:01", "03-02 Skipped: down")]
    [InlineData(ScheduleKind.Other, Daily, "23:00", null, "03-02T14:00", "03-03T01:00", "03-02 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "23:00", null, "03-02T14:00", "03-03T01:01", "03-02 Skipped: down")]
    // Down over the spring change: two o'clock of 29 March is three, at one in UTC. Three hours are three hours of the clock on no wall.
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-28T19:00", "03-29T15:59", "03-29 Sent late: late")]
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "03-28T19:00", "03-29T16:01", "03-29 Skipped: down")]
    [InlineData(ScheduleKind.StandUp, Daily, "01:00", "02:30", "03-28T19:00", "03-29T01:00", "03-29 Sent late: late")]
    [InlineData(ScheduleKind.StandUp, Daily, "01:00", "02:30", "03-28T19:00", "03-29T01:01", "03-29 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=FR", "15:00", null, "03-27T12:00", "03-30T16:00", "03-27 Sent late: late")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=FR", "15:00", null, "03-27T12:00", "03-30T16:01", "03-27 Skipped: down")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=27", "15:00", null, "03-27T12:00", "03-30T16:00", "03-27 Sent late: late")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=27", "15:00", null, "03-27T12:00", "03-30T16:01", "03-27 Skipped: down")]
    [InlineData(ScheduleKind.Other, Daily, "02:30", null, "03-28T19:00", "03-29T04:00", "03-29 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "02:30", null, "03-28T19:00", "03-29T04:01", "03-29 Skipped: down")]
    [InlineData(ScheduleKind.Other, Daily, "23:30", null, "03-28T19:00", "03-29T01:30", "03-28 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "23:30", null, "03-28T19:00", "03-29T01:31", "03-28 Skipped: down")]
    // Down over the autumn change: three o'clock of 25 October is two once more, at one in UTC.
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "10-24T18:00", "10-25T16:59", "10-25 Sent late: late")]
    [InlineData(ScheduleKind.PlanNudge, Daily, "09:00", null, "10-24T18:00", "10-25T17:01", "10-25 Skipped: down")]
    [InlineData(ScheduleKind.StandUp, Daily, "01:00", "02:30", "10-24T18:00", "10-25T00:30", "10-25 Sent late: late")]
    [InlineData(ScheduleKind.StandUp, Daily, "01:00", "02:30", "10-24T18:00", "10-25T00:31", "10-25 Skipped: down")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=FR", "15:00", null, "10-23T12:00", "10-26T17:00", "10-23 Sent late: late")]
    [InlineData(ScheduleKind.Weekly, "FREQ=WEEKLY;BYDAY=FR", "15:00", null, "10-23T12:00", "10-26T17:01", "10-23 Skipped: down")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=23", "15:00", null, "10-23T12:00", "10-26T17:00", "10-23 Sent late: late")]
    [InlineData(ScheduleKind.Monthly, "FREQ=MONTHLY;BYMONTHDAY=23", "15:00", null, "10-23T12:00", "10-26T17:01", "10-23 Skipped: down")]
    [InlineData(ScheduleKind.Other, Daily, "02:30", null, "10-24T18:00", "10-25T03:30", "10-25 Sent late: late")]
    [InlineData(ScheduleKind.Other, Daily, "02:30", null, "10-24T18:00", "10-25T03:31", "10-25 Skipped: down")]
    [InlineData(ScheduleKind.Other, Daily, "23:30", null, "10-24T18:00", "10-25T00:30", "10-24 Sent late: late")]
    public async Task WhatMayStillComeAfterwards(ScheduleKind kind, string rule, string time, string? close, string from, string until, string ledger)
    {
        Clock.Now = Utc(from);
        var schedule = await AddAsync(kind, rule, Time(time), close is null ? null : Time(close));

        Clock.Now = Utc(until);
        await TickAsync();
        await Node.PumpAsync(Ct);
        (await LedgerAsync(schedule)).ShouldBe(ledger.Split("; "));

        // Nothing of it comes later or twice.
        await LiveUntilAsync(Utc(until) + Duration.FromDays(3));
        (await LedgerAsync(schedule))[..ledger.Split("; ").Length].ShouldBe(ledger.Split("; "));
        Chat.Texts.ShouldBeUnique();
    }

    private static LocalTime Time(string text) => LocalTimePattern.ExtendedIso.Parse($"{text}:00").Value;

    private static Instant Utc(string text) => InstantPattern.General.Parse($"2026-{text}:00Z").Value;

    private async Task<Schedule> AddAsync(ScheduleKind kind, string rule, LocalTime time, LocalTime? close)
    {
        var when = new LocalSchedule(Recurrence.Of(rule), new LocalDate(2026, 3, 2), time, Berlin);
        if (kind != ScheduleKind.PlanNudge)
        {
            return await Schedules.AddAsync(new Schedule(0, "probe", 1, "prompt", new PlaceRecipient(Channel), null, when) { LateLimit = kind, WindowClose = close }, Ct);
        }

        // Works on Sundays, too, so that the clock changes fall on a working day.
        var ada = await InBerlinAsync("ada", new PersonalTime { WorkingDays = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)] });
        return await Schedules.AddAsync(
            new Schedule(0, "probe", 1, "nudge", new PersonRecipient(Team, ada), ada, when) { FollowsZone = true, WorkingDaysOnly = true, LateLimit = kind }, Ct);
    }
}

public sealed class DowntimeOnSqliteTests() : DowntimeContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class DowntimeOnPostgreSqlTests(PostgresServer server) : DowntimeContract(new PostgreSql(server));
