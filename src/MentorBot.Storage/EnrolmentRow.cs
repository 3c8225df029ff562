using MentorBot.Core.Features.Plans;
using MentorBot.Core.People;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Storage;

/// <summary>A row of <c>enrolments</c>.</summary>
internal sealed record EnrolmentRow
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public long Id { get; init; }

    public PersonId PersonId { get; init; }

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string Channel { get; init; } = "";

    public bool IsDirect { get; init; }

    public string PlanId { get; init; } = "";

    public string Title { get; init; } = "";

    public string Written { get; init; } = "";

    public string Answers { get; init; } = "";

    public LocalDate FirstDay { get; init; }

    public string NudgeTime { get; init; } = "";

    public string State { get; init; } = "";

    public Instant StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    public static string Write(LocalTime time) => Minutes.Format(time);

    public Enrolment ToEnrolment(IEnumerable<PlanMarkRow> marks) => new(
        Id,
        PersonId,
        new Place(new Workspace(Platform, Workspace), Channel, IsDirect),
        PlanId,
        Title,
        Written,
        StoredJson.Read(Answers),
        FirstDay,
        Minutes.Parse(NudgeTime).Value,
        Enum.Parse<EnrolmentState>(State),
        StartedAt,
        EndedAt,
        [.. marks.Select(mark => mark.ToMark())]);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "plan",
        ["enrolment"] = Id,
        ["platform"] = Platform,
        ["workspace"] = Workspace,
        ["channel"] = Channel,
        ["plan"] = PlanId,
        ["title"] = Title,
        ["answers"] = StoredJson.Read(Answers),
        ["firstDay"] = Export.Iso(FirstDay),
        ["nudgeTime"] = NudgeTime,
        ["state"] = State,
        ["startedAt"] = Export.Iso(StartedAt),
        ["endedAt"] = Export.Iso(EndedAt),
    };
}

/// <summary>A row of <c>plan_marks</c>.</summary>
internal sealed record PlanMarkRow
{
    public long EnrolmentId { get; init; }

    public string Kind { get; init; } = "";

    public int Part { get; init; }

    public LocalDate MarkedOn { get; init; }

    public Instant MarkedAt { get; init; }

    public PlanMark ToMark() => new(Enum.Parse<MarkKind>(Kind), Part, MarkedOn, MarkedAt);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "day",
        ["enrolment"] = EnrolmentId,
        ["what"] = Kind,
        ["part"] = Part,
        ["date"] = Export.Iso(MarkedOn),
        ["at"] = Export.Iso(MarkedAt),
    };
}
