using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>The settings that people and teams have in common, read from what somebody wrote; what was left blank is not set.</summary>
/// <param name="NoQuiet">Whether it was written that there are to be no quiet hours.</param>
internal sealed record WrittenTime(
    DateTimeZone? Zone,
    ImmutableHashSet<IsoDayOfWeek>? WorkingDays,
    DailyHours? Working,
    DailyHours? Quiet,
    bool NoQuiet,
    ImmutableDictionary<string, string> Problems)
{
    public const string ZoneName = "zone";
    public const string DaysName = "days";
    public const string HoursName = "hours";
    public const string QuietName = "quiet";

    private const string None = "none";

    /// <param name="text">What was written for a name; null for nothing.</param>
    public static WrittenTime Read(Func<string, string?> text, Instant now)
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        return new WrittenTime(
            Of<DateTimeZone>(ZoneName, written => ZoneNames.Find(written) is { } zone ? (zone, null) : (null, ZoneProblem(written, now))),
            Of<ImmutableHashSet<IsoDayOfWeek>>(DaysName, written => WrittenDays.Read(written) is { } days ? (days, null) : (null, WrittenDays.Help)),
            Of<DailyHours>(HoursName, WrittenHours.ReadWorking),
            Of<DailyHours>(QuietName, written => IsNone(written) ? (null, null) : WrittenHours.Read(written)),
            IsNone(text(QuietName)),
            problems.ToImmutable());

        T? Of<T>(string name, Func<string, (T?, string?)> read)
            where T : class
        {
            if (text(name) is not { } written || string.IsNullOrWhiteSpace(written))
            {
                return null;
            }

            var (value, problem) = read(written);
            if (problem is not null)
            {
                problems[name] = problem;
            }

            return value;
        }
    }

    /// <summary>The questions for these settings, filled in with what is set.</summary>
    /// <param name="empty">What an empty answer means.</param>
    public static IEnumerable<FormField> Fields(DateTimeZone? zone, ImmutableHashSet<IsoDayOfWeek>? days, DailyHours? working, string? quiet, string empty) =>
    [
        new TextField(ZoneName, "Time zone") { Required = false, Hint = $"A city or a name such as Europe/Lisbon; empty for {empty}", Value = zone?.Id },
        new TextField(DaysName, "Working days") { Required = false, Hint = $"Such as Mon-Fri, Sun-Thu or Mon, Tue, Thu; empty for {empty}", Value = days is null ? null : WrittenDays.Write(days) },
        new TextField(HoursName, "Working hours") { Required = false, Hint = $"Such as 9-17:30; empty for {empty}", Value = working is null ? null : TimeWords.Hours(working) },
        new TextField(QuietName, "Quiet hours") { Required = false, Hint = $"When nothing may come, such as 12-13 or 22-7, or none; empty for {empty}", Value = quiet },
    ];

    /// <summary>Asks for the zone where nobody knows one.</summary>
    public static TextField WhereField() => new(ZoneName, "Your city, for its time zone") { Hint = "Such as Lisbon, or a name such as Europe/Lisbon" };

    /// <summary>Quiet hours so that they can be read again; null where none are set.</summary>
    public static string? Quiets(DailyHours? quiet, bool none) => none ? None : quiet is null ? null : TimeWords.Hours(quiet);

    private static bool IsNone(string? text) => text?.Trim().ToLowerInvariant() is None or "no" or "off" or "never";

    private static string ZoneProblem(string written, Instant now)
    {
        var typed = Limits.Shorten(written.Trim(), 40);
        var near = ZoneNames.Complete(written, now).Take(3).Select(choice => choice.Value).ToList();
        return near.Count == 0
            ? $"I know no zone called “{typed}”. Write a city, such as Lisbon, or a name such as Europe/Lisbon."
            : $"“{typed}” doesn't name one zone. The nearest: {string.Join(", ", near)}.";
    }
}
