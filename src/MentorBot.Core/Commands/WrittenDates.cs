using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Commands;

/// <summary>Reads days and times of day as people write them.</summary>
internal static partial class WrittenDates
{
    /// <summary>What to write, for an answer to a day that can't be read.</summary>
    public const string DateHelp = "Write a day as 2026-03-31, 31 March, tomorrow, Friday or in 3 days.";

    /// <summary>What to write, for an answer to a time that can't be read.</summary>
    public const string TimeHelp = "Write a time as 09:30, 9:30 am or 17.";

    private static readonly LocalDatePattern Iso = LocalDatePattern.Iso;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Reads a day; one without a year is the next such day, a weekday the next one after today.</summary>
    public static LocalDate? ReadDate(string text, LocalDate today) => Find(text, today, looksBack: false);

    /// <summary>Reads a day of somebody who looks back: one without a year is the last such day, and so is a weekday.</summary>
    public static LocalDate? ReadPastDate(string text, LocalDate today)
    {
        var written = text.Trim().ToLowerInvariant();
        if (written == "yesterday")
        {
            return today.PlusDays(-1);
        }

        var date = Find(written, today, looksBack: true);
        return date > today && WeekdayAlone().IsMatch(written) ? date?.PlusWeeks(-1) : date;
    }

    private static LocalDate? Find(string text, LocalDate today, bool looksBack)
    {
        var written = text.Trim().ToLowerInvariant();
        if (Iso.Parse(written) is { Success: true } iso)
        {
            return Valid(iso.Value.Year, iso.Value.Month, iso.Value.Day);
        }

        switch (written)
        {
            case "today":
                return today;
            case "tomorrow":
                return today.PlusDays(1);
            case "next week":
                return today.Next(IsoDayOfWeek.Monday);
        }

        var words = written.StartsWith("next ", StringComparison.Ordinal) ? written[5..] : written;
        if (words.Length >= 3 && Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)
                .FirstOrDefault(day => day.ToString().StartsWith(words, StringComparison.OrdinalIgnoreCase)) is not IsoDayOfWeek.None and var weekday)
        {
            return today.Next(weekday);
        }

        if (InSomeDays().Match(written) is { Success: true } ahead)
        {
            var count = int.Parse(ahead.Groups["count"].Value, CultureInfo.InvariantCulture);
            return ahead.Groups["unit"].Value.StartsWith("week", StringComparison.Ordinal) ? today.PlusWeeks(count) : today.PlusDays(count);
        }

        var named = DayAndMonth().Match(written) is { Success: true } dayFirst ? dayFirst : MonthAndDay().Match(written);
        if (named.Success)
        {
            var month = Array.FindIndex(Months, name => name.StartsWith(named.Groups["month"].Value, StringComparison.Ordinal)) + 1;
            return month == 0 ? null : Build(named, month, today, looksBack);
        }

        return DottedDate().Match(written) is { Success: true } dotted
            ? Build(dotted, int.Parse(dotted.Groups["month"].Value, CultureInfo.InvariantCulture), today, looksBack)
            : null;
    }

    public static LocalTime? ReadTime(string text)
    {
        var written = text.Trim().ToLowerInvariant();
        if (written is "noon" or "midnight")
        {
            return written == "noon" ? LocalTime.Noon : LocalTime.Midnight;
        }

        if (ClockTime().Match(written) is not { Success: true } match)
        {
            return null;
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half == "p" ? 12 : 0);
        }

        return hour > 23 || minute > 59 ? null : new LocalTime(hour, minute);
    }

    private static LocalDate? Build(Match match, int month, LocalDate today, bool looksBack)
    {
        var day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
        if (match.Groups["year"].Success)
        {
            return Valid(int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), month, day);
        }

        // Such a day is at most eight years off: 29 February, around a century that has none.
        return Enumerable.Range(0, 9)
            .Select(years => Valid(looksBack ? today.Year - years : today.Year + years, month, day))
            .FirstOrDefault(date => looksBack ? date <= today : date >= today);
    }

    private static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1970 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    [GeneratedRegex("^(?!tomorrow|next )[a-z]+$", RegexOptions.None, 100)]
    private static partial Regex WeekdayAlone();

    [GeneratedRegex(@"^in (?<count>\d{1,3}) (?<unit>days?|weeks?)$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex InSomeDays();

    [GeneratedRegex(@"^(?<day>\d{1,2})(st|nd|rd|th)?\.? (of )?(?<month>[a-z]{3,9})\.?(,? (?<year>\d{4}))?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(st|nd|rd|th)?(,? (?<year>\d{4}))?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex MonthAndDay();

    [GeneratedRegex(@"^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex DottedDate();

    [GeneratedRegex(@"^(?<hour>\d{1,2})([:.h](?<minute>\d{2}))?h?\s*((?<half>[ap])\.?m\.?)?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex ClockTime();
}
