using System.Collections.Concurrent;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using NodaTime;

namespace MentorBot.Tests.Slack.Support;

/// <summary>Writes down each call in a line, and answers as a test says; where it says nothing, all goes well.</summary>
internal sealed class FakeSlackApi : ISlackApi
{
    public const string Direct = "D-ana";

    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentDictionary<string, Queue<ApiError?>> _failures = new(StringComparer.Ordinal);
    private int _posted;

    public IReadOnlyList<string> Calls => [.. _calls];

    public UserProfile? Profile { get; set; } = new("U1", "Ana", "Europe/Berlin", null, IsAdmin: false);

    /// <summary>What a look-up of a person waits for.</summary>
    public Task Lookups { get; set; } = Task.CompletedTask;

    /// <summary>What the upload of a file waits for.</summary>
    public Task Uploads { get; set; } = Task.CompletedTask;

    public Conversation Place { get; set; } = new("C1", IsIm: false, IsMember: true, IsArchived: false);

    public string? Found { get; set; }

    /// <summary>Told whenever Slack takes the token no more.</summary>
    public Action<string>? OnTokenDead { get; set; }

    /// <summary>The blocks of the last message or view.</summary>
    public IReadOnlyList<LayoutBlock> LastBlocks { get; private set; } = [];

    public View? LastView { get; private set; }

    /// <summary>Fails once, after so many calls that go well.</summary>
    public void FailAfter(string method, int well, ApiErrorKind kind, string code)
    {
        var queue = _failures.GetOrAdd(method, _ => new Queue<ApiError?>());
        for (var i = 0; i < well; i++)
        {
            queue.Enqueue(null);
        }

        queue.Enqueue(new ApiError(kind, code));
    }

    public void Fail(string method, ApiErrorKind kind, string code, int times = 1, Duration? after = null)
    {
        var queue = _failures.GetOrAdd(method, _ => new Queue<ApiError?>());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(new ApiError(kind, code, after));
        }
    }

    public Task<ApiAnswer<AuthTest>> AuthTestAsync(CancellationToken cancellationToken) =>
        Answer("auth.test", string.Empty, () => new AuthTest("T1", "Acme", "UBOT", "B1", "https://acme.slack.com/", []));

    public Task<ApiAnswer<ConnectionOpened>> ConnectionsOpenAsync(CancellationToken cancellationToken) => Answer("connections", string.Empty, () => new ConnectionOpened("wss://x"));

    public Task<ApiAnswer<PostedMessage>> PostMessageAsync(string channel, SlackMessage message, string? threadTs, long? key, CancellationToken cancellationToken) =>
        Answer("post", $"{channel}{Thread(threadTs)}{(key > 0 ? $" #{key}" : string.Empty)}: {Said(message)}", () => new PostedMessage(channel[0] == 'U' ? Direct : channel, $"{Interlocked.Increment(ref _posted)}.0"));

    public Task<ApiAnswer<PostedMessage>> PostEphemeralAsync(string channel, string user, SlackMessage message, string? threadTs, CancellationToken cancellationToken) =>
        Answer("ephemeral", $"{channel} {user}{Thread(threadTs)}: {Said(message)}", () => new PostedMessage(channel, "1.0"));

    public Task<ApiAnswer<PostedMessage>> UpdateMessageAsync(string channel, string ts, SlackMessage message, CancellationToken cancellationToken) =>
        Answer("update", $"{channel} {ts}: {Said(message)}", () => new PostedMessage(channel, ts));

    public Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string ts, CancellationToken cancellationToken) => Answer("delete", $"{channel} {ts}", () => new Nothing());

    public Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, string? threadTs, long key, Instant oldest, CancellationToken cancellationToken) =>
        Answer("find", $"{channel}{Thread(threadTs)}", () => new FoundMessage(Found));

    public Task<ApiAnswer<Nothing>> RespondAsync(string responseUrl, MessageResponse response, CancellationToken cancellationToken)
    {
        LastBlocks = response.Blocks ?? [];
        var how = response switch { { DeleteOriginal: true } => "delete original", { ReplaceOriginal: true } => "replace", _ => response.ResponseType };
        return Answer("respond", $"{responseUrl} {how}{Thread(response.ThreadTs)}: {response.Text}", () => new Nothing());
    }

    public Task<ApiAnswer<Nothing>> OpenViewAsync(string triggerId, View view, CancellationToken cancellationToken) => Show("open", triggerId, view);

    public Task<ApiAnswer<Nothing>> PushViewAsync(string triggerId, View view, CancellationToken cancellationToken) => Show("push", triggerId, view);

    public Task<ApiAnswer<Nothing>> UpdateViewAsync(string viewId, View view, CancellationToken cancellationToken) => Show("update view", viewId, view);

    public Task<ApiAnswer<Nothing>> PublishHomeAsync(string user, View view, CancellationToken cancellationToken) => Answer("home", user, () => new Nothing());

    public async Task<ApiAnswer<UserProfile>> UserInfoAsync(string user, CancellationToken cancellationToken)
    {
        await Lookups;
        return Profile is { } profile ? await Answer("user", user, () => profile with { Id = user }) : ApiAnswer.Failed<UserProfile>(new ApiError(ApiErrorKind.PersonGone, "user_not_found"));
    }

    public Task<ApiAnswer<Conversation>> ConversationInfoAsync(string channel, CancellationToken cancellationToken) => Answer("channel", channel, () => Place);

    public Task<ApiAnswer<Conversation>> OpenConversationAsync(string user, CancellationToken cancellationToken) =>
        Answer("direct", user, () => new Conversation(Direct, IsIm: true, IsMember: true, IsArchived: false));

    public async Task<ApiAnswer<Nothing>> ShareFileAsync(string channel, string name, ReadOnlyMemory<byte> content, string? threadTs, CancellationToken cancellationToken)
    {
        await Uploads.WaitAsync(cancellationToken);
        return await Answer("file", $"{channel} {name}", () => new Nothing());
    }

    private static string Thread(string? ts) => ts is null ? string.Empty : $" in {ts}";

    private string Said(SlackMessage message)
    {
        LastBlocks = message.Blocks;
        return message.Blocks.IsEmpty ? $"(text) {message.Text}" : message.Text;
    }

    private Task<ApiAnswer<Nothing>> Show(string method, string where, View view)
    {
        LastView = view;
        return Answer(method, $"{where}: {view.Title?.Text}", () => new Nothing());
    }

    private Task<ApiAnswer<T>> Answer<T>(string method, string what, Func<T> value)
        where T : class
    {
        var error = _failures.TryGetValue(method, out var queue) && queue.TryDequeue(out var next) ? next : null;
        if (error is { Kind: ApiErrorKind.TokenDead })
        {
            OnTokenDead?.Invoke(error.Code);
        }

        _calls.Enqueue(error is null ? $"{method} {what}".TrimEnd() : $"{method} {what} !{error.Code}");
        return Task.FromResult(error is null ? ApiAnswer.Ok<T>(value()) : ApiAnswer.Failed<T>(error));
    }
}
