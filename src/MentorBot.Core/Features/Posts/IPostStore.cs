using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>What becomes of a <see cref="Post"/>.</summary>
public enum PostState
{
    Draft,
    Posted,
}

/// <summary>A text that a person prepares, posts and may change later, with the wording that it was started from.</summary>
/// <param name="Place">Where it was prepared, and where it is posted.</param>
/// <param name="ItemKind">The kind of the content item, such as <c>script</c>.</param>
/// <param name="Body">The item's body as it was when the draft was made: a later edit of the pack changes nothing here.</param>
/// <param name="Answers">What fills the body's blanks, by placeholder; a blank without one is shown as a blank.</param>
/// <param name="Words">The whole text in the person's own words, once they rewrote it; null until then.</param>
public sealed record Post(
    long Id,
    PersonId Author,
    Place Place,
    string ItemKind,
    string ItemId,
    string Title,
    string Body,
    IReadOnlyDictionary<string, string> Answers,
    string? Words,
    PostState State,
    Instant CreatedAt);

/// <summary>Keeps drafts and what was posted from them.</summary>
public interface IPostStore
{
    /// <summary>Adds a draft and returns its id; the id of <paramref name="post"/> is not looked at.</summary>
    Task<long> AddAsync(Post post, CancellationToken cancellationToken);

    Task<Post?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Changes the answers and the words of a draft or of what was posted.</summary>
    Task ReviseAsync(long id, IReadOnlyDictionary<string, string> answers, string? words, CancellationToken cancellationToken);

    /// <summary>Makes a draft a post; false when it is one already, or gone.</summary>
    Task<bool> TryPublishAsync(long id, CancellationToken cancellationToken);

    /// <summary>Deletes a draft or a post with all its words.</summary>
    Task DeleteAsync(long id, CancellationToken cancellationToken);

    /// <summary>Deletes drafts that were made before an instant and never posted; returns how many.</summary>
    Task<int> DeleteDraftsAsync(Instant before, CancellationToken cancellationToken);
}
