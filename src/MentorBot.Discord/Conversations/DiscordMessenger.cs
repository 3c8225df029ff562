using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Brings into Discord what the bot sends by itself.</summary>
internal sealed partial class DiscordMessenger(IDiscordApi api, Guilds guilds, Places places, DirectConversations direct, ILogger<DiscordMessenger> log) : IMessenger
{
    private const char Between = ':';
    private const string UnknownGuild = "10004";
    private const string MissingAccess = "50001";
    private const string MissingPermissions = "50013";
    private const string TooManyEdits = "30046";

    /// <summary>Discord: 50 requests a second for the bot, in whichever guilds. A tenth is left to answers.</summary>
    private static readonly LaneLimit Limit = new(50, Duration.FromSeconds(1), 5) { IsShared = true };

    /// <summary>It comes as soon as somebody adds the bot again, and grows late until then.</summary>
    private static readonly TryLater Removed = new(null, "the bot is not in the server") { WasAsked = false };

    /// <summary>How long an opening waits that Discord puts off without saying for how long.</summary>
    private static readonly Duration OpeningRest = Duration.FromSeconds(10);

    /// <summary>Discord takes few edits of a message that is older than an hour.</summary>
    private static readonly Duration EditRest = Duration.FromMinutes(15);

    /// <summary>How long a message waits where the app itself is at fault, which its operator has to mend.</summary>
    private static readonly Duration FaultRest = Duration.FromMinutes(5);

    private int _isAtFault;
    private int _isTokenDead;

    public string Platform => Self.Platform;

    public LaneLimit LimitOf(Workspace workspace) => Limit;

    /// <summary>A token that Discord doesn't take is not used again: what is due waits for the next start.</summary>
    public bool IsOpen(Workspace workspace) => !guilds.IsGone(workspace.Id) && Volatile.Read(ref _isTokenDead) == 0;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!IsOpen(WorkspaceOf(message)))
        {
            return Removed;
        }

        if (message.User is { } person && !await places.IsAwaitedAsync(person, cancellationToken))
        {
            return new Refused(Refusal.PersonGone, "not in the server any more");
        }

        var opened = await AddressOfAsync(message, cancellationToken);
        if (!opened.IsOk)
        {
            return OutcomeOfOpening(opened.Error, message);
        }

        var messages = await RenderAsync(message, cancellationToken);
        var first = await api.CreateMessageAsync(opened.Value, messages[0], message.EntryId, isDue: true, cancellationToken);
        if (first.Error is { Code: RestErrors.UnknownChannel } && message.User is { } user)
        {
            // The direct conversation that was known is no more.
            await direct.ForgetAsync(user.UserId, cancellationToken);
            return new TryLater(null, RestErrors.UnknownChannel);
        }

        if (!first.IsOk)
        {
            return OutcomeOf(first.Error, message);
        }

        Volatile.Write(ref _isAtFault, 0);
        return await FollowAsync(first.Value, messages.Skip(1), message, cancellationToken) ?? new Delivered($"{first.Value.Channel}{Between}{first.Value.Id}");
    }

    /// <summary>Whoever removed the message wants no other words there: then it stays gone, and all is well.</summary>
    public async Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken)
    {
        if (!IsOpen(WorkspaceOf(message)))
        {
            return Removed;
        }

        if (messageId.Split(Between) is not [{ Length: > 0 } channel, { Length: > 0 } id])
        {
            return new Refused(Refusal.Invalid, "that is no message of Discord's");
        }

        var answer = await api.EditMessageAsync(channel, id, (await RenderAsync(message, cancellationToken))[0], message.EntryId, cancellationToken);
        return answer.Error switch
        {
            { Code: TooManyEdits } error => new TryLater(error.After ?? EditRest, error.Code) { HoldsLane = false },
            null or { Kind: ApiErrorKind.Over } => new Delivered(messageId),
            { Kind: ApiErrorKind.Unknown } error => new TryLater(error.After, error.Code),
            var error => OutcomeOf(error, message),
        };
    }

    public async Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (guilds.IsGone(WorkspaceOf(message).Id))
        {
            return Presence.CannotTell;
        }

        // Nothing is in a conversation that was never opened.
        var channel = message.Place?.Channel ?? await direct.FindAsync(message.User!.Value.UserId, cancellationToken);
        if (channel is null)
        {
            return Presence.No;
        }

        var found = await api.FindMessageAsync(channel, message.EntryId, PostOnce.Since(message.FirstTry), cancellationToken);
        return found switch
        {
            { Value.Id: { } id } => Presence.At($"{channel}{Between}{id}"),
            { IsOk: true } => Presence.No,

            // It is worth another look once Discord answers again.
            { Error: { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown or ApiErrorKind.TokenDead or ApiErrorKind.AppSetting } error } => throw new IOException($"Discord does not answer: {error.Code}."),
            _ => Presence.CannotTell,
        };
    }

    private static Workspace WorkspaceOf(OutgoingMessage message) => message.Place?.Workspace ?? message.User!.Value.Workspace;

    /// <summary>As whoever gets it reads it, with files beside the words: in a channel everybody reads them, and in a direct conversation nobody else.</summary>
    private async Task<ImmutableArray<DiscordMessage>> RenderAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var origin = new Origin
        {
            User = message.User?.UserId ?? string.Empty,
            Channel = message.Place?.Channel ?? string.Empty,
            Guild = WorkspaceOf(message).Id,
            IsDirect = message.Place is not { IsDirect: false },
        };
        if (message.User is null)
        {
            return MessageRenderer.Render(message.Blocks, origin.ShowingToAll).Messages;
        }

        origin = await places.ReadAsync(origin, new Reply(message.Blocks), cancellationToken);
        return MessageRenderer.Render(origin.Told(message.Blocks), origin.Showing).Messages;
    }

    private async Task<ApiAnswer<string>> AddressOfAsync(OutgoingMessage message, CancellationToken cancellationToken) => message.Place is { } place
        ? ApiAnswer.Ok(place.Channel)
        : await direct.OpenInTurnAsync(message.User!.Value.UserId, WorkspaceOf(message).Id, cancellationToken);

    /// <summary>The rest of what one message can't hold. It comes whole or not at all: where a part is refused, the first is taken back.</summary>
    /// <returns>Null where all is there, or as much as can be.</returns>
    private async Task<SendOutcome?> FollowAsync(PostedMessage first, IEnumerable<DiscordMessage> rest, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var posted = new List<PostedMessage> { first };
        foreach (var more in rest)
        {
            var answer = await api.CreateMessageAsync(first.Channel, more, key: null, isDue: true, cancellationToken);
            if (answer.IsOk)
            {
                posted.Add(answer.Value);
            }
            else if (answer.Error.Kind == ApiErrorKind.Unknown || !await PublicPosts.TakeBackAsync(api, posted, cancellationToken))
            {
                // What is there may be all of it, and a second time would be too much.
                LogCut(message.EntryId, answer.Error.Code);
                return null;
            }
            else
            {
                return OutcomeOf(answer.Error, message);
            }
        }

        return null;
    }

    /// <summary>What an error of Discord's means for a message that the bot sends by itself.</summary>
    private SendOutcome OutcomeOf(ApiError error, OutgoingMessage message)
    {
        var isToPerson = message.Place is null;
        return error switch
        {
            { Code: UnknownGuild } => new Refused(Refusal.WorkspaceGone, error.Code),
            { Kind: ApiErrorKind.Later } => new TryLater(error.After, error.Code),
            { Kind: ApiErrorKind.TokenDead } => WaitForAToken(error),
            { Kind: ApiErrorKind.Unknown } => new NoAnswer(error.Code),
            { Kind: ApiErrorKind.NotInPlace, Code: MissingAccess or MissingPermissions } when !isToPerson => new Refused(Refusal.NotInPlace, error.Code),
            { Kind: ApiErrorKind.NotInPlace or ApiErrorKind.AppSetting } => WaitForTheApp(error),
            { Kind: ApiErrorKind.PlaceGone } => new Refused(isToPerson ? Refusal.PersonGone : Refusal.PlaceGone, error.Code),
            { Kind: ApiErrorKind.PersonGone } => new Refused(Refusal.PersonGone, error.Code),
            { Kind: ApiErrorKind.DirectMessagesClosed } => new Refused(Refusal.DirectMessagesClosed, error.Code),
            _ => new Refused(Refusal.Invalid, error.Code),
        };
    }

    /// <summary>To wait for its conversation is no attempt at a message, and others go on.</summary>
    private SendOutcome OutcomeOfOpening(ApiError error, OutgoingMessage message) => error is { Kind: ApiErrorKind.Later, After: null } or { Code: DirectConversations.InTurn }
        ? new TryLater(error.After ?? OpeningRest, error.Code) { HoldsLane = false, WasAsked = false }
        : OutcomeOf(error, message);

    /// <summary>It says nothing about the person or the channel, so that neither is given up; but another channel may still take messages.</summary>
    private TryLater WaitForTheApp(ApiError error)
    {
        if (Interlocked.Exchange(ref _isAtFault, 1) == 0)
        {
            LogFault(error.Code);
        }

        return new TryLater(error.After ?? FaultRest, error.Code) { HoldsLane = false };
    }

    private TryLater WaitForAToken(ApiError error)
    {
        Volatile.Write(ref _isTokenDead, 1);
        return new TryLater(FaultRest, error.Code) { HoldsLane = false };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord refuses what the bot sends by itself, for a reason that is the app's ({Code}); it waits and grows late. Look at the app at discord.com/developers/applications")]
    private partial void LogFault(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entry {Entry} may have arrived in part only: {Code}")]
    private partial void LogCut(long entry, string code);
}
