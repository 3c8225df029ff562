using MentorBot.Core.Commands;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Reads a span of each day as people write it, such as 9-17:30 or 22 to 7.</summary>
internal static class WrittenHours
{
    public const string Help = "Write hours as 9-17:30, 9 am - 5 pm or 22:00-07:00.";

    private const int Longest = 40;
    private const int LongestNight = 14;

    /// <summary>The hours, or what is wrong with them.</summary>
    public static (DailyHours? Hours, string? Problem) Read(string text)
    {
        // "9-5" and "9.30-17" have one hyphen, and the times have none.
        var ends = text.Length > Longest ? [] : Ranges.Straighten(text).Split('-');
        if (ends.Length != 2 || WrittenDates.ReadTime(ends[0]) is not { } from || EndOf(ends[1]) is not { } to)
        {
            return (null, Help);
        }

        return from == to && !(from == LocalTime.Midnight && IsEndOfDay(ends[1]))
            ? (null, "These hours begin and end at the same time. " + Help)
            : (new DailyHours(from, to), null);
    }

    /// <summary>The same for working hours, of which "9-5" hardly means twenty, through the night.</summary>
    public static (DailyHours? Hours, string? Problem) ReadWorking(string text)
    {
        var (hours, problem) = Read(text);
        if (hours is null || hours.To > hours.From || hours.To == LocalTime.Midnight)
        {
            return (hours, problem);
        }

        var minutes = 24 * 60 - (int)Period.Between(hours.To, hours.From, PeriodUnits.Minutes).Minutes;
        return minutes <= LongestNight * 60
            ? (hours, null)
            : (null, $"From {TimeWords.Time(hours.From)} to {TimeWords.Time(hours.To)} goes on through the night."
                + (hours.To < LocalTime.Noon ? $" Did you mean {TimeWords.Hours(hours with { To = hours.To.PlusHours(12) })}?" : " Did you swap the two?"));
    }

    private static LocalTime? EndOf(string text) => IsEndOfDay(text) ? LocalTime.Midnight : WrittenDates.ReadTime(text);

    private static bool IsEndOfDay(string text) => text is "24" or "24:00" or "24.00" or "24h";
}
