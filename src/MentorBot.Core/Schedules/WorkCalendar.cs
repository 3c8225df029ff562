using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Days on which somebody is away, both ends included.</summary>
public sealed record Absence(LocalDate From, LocalDate To)
{
    public bool Covers(LocalDate date) => date >= From && date <= To;
}

/// <summary>Which days a person or a team works: the days of their week without the holidays and without their absences.</summary>
public sealed record WorkCalendar
{
    public static readonly ImmutableHashSet<IsoDayOfWeek> MondayToFriday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>The last day of a week with these working days: the one before the longest rest.</summary>
    public static IsoDayOfWeek LastOf(IReadOnlySet<IsoDayOfWeek> days) => days.Count == 0
        ? IsoDayOfWeek.Friday
        : days.OrderByDescending(day => Enumerable.Range(1, 7).First(later => days.Contains((IsoDayOfWeek)((((int)day - 1 + later) % 7) + 1)))).ThenByDescending(day => day).First();

    // Beyond this nobody is meant to come back: a long leave ends within it, and a search has to end too.
    private const int MostDaysAhead = 3 * 366;

    public ImmutableHashSet<IsoDayOfWeek> WorkingDays { get; init; } = MondayToFriday;

    public Holidays Holidays { get; init; } = Holidays.None;

    public ImmutableArray<Absence> Absences { get; init; } = [];

    /// <summary>Whether a day is one of the week's and no holiday; somebody may be away on it all the same.</summary>
    public bool IsWorkingDay(LocalDate date) => WorkingDays.Contains(date.DayOfWeek) && Holidays.NameOf(date) is null;

    public bool IsAway(LocalDate date) => Absences.Any(absence => absence.Covers(date));

    /// <summary>Whether somebody is there to be reached: it is a working day, and they aren't away.</summary>
    public bool IsAtWork(LocalDate date) => IsWorkingDay(date) && !IsAway(date);

    /// <summary>The first day after a day on which somebody is at work; null where there is none in three years.</summary>
    public LocalDate? NextWorkingDay(LocalDate date) => FirstAfter(date, IsAtWork);

    /// <summary>
    /// The nth day at work after a day, which is how a plan counts its steps; 0 is the day itself or, without work on it, the
    /// next one. Null where there are fewer.
    /// </summary>
    public LocalDate? PlusWorkingDays(LocalDate date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return IsAtWork(date) ? date : NextWorkingDay(date);
        }

        LocalDate? day = date;
        for (; count > 0 && day is { } from; count--)
        {
            day = NextWorkingDay(from);
        }

        return day;
    }

    /// <summary>The first working day after a day, whether or not somebody is away on it.</summary>
    internal LocalDate? NextBusinessDay(LocalDate date) => FirstAfter(date, IsWorkingDay);

    private static LocalDate? FirstAfter(LocalDate date, Func<LocalDate, bool> wanted)
    {
        for (var days = 1; days <= MostDaysAhead; days++)
        {
            if (wanted(date.PlusDays(days)))
            {
                return date.PlusDays(days);
            }
        }

        return null;
    }
}
