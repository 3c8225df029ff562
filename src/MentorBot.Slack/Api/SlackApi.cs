using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Api;

/// <summary>Slack's Web API over HTTP.</summary>
internal sealed class SlackApi(SlackOptions options, ApiCaller caller, ApiOptions patience, Installation installation) : ISlackApi
{
    private readonly Uri _address = new(options.ApiUrl);

    /// <summary>The direct conversations by person: Slack keeps their ids for ever.</summary>
    private readonly ConcurrentDictionary<string, string> _direct = new(StringComparer.Ordinal);

    /// <param name="http">As <see cref="ApiTransport.CreateClient"/> makes it.</param>
    public static SlackApi Create(SlackOptions options, ApiOptions patience, Installation installation, HttpClient http, TimeProvider time, ILogger<SlackApi> log) =>
        new(options, new ApiCaller(new ApiTransport(http, time), new ApiLimits(time, patience.LimitFactor), patience, time, log), patience, installation);

    public Task<ApiAnswer<AuthTest>> AuthTestAsync(CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.AuthTest, new(), ApiJson.Default.AuthTestReply, static (reply, exchange) =>
            reply is { TeamId: { } teamId, UserId: { } userId }
                ? new AuthTest(teamId, reply.Team ?? string.Empty, userId, reply.BotId, reply.Url ?? string.Empty, Scopes(exchange.Scopes))
                : null, cancellationToken);

    public async Task<ApiAnswer<ConnectionOpened>> ConnectionsOpenAsync(CancellationToken cancellationToken)
    {
        var call = new ApiCall(ApiMethod.ConnectionsOpen, AddressOf(ApiMethod.ConnectionsOpen), options.AppToken, new ApiArguments().ToContent);
        var answer = await caller.CallAsync(call, ApiJson.Default.ConnectionReply, static (reply, _) => reply.Url is { } url ? new ConnectionOpened(url) : null, cancellationToken);
        return answer.IsOk && !IsSocket(answer.Value.Url) ? ApiAnswer.Failed<ConnectionOpened>(new ApiError(ApiErrorKind.Later, ApiErrors.BadAddress)) : answer;
    }

    public async Task<ApiAnswer<PostedMessage>> PostMessageAsync(string channel, SlackMessage message, string? threadTs, long? key, CancellationToken cancellationToken)
    {
        var arguments = Message(channel, message).With("thread_ts", threadTs).With("unfurl_links", "false").With("unfurl_media", "false");
        if (key is { } entry)
        {
            arguments.With("metadata", new EntryMetadata(EntryMetadata.Entry, new EntryPayload(Text(entry))), ApiJson.Default.EntryMetadata);
        }

        // Entries of the outbox, which nobody waits for, have keys above zero, and what follows them has none; answers have them below.
        var place = IsPerson(channel) ? _direct.GetValueOrDefault(channel, channel) : channel;
        var answer = await CallAsync(ApiMethod.PostMessage, arguments, ApiJson.Default.MessageReply, Posted(channel), cancellationToken, place, isDue: key is null or > 0);
        if (answer.IsOk && IsPerson(channel))
        {
            _direct[channel] = answer.Value.Channel;
        }

        // Slack: a person who may not be written to is a channel that is not found.
        return IsPerson(channel) && answer.Error is { Code: "channel_not_found" } error
            ? ApiAnswer.Failed<PostedMessage>(error with { Kind = ApiErrorKind.DirectMessagesClosed })
            : answer;
    }

    public Task<ApiAnswer<PostedMessage>> PostEphemeralAsync(string channel, string user, SlackMessage message, string? threadTs, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.PostEphemeral, Message(channel, message).With("user", user).With("thread_ts", threadTs), ApiJson.Default.MessageReply, Posted(channel), cancellationToken);

    public Task<ApiAnswer<PostedMessage>> UpdateMessageAsync(string channel, string ts, SlackMessage message, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.Update, Message(channel, message).With("ts", ts), ApiJson.Default.MessageReply, Posted(channel), cancellationToken);

    public Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string ts, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.Delete, new ApiArguments().With("channel", channel).With("ts", ts), ApiJson.Default.ApiReply, Nothing, cancellationToken);

    public Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, string? threadTs, long key, Instant oldest, CancellationToken cancellationToken) =>
        new MessageSearch(this, Text(key)).FindAsync(channel, threadTs, oldest, cancellationToken);

    public async Task<ApiAnswer<Nothing>> RespondAsync(string responseUrl, MessageResponse response, CancellationToken cancellationToken)
    {
        if (OpenAddress(responseUrl) is not { } address)
        {
            return ApiAnswer.Failed<Nothing>(new ApiError(ApiErrorKind.Over, ApiErrors.BadAddress));
        }

        var call = new ApiCall(ApiMethod.Respond, address, Token: null, () => JsonBody.Of(response), Place: responseUrl);
        var (_, error) = await caller.ExchangeAsync(call, cancellationToken);

        // Slack says with its status that nobody takes an answer there any more.
        return error is null ? ApiAnswer.Ok<Nothing>(new Nothing()) : ApiAnswer.Failed<Nothing>(error.Code is "http_404" or "http_410" or "http_403" ? error with { Kind = ApiErrorKind.Over } : error);
    }

    public Task<ApiAnswer<Nothing>> OpenViewAsync(string triggerId, View view, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.ViewOpen, Showing(view).With("trigger_id", triggerId), ApiJson.Default.ApiReply, Nothing, cancellationToken);

    public Task<ApiAnswer<Nothing>> PushViewAsync(string triggerId, View view, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.ViewPush, Showing(view).With("trigger_id", triggerId), ApiJson.Default.ApiReply, Nothing, cancellationToken);

    public Task<ApiAnswer<Nothing>> UpdateViewAsync(string viewId, View view, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.ViewUpdate, Showing(view).With("view_id", viewId), ApiJson.Default.ApiReply, Nothing, cancellationToken);

    public Task<ApiAnswer<Nothing>> PublishHomeAsync(string user, View view, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.HomePublish, Showing(view).With("user_id", user), ApiJson.Default.ApiReply, Nothing, cancellationToken);

    public Task<ApiAnswer<UserProfile>> UserInfoAsync(string user, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.UserInfo, new ApiArguments().With("user", user).With("include_locale", "true"), ApiJson.Default.UserReply, (reply, _) => Profile(reply.User), cancellationToken);

    public Task<ApiAnswer<Conversation>> ConversationInfoAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(ApiMethod.ConversationInfo, new ApiArguments().With("channel", channel), ApiJson.Default.ChannelReply, static (reply, _) =>
            reply.Channel is { Id: { } id } found ? new Conversation(id, found.IsIm, found.IsMember ?? found.IsIm, found.IsArchived) : null, cancellationToken);

    public async Task<ApiAnswer<Conversation>> OpenConversationAsync(string user, CancellationToken cancellationToken)
    {
        if (_direct.TryGetValue(user, out var known))
        {
            return ApiAnswer.Ok<Conversation>(DirectWith(known));
        }

        var answer = await CallAsync(ApiMethod.ConversationOpen, new ApiArguments().With("users", user), ApiJson.Default.ChannelReply, (reply, _) =>
            reply.Channel?.Id is { } id ? DirectWith(id) : null, cancellationToken);
        if (answer.IsOk)
        {
            _direct[user] = answer.Value.Id;
        }

        return answer;
    }

    public Task<ApiAnswer<Nothing>> ShareFileAsync(string channel, string name, ReadOnlyMemory<byte> content, string? threadTs, CancellationToken cancellationToken) =>
        new FileShare(this, patience).ShareAsync(channel, name, content, threadTs, cancellationToken);

    /// <summary>The id of the conversation: a person's id is resolved first.</summary>
    internal async Task<ApiAnswer<Conversation>> ResolveAsync(string channel, CancellationToken cancellationToken) =>
        IsPerson(channel) ? await OpenConversationAsync(channel, cancellationToken) : ApiAnswer.Ok<Conversation>(new Conversation(channel, IsIm: false, IsMember: true, IsArchived: false));

    /// <summary>A call with the bot's token; where that is dead, everything else of the bot knows.</summary>
    internal async Task<ApiAnswer<T>> CallAsync<TReply, T>(ApiMethod method, ApiArguments arguments, JsonTypeInfo<TReply> type, Func<TReply, Exchange, T?> read, CancellationToken cancellationToken, string? place = null, bool isDue = false)
        where TReply : ApiReply
        where T : class
    {
        var answer = await caller.CallAsync(new ApiCall(method, AddressOf(method), options.BotToken, arguments.ToContent, place, isDue), type, read, cancellationToken);
        if (answer.Error is { Kind: ApiErrorKind.TokenDead } error)
        {
            installation.Lose(error.Code);
        }

        return answer;
    }

    /// <summary>Sends what Slack gave an address for, without a token.</summary>
    internal async Task<ApiError?> SendAsync(ApiMethod method, string address, Func<HttpContent> content, TimeSpan longest, CancellationToken cancellationToken) =>
        OpenAddress(address) is { } open
            ? (await caller.ExchangeAsync(new ApiCall(method, open, Token: null, content) { Patience = longest }, cancellationToken)).Error
            : new ApiError(ApiErrorKind.Later, ApiErrors.BadAddress);

    internal static Nothing Nothing(ApiReply reply, Exchange exchange) => new();

    private static bool IsPerson(string channel) => channel is ['U' or 'W', ..];

    private static string Text(long key) => key.ToString(CultureInfo.InvariantCulture);

    private static Conversation DirectWith(string id) => new(id, IsIm: true, IsMember: true, IsArchived: false);

    private static ImmutableArray<string> Scopes(string? header) => [.. (header ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static ApiArguments Message(string channel, SlackMessage message) =>
        new ApiArguments().With("channel", channel).With("text", message.Text).With("blocks", message.Blocks, SlackJson.Default.ImmutableArrayLayoutBlock);

    private static ApiArguments Showing(View view) => new ApiArguments().With("view", view, SlackJson.Default.View);

    private static Func<MessageReply, Exchange, PostedMessage?> Posted(string channel) =>
        (reply, _) => (reply.Ts ?? reply.MessageTs) is { } ts ? new PostedMessage(reply.Channel ?? channel, ts) : null;

    private UserProfile? Profile(ReplyUser? user)
    {
        if (user?.Id is not { } id)
        {
            return null;
        }

        var name = new[] { user.Profile?.DisplayName, user.RealName, user.Profile?.RealName, user.Name }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? id;

        // Slack: in a channel that is shared there are people of other workspaces, and admins of those.
        var isAdmin = (user.IsAdmin || user.IsOwner) && !user.IsStranger && installation.IsOwn(user.TeamId);
        return new UserProfile(id, name, Filled(user.Tz), Filled(user.Locale), isAdmin);
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private Uri AddressOf(ApiMethod method) => new(_address, method.Name);

    /// <summary>Null where an answer must not go: it goes encrypted, or to where the Web API itself is, which a simulator has on loopback.</summary>
    private Uri? OpenAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.GetLeftPart(UriPartial.Authority) == _address.GetLeftPart(UriPartial.Authority)) ? uri : null;

    private bool IsSocket(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeWss || (uri.Scheme == Uri.UriSchemeWs && _address.Scheme == Uri.UriSchemeHttp));
}
