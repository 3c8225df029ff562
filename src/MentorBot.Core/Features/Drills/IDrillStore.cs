using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Drills;

/// <summary>A drill that somebody played to its end.</summary>
/// <param name="Run">The play's own number, so that an end that is reached twice is kept once.</param>
/// <param name="Moves">The choices, one digit each, from 0.</param>
/// <param name="Tactics">What the moves were, as people read it.</param>
/// <param name="Best">The points of the best way through the drill as it was then.</param>
public sealed record DrillPlay(
    PersonId Person,
    Workspace Workspace,
    long Run,
    string DrillId,
    string Title,
    int Version,
    string Moves,
    string Tactics,
    int Points,
    int Best,
    Instant EndedAt);

/// <summary>Keeps the drills that people played; they are theirs alone.</summary>
public interface IDrillStore
{
    /// <summary>Keeps a play; the same run a second time changes nothing.</summary>
    Task SaveAsync(DrillPlay play, CancellationToken cancellationToken);

    /// <summary>A person's plays in a workspace, the newest first, at most so many.</summary>
    Task<IReadOnlyList<DrillPlay>> NewestAsync(Workspace workspace, PersonId person, int count, CancellationToken cancellationToken);
}
