using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>The day of a year on which a holiday falls, in the few words in which a content file says it.</summary>
internal sealed partial class HolidayDay
{
    public const string Expected = "a day such as `25 December`, `8 May 2025`, `Easter - 2`, `last Monday of May` or `Wednesday before 23 November`";

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "last"];

    private readonly Func<int, LocalDate?> _in;

    private HolidayDay(Func<int, LocalDate?> findIn) => _in = findIn;

    /// <summary>The day in a year; null where the year has none.</summary>
    public LocalDate? In(int year) => _in(year);

    /// <summary>Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.</summary>
    public static LocalDate Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var (leapCenturies, centuryRest) = (century / 4, century % 4);
        var (leaps, yearRest) = (year % 100 / 4, year % 100 % 4);
        var lunarShift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - lunarShift + 15) % 30;
        var toSunday = (32 + (2 * centuryRest) + (2 * leaps) - epact - yearRest) % 7;
        var correction = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var days = epact + toSunday - (7 * correction) + 114;
        return new LocalDate(year, days / 31, (days % 31) + 1);
    }

    /// <summary>Null where the words name no day.</summary>
    public static HolidayDay? Read(string text)
    {
        var words = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (FromEaster().Match(words) is { Success: true } easter)
        {
            var days = easter.Groups["days"].Success ? int.Parse(easter.Groups["days"].Value, CultureInfo.InvariantCulture) : 0;
            var shift = easter.Groups["sign"].Value == "-" ? -days : days;
            return new HolidayDay(year => Easter(year).PlusDays(shift));
        }

        if (OfMonth().Match(words) is { Success: true } nth)
        {
            var ordinal = Index(Ordinals, nth.Groups["nth"].Value);
            return Weekday(nth) is { } weekday && Index(Months, nth.Groups["month"].Value) is >= 0 and var month && ordinal >= 0
                ? new HolidayDay(year => NthIn(year, month + 1, weekday, ordinal))
                : null;
        }

        if (FixedDate().Match(words) is not { Success: true } date
            || Index(Months, date.Groups["month"].Value) is not (>= 0 and var named)
            || int.Parse(date.Groups["day"].Value, CultureInfo.InvariantCulture) is var day && (day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(2000, named + 1)))
        {
            return null;
        }

        var only = date.Groups["year"].Success ? int.Parse(date.Groups["year"].Value, CultureInfo.InvariantCulture) : (int?)null;
        LocalDate? On(int year) => year != (only ?? year) || day > CalendarSystem.Iso.GetDaysInMonth(year, named + 1) ? null : new LocalDate(year, named + 1, day);
        return !date.Groups["weekday"].Success ? new HolidayDay(On)
            : Weekday(date) is not { } beside ? null
            : date.Groups["side"].Value == "before" ? new HolidayDay(year => On(year)?.Previous(beside))
            : new HolidayDay(year => On(year)?.Next(beside));
    }

    private static LocalDate NthIn(int year, int month, IsoDayOfWeek weekday, int ordinal) =>
        ordinal == Ordinals.Length - 1
            ? new LocalDate(year, month, CalendarSystem.Iso.GetDaysInMonth(year, month)).PlusDays(1).Previous(weekday)
            : new LocalDate(year, month, 1).PlusDays(-1).Next(weekday).PlusWeeks(ordinal);

    private static IsoDayOfWeek? Weekday(Match match) =>
        Enum.TryParse<IsoDayOfWeek>(match.Groups["weekday"].Value, ignoreCase: true, out var weekday) && weekday != IsoDayOfWeek.None ? weekday : null;

    private static int Index(string[] names, string name) => Array.FindIndex(names, candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^Easter( (?<sign>[+-]) (?<days>\d{1,3}))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex FromEaster();

    [GeneratedRegex("^(?<nth>[a-z]+) (?<weekday>[a-z]+) of (?<month>[a-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex OfMonth();

    [GeneratedRegex(@"^((?<weekday>[a-z]+) (?<side>before|after) )?(?<day>\d{1,2}) (?<month>[a-z]+)( (?<year>\d{4}))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex FixedDate();
}
