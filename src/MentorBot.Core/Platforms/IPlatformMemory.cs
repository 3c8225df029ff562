using MentorBot.Core.People;

namespace MentorBot.Core.Platforms;

/// <summary>
/// What an adapter has to know again after a restart or on another node, such as a session to resume or where a person's direct
/// conversation is: small values under names of the adapter's own. It holds nothing that people said, and no token. It stays with
/// the database: a backup has none of it.
/// </summary>
/// <remarks>A name has at most 200 characters, and begins with the platform's name and a colon. A value has at most 10,000.</remarks>
public interface IPlatformMemory
{
    /// <summary>Null where nothing is kept under the name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps what is about nobody; what is about a person <see cref="TryKeepAsync"/> keeps.</summary>
    /// <param name="value">Null forgets what was kept.</param>
    Task KeepAsync(string name, string? value, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what is about a person until they are erased; false where the bot doesn't know them, or no more. So it is done once
    /// the bot has answered them, and never before.
    /// </summary>
    Task<bool> TryKeepAsync(string name, string value, Identity about, CancellationToken cancellationToken);

    /// <summary>Keeps a value only where the one that is kept is still the one that was read; true where it did.</summary>
    Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken);
}
