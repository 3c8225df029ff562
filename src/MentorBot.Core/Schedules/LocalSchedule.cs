using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>One time that a schedule comes round.</summary>
/// <param name="Date">Its own date, which it keeps even where a clock change moves the instant past midnight.</param>
public readonly record struct Occurrence(LocalDate Date, Instant At);

/// <summary>A rule at a local time in a zone: what a person means by "every Monday at nine".</summary>
/// <param name="Start">The first day on which it may come round; intervals are counted from it.</param>
public sealed record LocalSchedule(Recurrence Rule, LocalDate Start, LocalTime Time, DateTimeZone Zone)
{
    // A clock change moves an instant by a day at most (a zone that crosses the date line); two leave room for the zone's offset.
    private const int DaysBack = 2;

    /// <summary>
    /// The instant of a local time. One that a clock change skips is the first instant after the gap; one that is repeated is
    /// the first of the two.
    /// </summary>
    public static Instant InstantOf(LocalDate date, LocalTime time, DateTimeZone zone)
    {
        var local = date + time;
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0
            ? mapping.LateInterval.Start
            : local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant();
    }

    /// <summary>The instant of the occurrence on a date.</summary>
    public Instant At(LocalDate date) => InstantOf(date, Time, Zone);

    /// <summary>The occurrences from a date on, in order, found one by one as they are asked for.</summary>
    public IEnumerable<Occurrence> From(LocalDate date) => Rule.Dates(Start, date).Select(on => new Occurrence(on, At(on)));

    /// <summary>The first occurrence on or after a date. Two dates may share an instant, so it is the date that leads on.</summary>
    public Occurrence? Next(LocalDate onOrAfter) => Rule.Next(Start, onOrAfter) is { } date ? new Occurrence(date, At(date)) : null;

    /// <summary>The occurrences after an instant, in order.</summary>
    public IEnumerable<Occurrence> After(Instant instant) =>
        From(instant.InZone(Zone).Date.PlusDays(-DaysBack)).SkipWhile(occurrence => occurrence.At <= instant);
}
