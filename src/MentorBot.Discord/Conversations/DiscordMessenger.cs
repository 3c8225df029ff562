using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Brings into Discord what the bot sends by itself.</summary>
internal sealed partial class DiscordMessenger(IDiscordApi api, Guilds guilds, HomeGuilds homes, DirectConversations direct, ILogger<DiscordMessenger> log) : IMessenger
{
    private const char Between = ':';
    private const string UnknownChannel = "10003";
    private const string UnknownGuild = "10004";

    /// <summary>Discord: 50 requests a second for the bot, in whichever guilds. A tenth is left to answers.</summary>
    private static readonly LaneLimit Limit = new(50, Duration.FromSeconds(1), 5) { IsShared = true };

    /// <summary>The clocks of two machines differ.</summary>
    private static readonly Duration Leeway = Duration.FromMinutes(1);

    /// <summary>It comes as soon as somebody adds the bot again, and grows late until then.</summary>
    private static readonly TryLater Removed = new(null, "the bot is not in the server");

    public string Platform => Self.Platform;

    public LaneLimit LimitOf(Workspace workspace) => Limit;

    public bool IsOpen(Workspace workspace) => !guilds.IsGone(workspace.Id);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!IsOpen(WorkspaceOf(message)))
        {
            return Removed;
        }

        var opened = await AddressOfAsync(message, cancellationToken);
        if (!opened.IsOk)
        {
            return OutcomeOf(opened.Error, message);
        }

        var messages = MessageRenderer.Render(message.Blocks, ShowingOf(message)).Messages;
        var first = await api.CreateMessageAsync(opened.Value, messages[0], message.EntryId, cancellationToken);
        if (first.Error is { Code: UnknownChannel } && message.User is { } user)
        {
            // The direct conversation that was known is no more.
            await direct.ForgetAsync(user.UserId, cancellationToken);
            return new TryLater(null, UnknownChannel);
        }

        return first.IsOk
            ? await FollowAsync(first.Value, messages.Skip(1), message, cancellationToken) ?? new Delivered($"{first.Value.Channel}{Between}{first.Value.Id}")
            : OutcomeOf(first.Error, message);
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

        var answer = await api.EditMessageAsync(channel, id, MessageRenderer.Render(message.Blocks, ShowingOf(message)).Messages[0], message.EntryId, cancellationToken);
        return answer.Error switch
        {
            null or { Kind: ApiErrorKind.Over } => new Delivered(messageId),
            { Kind: ApiErrorKind.Unknown } error => new TryLater(error.After, error.Code),
            var error => OutcomeOf(error, message),
        };
    }

    public async Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!IsOpen(WorkspaceOf(message)))
        {
            return Presence.CannotTell;
        }

        var opened = await AddressOfAsync(message, cancellationToken);
        var found = opened.IsOk ? await api.FindMessageAsync(opened.Value, message.EntryId, message.FirstTry - Leeway, cancellationToken) : ApiAnswer.Failed<FoundMessage>(opened.Error);
        return found switch
        {
            { Value.Id: { } id } => Presence.At($"{opened.Value}{Between}{id}"),
            { IsOk: true } => Presence.No,

            // It is worth another look once Discord answers again.
            { Error: { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error } => throw new IOException($"Discord does not answer: {error.Code}."),
            _ => Presence.CannotTell,
        };
    }

    private static Workspace WorkspaceOf(OutgoingMessage message) => message.Place?.Workspace ?? message.User!.Value.Workspace;

    /// <summary>Files are beside the words: in a channel everybody reads them, and in a direct conversation nobody else.</summary>
    private static Showing ShowingOf(OutgoingMessage message) => new()
    {
        Guild = message.Place is { IsDirect: false } ? null : WorkspaceOf(message).Id,
        FilesInPlace = true,
    };

    private async Task<ApiAnswer<string>> AddressOfAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Place is { } place)
        {
            return ApiAnswer.Ok(place.Channel);
        }

        var (workspace, user) = (message.User!.Value.Workspace, message.User.Value.UserId);
        await homes.SuggestAsync(user, workspace.Id, cancellationToken);
        return await direct.OpenAsync(user, workspace.Id, cancellationToken);
    }

    /// <summary>The rest of what one message can't hold. It comes whole or not at all: where a part is refused, the first is taken back.</summary>
    /// <returns>Null where all is there, or as much as can be.</returns>
    private async Task<SendOutcome?> FollowAsync(PostedMessage first, IEnumerable<DiscordMessage> rest, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var posted = new List<PostedMessage> { first };
        foreach (var more in rest)
        {
            var answer = await api.CreateMessageAsync(first.Channel, more, key: null, cancellationToken);
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
    private static SendOutcome OutcomeOf(ApiError error, OutgoingMessage message)
    {
        var isToPerson = message.Place is null;
        return error switch
        {
            { Code: UnknownGuild } => new Refused(Refusal.WorkspaceGone, error.Code),
            { Kind: ApiErrorKind.Later or ApiErrorKind.TokenDead } => new TryLater(error.After, error.Code),
            { Kind: ApiErrorKind.Unknown } => new NoAnswer(error.Code),
            { Kind: ApiErrorKind.NotInPlace or ApiErrorKind.AppSetting } => new Refused(isToPerson ? Refusal.DirectMessagesClosed : Refusal.NotInPlace, error.Code),
            { Kind: ApiErrorKind.PlaceGone } => new Refused(isToPerson ? Refusal.PersonGone : Refusal.PlaceGone, error.Code),
            { Kind: ApiErrorKind.PersonGone } => new Refused(Refusal.PersonGone, error.Code),
            { Kind: ApiErrorKind.DirectMessagesClosed } => new Refused(Refusal.DirectMessagesClosed, error.Code),
            _ => new Refused(Refusal.Invalid, error.Code),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entry {Entry} may have arrived in part only: {Code}")]
    private partial void LogCut(long entry, string code);
}
