using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>A span of each day. One that ends at or before the time at which it begins ends on the next day.</summary>
public sealed record DailyHours(LocalTime From, LocalTime To)
{
    /// <summary>From the first instant of the span that begins on a date to the first one after it.</summary>
    public Interval On(LocalDate date, DateTimeZone zone)
    {
        var from = LocalSchedule.InstantOf(date, From, zone);
        var to = LocalSchedule.InstantOf(To <= From ? date.PlusDays(1) : date, To, zone);

        // Both ends may fall into one gap, or the end be repeated and the begin not: then nothing is left of the span.
        return new Interval(from, Instant.Max(from, to));
    }
}

/// <summary>When somebody may be written to without having asked: in their working hours and outside of their quiet hours.</summary>
/// <param name="Quiet">A part of the day without messages, such as 22:00 to 07:00 or a lunch hour.</param>
public sealed record ContactHours(DailyHours Working, DailyHours? Quiet = null)
{
    /// <summary>Nine to six, which people start from.</summary>
    public static readonly ContactHours Default = new(new DailyHours(new LocalTime(9, 0), new LocalTime(18, 0)));

    // Hours that a quiet span covers on one day may open on the next; after as many days with work as this they never will.
    private const int MostDays = 14;

    /// <summary>
    /// The instant itself where a message may go then, or else the next one at which it may: an opening on a day on which the
    /// person is at work. Null where there is none, such as with quiet hours that cover all working hours.
    /// </summary>
    public Instant? Hold(Instant instant, DateTimeZone zone, WorkCalendar calendar)
    {
        // Hours over midnight that are open now began the day before.
        LocalDate? day = calendar.PlusWorkingDays(instant.InZone(zone).Date.PlusDays(-1), 0);
        for (var days = 0; days < MostDays && day is { } date; days++)
        {
            if (OpeningOn(date, instant, zone) is { } opening)
            {
                return opening;
            }

            day = calendar.NextWorkingDay(date);
        }

        return null;
    }

    /// <summary>The first instant at or after another in the hours that begin on a date; null where they leave none.</summary>
    private Instant? OpeningOn(LocalDate date, Instant instant, DateTimeZone zone)
    {
        var open = Working.On(date, zone);
        var opening = Instant.Max(instant, open.Start);
        ImmutableArray<Interval> quiet = Quiet is null ? [] : [.. Enumerable.Range(-1, 3).Select(days => Quiet.On(date.PlusDays(days), zone))];
        foreach (var silence in quiet)
        {
            // In order, so that the end of one span can be the begin of the next.
            if (silence.Contains(opening))
            {
                opening = silence.End;
            }
        }

        return opening < open.End ? opening : null;
    }
}
