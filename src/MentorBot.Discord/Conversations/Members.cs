using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>Knows who is a member of which guild, for direct conversations: there Discord doesn't say it, and none tells that somebody has left.</summary>
internal sealed class Members(IDiscordApi api, TimeProvider time)
{
    private const char Between = ':';

    /// <summary>How long somebody who has left may still be taken for a member.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Recollection<Membership> _known = new((name, cancellationToken) => LookAsync(api, name, cancellationToken), Lifetime, time) { WaitsForNew = true };

    /// <summary>Null where Discord doesn't say, or not soon.</summary>
    public async Task<bool?> IsInAsync(string guild, string user) => (await _known.FindAsync(NameOf(guild, user)))?.IsIn;

    /// <summary>They did something in the guild itself.</summary>
    public void See(string guild, string user) => _known.Set(NameOf(guild, user), new Membership(IsIn: true));

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
