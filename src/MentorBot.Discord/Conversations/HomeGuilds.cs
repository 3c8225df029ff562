using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Conversations;

/// <summary>
/// Knows which guild somebody means in their direct conversation, which belongs to none: the one in which they last used the bot or, until
/// they have, from which they were first sent something or, where there is only one, the one that they are in.
/// </summary>
internal sealed class HomeGuilds(Members members, IPlatformMemory memory, Guilds guilds)
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

    /// <summary>The guild that they are in; none where nobody can tell.</summary>
    public async Task<Home> FindAsync(string user, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(user, out var home) && (home = await memory.FindAsync(NameOf(user), cancellationToken)) is not null)
        {
            Remember(user, home);
        }

        if (home is null || guilds.IsGone(home))
        {
            return new Home(await OnlyOneAsync(user, cancellationToken), HasLeft: false);
        }

        if (await members.IsInAsync(home, user) != false)
        {
            return new Home(home, HasLeft: false);
        }

        await ForgetAsync(user, home, cancellationToken);
        var other = await OnlyOneAsync(user, cancellationToken);
        return new Home(other, HasLeft: other is null);
    }

    private static string NameOf(string user) => $"{Self.Platform}:home:{user}";

    /// <summary>Null also where Discord doesn't say it of each guild: one that is left out may be the one that is meant.</summary>
    private async Task<string?> OnlyOneAsync(string user, CancellationToken cancellationToken)
    {
        if (await guilds.AllAsync() is not { Count: <= MostAsked } all)
        {
            return null;
        }

        var found = await Task.WhenAll(all.Select(async guild => (IsIn: await members.IsInAsync(guild, user), guild)));
        if (found.Any(one => one.IsIn is null) || found.Where(one => one.IsIn == true).ToList() is not [var (_, only)])
        {
            return null;
        }

        await UseAsync(user, only, cancellationToken);
        return only;
    }

    private async Task ForgetAsync(string user, string guild, CancellationToken cancellationToken)
    {
        _known.TryRemove(user, out _);
        if (await memory.FindAsync(NameOf(user), cancellationToken) == guild)
        {
            await memory.KeepAsync(NameOf(user), null, cancellationToken);
        }
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

/// <summary>What somebody means in their direct conversation.</summary>
/// <param name="Guild">Null where nobody can tell.</param>
/// <param name="HasLeft">Whether it was one that they aren't in any more.</param>
internal readonly record struct Home(string? Guild, bool HasLeft);
