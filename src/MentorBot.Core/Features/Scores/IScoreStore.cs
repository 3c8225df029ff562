using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Scores;

/// <summary>Keeps what people scored: theirs alone, until they share it with a channel.</summary>
public interface IScoreStore
{
    /// <summary>Adds a score and returns its id; the id of <paramref name="score"/> is not looked at.</summary>
    Task<long> AddAsync(Score score, CancellationToken cancellationToken);

    /// <summary>A score of anybody in a workspace; null where there is none with that id.</summary>
    Task<Score?> FindAsync(Workspace workspace, long id, CancellationToken cancellationToken);

    /// <summary>The last thing that somebody scored with a rubric; null where there is none.</summary>
    Task<Score?> LatestAsync(Workspace workspace, PersonId person, string rubric, CancellationToken cancellationToken);

    /// <summary>All that somebody scored under one name with a rubric, whatever its case, the newest first.</summary>
    Task<IReadOnlyList<Score>> HistoryAsync(Workspace workspace, PersonId person, string rubric, string name, int count, CancellationToken cancellationToken);

    /// <summary>The same thing as its person scored it the time before; null where that was the first time.</summary>
    Task<Score?> BeforeAsync(Score score, CancellationToken cancellationToken);

    /// <summary>What somebody scored with a rubric, each name as it was scored last, the highest first; so many after those that are skipped.</summary>
    Task<IReadOnlyList<Score>> RankedAsync(Workspace workspace, PersonId person, string rubric, int skip, int count, CancellationToken cancellationToken);

    /// <summary>The same of all that people shared with a channel, each person's names apart.</summary>
    Task<IReadOnlyList<Score>> RankedInAsync(Place channel, string rubric, int skip, int count, CancellationToken cancellationToken);

    /// <summary>Makes a score part of a channel's list; false where it is already, or is gone.</summary>
    Task<bool> ShareAsync(long id, Place channel, Instant at, CancellationToken cancellationToken);

    Task<bool> IsSharedAsync(long id, Place channel, CancellationToken cancellationToken);

    /// <summary>Takes a score out of a channel's list; false where it is not in it.</summary>
    Task<bool> WithdrawAsync(long id, Place channel, CancellationToken cancellationToken);

    /// <summary>Deletes a score, out of channels' lists too; false where the person has none with that id.</summary>
    Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken);
}
