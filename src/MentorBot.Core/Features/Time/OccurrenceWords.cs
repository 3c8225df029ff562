using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>What is to come and what came, in the words of every "explain".</summary>
internal static class OccurrenceWords
{
    /// <param name="name">What it is called.</param>
    /// <param name="zone">The zone in which the reader reads times.</param>
    /// <param name="isTogether">Whether it comes in one message with others.</param>
    public static Line Expected(ExpectedOccurrence one, string name, DateTimeZone zone, bool isTogether = false)
    {
        var meant = one.Schedule.When.At(one.On ?? one.Date);
        var what = one.Expected switch
        {
            EntryStatus.Merged => $"not sent on its own: {one.Reason}",
            EntryStatus.Skipped or EntryStatus.Failed => $"not sent: {one.Reason}",
            EntryStatus.Held when one.At is { } at => $"waits until {TimeWords.DayAndTime(at, zone)}: {one.Reason}",
            _ => one.Reason,
        };
        return Line.Bold(TimeWords.DayAndTime(meant, zone)) + $" · {name} · {what}{(isTogether ? ", in one message with what comes then" : string.Empty)}";
    }

    /// <inheritdoc cref="Expected"/>
    public static Line Past(OutboxEntry entry, string name, DateTimeZone zone, Instant now)
    {
        var what = entry.Status switch
        {
            EntryStatus.Sent when entry.Reason == OutboxReasons.Snoozed => "sent again, since you snoozed it",
            EntryStatus.Sent when entry.Reason == Reasons.Late => "sent late",
            EntryStatus.Sent when entry.IsLate => $"sent late: {entry.Reason}",
            EntryStatus.Sent => $"sent: {entry.Reason}",
            EntryStatus.Merged => $"not sent on its own: {entry.Reason}",
            EntryStatus.Skipped => $"not sent: {entry.Reason}",
            EntryStatus.Failed => $"could not be sent: {entry.Reason}",
            EntryStatus.Held or EntryStatus.Pending when entry.NotBefore > now => $"waits until {TimeWords.DayAndTime(entry.NotBefore, zone)}: {entry.Reason}",
            EntryStatus.Uncertain => "perhaps sent: I am looking whether it arrived",
            _ => $"about to be sent: {entry.Reason}",
        };
        return Line.Bold(TimeWords.DayAndTime(entry.SentAt ?? entry.DueAt, zone)) + $" · {name} · {what}";
    }
}
