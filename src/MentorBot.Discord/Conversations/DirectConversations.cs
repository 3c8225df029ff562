using System.Collections.Concurrent;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>Knows the direct conversation of the bot with each person: Discord opens it once and it is always the same, so that it is remembered for good.</summary>
internal sealed class DirectConversations(IDiscordApi api, IPlatformMemory memory)
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The id of the channel, or why there is none.</summary>
    /// <param name="guild">A guild in which the bot knows them; null where nobody knows one.</param>
    public async Task<ApiAnswer<string>> OpenAsync(string user, string? guild, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known))
        {
            return ApiAnswer.Ok(known);
        }

        if (Remember(user, await memory.FindAsync(NameOf(user), cancellationToken)) is { } kept)
        {
            return ApiAnswer.Ok(kept);
        }

        var opened = await api.OpenDirectAsync(user, cancellationToken);
        if (!opened.IsOk)
        {
            return ApiAnswer.Failed<string>(opened.Error);
        }

        await KnowAsync(user, guild, opened.Value.Id, cancellationToken);
        return ApiAnswer.Ok(opened.Value.Id);
    }

    /// <summary>Discord told it by the way.</summary>
    public async Task KnowAsync(string user, string? guild, string channel, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known) && known == channel)
        {
            return;
        }

        Remember(user, channel);
        if (guild is not null && await memory.FindAsync(NameOf(user), cancellationToken) != channel)
        {
            await memory.TryKeepAsync(NameOf(user), channel, Self.IdentityOf(guild, user), cancellationToken);
        }
    }

    /// <summary>The channel is no more, so that the next who needs it opens it anew.</summary>
    public Task ForgetAsync(string user, CancellationToken cancellationToken)
    {
        _known.TryRemove(user, out _);
        return memory.KeepAsync(NameOf(user), null, cancellationToken);
    }

    private static string NameOf(string user) => $"{Self.Platform}:direct:{user}";

    private string? Remember(string user, string? channel)
    {
        if (channel is null)
        {
            return null;
        }

        // Emptied when it is full: cheaper than to keep an order, and a refill is one read each.
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        return _known[user] = channel;
    }
}
