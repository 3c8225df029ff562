using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>The questions that make a cadence, and what was answered to them.</summary>
internal static class CadenceForm
{
    public const string Zone = "zone";

    private const int MostDaysLater = 20;
    private const int ShortestMeeting = 5;
    private const int LongestMeeting = 480;

    /// <summary>What a cadence is like where nobody says otherwise.</summary>
    public static Cadence Default(CadenceKind kind, Caller caller, DateTimeZone zone, TeamTime team, Instant now)
    {
        var days = team.WorkingDays ?? WorkCalendar.MondayToFriday;
        var last = days.Count == 7 ? IsoDayOfWeek.Friday : WorkCalendar.LastOf(days);
        var (rule, asks, closes) = kind switch
        {
            CadenceKind.StandUp => (Daily(days), new LocalTime(9, 30), new LocalTime(11, 0)),
            CadenceKind.WeeklyStatus => (Weekly(last), new LocalTime(14, 0), new LocalTime(16, 0)),
            _ => (WrittenMonthDay.Read("first Tuesday", days)!, new LocalTime(10, 0), new LocalTime(16, 0)),
        };
        return new Cadence(
            0,
            caller.Place,
            kind,
            caller.Person.Id,
            new LocalSchedule(rule, now.InZone(zone).Date, asks, zone),
            closes,
            kind == CadenceKind.StandUp ? new LocalTime(10, 30) : closes.PlusHours(-1),
            kind == CadenceKind.MonthlyMeeting ? new MeetingTime(2, new LocalTime(14, 0), Duration.FromHours(1)) : null,
            CadenceState.Running,
            now);
    }

    /// <param name="zone">Null where nobody knows one, so that it has to be named.</param>
    public static TextField ZoneField(DateTimeZone? zone) => new(Zone, "Time zone") { Required = zone is null, Hint = "A city or a name such as Europe/Lisbon", Value = zone?.Id };

    /// <summary>The pages of one kind, filled in with a cadence.</summary>
    /// <param name="zone">Asks for the zone on the first of them; null where another page does.</param>
    public static IEnumerable<FormPage> Pages(Cadence cadence, TextField? zone)
    {
        var (label, hint) = cadence.Kind switch
        {
            CadenceKind.StandUp => ("Days of the stand-up", "Such as Mon-Fri, Sun-Thu or Mon, Wed, Fri"),
            CadenceKind.WeeklyStatus => ("Day of the weekly status", "Such as Friday"),
            _ => ("Day of the month", "Such as first Tuesday, last Friday, 15 or last working day"),
        };
        var what = CadenceWords.NameOf(cadence.Kind);
        yield return new FormPage([
            new TextField(Name(cadence.Kind, "days"), label) { Required = false, Hint = hint, Value = CadenceWords.Days(cadence.When.Rule) },
            Time("asks", "Asks at", $"When I ask for the {what}, such as 09:30", cadence.When.Time),
            Time("closes", "Closes at", "When I stop waiting and sum up, later on the same day", cadence.ClosesAt),
            Time("reminds", "Reminder at", "For who hasn't answered yet, before it closes; empty for none", cadence.RemindsAt),
            .. zone is null ? ImmutableArray<FormField>.Empty : [zone],
        ]);
        if (cadence.Meeting is { } meeting)
        {
            yield return new FormPage([
                new NumberField(Name(cadence.Kind, "later"), "Meeting, working days later") { Required = false, Hint = "How many working days after I ask, such as 2; 0 for the same day", Value = Text(meeting.WorkingDaysLater) },
                Time("at", "Meeting at", "Such as 14:00", meeting.At),
                new NumberField(Name(cadence.Kind, "minutes"), "Meeting, minutes") { Required = false, Hint = "How long it takes, such as 60", Value = Text((int)meeting.Length.TotalMinutes) },
            ]);
        }

        TimeField Time(string name, string text, string how, LocalTime? value) =>
            new(Name(cadence.Kind, name), text) { Required = false, Hint = how, Value = value is { } set ? TimeWords.Time(set) : null };
    }

    /// <summary>The zone that was named; the one there is where nothing was.</summary>
    public static DateTimeZone ReadZone(Values values, DateTimeZone known, Instant now, ImmutableDictionary<string, string>.Builder problems)
    {
        var written = WrittenTime.Read(name => name == WrittenTime.ZoneName ? values.Text(Zone) : null, now);
        foreach (var (_, problem) in written.Problems)
        {
            problems[Zone] = problem;
        }

        return written.Zone ?? known;
    }

    /// <summary>A cadence as it was filled in; what makes no sense is among the problems, by field.</summary>
    public static Cadence Read(Values values, Cadence before, TeamTime team, DateTimeZone zone, ImmutableDictionary<string, string>.Builder problems)
    {
        var kind = before.Kind;
        var rule = ReadDays(kind, values.Text(Name(kind, "days")) ?? string.Empty, team.WorkingDays ?? WorkCalendar.MondayToFriday);
        if (rule is null)
        {
            problems[Name(kind, "days")] = kind switch
            {
                CadenceKind.StandUp => WrittenDays.Help,
                CadenceKind.WeeklyStatus => "Write one day of the week, such as Friday.",
                _ => WrittenMonthDay.Help,
            };
        }

        var asks = Needed("asks", "Write when I am to ask, such as 09:30.");
        var closes = Needed("closes", "Write when it closes, such as 11:00.");
        var reminds = values.Time(Name(kind, "reminds"));
        if (asks is { } from && closes is { } to)
        {
            if (to <= from)
            {
                problems[Name(kind, "closes")] = $"It has to close after it asks, on the same day: later than {TimeWords.Time(from)}.";
            }
            else if (reminds <= from || reminds >= to)
            {
                problems[Name(kind, "reminds")] = $"A reminder comes while it is open: after {TimeWords.Time(from)} and before {TimeWords.Time(to)}. Leave it empty for none.";
            }
        }

        return before with
        {
            When = new LocalSchedule(rule ?? before.When.Rule, before.When.Start, asks ?? before.When.Time, zone),
            ClosesAt = closes ?? before.ClosesAt,
            RemindsAt = reminds,
            Meeting = before.Meeting is null ? null : ReadMeeting(values, closes, problems),
        };

        LocalTime? Needed(string name, string help)
        {
            var time = values.Time(Name(kind, name));
            if (time is null)
            {
                problems[Name(kind, name)] = help;
            }

            return time;
        }
    }

    private static MeetingTime? ReadMeeting(Values values, LocalTime? closes, ImmutableDictionary<string, string>.Builder problems)
    {
        var (laterName, atName, minutesName) = (Name(CadenceKind.MonthlyMeeting, "later"), Name(CadenceKind.MonthlyMeeting, "at"), Name(CadenceKind.MonthlyMeeting, "minutes"));
        var (later, at, minutes) = (values.Number(laterName), values.Time(atName), values.Number(minutesName));
        if (later is not (>= 0 and <= MostDaysLater) || later != decimal.Truncate(later.Value))
        {
            problems[laterName] = $"Write a whole number of working days from 0 to {MostDaysLater}.";
        }

        if (minutes is not (>= ShortestMeeting and <= LongestMeeting) || minutes != decimal.Truncate(minutes.Value))
        {
            problems[minutesName] = $"Write its length in whole minutes, from {ShortestMeeting} to {LongestMeeting}.";
        }

        if (at is null)
        {
            problems[atName] = "Write when the meeting begins, such as 14:00.";
        }
        else if (later == 0 && at <= closes)
        {
            problems[atName] = $"On the same day it has to begin after the agenda is made: later than {TimeWords.Time(closes.Value)}.";
        }

        return problems.ContainsKey(laterName) || problems.ContainsKey(atName) || problems.ContainsKey(minutesName)
            ? null
            : new MeetingTime((int)later!.Value, at!.Value, Duration.FromMinutes((int)minutes!.Value));
    }

    private static Recurrence? ReadDays(CadenceKind kind, string text, IReadOnlySet<IsoDayOfWeek> working) => kind switch
    {
        CadenceKind.StandUp => WrittenDays.Read(text) is { } days ? Daily(days) : null,
        CadenceKind.WeeklyStatus => WrittenDays.Read(text) is { Count: 1 } day ? Weekly(day.Single()) : null,
        _ => WrittenMonthDay.Read(text, working),
    };

    private static Recurrence Daily(IEnumerable<IsoDayOfWeek> days) => Recurrence.Of($"FREQ=DAILY;BYDAY={string.Join(',', days.Order().Select(Code))}");

    private static Recurrence Weekly(IsoDayOfWeek day) => Recurrence.Of($"FREQ=WEEKLY;BYDAY={Code(day)}");

    private static string Code(IsoDayOfWeek day) => day.ToString()[..2].ToUpperInvariant();

    private static string Name(CadenceKind kind, string field) => $"{CadenceWords.KeyOf(kind)}-{field}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
