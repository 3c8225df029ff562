using System.Collections.Concurrent;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>
/// Knows which guild somebody means in their direct conversation, which belongs to none: the one in which they last used the bot or, until
/// they have, from which they were first sent something or, where there is only one, the one that they are in.
/// </summary>
internal sealed class HomeGuilds(IDiscordApi api, IPlatformMemory memory, Guilds guilds)
{
    private const int Capacity = 50_000;

    /// <summary>Each takes a call; whoever runs the bot in more has people use it there first.</summary>
    private const int MostAsked = 20;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>They used the bot in a guild, and were answered.</summary>
    public async Task UseAsync(string user, string guild, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known) && known == guild)
        {
            return;
        }

        if (await memory.FindAsync(NameOf(user), cancellationToken) != guild)
        {
            await memory.TryKeepAsync(NameOf(user), guild, Self.IdentityOf(guild, user), cancellationToken);
        }

        Remember(user, guild);
    }

    /// <summary>They are sent something from a guild, which is their home where they have none.</summary>
    public async Task SuggestAsync(string user, string guild, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(user))
        {
            return;
        }

        var home = await memory.FindAsync(NameOf(user), cancellationToken);
        if (home is null)
        {
            await memory.TryKeepAsync(NameOf(user), guild, Self.IdentityOf(guild, user), cancellationToken);
        }

        Remember(user, home ?? guild);
    }

    /// <summary>Null where nobody can tell.</summary>
    public async Task<string?> FindAsync(string user, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(user, out var home) && (home = await memory.FindAsync(NameOf(user), cancellationToken)) is not null)
        {
            Remember(user, home);
        }

        return home is not null && !guilds.IsGone(home) ? home : await OnlyOneAsync(user, cancellationToken);
    }

    private static string NameOf(string user) => $"{Self.Platform}:home:{user}";

    private async Task<string?> OnlyOneAsync(string user, CancellationToken cancellationToken)
    {
        var all = await guilds.AllAsync();
        if (all.Count > MostAsked)
        {
            return null;
        }

        var found = await Task.WhenAll(all.Select(async guild => ((await api.MemberAsync(guild, user, cancellationToken)).IsOk, guild)));
        string[] theirs = [.. found.Where(one => one.IsOk).Select(one => one.guild)];
        if (theirs is not [var only])
        {
            return null;
        }

        await UseAsync(user, only, cancellationToken);
        return only;
    }

    private void Remember(string user, string guild)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[user] = guild;
    }
}
