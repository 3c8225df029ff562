using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Whether a schedule comes round.</summary>
public enum ScheduleState
{
    Active,
    Paused,

    /// <summary>It never comes round again: it was stopped, or its rule has ended. It stays for the ledger.</summary>
    Ended,
}

/// <summary>What comes round, for whom: each occurrence becomes one <see cref="OutboxEntry"/>.</summary>
/// <param name="Id">Ours; 0 for one that is not added yet.</param>
/// <param name="Feature">The <see cref="IScheduledFeature.Name"/> of the feature that composes its messages, such as <c>plan</c>.</param>
/// <param name="Subject">The feature's own row, such as an enrolment.</param>
/// <param name="Kind">What is sent, such as <c>nudge</c>, <c>prompt</c>, <c>reminder</c> or <c>report</c>; a part of the outbox's key.</param>
/// <param name="Owner">Who set it up and may change it; null once they were erased.</param>
/// <param name="When">The rule, its time and its zone.</param>
public sealed record Schedule(long Id, string Feature, long Subject, string Kind, Recipient Recipient, PersonId? Owner, LocalSchedule When)
{
    /// <summary>Whether its zone is that of the person who receives it, and changes with it.</summary>
    public bool FollowsZone { get; init; }

    /// <summary>Whether a day outside of the recipient's working week counts like a holiday.</summary>
    public bool WorkingDaysOnly { get; init; }

    /// <summary>
    /// Whether holidays and absences are not looked at, such as for a reminder that somebody asked for on that very date. It
    /// neither waits for anybody's hours nor counts in anybody's budget.
    /// </summary>
    public bool AskedFor { get; init; }

    /// <summary>How late an occurrence may go out after an interruption: as late as others of that kind.</summary>
    public ScheduleKind LateLimit { get; init; } = ScheduleKind.Other;

    /// <summary>The local time after which a stand-up's occurrence has no use.</summary>
    public LocalTime? WindowClose { get; init; }

    public ScheduleState State { get; init; } = ScheduleState.Active;

    /// <summary>The date of the next occurrence; null where none comes.</summary>
    public LocalDate? NextDate { get; init; }

    /// <summary>The instant of the next occurrence, before hours, holidays and absences; null while it is paused and where none comes.</summary>
    public Instant? NextDueAt { get; init; }

    /// <summary>When it was given another zone than it had; null where it never was.</summary>
    public Instant? ZoneSince { get; init; }
}

/// <summary>
/// The schedules. Whatever is changed here decides the next occurrence in the same transaction. A date that has come round
/// once does not come round again, whatever becomes of the time or the zone.
/// </summary>
public interface ISchedules
{
    /// <summary>
    /// Adds a schedule, which first comes round after now. There is one for each feature, subject, kind and recipient: where
    /// there is one that has not ended, it is returned as it is, so that adding can safely be repeated.
    /// </summary>
    Task<Schedule> AddAsync(Schedule schedule, CancellationToken cancellationToken);

    Task<Schedule?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>All schedules of a feature's row that have not ended, in the order in which they were added.</summary>
    Task<IReadOnlyList<Schedule>> OfSubjectAsync(string feature, long subject, CancellationToken cancellationToken);

    /// <summary>All schedules that go to a recipient and have not ended.</summary>
    Task<IReadOnlyList<Schedule>> ForRecipientAsync(Recipient recipient, CancellationToken cancellationToken);

    /// <summary>All schedules of a workspace that somebody set up and that have not ended.</summary>
    Task<IReadOnlyList<Schedule>> OwnedByAsync(Workspace workspace, PersonId owner, CancellationToken cancellationToken);

    /// <summary>
    /// Changes the rule, time, zone, owner, working days, lateness and window of a schedule, and finds its next occurrence
    /// after now; without one it ends. False where it is gone or has ended.
    /// </summary>
    Task<bool> ChangeAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>Pauses schedules; what of them waits in the outbox is skipped.</summary>
    Task PauseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Resumes paused schedules with the first occurrence after now; what came round meanwhile is neither missed nor sent.</summary>
    Task ResumeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Ends schedules for good; what of them waits in the outbox is skipped with the reason.</summary>
    Task EndAsync(IReadOnlyCollection<long> ids, string reason, CancellationToken cancellationToken);
}
