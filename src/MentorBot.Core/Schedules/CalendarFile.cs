using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What could not be taken from a calendar file, and the line on which it stands.</summary>
public sealed record CalendarProblem(int Line, string Message)
{
    public override string ToString() => $"Line {Line}: {Message}";
}

/// <summary>The whole days of a calendar file, one entry a date, and what was left out of it.</summary>
public sealed record CalendarDays(ImmutableArray<Holiday> Days, ImmutableArray<CalendarProblem> Problems);

/// <summary>A meeting that comes round, or that is once.</summary>
/// <param name="Uid">Stays the same for the same meeting, so that a calendar updates what it has.</param>
public sealed record CalendarEvent(string Uid, LocalSchedule Schedule, Duration Length, string Summary, string Description)
{
    /// <summary>Higher than in the files of the same meeting before, so that a calendar knows the latest.</summary>
    public int Sequence { get; init; }
}

/// <summary>Reads and writes iCalendar files (RFC 5545), as far as days off and a meeting need it.</summary>
public static class CalendarFile
{
    public const int MaxLength = 1_000_000;

    /// <summary>The most days that are taken from one file.</summary>
    public const int MaxDays = 5_000;

    /// <summary>The whole days of a file that fall between two days, both included. Nothing in a file makes it throw.</summary>
    public static CalendarDays Read(string text, LocalDate from, LocalDate to) =>
        text.Length > MaxLength
            ? new CalendarDays([], [new CalendarProblem(1, "The file has more than a million characters. Send one with the days off alone.")])
            : new CalendarReader(from, to).Read(text);

    /// <summary>A file with one meeting in it; null where the meeting never comes round.</summary>
    public static string? Write(CalendarEvent meeting, Instant now) => CalendarWriter.Write(meeting, now);
}
