using System.Collections.Concurrent;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>A schedule as it is stored.</summary>
internal sealed record ScheduleRow
{
    public const string Columns =
        """
        s.id, s.feature, s.subject, s.kind, s.platform, s.workspace, s.person_id, s.channel, s.is_direct, s.owned_by, s.rule, s.start_date, s.time_of_day,
        s.zone, s.follows_zone, s.working_days_only, s.asked_for, s.lateness, s.window_close, s.state, s.next_date, s.next_due_at, s.last_date,
        s.zone_since
        """;

    private const int Capacity = 10_000;

    // Ten thousand schedules share a handful of rules.
    private static readonly ConcurrentDictionary<string, Recurrence> Rules = new(StringComparer.Ordinal);

    public long Id { get; init; }

    public string Feature { get; init; } = "";

    public long Subject { get; init; }

    public string Kind { get; init; } = "";

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public PersonId? PersonId { get; init; }

    public string? Channel { get; init; }

    public bool IsDirect { get; init; }

    public PersonId? OwnedBy { get; init; }

    public string Rule { get; init; } = "";

    public string StartDate { get; init; } = "";

    public string TimeOfDay { get; init; } = "";

    public string Zone { get; init; } = "";

    public bool FollowsZone { get; init; }

    public bool WorkingDaysOnly { get; init; }

    public bool AskedFor { get; init; }

    public ScheduleKind Lateness { get; init; }

    public string? WindowClose { get; init; }

    public ScheduleState State { get; init; }

    public string? NextDate { get; init; }

    public long? NextDueAt { get; init; }

    public string? LastDate { get; init; }

    public long? ZoneSince { get; init; }

    public static Recipient RecipientOf(string platform, string workspace, PersonId? person, string? channel, bool isDirect)
    {
        var team = new Workspace(platform, workspace);
        return person is { } id ? new PersonRecipient(team, id) : new PlaceRecipient(new Place(team, channel!, isDirect));
    }

    public Schedule ToSchedule() => new(
        Id,
        Feature,
        Subject,
        Kind,
        RecipientOf(Platform, Workspace, PersonId, Channel, IsDirect),
        OwnedBy,
        new LocalSchedule(RuleOf(Rule), TimeText.Date(StartDate), TimeText.Time(TimeOfDay), TimeText.Zone(Zone)))
    {
        FollowsZone = FollowsZone,
        WorkingDaysOnly = WorkingDaysOnly,
        AskedFor = AskedFor,
        LateLimit = Lateness,
        WindowClose = TimeText.TimeOrNull(WindowClose),
        State = State,
        NextDate = TimeText.DateOrNull(NextDate),
        NextDueAt = At(NextDueAt),
        ZoneSince = At(ZoneSince),
    };

    private static Instant? At(long? milliseconds) => milliseconds is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;

    private static Recurrence RuleOf(string text)
    {
        if (Rules.Count >= Capacity)
        {
            Rules.Clear();
        }

        return Rules.GetOrAdd(text, Recurrence.Of);
    }
}
