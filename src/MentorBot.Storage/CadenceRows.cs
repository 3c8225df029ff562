using MentorBot.Core.Features.Cadences;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>A row of <c>cadences</c>.</summary>
internal sealed record CadenceRow
{
    public long Id { get; init; }

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string Channel { get; init; } = "";

    public bool IsDirect { get; init; }

    public CadenceKind Kind { get; init; }

    public PersonId? OwnedBy { get; init; }

    public string Rule { get; init; } = "";

    public string StartDate { get; init; } = "";

    public string TimeOfDay { get; init; } = "";

    public string Zone { get; init; } = "";

    public string ClosesAt { get; init; } = "";

    public string? RemindsAt { get; init; }

    public int? MeetingDays { get; init; }

    public string? MeetingAt { get; init; }

    public int? MeetingMinutes { get; init; }

    public CadenceState State { get; init; }

    public bool OrphanTold { get; init; }

    public Instant CreatedAt { get; init; }

    public static object Values(Cadence cadence) => new
    {
        cadence.Id,
        cadence.Place.Workspace.Platform,
        Workspace = cadence.Place.Workspace.Id,
        cadence.Place.Channel,
        cadence.Place.IsDirect,
        Kind = cadence.Kind.ToString(),
        OwnedBy = cadence.Owner,
        Rule = cadence.When.Rule.ToString(),
        StartDate = TimeText.Of(cadence.When.Start),
        TimeOfDay = TimeText.Of(cadence.When.Time),
        Zone = cadence.When.Zone.Id,
        ClosesAt = TimeText.Of(cadence.ClosesAt),
        RemindsAt = TimeText.Of(cadence.RemindsAt),
        MeetingDays = cadence.Meeting?.WorkingDaysLater,
        MeetingAt = TimeText.Of(cadence.Meeting?.At),
        MeetingMinutes = (int?)cadence.Meeting?.Length.TotalMinutes,
        State = cadence.State.ToString(),
        cadence.CreatedAt,
    };

    public Cadence ToCadence() => new(
        Id,
        new Place(new Workspace(Platform, Workspace), Channel, IsDirect),
        Kind,
        OwnedBy,
        new LocalSchedule(Recurrence.Of(Rule), TimeText.Date(StartDate), TimeText.Time(TimeOfDay), TimeText.Zone(Zone)),
        TimeText.Time(ClosesAt),
        TimeText.TimeOrNull(RemindsAt),
        MeetingAt is { } at ? new MeetingTime(MeetingDays!.Value, TimeText.Time(at), Duration.FromMinutes(MeetingMinutes!.Value)) : null,
        State,
        CreatedAt)
    {
        OrphanTold = OrphanTold,
    };

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "cadence",
        ["cadence"] = Id,
        ["platform"] = Platform,
        ["workspace"] = Workspace,
        ["channel"] = Channel,
        ["what"] = Kind.ToString(),
        ["rule"] = Rule,
        ["time"] = TimeOfDay,
        ["zone"] = Zone,
        ["state"] = State.ToString(),
        ["createdAt"] = Export.Iso(CreatedAt),
    };
}

/// <summary>A row of <c>cadence_participants</c>.</summary>
internal sealed record ParticipantRow
{
    public long CadenceId { get; init; }

    public PersonId PersonId { get; init; }

    public PersonId? AddedBy { get; init; }

    public Instant Since { get; init; }

    public Instant? ToldAt { get; init; }

    public Participant ToParticipant() => new(PersonId, AddedBy, Since, ToldAt);

    /// <param name="reader">Whose export it is: those whom they added are others.</param>
    public Dictionary<string, object?> Show(PersonId reader) => new(StringComparer.Ordinal)
    {
        ["kind"] = PersonId == reader ? "participation" : "added somebody",
        ["cadence"] = CadenceId,
        ["since"] = Export.Iso(Since),
    };
}

/// <summary>A row of <c>cadence_rounds</c>.</summary>
internal sealed record RoundRow
{
    public long CadenceId { get; init; }

    public string RoundDate { get; init; } = "";

    public Instant? AskedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public string? Approved { get; init; }

    public PersonId? ApprovedBy { get; init; }

    public Instant? ApprovedAt { get; init; }

    public Round ToRound(IEnumerable<AnswerRow> answers, IEnumerable<GapRow> gaps) => new(
        CadenceId,
        TimeText.Date(RoundDate),
        [.. answers.Select(answer => answer.ToAnswer())],
        [.. gaps.Select(gap => new RoundGap(gap.PersonId, gap.IsAway))],
        ClosedAt,
        Approved is null ? null : new ApprovedWords(StoredJson.Read(Approved), ApprovedBy, ApprovedAt!.Value))
    {
        AskedAt = AskedAt,
    };

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "approved report",
        ["cadence"] = CadenceId,
        ["date"] = RoundDate,
        ["words"] = StoredJson.Read(Approved!),
        ["approvedAt"] = Export.Iso(ApprovedAt),
    };
}

/// <summary>A row of <c>cadence_answers</c>.</summary>
internal sealed record AnswerRow
{
    public long CadenceId { get; init; }

    public string RoundDate { get; init; } = "";

    public PersonId PersonId { get; init; }

    public string Words { get; init; } = "";

    public Instant SentAt { get; init; }

    public Instant? EditedAt { get; init; }

    public RoundAnswer ToAnswer() => new(PersonId, StoredJson.Read(Words), SentAt, EditedAt);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "answer",
        ["cadence"] = CadenceId,
        ["date"] = RoundDate,
        ["words"] = StoredJson.Read(Words),
        ["sentAt"] = Export.Iso(SentAt),
        ["editedAt"] = Export.Iso(EditedAt),
    };
}

/// <summary>A row of <c>cadence_gaps</c>.</summary>
internal sealed record GapRow
{
    public long CadenceId { get; init; }

    public string RoundDate { get; init; } = "";

    public PersonId PersonId { get; init; }

    public bool IsAway { get; init; }

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = IsAway ? "away" : "no answer",
        ["cadence"] = CadenceId,
        ["date"] = RoundDate,
    };
}
