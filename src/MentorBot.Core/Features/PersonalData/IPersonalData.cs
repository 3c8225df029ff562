using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.PersonalData;

/// <summary>One kind of rows that belong to a person: shown to that person in an export. Every store that holds some is one.</summary>
public interface IPersonalData
{
    /// <summary>The rows' name in an export, such as <c>posts</c>.</summary>
    string Section { get; }

    /// <summary>All that is kept of the person, as rows of names and values; instants as ISO text in UTC.</summary>
    Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken);
}

/// <summary>Erases a person from every table at once, so that nothing is left half gone.</summary>
public interface IErasure
{
    /// <summary>
    /// Erases all of a person's rows in one transaction, takes their name off what they did in shared work, and notes
    /// the erasure, so that a restore of an older backup carries it out again.
    /// </summary>
    Task EraseAsync(PersonId person, Instant at, CancellationToken cancellationToken);
}
