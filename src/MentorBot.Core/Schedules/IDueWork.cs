using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What a person set, and when they are away.</summary>
public sealed record PersonsTime(PersonalTime Time, IReadOnlyList<Absence> Absences)
{
    public static readonly PersonsTime Unset = new(new PersonalTime(), []);
}

/// <summary>The times of all who have to do with a batch, read with it.</summary>
public sealed record BatchTimes(IReadOnlyDictionary<Workspace, TeamTime> Teams, IReadOnlyDictionary<PersonId, PersonsTime> People);

/// <summary>Schedules that have come due, taken so that no other node takes them meanwhile.</summary>
public sealed record DueBatch(IReadOnlyList<Schedule> Schedules, BatchTimes Times);

/// <summary>What a tick makes of one schedule.</summary>
/// <param name="Verdicts">One for each date that came round.</param>
/// <param name="Next">The next occurrence; null where the rule has ended.</param>
public sealed record ScheduleStep(Schedule Schedule, IReadOnlyList<Verdict> Verdicts, Occurrence? Next);

/// <summary>The truth about what is due, for the <see cref="Ticker"/>.</summary>
public interface IDueWork
{
    /// <summary>
    /// Takes schedules that are due, has the batch decided, writes the entries and moves the schedules on, all in one
    /// transaction. Returns how many it took; a schedule that is given no step stays as it is.
    /// </summary>
    Task<int> TakeAsync(Instant now, int limit, Func<DueBatch, IReadOnlyList<ScheduleStep>> decide, CancellationToken cancellationToken);

    /// <summary>The next instant at which a schedule or an entry wants to be looked at; null where none does. For a clock that is moved.</summary>
    /// <param name="platforms">Those whose lanes are worked on: what waits in another, such as the terminal's, waits for nobody.</param>
    Task<Instant?> NextInstantAsync(IReadOnlyCollection<string> platforms, CancellationToken cancellationToken);

    /// <summary>Removes entries that were due before an instant and are settled, and returns how many that were.</summary>
    Task<int> ForgetAsync(Instant before, CancellationToken cancellationToken);

    /// <summary>
    /// Finds the next instant of every schedule anew, where the rules of the time zones have changed since it was last done, and
    /// has what is held judged again. One that is cut short is to be called again.
    /// </summary>
    /// <param name="zoneVersion">The version of the rules in use.</param>
    Task<int> RecomputeAsync(string zoneVersion, Instant now, CancellationToken cancellationToken);
}
