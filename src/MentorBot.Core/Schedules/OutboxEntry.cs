using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>How far an occurrence has come.</summary>
public enum EntryStatus
{
    /// <summary>It goes out as soon as its lane is free.</summary>
    Pending,

    /// <summary>It waits: for the recipient's hours, for the day that it was moved to, or for the day's digest.</summary>
    Held,

    /// <summary>A request with it is on the wire now.</summary>
    Sending,

    /// <summary>It was on the wire when the bot stopped or the answer stayed out: whether it arrived has to be looked up.</summary>
    Uncertain,

    Sent,

    /// <summary>Another entry stands for it: a later one of its schedule, or the digest that it is in.</summary>
    Merged,

    Skipped,
    Failed,
}

/// <summary>What makes an entry the only one of its kind.</summary>
/// <param name="Date">The date of the occurrence.</param>
/// <param name="Sequence">0 for the occurrence itself; each snooze is one more.</param>
public sealed record EntryKey(long Schedule, string Kind, Recipient Recipient, LocalDate Date, int Sequence = 0);

/// <summary>One occurrence on its way to its recipient, and in the end the record of what became of it: the outbox is the ledger.</summary>
/// <param name="Id">Goes along with the message to the platform, which is how a sent one is found again.</param>
/// <param name="On">The day on which it goes out; another than the key's where it was moved.</param>
/// <param name="DueAt">When it was due by its rule, its moved day included.</param>
/// <param name="NotBefore">When it is looked at next: the end of its hold, or the time of the next attempt.</param>
public sealed record OutboxEntry(long Id, EntryKey Key, EntryStatus Status, LocalDate On, Instant DueAt, Instant NotBefore)
{
    /// <summary>Whether it went out, or would now go out, after the time that was meant.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether its recipient asked for it, so that neither hours nor budget hold it.</summary>
    public bool AskedFor { get; init; }

    /// <summary>The last instant at which it may go.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Why it stands where it stands, in the words in which "explain" gives it.</summary>
    public string Reason { get; init; } = Reasons.OnItsDay;

    /// <summary>How often it was tried without arriving.</summary>
    public int Attempts { get; init; }

    public Instant? SentAt { get; init; }

    /// <summary>The platform's own id of the sent message, where it gives one.</summary>
    public string? MessageId { get; init; }

    /// <summary>The entry that stands for this one.</summary>
    public long? MergedInto { get; init; }

    public bool IsMoved => On != Key.Date;
}

/// <summary>What features and their buttons do with entries.</summary>
public interface IOutbox
{
    Task<OutboxEntry?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the next in the sequence of an entry that arrived, due at a time that its recipient chose. Null where one was made
    /// already, or where the entry has not arrived: a second press does nothing. The schedule itself keeps its slot.
    /// </summary>
    Task<OutboxEntry?> SnoozeAsync(long id, Instant until, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an entry in the outbox outside of any rule, such as a word to the owner of a schedule that failed, or a report that
    /// an admin asked for. False where its key is taken.
    /// </summary>
    /// <param name="askedFor">Whether neither hours nor budget hold it.</param>
    Task<bool> AddAsync(EntryKey key, Instant dueAt, bool askedFor, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Has the message of a sent entry replaced by what its feature composes now, such as a report that an answer came too late
    /// for. False where it has not been sent: it will say what is true when it is. However often it is asked for, the message
    /// ends up as it was composed last.
    /// </summary>
    Task<bool> RefreshAsync(EntryKey key, CancellationToken cancellationToken);

    /// <summary>Skips an entry that has not gone out yet. False where it is too late.</summary>
    Task<bool> SkipAsync(long id, string reason, CancellationToken cancellationToken);
}
