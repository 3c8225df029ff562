using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>How much of the bot somebody wants.</summary>
public enum NudgeStrength
{
    /// <summary>One message a day that they did not ask for.</summary>
    Light,

    /// <summary>Two.</summary>
    Standard,

    /// <summary>Four.</summary>
    Active,
}

/// <summary>What a person set for themselves; what is null is the team's, or else <see cref="WorkingTime.Default"/>'s.</summary>
public sealed record PersonalTime
{
    public DateTimeZone? Zone { get; init; }

    public ImmutableHashSet<IsoDayOfWeek>? WorkingDays { get; init; }

    public DailyHours? Working { get; init; }

    public DailyHours? Quiet { get; init; }

    /// <summary>Whether they want no quiet hours, whatever their team has.</summary>
    public bool NoQuiet { get; init; }

    public LocalTime? NudgeTime { get; init; }

    public NudgeStrength Strength { get; init; } = NudgeStrength.Standard;

    /// <summary>Whether nothing at all comes until they resume.</summary>
    public bool Paused { get; init; }

    /// <summary>The zone in which the platform saw them and to whose clock they did not want to move, so that they aren't asked again.</summary>
    public DateTimeZone? DeclinedZone { get; init; }
}

/// <summary>An absence of a person with our id for it.</summary>
public sealed record StoredAbsence(long Id, Absence Absence);

/// <summary>
/// Keeps when people want to be reached. Each change moves their schedules that follow their zone and looks again at what is
/// held for them, in the same transaction.
/// </summary>
public interface IPersonalTime
{
    /// <summary>What they set; nothing where they set nothing.</summary>
    Task<PersonalTime> OfAsync(PersonId person, CancellationToken cancellationToken);

    Task ChangeAsync(PersonId person, PersonalTime time, CancellationToken cancellationToken);

    /// <summary>Absences that end on or after a date, in order.</summary>
    Task<IReadOnlyList<StoredAbsence>> AbsencesAsync(PersonId person, LocalDate from, CancellationToken cancellationToken);

    /// <summary>Adds an absence and returns its id; the same one twice is one.</summary>
    Task<long> AddAbsenceAsync(PersonId person, Absence absence, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back what is left of an absence from a date on, if it is the person's: the days before it were spent away and stay
    /// so. False where it is not there or over by then.
    /// </summary>
    Task<bool> RemoveAbsenceAsync(PersonId person, long id, LocalDate from, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a person pressed, replied or asked something, which ends a row of ignored nudges. Cheap enough for every press.
    /// </summary>
    Task AttendedAsync(PersonId person, CancellationToken cancellationToken);
}
