using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>Knows who is a member of which guild, for direct conversations: there Discord doesn't say it, and none tells that somebody has left.</summary>
internal sealed class Members(IDiscordApi api, Guilds guilds, TimeProvider time)
{
    private const char Between = ':';

    /// <summary>How long somebody who has left may still be taken for a member.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long who has left may still be sent something: what is due comes once a day, and each look takes a call.</summary>
    private static readonly TimeSpan SendingLifetime = TimeSpan.FromDays(1);

    private readonly Recollection<Membership> _sentTo = new((name, cancellationToken) => LookAsync(api, name, cancellationToken), SendingLifetime, time) { WaitsForNew = true };
    private readonly Recollection<Membership> _known = new((name, cancellationToken) => LookAsync(api, name, cancellationToken), Lifetime, time) { WaitsForNew = true };

    /// <summary>Null where Discord doesn't say, or not soon.</summary>
    public async Task<bool?> IsInAsync(string guild, string user) => (await _known.FindAsync(NameOf(guild, user)))?.IsIn;

    /// <summary>
    /// The same for what the bot sends by itself. Discord takes it for whoever shares a guild with the bot, so that with only one it
    /// knows better than anybody.
    /// </summary>
    public async Task<bool?> IsStillInAsync(string guild, string user) => guilds.MayBeSeveral() ? (await _sentTo.FindAsync(NameOf(guild, user)))?.IsIn : null;

    /// <summary>They did something in the guild itself.</summary>
    public void See(string guild, string user)
    {
        var (name, seen) = (NameOf(guild, user), new Membership(IsIn: true));
        _known.Set(name, seen);
        _sentTo.Set(name, seen);
    }

    private static string NameOf(string guild, string user) => $"{guild}{Between}{user}";

    private static async Task<Membership?> LookAsync(IDiscordApi api, string name, CancellationToken cancellationToken)
    {
        var between = name.IndexOf(Between, StringComparison.Ordinal);
        var answer = await api.MemberAsync(name[..between], name[(between + 1)..], cancellationToken);
        return answer switch
        {
            { IsOk: true } => new Membership(IsIn: true),
            { Error.Kind: ApiErrorKind.PersonGone or ApiErrorKind.PlaceGone or ApiErrorKind.Over } => new Membership(IsIn: false),
            _ => null,
        };
    }

    private sealed record Membership(bool IsIn);
}
