using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Finds the guild that somebody means, also where they are in no guild, and remembers where they are to be found.</summary>
/// <remarks>Discord: in a direct conversation nothing says whether somebody is still in a guild, and old buttons stay there for good.</remarks>
internal sealed partial class Places(HomeGuilds homes, Members members, DirectConversations direct, IPeopleStore people, WorkingTimes times, ILogger<Places> log)
{
    private static readonly Reply WhichServer = Reply.Say(
        (Line)"I can't tell yet which of your servers this is about. Use " + Line.Code("/mentor help") + " in the server once; from then on I know, here too.");

    private static readonly Reply LeftServer = Reply.Say(
        (Line)"This is about a server that you aren't in any more, so I can't do it for you. If you are back there, use " + Line.Code("/mentor help") + " in it once; then it works here again.");

    /// <summary>What is said, and nothing else, where there is no guild to act in.</summary>
    public static Reply NoServer(Origin origin) => origin.HasLeft ? LeftServer : WhichServer;

    /// <summary>The same with its guild, where it does not say it; without one where nobody knows it, or they aren't in it any more.</summary>
    public async ValueTask<Origin> LocateAsync(Origin origin, CancellationToken cancellationToken)
    {
        switch (origin)
        {
            case { Guild: { } guild, IsDirect: false }:
                members.See(guild, origin.User);
                return origin;
            case { Guild: { } guild }:
                // Where Discord doesn't say, an answer to somebody who has left is better than none to all the others.
                return await members.IsInAsync(guild, origin.User) == false ? origin with { Guild = null, HasLeft = true } : origin;
            default:
                var home = await homes.FindAsync(origin.User, cancellationToken);
                return origin with { Guild = home.Guild, HasLeft = home.HasLeft };
        }
    }

    /// <summary>The same with what they need to read an answer: the zone, where it tells times, and the guild's name, where they may take it for another.</summary>
    public async ValueTask<Origin> ReadAsync(Origin origin, Reply answer, CancellationToken cancellationToken)
    {
        if (origin is { Guild: { } about, IsDirect: true })
        {
            origin = origin with { GuildName = await homes.NameForAsync(origin.User, about) };
        }

        if (origin.Guild is not { } guild || !(PlainText.TellsTimes(answer.Blocks) || PlainText.TellsTimes(answer.Post ?? [])))
        {
            return origin;
        }

        try
        {
            return await people.FindAsync(Self.IdentityOf(guild, origin.User), cancellationToken) is { } person
                ? origin with { Zone = (await times.OfAsync(Self.WorkspaceOf(guild), person.Id, cancellationToken)).Zone }
                : origin;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Most times are shown by Discord itself, which knows better.
            LogUnzoned(exception);
            return origin;
        }
    }

    /// <summary>False where somebody has left the guild that something is sent to them from; it becomes their home where they have none.</summary>
    public async Task<bool> IsAwaitedAsync(Identity person, CancellationToken cancellationToken)
    {
        var (guild, user) = (person.Workspace.Id, person.UserId);
        if (await members.IsStillInAsync(guild, user) == false)
        {
            return false;
        }

        await homes.SuggestAsync(user, guild, cancellationToken);
        return true;
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "In which zone somebody reads times could not be read; what Discord doesn't render is in UTC")]
    private partial void LogUnzoned(Exception exception);
}
