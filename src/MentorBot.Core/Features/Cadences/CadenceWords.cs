using System.Collections.Immutable;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Cadences in the words in which people read them.</summary>
internal static class CadenceWords
{
    public const string StandUp = "stand-up";
    public const string Weekly = "weekly";
    public const string Monthly = "monthly";

    public static readonly ImmutableArray<Choice> Kinds = [new("Daily stand-up", StandUp), new("Weekly status", Weekly), new("Monthly stakeholder meeting", Monthly)];

    public static string NameOf(CadenceKind kind) => kind switch
    {
        CadenceKind.StandUp => "stand-up",
        CadenceKind.WeeklyStatus => "weekly status",
        _ => "monthly stakeholder meeting",
    };

    /// <summary>The name at the beginning of a sentence or of a button.</summary>
    public static string TitleOf(CadenceKind kind)
    {
        var name = NameOf(kind);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>The kind's value in commands and tokens.</summary>
    public static string KeyOf(CadenceKind kind) => kind switch
    {
        CadenceKind.StandUp => StandUp,
        CadenceKind.WeeklyStatus => Weekly,
        _ => Monthly,
    };

    /// <summary>The kind that a value stands for; null for none.</summary>
    public static CadenceKind? KindOf(string? key) => key switch
    {
        StandUp => CadenceKind.StandUp,
        Weekly => CadenceKind.WeeklyStatus,
        Monthly => CadenceKind.MonthlyMeeting,
        _ => null,
    };

    /// <summary>The id of the content item whose blanks it asks for.</summary>
    public static string ItemOf(CadenceKind kind) => kind switch
    {
        CadenceKind.StandUp => "daily-standup",
        CadenceKind.WeeklyStatus => "weekly-status",
        _ => "monthly-stakeholder",
    };

    /// <summary>Such as "the stand-up in #general".</summary>
    public static Line Named(Cadence cadence) => (Line)$"the {NameOf(cadence.Kind)} in " + Line.Channel(cadence.Place);

    /// <summary>Such as "Mon–Fri at 09:30, open until 11:00, reminder at 10:30, Berlin (Europe/Berlin)".</summary>
    public static string When(Cadence cadence)
    {
        var reminder = cadence.RemindsAt is { } at ? $", reminder at {TimeWords.Time(at)}" : ", no reminder";
        return $"{Days(cadence.When.Rule)} at {TimeWords.Time(cadence.When.Time)}, open until {TimeWords.Time(cadence.ClosesAt)}{reminder}, {TimeWords.Zone(cadence.When.Zone)}{Meeting(cadence.Meeting)}";
    }

    /// <summary>The days of a rule, as they can be written again.</summary>
    public static string Days(Recurrence rule) => rule.Frequency == Frequency.Monthly
        ? WrittenMonthDay.Write(rule)
        : WrittenDays.Write([.. rule.ByDay.Select(day => day.Day)]);

    private static string Meeting(MeetingTime? meeting)
    {
        if (meeting is null)
        {
            return string.Empty;
        }

        var day = meeting.WorkingDaysLater switch
        {
            0 => "on the same day",
            1 => "one working day later",
            var days => $"{days} working days later",
        };
        return $"; the meeting {day} at {TimeWords.Time(meeting.At)} for {(int)meeting.Length.TotalMinutes} minutes";
    }
}
