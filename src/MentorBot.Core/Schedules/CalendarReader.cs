using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Schedules;

/// <summary>Reads the whole days of a calendar file.</summary>
internal sealed partial class CalendarReader(LocalDate from, LocalDate to)
{
    private const int MaxDaysOfAnEvent = 366;
    private const int MaxProblems = 20;
    private const int MaxName = 80;

    private static readonly LocalDateTimePattern TimePattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss");

    private readonly List<CalendarProblem> _problems = [];
    private readonly List<ReadEvent> _events = [];

    public CalendarDays Read(string text)
    {
        ReadEvents(text);

        // A changed instance stands beside its series as an event of its own, so the series leaves that day out.
        var replaced = _events.Where(one => one.Replaces is not null).Select(one => (one.Uid, one.Replaces!.Value)).ToHashSet();
        var days = new SortedDictionary<LocalDate, string>();
        foreach (var one in _events.Where(one => !one.IsCancelled))
        {
            foreach (var date in DaysOf(one, replaced))
            {
                if (days.Count == CalendarFile.MaxDays)
                {
                    Refuse(one.Line, $"The file has more than {CalendarFile.MaxDays} days. I took the first that stand in it.");
                    return Result(days);
                }

                days[date] = days.TryGetValue(date, out var other) && other != one.Name ? Limits.Shorten($"{other}, {one.Name}", MaxName) : one.Name;
            }
        }

        return Result(days);
    }

    private CalendarDays Result(SortedDictionary<LocalDate, string> days) =>
        new([.. days.Select(day => new Holiday(day.Key, day.Value))], [.. _problems.OrderBy(problem => problem.Line).Take(MaxProblems)]);

    private void ReadEvents(string text)
    {
        var open = new Stack<string>();
        var properties = new List<CalendarLine>();
        var isCalendar = false;
        foreach (var line in CalendarLines.Unfold(text))
        {
            switch (line.Name)
            {
                case "BEGIN":
                    open.Push(line.Value.Trim().ToUpperInvariant());
                    isCalendar |= open.Count == 1 && open.Peek() == "VCALENDAR";
                    if (open.Peek() == "VEVENT")
                    {
                        properties = [line];
                    }

                    break;

                case "END":
                    if (!open.TryPop(out var closed) || !closed.Equals(line.Value.Trim(), StringComparison.OrdinalIgnoreCase))
                    {
                        Refuse(line.Line, $"END:{Excerpt(line.Value)} closes nothing that is open. I stopped reading there.");
                        return;
                    }

                    if (closed == "VEVENT" && Build(properties) is { } read)
                    {
                        _events.Add(read);
                    }

                    break;

                case "" when isCalendar && line.Value.Trim().Length > 0:
                    Refuse(line.Line, $"“{Excerpt(line.Value)}” is no property. Expected a name, a colon and a value.");
                    break;

                default:
                    // An alarm within an event has a description and a duration of its own.
                    if (open.Count > 0 && open.Peek() == "VEVENT")
                    {
                        properties.Add(line);
                    }

                    break;
            }

            if (!isCalendar)
            {
                Refuse(line.Line, "This is no calendar file. Expected it to begin with BEGIN:VCALENDAR.");
                return;
            }
        }

        if (!isCalendar || open.Count > 0)
        {
            Refuse(properties.Count > 0 ? properties[0].Line : 1, isCalendar ? "The file ends in the middle. I took what is whole." : "The file is empty. Expected it to begin with BEGIN:VCALENDAR.");
        }
    }

    private ReadEvent? Build(List<CalendarLine> properties)
    {
        CalendarLine? First(string name) => properties.Find(line => line.Name == name);

        var name = Limits.Shorten(string.Join(' ', CalendarLines.Unescape(First("SUMMARY")?.Value ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaxName);
        name = name.Length == 0 ? "Day off" : name;
        if (First("DTSTART") is not { } dtstart)
        {
            return Refuse(properties[0].Line, $"“{Excerpt(name)}” has no DTSTART. I left it out.");
        }

        if (ReadDay(dtstart.Value) is not { } start)
        {
            return Refuse(dtstart.Line, $"DTSTART is “{Excerpt(dtstart.Value)}”. Expected a date such as 20261225.");
        }

        var replaces = First("RECURRENCE-ID");
        var uid = First("UID")?.Value ?? string.Empty;
        if (First("STATUS")?.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new ReadEvent(dtstart.Line, name, uid, start.Date, 0, null, [], ReadDay(replaces?.Value)?.Date, IsCancelled: true);
        }

        if (LengthOf(start, First("DTEND"), First("DURATION")) is not { } length)
        {
            return Refuse(dtstart.Line, $"“{Excerpt(name)}” has times of day, and a day off is a whole day. I left it out.");
        }

        if (length > MaxDaysOfAnEvent)
        {
            return Refuse(dtstart.Line, $"“{Excerpt(name)}” lasts longer than a year. I left it out.");
        }

        if (First("RDATE") is { } rdate)
        {
            Refuse(rdate.Line, $"RDATE is not supported; I took only the other days of “{Excerpt(name)}”.");
        }

        var rules = properties.FindAll(line => line.Name == "RRULE");
        var rule = rules.Count == 1 ? ReadRule(rules[0], start.Date, name) : null;
        if (rules.Count > 1)
        {
            Refuse(rules[1].Line, $"“{Excerpt(name)}” has two rules. I took its first day alone.");
        }

        var except = properties.Where(line => line.Name == "EXDATE").SelectMany(line => line.Value.Split(',')).Select(ReadDay).OfType<LocalDateTime>().Select(time => time.Date);
        return new ReadEvent(dtstart.Line, name, uid, start.Date, length, rule, [.. except], ReadDay(replaces?.Value)?.Date, IsCancelled: false);
    }

    /// <summary>The days of an event that fall into the range.</summary>
    private IEnumerable<LocalDate> DaysOf(ReadEvent one, HashSet<(string Uid, LocalDate Date)> replaced)
    {
        var earliest = from.PlusDays(1 - one.Days);
        var starts = one.Rule is null
            ? Enumerable.Repeat(one.Start, 1)
            : one.Rule.Dates(one.Start, earliest).TakeWhile(date => date <= to);
        return starts
            .Where(start => !one.Except.Contains(start) && (one.Replaces is not null || !replaced.Contains((one.Uid, start))))
            .SelectMany(start => Enumerable.Range(0, one.Days).Select(start.PlusDays))
            .Where(date => date >= from && date <= to);
    }

    private Recurrence? ReadRule(CalendarLine line, LocalDate start, string name)
    {
        var (rule, problem) = CalendarRule.Read(line.Value, start);
        if (problem is not null)
        {
            Refuse(line.Line, $"{problem} I took the first day of “{Excerpt(name)}” alone.");
        }

        return rule;
    }

    /// <summary>How many days an event lasts; null where it isn't made of whole days.</summary>
    private static int? LengthOf(LocalDateTime start, CalendarLine? end, CalendarLine? duration)
    {
        // Some calendars write a whole day from midnight to midnight, and some end it on the day on which it begins.
        var until = end is not null ? ReadDay(end.Value)
            : duration is not null && WholeDays().Match(duration.Value.Trim()) is { Success: true } match
                ? start.PlusDays(int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "W" ? 7 : 1))
                : null;
        var isDate = start.TimeOfDay == LocalTime.Midnight;
        return !isDate || (until is { } last && last.TimeOfDay != LocalTime.Midnight) ? null
            : until is null ? 1
            : Math.Max(1, Period.DaysBetween(start.Date, until.Value.Date));
    }

    /// <summary>A date, or a time in whatever zone: a day off is the day as it is written.</summary>
    private static LocalDateTime? ReadDay(string? value)
    {
        var text = value?.Trim().TrimEnd('Z') ?? string.Empty;
        return RecurrenceReader.DatePattern.Parse(text) is { Success: true } date ? date.Value.AtMidnight()
            : TimePattern.Parse(text) is { Success: true } time ? time.Value
            : null;
    }

    private ReadEvent? Refuse(int line, string message)
    {
        _problems.Add(new CalendarProblem(line, message));
        return null;
    }

    private static string Excerpt(string text) => Limits.Shorten(text.Trim(), 40);

    [GeneratedRegex(@"^\+?P(?<count>\d{1,3})(?<unit>[DW])$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex WholeDays();

    private sealed record ReadEvent(
        int Line,
        string Name,
        string Uid,
        LocalDate Start,
        int Days,
        Recurrence? Rule,
        ImmutableHashSet<LocalDate> Except,
        LocalDate? Replaces,
        bool IsCancelled);
}
