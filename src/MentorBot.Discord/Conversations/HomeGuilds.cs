using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Conversations;

/// <summary>
/// Knows which guild somebody means in their direct conversation, which belongs to none: the one in which they last used the bot or, until
/// they have, from which they were first sent something or, where there is only one, the one that they are in.
/// </summary>
internal sealed class HomeGuilds(Members members, IPlatformMemory memory, Guilds guilds, GuildNames names, TimeProvider time)
{
    /// <summary>Each takes a call; whoever runs the bot in more has people use it there first.</summary>
    private const int MostAsked = 20;

    /// <summary>Another node may have answered them in another guild since.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>Empty where there is none.</summary>
    private readonly Recollection<string> _known = new(async (user, cancellationToken) => await memory.FindAsync(NameOf(user), cancellationToken) ?? string.Empty, Lifetime, time) { WaitsForNew = true };

    /// <summary>They used the bot in a guild, and were answered.</summary>
    public async Task UseAsync(string user, string guild, CancellationToken cancellationToken)
    {
        if (Read(await _known.FindAsync(user))?.Guild == guild)
        {
            return;
        }

        // What is not known here may only be slow to come.
        var home = Read(await memory.FindAsync(NameOf(user), cancellationToken));
        var now = home is null ? new KeptHome(guild, IsOneOfSeveral: false) : home with { Guild = guild, IsOneOfSeveral = home.IsOneOfSeveral || home.Guild != guild };
        if (now != home)
        {
            await memory.TryKeepAsync(NameOf(user), now.ToString(), Self.IdentityOf(guild, user), cancellationToken);
        }

        _known.Set(user, now.ToString());
    }

    /// <summary>They are sent something from a guild, which is their home where they have none.</summary>
    public async Task SuggestAsync(string user, string guild, CancellationToken cancellationToken)
    {
        if (_known.Peek(user) is { Length: > 0 })
        {
            return;
        }

        var home = await memory.FindAsync(NameOf(user), cancellationToken);
        if (home is null)
        {
            await memory.TryKeepAsync(NameOf(user), guild, Self.IdentityOf(guild, user), cancellationToken);
        }

        _known.Set(user, home ?? guild);
    }

    /// <summary>What the guild is called that something is about, for whoever has used the bot in several: else it says nothing new.</summary>
    public async Task<string?> NameForAsync(string user, string guild) =>
        Read(await _known.FindAsync(user)) is { IsOneOfSeveral: true } ? await names.FindAsync(guild) : null;

    /// <summary>The guild that they are in; none where nobody can tell.</summary>
    public async Task<Home> FindAsync(string user, CancellationToken cancellationToken)
    {
        if (Read(await _known.FindAsync(user)) is not { Guild: var home } || guilds.IsGone(home))
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
        if (Read(await memory.FindAsync(NameOf(user), cancellationToken))?.Guild == guild)
        {
            await memory.KeepAsync(NameOf(user), null, cancellationToken);
        }

        _known.Set(user, string.Empty);
    }

    private static KeptHome? Read(string? kept) => kept?.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var guild] => new KeptHome(guild, IsOneOfSeveral: false),
        [var guild, ..] => new KeptHome(guild, IsOneOfSeveral: true),
        _ => null,
    };

    /// <param name="IsOneOfSeveral">Whether they have used the bot in another one before.</param>
    private sealed record KeptHome(string Guild, bool IsOneOfSeveral)
    {
        public override string ToString() => IsOneOfSeveral ? $"{Guild} +" : Guild;
    }
}

/// <summary>What somebody means in their direct conversation.</summary>
/// <param name="Guild">Null where nobody can tell.</param>
/// <param name="HasLeft">Whether it was one that they aren't in any more.</param>
internal readonly record struct Home(string? Guild, bool HasLeft);
