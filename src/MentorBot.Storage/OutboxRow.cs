using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>An entry of the outbox as it is stored.</summary>
internal sealed record OutboxRow
{
    public const string Columns =
        """
        o.id, o.schedule_id, o.kind, o.platform, o.workspace, o.person_id, o.channel, o.is_direct, o.occurrence_date, o.sequence, o.by_rule, o.asked_for,
        o.status, o.on_date, o.due_at, o.not_before, o.held_until, o.expires_at, o.is_late, o.reason, o.attempts, o.first_try, o.sent_at, o.message_id,
        o.merged_into, o.failure, o.slot_date, o.asks_to_ease, o.refresh_asked, o.refresh_tries
        """;

    public long Id { get; init; }

    public long ScheduleId { get; init; }

    public string Kind { get; init; } = "";

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public PersonId? PersonId { get; init; }

    public string? Channel { get; init; }

    public bool IsDirect { get; init; }

    public string OccurrenceDate { get; init; } = "";

    public int Sequence { get; init; }

    public bool ByRule { get; init; }

    public bool AskedFor { get; init; }

    public EntryStatus Status { get; init; }

    public string OnDate { get; init; } = "";

    public long DueAt { get; init; }

    public long NotBefore { get; init; }

    public long? HeldUntil { get; init; }

    public long? ExpiresAt { get; init; }

    public bool IsLate { get; init; }

    public string Reason { get; init; } = "";

    public int Attempts { get; init; }

    public long? FirstTry { get; init; }

    public long? SentAt { get; init; }

    public string? MessageId { get; init; }

    public long? MergedInto { get; init; }

    public Refusal? Failure { get; init; }

    public string? SlotDate { get; init; }

    public bool AsksToEase { get; init; }

    public int RefreshAsked { get; init; }

    public int RefreshTries { get; init; }

    public bool HasLater { get; init; }

    public OutboxEntry ToEntry() => new(
        Id,
        new EntryKey(ScheduleId, Kind, ScheduleRow.RecipientOf(Platform, Workspace, PersonId, Channel, IsDirect), TimeText.Date(OccurrenceDate), Sequence),
        Status,
        TimeText.Date(OnDate),
        Instant.FromUnixTimeMilliseconds(DueAt),
        Instant.FromUnixTimeMilliseconds(NotBefore))
    {
        IsLate = IsLate,
        AskedFor = AskedFor,
        ExpiresAt = At(ExpiresAt),
        Reason = Reason,
        Attempts = Attempts,
        SentAt = At(SentAt),
        MessageId = MessageId,
        MergedInto = MergedInto,
    };

    public ClaimedEntry ToClaimed(Schedule schedule, Identity? user, IReadOnlyList<ClaimedEntry> merged) => new(
        ToEntry(),
        // A word by hand may go to somebody else than the schedule's own recipient.
        schedule with { Recipient = ScheduleRow.RecipientOf(Platform, Workspace, PersonId, Channel, IsDirect) },
        user,
        merged)
    {
        ByRule = ByRule,
        HeldUntil = At(HeldUntil),
        Slot = TimeText.DateOrNull(SlotDate),
        AsksToEase = AsksToEase,
        FirstTry = At(FirstTry),
        HasLater = HasLater,
    };

    private static Instant? At(long? milliseconds) => milliseconds is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;
}
