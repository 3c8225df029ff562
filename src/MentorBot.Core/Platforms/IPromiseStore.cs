using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>
/// Keeps promises for as long as they are open. Each is held by one node, which says again and again that it is still at it; one that
/// nobody holds any more is there to be taken over. It stays with the database: a backup has none of it.
/// </summary>
public interface IPromiseStore
{
    /// <summary>How long a node holds a promise without saying so again, by the database's own clock.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(1);

    Task AddAsync(Promise promise, string node, CancellationToken cancellationToken);

    /// <summary>Holds it for another <see cref="Lease"/>, unless another node has taken it over.</summary>
    Task HoldAsync(string id, string node, CancellationToken cancellationToken);

    /// <summary>Lets whoever asks next take it over.</summary>
    Task ReleaseAsync(string id, string node, CancellationToken cancellationToken);

    /// <summary>It is kept, or broken and told.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over one that nobody holds any more, first the one that was let go first; null where there is none. Where only one host can
    /// run, whatever another node held is such a one.
    /// </summary>
    Task<Promise?> TakeAsync(string platform, string node, CancellationToken cancellationToken);
}
