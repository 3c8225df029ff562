using System.Globalization;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Takes rules from calendar files and gives them to such, where they differ from ours.</summary>
internal static class CalendarRule
{
    /// <summary>Reads a rule of an event that begins on a day; one that is yearly becomes one of every twelve months.</summary>
    public static (Recurrence? Rule, string? Problem) Read(string text, LocalDate start)
    {
        var parts = text.Trim().ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .Select(part => (Name: part[0].Trim(), Value: part[1].Trim()))
            .ToList();

        // Calendars end a series of whole days at a time of day all the same.
        parts = [.. parts.Select(part => part.Name == "UNTIL" && part.Value.Length > 8 ? part with { Value = part.Value[..8] } : part)];
        if (parts.Contains(("FREQ", "YEARLY")))
        {
            var month = parts.Find(part => part.Name == "BYMONTH").Value;
            if (month is null ? parts.Exists(part => part.Name is "BYDAY" or "BYMONTHDAY") : month != start.Month.ToString(CultureInfo.InvariantCulture))
            {
                return (null, "A yearly rule is supported in the month in which it begins alone.");
            }

            var years = int.TryParse(parts.Find(part => part.Name == "INTERVAL").Value, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
            parts.RemoveAll(part => part.Name is "FREQ" or "INTERVAL" or "BYMONTH");
            parts.InsertRange(0, [("FREQ", "MONTHLY"), ("INTERVAL", Math.Min(years, Recurrence.MaxInterval) * 12 + string.Empty)]);
        }

        return Recurrence.Parse(string.Join(';', parts.Select(part => $"{part.Name}={part.Value}")));
    }

    /// <summary>
    /// The rule as a calendar has to read it. Ours takes the 30th of February for its last day, where a calendar leaves it out.
    /// Null where no rule of a calendar says the same.
    /// </summary>
    public static string? Write(LocalSchedule schedule)
    {
        var rule = schedule.Rule;
        var days = rule.ByMonthDay.IsEmpty && rule.ByDay.IsEmpty && rule.Frequency == Frequency.Monthly ? [schedule.Start.Day] : rule.ByMonthDay;
        if (days is [29 or 30] && rule is { Frequency: Frequency.Monthly, ByDay.IsEmpty: true, BySetPos.IsEmpty: true })
        {
            rule = rule with { ByMonthDay = [.. Enumerable.Range(28, days[0] - 27)], BySetPos = [-1] };
        }
        else if (days.Contains(29) || days.Contains(30))
        {
            return null;
        }
        else if (days.Contains(31))
        {
            rule = rule with { ByMonthDay = [.. days.Select(day => day == 31 ? -1 : day).Distinct().Order()] };
        }

        var text = (rule with { Until = null }).ToString();
        return rule.Until is { } until ? $"{text};UNTIL={CalendarWriter.Utc(schedule.At(until))}" : text;
    }
}
