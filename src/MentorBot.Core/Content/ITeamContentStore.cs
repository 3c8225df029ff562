using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>Keeps the last good version of a team's folder, for a start at which the folder is broken or away.</summary>
public interface ITeamContentStore
{
    /// <summary>The files as they were kept last, in the order of their paths; none where nothing was.</summary>
    Task<ImmutableArray<ContentFile>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Keeps these files in place of those that are kept.</summary>
    Task SaveAsync(ImmutableArray<ContentFile> files, CancellationToken cancellationToken);
}
