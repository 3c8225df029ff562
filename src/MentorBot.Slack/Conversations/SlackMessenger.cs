using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Brings into Slack what the bot sends by itself.</summary>
internal sealed partial class SlackMessenger(ISlackApi api, Installation installation, DirectConversations direct, TimeProvider time, ILogger<SlackMessenger> log) : IMessenger
{
    private const char Between = ':';

    /// <summary>Slack: several hundred posts a minute in a workspace; its own libraries count on 600. A sixth is left to answers.</summary>
    private static readonly LaneLimit Limit = new(600, Duration.FromMinutes(1), 100);

    /// <summary>Less than the pump waits for the whole, so that it can still be told where a file does not come.</summary>
    private static readonly TimeSpan FilePatience = TimeSpan.FromSeconds(5);

    private static readonly Refused Gone = new(Refusal.WorkspaceGone, "MentorBot was removed from the workspace");

    /// <summary>Somebody has to change a setting, which takes a while; until then nothing gets through.</summary>
    private static readonly Duration UntilSet = Duration.FromMinutes(10);

    private string? _obstacle;

    public string Platform => Installation.Platform;

    public LaneLimit LimitOf(Workspace workspace) => Limit;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (WhyNot(message) is { } refused)
        {
            return refused;
        }

        var rendered = MessageRenderer.Render(message.Blocks);
        var first = await api.PostMessageAsync(AddressOf(message), rendered.Messages[0], threadTs: null, message.EntryId, cancellationToken);
        if (!first.IsOk)
        {
            return OutcomeOf(first.Error, message);
        }

        Volatile.Write(ref _obstacle, null);
        return await FollowAsync(first.Value, rendered, message, cancellationToken) ?? new Delivered($"{first.Value.Channel}{Between}{first.Value.Ts}");
    }

    /// <summary>Whoever removed the message wants no other words there: then it stays gone, and all is well.</summary>
    public async Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken)
    {
        if (WhyNot(message) is { } refused)
        {
            return refused;
        }

        if (messageId.Split(Between) is not [{ Length: > 0 } channel, { Length: > 0 } ts])
        {
            return new Refused(Refusal.Invalid, "that is no message of Slack's");
        }

        var answer = await api.UpdateMessageAsync(channel, ts, MessageRenderer.Render(message.Blocks).Messages[0], cancellationToken);
        return answer.Error switch
        {
            null or { Kind: ApiErrorKind.Over } => new Delivered(messageId),
            { Kind: ApiErrorKind.Unknown } error => new TryLater(error.After, error.Code),
            var error => OutcomeOf(error, message),
        };
    }

    public async Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (WhyNot(message) is not null)
        {
            return Presence.CannotTell;
        }

        var channel = message.Place?.Channel ?? await direct.FindAsync(message.User!.Value.UserId)
            ?? throw new IOException("Slack does not say where the direct conversation is.");
        var found = await api.FindMessageAsync(channel, threadTs: null, message.EntryId, PostOnce.Since(message.FirstTry), cancellationToken);
        return found switch
        {
            { Value.Ts: { } ts } => Presence.At($"{channel}{Between}{ts}"),
            { IsOk: true } => Presence.No,

            // It is worth another look once Slack answers again.
            { Error: { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown } error } => throw new IOException($"Slack does not answer: {error.Code}."),
            _ => Presence.CannotTell,
        };
    }

    /// <summary>The rest of what one message can't hold. It comes whole or not at all: where a part is refused, the first is taken back.</summary>
    /// <returns>Null where all is there, or as much as can be.</returns>
    private async Task<SendOutcome?> FollowAsync(PostedMessage first, RenderedBlocks rendered, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var posted = new List<PostedMessage> { first };
        foreach (var more in rendered.Messages.Skip(1))
        {
            var answer = await api.PostMessageAsync(first.Channel, more, threadTs: null, key: null, cancellationToken);
            if (answer.IsOk)
            {
                posted.Add(answer.Value);
            }
            else if (answer.Error.Kind == ApiErrorKind.Unknown || !await TakeBackAsync(api, posted, cancellationToken))
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

        foreach (var file in rendered.Files)
        {
            if (await ShareAsync(first.Channel, file, cancellationToken) is { } error)
            {
                LogCut(message.EntryId, error.Code);

                // What is there says that the file is beside it.
                var sorry = MessageRenderer.Render([PrivateFiles.Missing(file, error, "here")]).Messages[0];
                await api.PostMessageAsync(first.Channel, sorry, threadTs: null, key: null, cancellationToken);
            }
        }

        return null;
    }

    private async Task<ApiError?> ShareAsync(string channel, FileBlock file, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(FilePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return (await api.ShareFileAsync(channel, file.Name, file.Content, threadTs: null, either.Token)).Error;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiError(ApiErrorKind.Unknown, ApiErrors.TimedOut);
        }
    }

    /// <summary>False where something stays.</summary>
    internal static async Task<bool> TakeBackAsync(ISlackApi api, List<PostedMessage> posted, CancellationToken cancellationToken)
    {
        foreach (var one in Enumerable.Reverse(posted))
        {
            if (!(await api.DeleteMessageAsync(one.Channel, one.Ts, cancellationToken)).IsOk)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an error of Slack's means for a message that the bot sends by itself.</summary>
    private SendOutcome OutcomeOf(ApiError error, OutgoingMessage message)
    {
        var isToPerson = message.Place is null;
        if (isToPerson && IsOperators(error))
        {
            if (Interlocked.Exchange(ref _obstacle, error.Code) != error.Code)
            {
                LogObstacle(error.Code, error.Detail);
            }

            return new TryLater(UntilSet, error.Code);
        }

        return error.Kind switch
        {
            ApiErrorKind.Later => new TryLater(error.After, error.Code),
            ApiErrorKind.Unknown => new NoAnswer(error.Code),
            ApiErrorKind.TokenDead => new Refused(Refusal.WorkspaceGone, error.Code),
            ApiErrorKind.NotInPlace or ApiErrorKind.AppSetting => new Refused(isToPerson ? Refusal.DirectMessagesClosed : Refusal.NotInPlace, error.Code),
            ApiErrorKind.PlaceGone => new Refused(isToPerson ? Refusal.PersonGone : Refusal.PlaceGone, error.Code),
            ApiErrorKind.PersonGone => new Refused(Refusal.PersonGone, error.Code),
            ApiErrorKind.DirectMessagesClosed => new Refused(Refusal.DirectMessagesClosed, error.Code),
            _ => new Refused(Refusal.Invalid, error.Code),
        };
    }

    /// <summary>Whether the operator or the workspace's admins keep the bot from writing to people: none of them can allow it, nor is to be told so.</summary>
    private static bool IsOperators(ApiError error) =>
        error is { Kind: ApiErrorKind.AppSetting, Code: not "messages_tab_disabled" } or { Code: "ekm_access_denied" or "app_access_restricted" };

    private static string AddressOf(OutgoingMessage message) => message.Place?.Channel ?? message.User!.Value.UserId;

    private Refused? WhyNot(OutgoingMessage message) =>
        installation.IsGone || !installation.IsOwn((message.Place?.Workspace ?? message.User!.Value.Workspace).Id) ? Gone : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack lets the bot write to nobody directly ({Code} {Detail}); what is due waits until the app's permissions and the workspace's restrictions allow it. Look at api.slack.com/apps → your app → OAuth & Permissions")]
    private partial void LogObstacle(string code, string? detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entry {Entry} may have arrived in part only: {Code}")]
    private partial void LogCut(long entry, string code);
}
