using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Remembers what was taken in, so that what a platform delivers again, to another node or after a restart, is answered once, and a preview is posted once.</summary>
public interface IReceipts
{
    /// <summary>Platforms deliver again for up to a day.</summary>
    public static readonly Duration Kept = Duration.FromHours(25);

    /// <summary>True for the first who asks with a key; false for all others.</summary>
    /// <param name="key">The platform's name and its own id of what was delivered, or the button that makes a post and what it posts; at most 200 characters, and it names nobody.</param>
    Task<bool> TryTakeAsync(string key, Instant now, CancellationToken cancellationToken);

    /// <summary>Forgets what was taken before an instant; returns how many.</summary>
    Task<int> DeleteAsync(Instant before, CancellationToken cancellationToken);
}
