using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>How much later something may come that came by itself.</summary>
internal static class Snoozes
{
    public const string Tomorrow = "tomorrow";
    public const string NextWorkingDay = "next-working-day";

    public static readonly ImmutableArray<Choice> Choices =
    [
        new("20 minutes", "20-minutes"),
        new("1 hour", "1-hour"),
        new("This afternoon", "afternoon"),
        new("Tomorrow", Tomorrow),
        new("Next working day", NextWorkingDay),
    ];

    /// <summary>Those that are over before a stretch of the day is.</summary>
    public static readonly ImmutableArray<Choice> Soon = Choices[..2];

    public const string NoSuch = "Choose one of the times in the list, please. Nothing was changed.";

    private static readonly LocalTime Afternoon = new(15, 0);

    /// <summary>The time that was chosen, or what is wrong with the choice.</summary>
    /// <param name="at">The time of day at which it comes on another day.</param>
    public static (Instant? Until, string? Problem) Until(string? choice, WorkingTime time, LocalTime at, Instant now)
    {
        var today = now.InZone(time.Zone).Date;
        return choice switch
        {
            _ when SoonOf(choice) is { } soon => (now + soon, null),
            "afternoon" when LocalSchedule.InstantOf(today, Afternoon, time.Zone) is var afternoon => afternoon > now
                ? (afternoon, null)
                : (null, "It's past 15:00 where you are, so nothing was changed. An hour or tomorrow would still work."),
            Tomorrow => (LocalSchedule.InstantOf(today.PlusDays(1), at, time.Zone), null),
            NextWorkingDay => time.Calendar.NextWorkingDay(today) is { } day
                ? (LocalSchedule.InstantOf(day, at, time.Zone), null)
                : (null, "I know of no working day of yours ahead, so nothing was changed. Tomorrow would still work."),
            _ => (null, NoSuch),
        };
    }

    /// <summary>How much later one of <see cref="Soon"/> is; null where it is none of them.</summary>
    public static Duration? SoonOf(string? choice) => choice switch
    {
        "20-minutes" => Duration.FromMinutes(20),
        "1-hour" => Duration.FromHours(1),
        _ => null,
    };
}
