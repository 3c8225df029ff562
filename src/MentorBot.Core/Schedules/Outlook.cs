using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Foretells what becomes of a schedule's next occurrences: the half of "explain" that has not happened yet.</summary>
public static class Outlook
{
    /// <summary>The occurrences from a date on, in order, found one by one; it does not know the day's budget.</summary>
    /// <param name="time">The working time of the recipient.</param>
    public static IEnumerable<ExpectedOccurrence> From(Schedule schedule, WorkingTime time, LocalDate date)
    {
        var judge = new Judge(schedule, time);
        return schedule.When.Rule.Dates(schedule.When.Start, date).Select(on => judge.Expect(on));
    }

    /// <summary>The next occurrences of a schedule; none while it is paused or has ended.</summary>
    public static IReadOnlyList<ExpectedOccurrence> Next(Schedule schedule, WorkingTime time, int count) =>
        schedule is { State: ScheduleState.Active, NextDate: { } next } ? [.. From(schedule, time, next).Take(count)] : [];
}
