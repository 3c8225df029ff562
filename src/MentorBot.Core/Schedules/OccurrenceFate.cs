using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What the calendar makes of an occurrence.</summary>
public enum Fate
{
    Fires,
    Moved,

    /// <summary>It would go on a day on which a later one of the same schedule goes, which stands for both.</summary>
    Merged,
    Skipped,
}

/// <summary>What becomes of the occurrence on a date, with the reason that the ledger and "explain" give.</summary>
/// <param name="Date">The occurrence's own date.</param>
/// <param name="On">The day on which it goes out, or the one that it is merged into; null where it is skipped.</param>
public sealed record OccurrenceFate(LocalDate Date, Fate Fate, LocalDate? On, string Reason);

/// <summary>Decides what holidays, the working week and absences make of a schedule's occurrences.</summary>
/// <param name="WorkingDaysOnly">Whether a day outside the working week counts like a holiday.</param>
public sealed record OccurrenceRules(Recurrence Rule, LocalDate Start, bool WorkingDaysOnly, WorkCalendar Calendar)
{
    /// <summary>What becomes of each occurrence from a date on, in order, found one by one.</summary>
    public IEnumerable<OccurrenceFate> From(LocalDate date) => Rule.Dates(Start, date).Select(FateOf);

    /// <summary>What becomes of the occurrence on a date of the rule.</summary>
    public OccurrenceFate FateOf(LocalDate date)
    {
        if (Calendar.IsAway(date))
        {
            return new OccurrenceFate(date, Fate.Skipped, null, Reasons.Away);
        }

        if (Obstacle(date) is not { } obstacle)
        {
            return new OccurrenceFate(date, Fate.Fires, date, Reasons.OnItsDay);
        }

        if (Rule.Frequency == Frequency.Daily || Calendar.NextBusinessDay(date) is not { } day)
        {
            return new OccurrenceFate(date, Fate.Skipped, null, obstacle);
        }

        if (Calendar.IsAway(day))
        {
            return new OccurrenceFate(date, Fate.Skipped, null, Reasons.Away);
        }

        // Those between the two days either keep their own day or end on the same one.
        var stands = Rule.Dates(Start, date.PlusDays(1))
            .TakeWhile(later => later <= day)
            .Any(later => later == day || (Obstacle(later) is not null && !Calendar.IsAway(later)));
        return new OccurrenceFate(date, stands ? Fate.Merged : Fate.Moved, day, obstacle);
    }

    /// <summary>What keeps an occurrence from its date; null where nothing does.</summary>
    private string? Obstacle(LocalDate date) =>
        Calendar.Holidays.NameOf(date) is { } holiday ? Reasons.Holiday(holiday)
        : WorkingDaysOnly && !Calendar.WorkingDays.Contains(date.DayOfWeek) ? Reasons.NotAWorkingDay
        : null;
}

/// <summary>The reasons that the ledger gives, in the words in which people read them.</summary>
public static class Reasons
{
    public const string OnItsDay = "on its day";
    public const string Away = "away";
    public const string NotAWorkingDay = "not a working day";
    public const string Down = "down";
    public const string WindowClosed = "its window closed before it could go";
    public const string Late = "late";
    public const string OnTime = "on time";

    public static string Holiday(string name) => $"holiday: {name}";
}
