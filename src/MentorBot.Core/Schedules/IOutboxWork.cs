using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>An entry that the pump has in hand.</summary>
/// <param name="User">The recipient's identity in the workspace; null for a place, and for a person who has none there any more.</param>
/// <param name="Merged">Entries that an earlier attempt made part of this one's message.</param>
public sealed record ClaimedEntry(OutboxEntry Entry, Schedule Schedule, Identity? User, IReadOnlyList<ClaimedEntry> Merged)
{
    /// <summary>Whether the rule made it, rather than a snooze or a hand.</summary>
    public bool ByRule { get; init; }

    public Instant? HeldUntil { get; init; }

    /// <summary>The day in whose budget it counts already.</summary>
    public LocalDate? Slot { get; init; }

    public bool AsksToEase { get; init; }

    public Instant? FirstTry { get; init; }

    /// <summary>Whether a later occurrence of the same schedule may go now, too.</summary>
    public bool HasLater { get; init; }

    /// <param name="now">When it goes on the wire, where it never did before.</param>
    internal OutgoingMessage Message(ImmutableArray<Block> blocks, Instant now) =>
        new(Entry.Id, User, Schedule.Recipient is PlaceRecipient(var place) ? place : null, blocks, FirstTry ?? now);
}

/// <summary>What somebody did of late, and what the bot sent them unasked.</summary>
public sealed record Attention(Instant? AttendedAt, Instant? NudgedAt, int Ignored, Instant? AskedAt)
{
    public static readonly Attention None = new(null, null, 0, null);
}

/// <summary>How much of a person's budget is used, and what else waits for them.</summary>
/// <param name="Used">Messages counted, by their day.</param>
/// <param name="Waiting">When other entries of theirs that count are looked at next.</param>
/// <param name="Coming">Schedules of theirs that come due within two days, or have come due and wait for the next tick.</param>
public sealed record PersonsDay(IReadOnlyDictionary<LocalDate, int> Used, IReadOnlyList<Instant> Waiting, IReadOnlyList<Schedule> Coming, Attention Attention)
{
    public static readonly PersonsDay Empty = new(new Dictionary<LocalDate, int>(), [], [], Attention.None);
}

/// <summary>Entries of a lane that have come due, with all that their fate hangs on; the people in it are locked.</summary>
/// <param name="PeopleTalk">Whether somebody in the workspace is talking to the bot, on whichever node.</param>
public sealed record ClaimBatch(IReadOnlyList<ClaimedEntry> Entries, BatchTimes Times, IReadOnlyDictionary<PersonId, PersonsDay> Days, bool PeopleTalk);

/// <summary>One entry as it is to be written.</summary>
/// <param name="Slot">The day in whose budget it counts; null where it does not.</param>
public sealed record EntryStep(long Id, EntryStatus Status, Verdict Verdict, string Reason, Instant NotBefore, Instant? HeldUntil, LocalDate? Slot, bool AsksToEase)
{
    public Refusal? Failure { get; init; }
}

/// <summary>What a claim decided: how each entry is written, and what is to be sent.</summary>
/// <param name="Parcels">Entries that go in one message, the one that carries it first.</param>
public sealed record ClaimDecision(IReadOnlyList<EntryStep> Steps, IReadOnlyList<IReadOnlyList<ClaimedEntry>> Parcels);

/// <summary>
/// A change to an entry in hand: a closed set, written in groups. Whoever has lost the claim to an entry changes it no more,
/// except to say that it arrived.
/// </summary>
public abstract record EntryMove(long Id);

/// <summary>It goes on the wire now, and stands for the others.</summary>
/// <param name="Slot">The day in whose budget the message counts.</param>
/// <param name="AsksToEase">Whether its message asks if the bot should come less often.</param>
public sealed record ToWire(long Id, IReadOnlyList<long> Merged, LocalDate? Slot, bool AsksToEase, Instant At) : EntryMove(Id);

/// <summary>It arrived, which is what counts as a nudge, or as having asked.</summary>
public sealed record ToSent(long Id, string? MessageId, Instant At, string? Reason) : EntryMove(Id);

/// <summary>It is judged anew, by itself: an entry stands for others only on the wire and once it has arrived.</summary>
/// <param name="KeepsSlot">Whether its place in a day's budget stays its own.</param>
public sealed record ToRetry(long Id, Instant NotBefore, bool Counts, bool KeepsSlot, string Reason) : EntryMove(Id);

/// <summary>It did not go after all and is due again, unless it was on the wire meanwhile.</summary>
public sealed record ToRelease(long Id, Instant NotBefore) : EntryMove(Id);

/// <summary>Nobody knows yet whether it arrived; that counts as an attempt.</summary>
public sealed record ToUncertain(long Id, Instant NotBefore, string Reason) : EntryMove(Id);

/// <summary>It goes no further.</summary>
public sealed record ToEnd(long Id, EntryStatus Status, string Reason, Refusal? Failure) : EntryMove(Id);

/// <summary>Its message says what is true, or can't; where it was asked for again meanwhile, it is replaced once more.</summary>
/// <param name="Asked">The <see cref="StaleEntry.Asked"/> that it was replaced for.</param>
public sealed record ToFresh(long Id, int Asked) : EntryMove(Id);

/// <summary>Its message could not be replaced yet.</summary>
public sealed record ToStale(long Id, Instant NotBefore) : EntryMove(Id);

/// <summary>Its feature has heard what became of it.</summary>
public sealed record ToTold(long Id) : EntryMove(Id);

/// <summary>A sent entry whose message is to be replaced.</summary>
/// <param name="Asked">How often that was asked for by now.</param>
/// <param name="Tries">How often it was tried since.</param>
public sealed record StaleEntry(ClaimedEntry Claimed, int Asked, int Tries);

/// <summary>The right to a lane.</summary>
/// <param name="Round">Marks what is claimed under it; no two rounds are alike.</param>
public sealed record LaneRight(Workspace Lane, string Node, long Round);

/// <summary>An entry whose feature has not heard what became of it.</summary>
public sealed record UntoldEntry(OutboxEntry Entry, Schedule Schedule, Refusal? Failure);

/// <summary>The outbox as the <see cref="Pump"/> works on it.</summary>
public interface IOutboxWork
{
    /// <summary>The lanes of some platforms in which something is to be done now.</summary>
    Task<IReadOnlyList<Workspace>> LanesDueAsync(IReadOnlyCollection<string> platforms, Instant now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a lane or renews the right to it; false while another node has it. What an earlier round left on the wire becomes
    /// uncertain.
    /// </summary>
    /// <param name="lookAt">When that is looked for: a request outlives its process, so it may still be on its way.</param>
    Task<bool> TryTakeLaneAsync(LaneRight right, Duration lease, Instant lookAt, CancellationToken cancellationToken);

    /// <summary>Renews the right; false where it was lost.</summary>
    Task<bool> TryRenewAsync(LaneRight right, Duration lease, CancellationToken cancellationToken);

    /// <summary>Gives back all lanes of a node.</summary>
    /// <param name="after">How long nobody else may have them, so that a limit is not used twice.</param>
    Task ReleaseAsync(string node, Duration after, CancellationToken cancellationToken);

    /// <summary>
    /// Claims what is due in a lane, has it decided while the people in it are locked, and writes the decision, all in one
    /// transaction. Null where the lane was lost or nothing is due.
    /// </summary>
    Task<ClaimDecision?> ClaimAsync(LaneRight right, Instant now, int limit, Func<ClaimBatch, ClaimDecision> decide, CancellationToken cancellationToken);

    /// <summary>Claims entries of a lane whose messages are to be replaced; none where the lane was lost.</summary>
    Task<IReadOnlyList<StaleEntry>> ClaimStaleAsync(LaneRight right, Instant now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes moves in one transaction. Returns the ids of the entries whose move was carried out; one that was stopped, or whose
    /// lane was lost, is not among them.
    /// </summary>
    Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken);

    Task<IReadOnlyList<UntoldEntry>> UntoldAsync(LaneRight right, int limit, CancellationToken cancellationToken);
}
