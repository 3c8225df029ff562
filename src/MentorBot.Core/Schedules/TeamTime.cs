using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What a team set; what is null is <see cref="WorkingTime.Default"/>'s. People start from it.</summary>
public sealed record TeamTime
{
    public DateTimeZone? Zone { get; init; }

    public ImmutableHashSet<IsoDayOfWeek>? WorkingDays { get; init; }

    public DailyHours? Working { get; init; }

    public DailyHours? Quiet { get; init; }

    /// <summary>The codes of the holiday calendars that it chose, such as DE-BE.</summary>
    public ImmutableArray<string> Calendars { get; init; } = [];

    /// <summary>Its own days off. Read with the rest, changed by methods of their own.</summary>
    public ImmutableSortedDictionary<LocalDate, string> Added { get; init; } = ImmutableSortedDictionary<LocalDate, string>.Empty;

    /// <summary>Holidays of its calendars on which it works all the same.</summary>
    public ImmutableHashSet<LocalDate> Removed { get; init; } = [];
}

/// <summary>
/// Keeps when teams work. Each change looks again at what is held in the workspace, in the same transaction.
/// </summary>
public interface ITeamTime
{
    Task<TeamTime> OfAsync(Workspace workspace, CancellationToken cancellationToken);

    /// <summary>Changes zone, days, hours and calendars; <see cref="TeamTime.Added"/> and <see cref="TeamTime.Removed"/> stay as they are.</summary>
    Task ChangeAsync(Workspace workspace, TeamTime time, CancellationToken cancellationToken);

    /// <summary>Adds days off, such as those of an imported file; one that is there takes the new name.</summary>
    Task AddDaysOffAsync(Workspace workspace, IReadOnlyCollection<Holiday> days, CancellationToken cancellationToken);

    /// <summary>Makes a date a day with work: takes out the team's own day off, and the holiday of its calendars.</summary>
    Task RemoveDayOffAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken);

    /// <summary>Forgets that the team added or removed anything on a date.</summary>
    Task ResetDayAsync(Workspace workspace, LocalDate date, CancellationToken cancellationToken);
}
