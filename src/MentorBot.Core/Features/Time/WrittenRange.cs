using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Reads the days that somebody looks back on, such as those of a report: a day without a year is the last such day.</summary>
internal static partial class WrittenRange
{
    public const string Help = "Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.";

    /// <summary>What is reported where nobody says otherwise.</summary>
    public const string Default = "this-week";

    private const int Longest = 60;
    private const int MostDays = 2 * 366;
    private const int MonthsInAQuarter = 3;

    private static readonly ImmutableArray<Choice> Named =
    [
        new("Today", "today"),
        new("Yesterday", "yesterday"),
        new("This week", Default),
        new("Last week", "last-week"),
        new("This month", "this-month"),
        new("Last month", "last-month"),
        new("This quarter", "this-quarter"),
        new("Last quarter", "last-quarter"),
        new("This year", "this-year"),
        new("Last year", "last-year"),
    ];

    /// <summary>The ranges that begin like what is typed.</summary>
    public static IReadOnlyList<Choice> Complete(string typed) =>
        [.. Named.Where(choice => choice.Value.StartsWith(typed.Trim().Replace(' ', '-'), StringComparison.OrdinalIgnoreCase))];

    /// <summary>The day after the last working day and its days off: the one on which the week of these working days begins.</summary>
    public static IsoDayOfWeek FirstDayOf(ImmutableHashSet<IsoDayOfWeek> working)
    {
        var first = After(WorkCalendar.LastOf(working));
        while (!working.IsEmpty && !working.Contains(first))
        {
            first = After(first);
        }

        return first;

        static IsoDayOfWeek After(IsoDayOfWeek day) => (IsoDayOfWeek)(((int)day % 7) + 1);
    }

    /// <summary>The days, or what is wrong with them: exactly one of the two is set.</summary>
    /// <param name="firstDay">The day on which the reader's week begins.</param>
    public static (DateInterval? Days, string? Problem) Read(string text, LocalDate today, IsoDayOfWeek firstDay = IsoDayOfWeek.Monday)
    {
        var written = string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (written.Length > Longest || Find(written, today, firstDay) is not ({ } from, { } to))
        {
            return (null, $"“{Limits.Shorten(text.Trim(), Longest)}” names no days that I can read. {Help}");
        }

        var days = TimeWords.Days(new Absence(from, to));
        return to < from ? (null, $"{days} ends before it begins. Write the first day first.")
            : from > today ? (null, $"{days} {(from == to ? "is" : "are")} still to come, so there is nothing to report. {Help}")
            : Period.DaysBetween(from, to) > MostDays ? (null, "That is longer than two years, which is more than one report holds. Ask for it in parts.")
            : (new DateInterval(from, to), null);
    }

    private static (LocalDate? From, LocalDate? To) Find(string written, LocalDate today, IsoDayOfWeek firstDay)
    {
        var week = today.PlusDays(1).Previous(firstDay);
        var first = today.With(DateAdjusters.StartOfMonth);
        var quarter = first.PlusMonths(-((today.Month - 1) % MonthsInAQuarter));
        var year = new LocalDate(today.Year, 1, 1);
        switch (written.Replace(' ', '-'))
        {
            case "today":
                return (today, today);
            case "yesterday":
                return (today.PlusDays(-1), today.PlusDays(-1));
            case "this-week" or "week":
                return (week, week.PlusDays(6));
            case "last-week":
                return (week.PlusDays(-7), week.PlusDays(-1));
            case "this-month" or "month":
                return (first, today.With(DateAdjusters.EndOfMonth));
            case "last-month":
                return (first.PlusMonths(-1), first.PlusDays(-1));
            case "this-quarter" or "quarter":
                return (quarter, quarter.PlusMonths(MonthsInAQuarter).PlusDays(-1));
            case "last-quarter":
                return (quarter.PlusMonths(-MonthsInAQuarter), quarter.PlusDays(-1));
            case "this-year" or "year":
                return (year, year.PlusYears(1).PlusDays(-1));
            case "last-year":
                return (year.PlusYears(-1), year.PlusDays(-1));
        }

        var ends = Between().Split(written);
        return ends.Length switch
        {
            1 => (WrittenDates.ReadPastDate(ends[0], today), WrittenDates.ReadPastDate(ends[0], today)),
            2 when WrittenDates.ReadPastDate(ends[0], today) is { } from => (from, ends[1] == ends[0] ? from : EndOf(ends[1], from, today)),
            _ => (null, null),
        };
    }

    /// <summary>The last day: today and the days around it are the reader's, any other without a year is the next one after the first.</summary>
    private static LocalDate? EndOf(string last, LocalDate from, LocalDate today) =>
        last is "yesterday" or "today" or "tomorrow" || last.StartsWith("in ", StringComparison.Ordinal)
            ? WrittenDates.ReadPastDate(last, today)
            : WrittenDates.ReadDate(last, from);

    [GeneratedRegex(@"\s*(?:\.\.+|…|–)\s*|\s+(?:-|to|until|till|through)\s+", RegexOptions.None, 100)]
    private static partial Regex Between();
}
