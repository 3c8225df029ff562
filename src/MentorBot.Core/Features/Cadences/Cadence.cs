using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>What a cadence is for; a channel has at most one of each.</summary>
public enum CadenceKind
{
    StandUp,
    WeeklyStatus,
    MonthlyMeeting,
}

/// <summary>Whether a cadence comes round.</summary>
public enum CadenceState
{
    Running,
    Paused,

    /// <summary>It was deleted, or its channel was; its rounds stay for reports.</summary>
    Ended,
}

/// <summary>A channel's communication rhythm: it asks, collects until its window closes, reminds and reports.</summary>
/// <param name="Id">Ours; 0 for one that is not added yet.</param>
/// <param name="Owner">Who may change it, beside admins; null once they were erased.</param>
/// <param name="When">When it asks.</param>
/// <param name="ClosesAt">The local time, later on the same day, at which the window closes and the report is made.</param>
/// <param name="RemindsAt">The local time within the window at which participants without an answer are reminded; null for never.</param>
/// <param name="Meeting">When the meeting is that it prepares; null for the kinds without one.</param>
public sealed record Cadence(
    long Id,
    Place Place,
    CadenceKind Kind,
    PersonId? Owner,
    LocalSchedule When,
    LocalTime ClosesAt,
    LocalTime? RemindsAt,
    MeetingTime? Meeting,
    CadenceState State,
    Instant CreatedAt)
{
    /// <summary>Whether its channel has heard that nobody looks after it.</summary>
    public bool OrphanTold { get; init; }
}

/// <summary>When a meeting is: so many working days after the round that prepares it, in the cadence's zone.</summary>
public sealed record MeetingTime(int WorkingDaysLater, LocalTime At, Duration Length);

/// <summary>Somebody who is reminded, and counted as missing.</summary>
/// <param name="AddedBy">Who added them and was named to them; null where they joined themselves.</param>
/// <param name="ToldAt">When they heard that they were added; null while they have not.</param>
public sealed record Participant(PersonId Person, PersonId? AddedBy, Instant Since, Instant? ToldAt = null)
{
    /// <summary>Whether they know that they take part: until then nobody waits for them.</summary>
    public bool Knows => AddedBy is null || ToldAt is not null;
}
