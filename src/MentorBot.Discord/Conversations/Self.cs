using MentorBot.Core.People;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Who the bot is in Discord, as its token tells.</summary>
internal sealed class Self
{
    public const string Platform = PlatformName.Discord;

    private volatile Rest.AppInfo? _app;

    /// <summary>Null until Discord has answered for the first time.</summary>
    public Rest.AppInfo? App => _app;

    public void Know(Rest.AppInfo app) => _app = app;

    /// <summary>A guild is the home of a team.</summary>
    public static Workspace WorkspaceOf(string guildId) => new(Platform, guildId);

    /// <summary>A person is known in each guild by itself.</summary>
    public static Identity IdentityOf(string guildId, string user) => new(WorkspaceOf(guildId), user);
}
