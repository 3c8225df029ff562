using System.Globalization;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Time;

/// <summary>Days, hours and zones in the words in which people read them.</summary>
internal static class TimeWords
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Create("ddd d MMM uuuu", CultureInfo.InvariantCulture);

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly LocalDatePattern WordsPattern = LocalDatePattern.Create("dddd d MMMM", CultureInfo.InvariantCulture);

    public static string Day(LocalDate date) => DayPattern.Format(date);

    /// <summary>A day near enough to need no year, such as Wednesday 4 March.</summary>
    public static string DayInWords(LocalDate date) => WordsPattern.Format(date);

    /// <summary>Such as March 2026.</summary>
    public static string Month(YearMonth month) => month.ToString("MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>A stretch of days, such as an absence.</summary>
    public static string Days(Absence span) => span.From == span.To ? Day(span.From) : $"{Day(span.From)} to {Day(span.To)}";

    public static string Time(LocalTime time) => TimePattern.Format(time);

    /// <summary>Such as 09:00–17:30; a span that ends with the day ends at 24:00.</summary>
    public static string Hours(DailyHours hours) => $"{Time(hours.From)}–{(hours.To == LocalTime.Midnight ? "24:00" : Time(hours.To))}";

    public static string DayAndTime(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return $"{Day(local.Date)}, {Time(local.TimeOfDay)}";
    }

    /// <summary>The city that a zone is named after.</summary>
    public static string City(DateTimeZone zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    public static string Zone(DateTimeZone zone) => City(zone) == zone.Id || zone.Id == "Etc/UTC" ? City(zone) : $"{City(zone)} ({zone.Id})";
}
