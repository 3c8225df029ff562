using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>Whether an enrolment goes on.</summary>
public enum EnrolmentState
{
    Running,
    Paused,

    /// <summary>It came to its end.</summary>
    Finished,

    /// <summary>The person stopped it.</summary>
    Stopped,
}

/// <summary>What happened on a day of a plan.</summary>
public enum MarkKind
{
    /// <summary>The part reached the person on the day.</summary>
    Offered,

    /// <summary>The part was done on the day; there is one a part.</summary>
    Done,

    /// <summary>The person put the day off; there is one a day.</summary>
    Skipped,
    Paused,
    Resumed,
}

/// <summary>Something that happened on a day of a plan.</summary>
/// <param name="Part">The step's number, or the day of a plan that has days; 0 where it is about no part.</param>
public sealed record PlanMark(MarkKind Kind, int Part, LocalDate On, Instant At);

/// <summary>Somebody on a plan, with the wording that it was started with and all that has happened so far.</summary>
/// <param name="Id">Ours; 0 for one that is not added yet.</param>
/// <param name="Place">Where they enrolled, and where they are told of what can't reach them directly.</param>
/// <param name="Written">The plan's text as its file had it then: a later edit of the pack changes nothing here.</param>
/// <param name="Answers">What they answered to the plan's questions.</param>
/// <param name="FirstDay">The day that they chose to begin on; the plan begins on the first of their working days from then on.</param>
/// <param name="Marks">What happened, in order.</param>
public sealed record Enrolment(
    long Id,
    PersonId Person,
    Place Place,
    string PlanId,
    string Title,
    string Written,
    IReadOnlyDictionary<string, string> Answers,
    LocalDate FirstDay,
    LocalTime NudgeTime,
    EnrolmentState State,
    Instant StartedAt,
    Instant? EndedAt,
    ImmutableArray<PlanMark> Marks)
{
    public bool IsOpen => State is EnrolmentState.Running or EnrolmentState.Paused;

    /// <summary>When a part was done; null where it is open.</summary>
    public LocalDate? DoneOn(int part) => Marks.FirstOrDefault(mark => mark.Kind == MarkKind.Done && mark.Part == part)?.On;

    /// <summary>When what a date brings first reached the person; null where it has not.</summary>
    public Instant? OfferedAt(LocalDate date) => Marks.FirstOrDefault(mark => mark.Kind == MarkKind.Offered && mark.On == date)?.At;

    public bool IsSkipped(LocalDate date) => Marks.Any(mark => mark.Kind == MarkKind.Skipped && mark.On == date);
}

/// <summary>Keeps who is on which plan. Each change is one step that another window can't come between.</summary>
public interface IEnrolmentStore
{
    /// <summary>Adds an enrolment and returns its id; null where the person is on this plan in this workspace already.</summary>
    Task<long?> AddAsync(Enrolment enrolment, CancellationToken cancellationToken);

    Task<Enrolment?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The plans that a person is on or has paused, the oldest first.</summary>
    Task<IReadOnlyList<Enrolment>> OpenAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken);

    /// <summary>Notes that parts reached the person on a day; the same again is one.</summary>
    Task OfferAsync(long id, IReadOnlyCollection<int> parts, LocalDate on, Instant at, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a part is done; the day is then no longer put off. False where it was done before or the enrolment has ended.
    /// </summary>
    Task<bool> DoneAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken);

    /// <summary>Puts a day off. False where it is put off already, its part is done, or the enrolment doesn't run.</summary>
    Task<bool> SkipAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken);

    /// <summary>False where it doesn't run.</summary>
    Task<bool> PauseAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken);

    /// <summary>False where it isn't paused.</summary>
    Task<bool> ResumeAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken);

    /// <summary>Ends it for good; false where it has ended already.</summary>
    /// <param name="how">Finished or stopped.</param>
    Task<bool> EndAsync(long id, EnrolmentState how, Instant at, CancellationToken cancellationToken);
}
