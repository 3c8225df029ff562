using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>An occurrence that is to come, as far as it can be told today.</summary>
/// <param name="Date">Its own date.</param>
/// <param name="At">When it goes out, hours and moved days included; null where it does not.</param>
/// <param name="Expected">What becomes of it: pending, held (for hours), merged or skipped.</param>
public sealed record ExpectedOccurrence(Schedule Schedule, LocalDate Date, LocalDate? On, Instant? At, EntryStatus Expected, string Reason);

/// <summary>What was sent and what was not, and why: the source of every "explain".</summary>
public interface ILedger
{
    /// <summary>The last entries of a schedule, the newest first.</summary>
    Task<IReadOnlyList<OutboxEntry>> PastAsync(long schedule, int count, CancellationToken cancellationToken);

    /// <summary>The last entries for a person or a place, the newest first.</summary>
    Task<IReadOnlyList<OutboxEntry>> PastAsync(Recipient recipient, int count, CancellationToken cancellationToken);
}
