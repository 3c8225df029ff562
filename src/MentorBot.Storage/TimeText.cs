using System.Collections.Immutable;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Storage;

/// <summary>How times of day, weekdays and zones look in a column.</summary>
internal static class TimeText
{
    public static string? Of(LocalTime? time) => time is { } set ? LocalTimePattern.ExtendedIso.Format(set) : null;

    public static LocalTime Time(string text) => LocalTimePattern.ExtendedIso.Parse(text).Value;

    public static LocalTime? TimeOrNull(string? text) => text is null ? null : Time(text);

    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string? Of(LocalDate? date) => date is { } set ? Of(set) : null;

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static LocalDate? DateOrNull(string? text) => text is null ? null : Date(text);

    public static string? Of(ImmutableHashSet<IsoDayOfWeek>? days) => days is null ? null : string.Concat(days.Order().Select(day => (int)day));

    public static ImmutableHashSet<IsoDayOfWeek>? Days(string? text) => text is null ? null : [.. text.Select(digit => (IsoDayOfWeek)(digit - '0'))];

    public static DailyHours? Hours(string? start, string? end) => start is null || end is null ? null : new DailyHours(Time(start), Time(end));

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    /// <summary>Null for a zone that the rules in use no longer have: what is set for everybody holds then.</summary>
    public static DateTimeZone? ZoneOrNull(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
}
