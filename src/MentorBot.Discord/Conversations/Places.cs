using MentorBot.Core.Messages;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Finds the guild that somebody means, also where they are in no guild, and remembers where they are to be found.</summary>
internal sealed partial class Places(HomeGuilds homes, DirectConversations direct, ILogger<Places> log)
{
    /// <summary>What is said where nobody can tell the guild.</summary>
    public static Reply WhichServer { get; } = Reply.Say(
        (Line)"I can't tell yet which of your servers this is about. Use " + Line.Code("/mentor help") + " in the server once; from then on I know, here too.");

    /// <summary>The same with its guild, where it does not say it; null still where nobody knows one.</summary>
    public async ValueTask<Origin> LocateAsync(Origin origin, CancellationToken cancellationToken) =>
        origin.Guild is null ? origin with { Guild = await homes.FindAsync(origin.User, cancellationToken) } : origin;

    /// <summary>They have been answered there.</summary>
    public async Task NoteAsync(Origin origin, CancellationToken cancellationToken)
    {
        try
        {
            await (origin switch
            {
                { IsDirect: true } => direct.KnowAsync(origin.User, origin.Guild, origin.Channel, cancellationToken),
                { Guild: { } guild } => homes.UseAsync(origin.User, guild, cancellationToken),
                _ => Task.CompletedTask,
            });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // They have their answer; where they are found is noted the next time.
            LogUnnoted(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Where somebody is to be found could not be kept")]
    private partial void LogUnnoted(Exception exception);
}
