namespace MentorBot.Core.Platforms;

/// <summary>
/// What an adapter has to know again after a restart or on another node, such as a session to resume or where a person's direct
/// conversation is: small values under names of the adapter's own. It holds nothing that people said, and no token.
/// </summary>
public interface IPlatformMemory
{
    /// <summary>Null where nothing is kept under the name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <param name="name">At most 200 characters, beginning with the platform's name and a colon.</param>
    /// <param name="value">At most 10,000 characters; null forgets what was kept.</param>
    Task KeepAsync(string name, string? value, CancellationToken cancellationToken);

    /// <summary>Keeps a value only where the one that is kept is still the one that was read; true where it did.</summary>
    Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken);
}
