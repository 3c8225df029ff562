using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Conversations;

/// <summary>
/// Remembers in which guilds the bot is, for all nodes and over a restart: Discord tells it to the one node that holds the gateway, and a
/// session that is resumed tells only what has changed.
/// </summary>
/// <remarks>Discord: at most 2,500 guilds without sharding. They are kept in sixteen lists by the time at which the guild was made.</remarks>
internal sealed class Guilds(IPlatformMemory memory, TimeProvider time) : IDisposable
{
    private const int Lists = 16;

    private static readonly ImmutableArray<string> Names = [.. Enumerable.Range(0, Lists).Select(list => string.Create(CultureInfo.InvariantCulture, $"{Self.Platform}:guilds:{list}"))];

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Recollection<string> _lists = new((name, cancellationToken) => memory.FindAsync(name, cancellationToken), Lifetime, time);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly Told[] _told = [.. Enumerable.Range(0, Lists).Select(_ => new Told())];

    /// <summary>Whether the bot was removed from a guild, as far as is known here right now.</summary>
    public bool IsGone(string guild) => _lists.Peek(Names[ListOf(guild)]) is { } list && !Read(list).Contains(guild);

    /// <summary>Discord has told all guilds, as it does when a session begins.</summary>
    /// <param name="since">When it was told: what was told later holds, whichever of them is handled first.</param>
    public async Task KnowAsync(IReadOnlyCollection<string> guilds, long since, CancellationToken cancellationToken)
    {
        var byList = guilds.ToLookup(ListOf);
        for (var list = 0; list < Lists; list++)
        {
            var (theirs, told) = (byList[list], _told[list]);
            await ChangeAsync(list, _ => told.ListedAt > since ? null : told.List(theirs, since), cancellationToken);
        }
    }

    /// <summary>The bot is in a guild; true where it was known not to be, so that somebody has just added it.</summary>
    /// <param name="since">When it was told.</param>
    public async Task<bool> JoinAsync(string guild, long since, CancellationToken cancellationToken)
    {
        var isNew = false;
        var told = _told[ListOf(guild)];
        await ChangeAsync(ListOf(guild), known =>
        {
            var isNews = told.IsNews(guild, since, isIn: true);
            isNew = isNews && known is not null && !known.Contains(guild);
            return isNews && known is not null ? [.. known, guild] : null;
        }, cancellationToken);
        return isNew;
    }

    /// <param name="since">When it was told.</param>
    public Task LeaveAsync(string guild, long since, CancellationToken cancellationToken)
    {
        var told = _told[ListOf(guild)];
        return ChangeAsync(ListOf(guild), known => told.IsNews(guild, since, isIn: false) && known is not null ? [.. known.Where(one => one != guild)] : null, cancellationToken);
    }

    /// <summary>Whether there may be more than one that the bot is in, as far as is known here right now.</summary>
    public bool MayBeSeveral()
    {
        var found = 0;
        foreach (var name in Names)
        {
            if (_lists.Peek(name) is not { } known)
            {
                return true;
            }

            found += known.Length == 0 ? 0 : known.AsSpan().Count(' ') + 1;
        }

        return found > 1;
    }

    /// <summary>All guilds that the bot is in; null where not all of them are known right now.</summary>
    public async Task<IReadOnlyList<string>?> AllAsync()
    {
        var lists = await Task.WhenAll(Names.Select(name => _lists.FindAsync(name)));
        return lists.Contains(null) ? null : [.. lists.SelectMany(list => Read(list!))];
    }

    public void Dispose() => _changing.Dispose();

    /// <summary>Discord: the time is in an id's upper bits; the lower ones are mostly the same.</summary>
    private static int ListOf(string guild) => ulong.TryParse(guild, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (int)((id >> 22) % Lists) : 0;

    private static HashSet<string> Read(string list) => new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <param name="change">One at a time, and again where another node was quicker; null where all stays as it is, also where no list is kept yet.</param>
    private async Task ChangeAsync(int list, Func<HashSet<string>?, HashSet<string>?> change, CancellationToken cancellationToken)
    {
        var name = Names[list];
        await _changing.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var before = await memory.FindAsync(name, cancellationToken);
                if (change(before is null ? null : Read(before)) is not { } changed)
                {
                    return;
                }

                var after = string.Join(' ', changed.Order(StringComparer.Ordinal));
                if (before == after || await memory.TryReplaceAsync(name, before, after, cancellationToken))
                {
                    _lists.Set(name, after);
                    return;
                }
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>What Discord told of one list's guilds, and when: it is handled in any order.</summary>
    private sealed class Told
    {
        /// <summary>What was told after the list.</summary>
        private readonly Dictionary<string, (long Since, bool IsIn)> _news = new(StringComparer.Ordinal);

        public long ListedAt { get; private set; }

        /// <summary>A list, with what was told after it.</summary>
        public HashSet<string> List(IEnumerable<string> guilds, long since)
        {
            ListedAt = since;
            foreach (var (old, _) in _news.Where(one => one.Value.Since <= since).ToList())
            {
                _news.Remove(old);
            }

            return [.. guilds.Where(guild => !_news.ContainsKey(guild)), .. _news.Where(one => one.Value.IsIn).Select(one => one.Key)];
        }

        /// <summary>Notes what was told of a guild; false where something newer is known.</summary>
        public bool IsNews(string guild, long since, bool isIn)
        {
            if (ListedAt > since || (_news.TryGetValue(guild, out var last) && last.Since > since))
            {
                return false;
            }

            _news[guild] = (since, isIn);
            return true;
        }
    }
}
