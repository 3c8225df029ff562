using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Evidence;

/// <summary>What somebody can show for a piece of work.</summary>
/// <param name="Id">Ours; 0 for one that is not kept yet.</param>
/// <param name="Date">The day that it is of, where the person was.</param>
/// <param name="Source">What it came from, such as <c>plan</c>, <c>message</c> or <c>note</c>.</param>
/// <param name="Subject">The row that it came from, such as an enrolment, or the form in which it was noted by itself.</param>
/// <param name="Part">The part of that row, such as a step.</param>
/// <param name="Title">What it proves, such as the title of the step.</param>
/// <param name="What">What was done, in the person's words.</param>
/// <param name="Impact">Whom it helped, and how.</param>
/// <param name="Number">A number that shows it, with its unit.</param>
/// <param name="Link">Where it can be looked at, as the person wrote it.</param>
public sealed record EvidenceRecord(
    long Id,
    PersonId Person,
    Workspace Workspace,
    LocalDate Date,
    string Source,
    long? Subject,
    int Part,
    string Title,
    string? What,
    string? Impact,
    string? Number,
    string? Link,
    Instant SavedAt);

/// <summary>Keeps the evidence of people's work; it is theirs alone.</summary>
public interface IEvidenceStore
{
    /// <summary>
    /// Keeps a piece of evidence and returns its id. There is one for each part of a subject: the words of a later one take the
    /// place of those before, while its date stays.
    /// </summary>
    Task<long> SaveAsync(EvidenceRecord evidence, CancellationToken cancellationToken);

    /// <summary>The evidence that a person has of one row, in the order of its parts.</summary>
    Task<IReadOnlyList<EvidenceRecord>> OfSubjectAsync(PersonId person, string source, long subject, CancellationToken cancellationToken);

    /// <summary>The evidence of a person in a workspace from one day to another, both included, in order.</summary>
    Task<IReadOnlyList<EvidenceRecord>> BetweenAsync(Workspace workspace, PersonId person, LocalDate from, LocalDate to, CancellationToken cancellationToken);

    /// <summary>The same the newest first, so many after those that are skipped.</summary>
    Task<IReadOnlyList<EvidenceRecord>> NewestAsync(Workspace workspace, PersonId person, DateInterval days, int skip, int count, CancellationToken cancellationToken);

    /// <summary>One piece of a person's evidence in a workspace; null where they have none with that id.</summary>
    Task<EvidenceRecord?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken);

    /// <summary>Writes a piece over what is kept under its id; false where its person has none there.</summary>
    Task<bool> ChangeAsync(EvidenceRecord evidence, CancellationToken cancellationToken);

    /// <summary>False where the person has none with that id.</summary>
    Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken);
}
