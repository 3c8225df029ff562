using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Schedules;

public class JudgeTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Workspace Team = new("slack", "T1");
    private static readonly LocalDate Monday = new(2026, 3, 2);

    [Theory]
    [InlineData(ScheduleKind.PlanNudge, "2026-03-02T23:00:00Z")]
    [InlineData(ScheduleKind.Weekly, "2026-03-03T23:00:00Z")]
    public void APersonsDayEndsInTheirOwnZoneWhateverThatOfTheSchedule(ScheduleKind kind, string limit)
    {
        var toNewYork = ForAPerson(kind);

        var verdict = toNewYork.JudgeAll([Monday], Instant.FromUtc(2026, 3, 2, 22, 0)).ShouldHaveSingleItem();

        verdict.Status.ShouldBe(EntryStatus.Pending);
        verdict.IsLate.ShouldBeTrue();
        verdict.ExpiresAt.ToString().ShouldBe(limit);
    }

    [Fact]
    public void AWindowClosesInTheZoneOfItsSchedule()
    {
        // From four in the afternoon in Berlin until six: from ten until noon in New York.
        var verdict = ForAPerson(ScheduleKind.StandUp, hour: 16, close: new LocalTime(18, 0)).JudgeAll([Monday], Instant.FromUtc(2026, 3, 2, 16, 59)).ShouldHaveSingleItem();

        verdict.ExpiresAt.ShouldBe(Instant.FromUtc(2026, 3, 2, 17, 0));
        verdict.Status.ShouldBe(EntryStatus.Pending);
    }

    private static Judge ForAPerson(ScheduleKind kind, int hour = 9, LocalTime? close = null) => new(
        new Schedule(1, "probe", 1, "nudge", new PersonRecipient(Team, new PersonId(1)), null, new LocalSchedule(Recurrence.Of("FREQ=DAILY"), Monday, new LocalTime(hour, 0), Berlin))
        {
            LateLimit = kind,
            WindowClose = close,
        },
        WorkingTime.Default with { Zone = NewYork });
}
