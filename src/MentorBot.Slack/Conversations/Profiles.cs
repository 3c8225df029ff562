using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Knows the people of the workspace: what they are called, in which zone they are, and whether they run it.</summary>
internal sealed class Profiles(ISlackApi api, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Without a profile an admin is a member and everybody in UTC; a form can still be opened after so long.</summary>
    private static readonly TimeSpan WithAForm = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan WithoutAForm = TimeSpan.FromSeconds(10);

    private readonly Recollection<UserProfile> _known = new(async (user, cancellationToken) => (await api.UserInfoAsync(user, cancellationToken)).Value, Lifetime, time);

    /// <summary>A person's profile; null where Slack does not tell it soon enough.</summary>
    /// <param name="mayOpenForm">Whether the answer may be a form, for which Slack waits only a moment.</param>
    public Task<UserProfile?> FindAsync(string user, bool mayOpenForm = true) => _known.FindAsync(user, mayOpenForm ? WithAForm : WithoutAForm);

    /// <summary>Has it looked up anew, since Slack says that it has changed.</summary>
    public void Renew(string user) => _known.Renew(user);

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
