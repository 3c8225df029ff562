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

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Recollection<string> _lists = new((name, cancellationToken) => memory.FindAsync(name, cancellationToken), Lifetime, time);
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>Whether the bot was removed from a guild, as far as is known here right now.</summary>
    public bool IsGone(string guild) => _lists.Peek(NameOf(ListOf(guild))) is { } list && !Read(list).Contains(guild);

    /// <summary>Discord has told all guilds, as it does when a session begins.</summary>
    public async Task KnowAsync(IReadOnlyCollection<string> guilds, CancellationToken cancellationToken)
    {
        var byList = guilds.ToLookup(ListOf);
        for (var list = 0; list < Lists; list++)
        {
            await ChangeAsync(list, _ => [.. byList[list]], cancellationToken);
        }
    }

    /// <summary>The bot is in a guild; true where it was known not to be, so that somebody has just added it.</summary>
    public async Task<bool> JoinAsync(string guild, CancellationToken cancellationToken)
    {
        var isNew = false;
        await ChangeAsync(ListOf(guild), known =>
        {
            isNew = known is not null && !known.Contains(guild);
            return [.. known ?? [], guild];
        }, cancellationToken);
        return isNew;
    }

    public Task LeaveAsync(string guild, CancellationToken cancellationToken) =>
        ChangeAsync(ListOf(guild), known => [.. (known ?? []).Where(one => one != guild)], cancellationToken);

    /// <summary>All guilds that the bot is in.</summary>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        var lists = await Task.WhenAll(Enumerable.Range(0, Lists).Select(list => _lists.FindAsync(NameOf(list))));
        return [.. lists.OfType<string>().SelectMany(Read)];
    }

    public void Dispose() => _changing.Dispose();

    private static string NameOf(int list) => string.Create(CultureInfo.InvariantCulture, $"{Self.Platform}:guilds:{list}");

    /// <summary>Discord: the time is in an id's upper bits; the lower ones are mostly the same.</summary>
    private static int ListOf(string guild) => ulong.TryParse(guild, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (int)((id >> 22) % Lists) : 0;

    private static HashSet<string> Read(string list) => new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private async Task ChangeAsync(int list, Func<HashSet<string>?, HashSet<string>> change, CancellationToken cancellationToken)
    {
        var name = NameOf(list);
        await _changing.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var before = await memory.FindAsync(name, cancellationToken);
                var after = string.Join(' ', change(before is null ? null : Read(before)).Order(StringComparer.Ordinal));
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
}
