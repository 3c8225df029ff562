using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Tests.Discord.Support;

/// <summary>Writes down each call in a line, and answers as a test says; where it says nothing, all goes well.</summary>
internal sealed class FakeDiscordApi : IDiscordApi
{
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentDictionary<string, Queue<ApiError?>> _failures = new(StringComparer.Ordinal);
    private int _posted;

    public IReadOnlyList<string> Calls => [.. _calls];

    public AppInfo App { get; set; } = new("77", "MentorBot", "78", null);

    /// <summary>Where people are members, by guild and user.</summary>
    public HashSet<(string Guild, string User)> Members { get; } = [(DiscordScene.Guild, "42")];

    /// <summary>Guilds of which Discord doesn't say who is in them.</summary>
    public HashSet<string> Silent { get; } = [];

    public int MembersAsked { get; private set; }

    public string? Found { get; set; }

    public Dictionary<string, string> GuildNames { get; } = [];

    /// <summary>Whether somebody waited, of each message and opening.</summary>
    public ConcurrentQueue<string> Waited { get; } = [];

    /// <summary>By what each message that was sent can be found.</summary>
    public ConcurrentQueue<long?> Keys { get; } = [];

    /// <summary>What Discord waits for before it opens a direct conversation.</summary>
    public Task Opens { get; set; } = Task.CompletedTask;

    /// <summary>What Discord waits for once it has edited an answer, before it says so.</summary>
    public Task Edits { get; set; } = Task.CompletedTask;

    /// <summary>The response that was given last.</summary>
    public InteractionResponse? Last { get; private set; }

    /// <summary>The message that was sent last.</summary>
    public DiscordMessage? LastMessage { get; private set; }

    /// <param name="after">How many calls go well before.</param>
    /// <param name="asked">How long Discord asks to wait.</param>
    public void Fail(string method, ApiErrorKind kind, string code, int times = 1, int after = 0, Duration? asked = null)
    {
        var queue = _failures.GetOrAdd(method, _ => new Queue<ApiError?>());
        for (var i = 0; i < after; i++)
        {
            queue.Enqueue(null);
        }

        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(new ApiError(kind, code, asked));
        }
    }

    public Task<ApiAnswer<GatewayInfo>> GatewayAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiAnswer<AppInfo>> AppAsync(CancellationToken cancellationToken) => Answer("app", string.Empty, () => App);

    public Task<ApiAnswer<Nothing>> OverwriteCommandsAsync(string app, ImmutableArray<CommandBody> commands, CancellationToken cancellationToken) =>
        Answer("commands", $"{app} {string.Join(',', commands.Select(command => command.Name))}", () => new Nothing());

    public Task<ApiAnswer<Nothing>> RespondAsync(string interaction, string token, InteractionResponse response, ImmutableArray<FileBlock> files, CancellationToken cancellationToken)
    {
        Last = response;
        var data = response.Data;
        var said = data?.Choices is { } choices ? string.Join(',', choices.Select(choice => choice.Value)) : data?.Title ?? Words(data?.Components ?? []);
        return Answer("respond", $"{interaction} {response.Type}{(data?.Flags is { } flags ? $" flags {flags}" : string.Empty)}: {said}{Named(files)}", () => new Nothing());
    }

    public async Task<ApiAnswer<PostedMessage>> EditOriginalAsync(string app, string token, DiscordMessage message, CancellationToken cancellationToken)
    {
        var answer = await Say("edit original", $"{app} {token}", message);
        await Edits.WaitAsync(cancellationToken);
        return answer;
    }

    public Task<ApiAnswer<Nothing>> DeleteOriginalAsync(string app, string token, CancellationToken cancellationToken) => Answer("delete original", token, () => new Nothing());

    public Task<ApiAnswer<PostedMessage>> FollowUpAsync(string app, string token, DiscordMessage message, bool ephemeral, CancellationToken cancellationToken) =>
        Say("follow up", $"{token} {(ephemeral ? "private" : "public")}", message);

    public Task<ApiAnswer<PostedMessage>> CreateMessageAsync(string channel, DiscordMessage message, long? key, bool isDue, CancellationToken cancellationToken)
    {
        Waited.Enqueue(isDue ? "nobody" : "somebody");
        Keys.Enqueue(key);
        return Say("post", $"{channel}{(key > 0 ? $" #{key}" : string.Empty)}", message, channel);
    }

    public Task<ApiAnswer<PostedMessage>> EditMessageAsync(string channel, string message, DiscordMessage with, long? key, CancellationToken cancellationToken) =>
        Say("edit", $"{channel} {message}", with, channel);

    public Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string message, CancellationToken cancellationToken) => Answer("delete", $"{channel} {message}", () => new Nothing());

    public Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, long key, Instant oldest, CancellationToken cancellationToken) => Answer("find", channel, () => new FoundMessage(Found));

    public async Task<ApiAnswer<ChannelReference>> OpenDirectAsync(string user, bool isDue, CancellationToken cancellationToken)
    {
        Waited.Enqueue(isDue ? "nobody" : "somebody");
        await Opens.WaitAsync(cancellationToken);
        return await Answer("open", user, () => new ChannelReference($"9{user}", 1));
    }

    public Task<ApiAnswer<GuildReference>> GuildAsync(string guild, CancellationToken cancellationToken) =>
        Task.FromResult(ApiAnswer.Ok(new GuildReference(guild, GuildNames.GetValueOrDefault(guild))));

    public Task<ApiAnswer<GuildMember>> MemberAsync(string guild, string user, CancellationToken cancellationToken)
    {
        // What is looked up by the way is not written down among what people see.
        MembersAsked++;
        return Task.FromResult((Silent.Contains(guild), Members.Contains((guild, user))) switch
        {
            (true, _) => ApiAnswer.Failed<GuildMember>(new ApiError(ApiErrorKind.Unknown, "timed_out")),
            (_, true) => ApiAnswer.Ok(new GuildMember(null, null, null)),
            _ => ApiAnswer.Failed<GuildMember>(new ApiError(ApiErrorKind.PersonGone, "10007")),
        });
    }

    /// <summary>What a person reads of components.</summary>
    public static string Words(ImmutableArray<Component> components) => string.Join(" | ", components.SelectMany(Texts));

    private static IEnumerable<string> Texts(Component component) => component switch
    {
        TextDisplay text => [text.Content],
        ButtonComponent button => [$"[{button.Label}]"],
        FileComponent file => [file.File.Url],
        ActionRow row => row.Components.SelectMany(Texts),
        LabelComponent label => [label.Label],
        _ => [],
    };

    private static string Named(ImmutableArray<FileBlock> files) => files.IsDefaultOrEmpty ? string.Empty : $" +{string.Join(',', files.Select(file => file.Name))}";

    private Task<ApiAnswer<PostedMessage>> Say(string method, string where, DiscordMessage message, string channel = "1")
    {
        LastMessage = message;
        return Answer(method, $"{where}: {Words(message.Components)}{Named(message.Files)}", () => new PostedMessage(channel, $"{500 + Interlocked.Increment(ref _posted)}"));
    }

    private Task<ApiAnswer<T>> Answer<T>(string method, string what, Func<T> value)
        where T : class
    {
        var error = _failures.TryGetValue(method, out var queue) && queue.TryDequeue(out var next) ? next : null;
        _calls.Enqueue(error is null ? $"{method} {what}".TrimEnd() : $"{method} {what} !{error.Code}");
        return Task.FromResult(error is null ? ApiAnswer.Ok(value()) : ApiAnswer.Failed<T>(error));
    }
}
