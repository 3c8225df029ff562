using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Slack.Api;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Knows the people of the workspace: what they are called, in which zone they are, and whether they run it.</summary>
internal sealed class Profiles(ISlackApi api, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly Recollection<UserProfile> _known = new(async (user, cancellationToken) => (await api.UserInfoAsync(user, cancellationToken)).Value, Lifetime, time);

    /// <summary>A person's profile; null where Slack does not tell it soon enough.</summary>
    public Task<UserProfile?> FindAsync(string user) => _known.FindAsync(user);

    /// <summary>Has it looked up anew, since Slack says that it has changed.</summary>
    public void Forget(string user) => _known.Forget(user);

    /// <summary>Somebody as the bot's features know them; without a profile, a member in UTC whose name nobody says.</summary>
    public static Sender SenderOf(UserProfile? profile, Identity identity, Place place) => new(
        identity,
        profile?.Name ?? string.Empty,
        place,
        profile is { IsAdmin: true } ? Role.Admin : Role.Member,
        (profile?.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null) ?? DateTimeZone.Utc)
    {
        Locale = profile?.Locale,
    };
}
