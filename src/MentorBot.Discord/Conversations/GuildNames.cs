using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>Knows what guilds are called, for whoever has to tell one from another.</summary>
internal sealed class GuildNames(IDiscordApi api, TimeProvider time)
{
    /// <summary>A new name is no news to anybody.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly Recollection<string> _known = new(async (guild, cancellationToken) => (await api.GuildAsync(guild, cancellationToken)).Value?.Name, Lifetime, time);

    /// <summary>Null where Discord doesn't say, or not soon.</summary>
    public Task<string?> FindAsync(string guild) => _known.FindAsync(guild);
}
