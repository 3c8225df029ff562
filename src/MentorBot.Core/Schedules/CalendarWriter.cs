using System.Text;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace MentorBot.Core.Schedules;

/// <summary>Writes a meeting as a calendar file, with the clock changes of its zone.</summary>
internal static class CalendarWriter
{
    // Where no rule says it, the dates are listed; a calendar that is asked again gets the next ones.
    private const int ListedDates = 24;
    private const int YearsOfChanges = 10;

    private static readonly LocalDateTimePattern LocalPattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss");
    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'");
    private static readonly OffsetPattern OffsetMinutes = OffsetPattern.CreateWithInvariantCulture("+HHmm");
    private static readonly OffsetPattern OffsetSeconds = OffsetPattern.CreateWithInvariantCulture("+HHmmss");

    public static string? Write(CalendarEvent meeting, Instant now)
    {
        var schedule = meeting.Schedule;
        if (schedule.Next(schedule.Start) is not { } first)
        {
            return null;
        }

        var file = new StringBuilder();
        void Line(string line) => CalendarLines.Append(file, line);

        var zone = $"TZID={schedule.Zone.Id}";
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//MentorBot//MentorBot//EN");
        Line("METHOD:PUBLISH");
        WriteZone(schedule.Zone, first.At, Line);
        Line("BEGIN:VEVENT");
        Line($"UID:{CalendarLines.Escape(meeting.Uid)}");
        Line($"SEQUENCE:{meeting.Sequence}");
        Line($"DTSTAMP:{Utc(now)}");
        Line($"DTSTART;{zone}:{LocalPattern.Format(first.At.InZone(schedule.Zone).LocalDateTime)}");
        Line($"DTEND;{zone}:{LocalPattern.Format((first.At + meeting.Length).InZone(schedule.Zone).LocalDateTime)}");
        if (schedule.Rule.Count != 1 && CalendarRule.Write(schedule) is { } rule)
        {
            Line($"RRULE:{rule}");
        }
        else if (string.Join(',', schedule.From(first.Date.PlusDays(1)).Take(ListedDates).Select(later => LocalPattern.Format(later.Date + schedule.Time))) is { Length: > 0 } dates)
        {
            Line($"RDATE;{zone}:{dates}");
        }

        Line($"SUMMARY:{CalendarLines.Escape(meeting.Summary)}");
        Line($"DESCRIPTION:{CalendarLines.Escape(meeting.Description)}");
        Line("END:VEVENT");
        Line("END:VCALENDAR");
        return file.ToString();
    }

    public static string Utc(Instant instant) => UtcPattern.Format(instant);

    private static void WriteZone(DateTimeZone zone, Instant from, Action<string> line)
    {
        line("BEGIN:VTIMEZONE");
        line($"TZID:{zone.Id}");
        var changes = zone.GetZoneIntervals(from, from + Duration.FromDays(366 * YearsOfChanges)).Select(interval => Change.Into(interval, zone)).ToList();
        var kinds = changes.GroupBy(change => change.Kind).Select(kind => (Changes: kind.ToList(), Rule: YearlyRule([.. kind]))).ToList();

        // Most zones change twice a year by a rule; the others get their changes listed.
        if (kinds.Count == 2 && kinds.TrueForAll(kind => kind.Rule is not null && kind.Changes.Count >= YearsOfChanges))
        {
            foreach (var (kind, rule) in kinds)
            {
                WriteChange(kind[0], rule, line);
            }
        }
        else
        {
            changes.ForEach(change => WriteChange(change, null, line));
        }

        line("END:VTIMEZONE");
    }

    private static void WriteChange(Change change, string? rule, Action<string> line)
    {
        var component = change.Kind.IsSummer ? "DAYLIGHT" : "STANDARD";
        line($"BEGIN:{component}");
        line($"DTSTART:{LocalPattern.Format(change.Local)}");
        line($"TZOFFSETFROM:{Format(change.Kind.From)}");
        line($"TZOFFSETTO:{Format(change.Kind.To)}");
        line($"TZNAME:{CalendarLines.Escape(change.Kind.Name)}");
        if (rule is not null)
        {
            line($"RRULE:{rule}");
        }

        line($"END:{component}");
    }

    /// <summary>The rule of changes of one kind, such as the last Sunday of March; null where they follow none.</summary>
    private static string? YearlyRule(List<Change> changes)
    {
        var first = changes[0].Local;
        var day = first.DayOfWeek.ToString()[..2].ToUpperInvariant();
        var everyYear = changes.Select((change, index) => change.Local.Year == first.Year + index).All(follows => follows);
        bool All(Func<LocalDateTime, bool> holds) => changes.TrueForAll(change => holds(change.Local));

        return !everyYear || !All(local => local.Month == first.Month && local.DayOfWeek == first.DayOfWeek && local.TimeOfDay == first.TimeOfDay) ? null
            : All(local => local.Day + 7 > CalendarSystem.Iso.GetDaysInMonth(local.Year, local.Month)) ? $"FREQ=YEARLY;BYMONTH={first.Month};BYDAY=-1{day}"
            : All(local => (local.Day - 1) / 7 == (first.Day - 1) / 7) ? $"FREQ=YEARLY;BYMONTH={first.Month};BYDAY={((first.Day - 1) / 7) + 1}{day}"
            : null;
    }

    private static string Format(Offset offset) => (offset.Seconds % 60 == 0 ? OffsetMinutes : OffsetSeconds).Format(offset);

    /// <summary>What a change does to the clock.</summary>
    private sealed record ChangeKind(Offset From, Offset To, string Name, bool IsSummer);

    /// <summary>A clock change.</summary>
    /// <param name="Local">When it comes, on the clock as it stands before.</param>
    private sealed record Change(LocalDateTime Local, ChangeKind Kind)
    {
        public static Change Into(ZoneInterval interval, DateTimeZone zone)
        {
            var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - Duration.Epsilon) : interval.WallOffset;
            var local = interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : new LocalDateTime(1970, 1, 1, 0, 0);
            return new Change(local, new ChangeKind(before, interval.WallOffset, interval.Name, interval.Savings != Offset.Zero));
        }
    }
}
