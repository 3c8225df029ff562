using System.Collections.Concurrent;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rest;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Knows the direct conversation of the bot with each person: Discord opens it once and it is always the same, so that it is remembered for good.</summary>
internal sealed class DirectConversations(IDiscordApi api, IPlatformMemory memory, TimeProvider time) : IDisposable
{
    /// <summary>The code of an opening that waits for others.</summary>
    public const string InTurn = "in_turn";

    private const int Capacity = 50_000;

    /// <summary>How long the first in the queue is waited for, which is mostly enough.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>How long it is remembered why a conversation could not be opened, for whoever comes back for it.</summary>
    private static readonly TimeSpan FailureKept = TimeSpan.FromHours(1);

    /// <summary>About as fast as Discord has them opened: ten in ten seconds.</summary>
    private static readonly Duration Pace = Duration.FromSeconds(1);

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Opening> _openings = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private long _asked;
    private long _ended;

    /// <summary>The id of the channel; null where none was opened that the bot knows of.</summary>
    public async Task<string?> FindAsync(string user, CancellationToken cancellationToken) =>
        _known.TryGetValue(user, out var known) ? known : Remember(user, await memory.FindAsync(NameOf(user), cancellationToken));

    /// <summary>The id of the channel, or why there is none; somebody waits for it.</summary>
    /// <param name="guild">A guild in which the bot knows them; null where nobody knows one.</param>
    public Task<ApiAnswer<string>> OpenAsync(string user, string? guild, CancellationToken cancellationToken) => OpenAsync(user, guild, isDue: false, cancellationToken);

    /// <summary>
    /// The same for what the bot sends by itself. Discord lets a bot open few at a time, so they are opened one after another
    /// while nobody waits: <see cref="InTurn"/> says when to come back for this one.
    /// </summary>
    public async Task<ApiAnswer<string>> OpenInTurnAsync(string user, string guild, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, cancellationToken) is { } known)
        {
            return ApiAnswer.Ok(known);
        }

        var (opening, ahead) = OpeningOf(user, guild);
        if (ahead == 0 && !opening.Answer.IsCompleted)
        {
            await ((Task)opening.Answer).WaitAsync(Moment, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!opening.Answer.IsCompleted)
        {
            return ApiAnswer.Failed<string>(new ApiError(ApiErrorKind.Later, InTurn, Pace * (ahead + 1)));
        }

        Forget(user, opening);
        return await opening.Answer;
    }

    /// <summary>Discord told it by the way.</summary>
    public async Task KnowAsync(string user, string? guild, string channel, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known) && known == channel)
        {
            return;
        }

        // Kept first: where that fails nothing is posted there, and no later life of the bot has to look there for it.
        if (guild is not null && await memory.FindAsync(NameOf(user), cancellationToken) != channel)
        {
            await memory.TryKeepAsync(NameOf(user), channel, Self.IdentityOf(guild, user), cancellationToken);
        }

        Remember(user, channel);
    }

    /// <summary>The channel is no more, so that the next who needs it opens it anew.</summary>
    public Task ForgetAsync(string user, CancellationToken cancellationToken)
    {
        _known.TryRemove(user, out _);
        return memory.KeepAsync(NameOf(user), null, cancellationToken);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _turn.Dispose();
    }

    private static string NameOf(string user) => $"{Self.Platform}:direct:{user}";

    private async Task<ApiAnswer<string>> OpenAsync(string user, string? guild, bool isDue, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, cancellationToken) is { } known)
        {
            return ApiAnswer.Ok(known);
        }

        var opened = await api.OpenDirectAsync(user, isDue, cancellationToken);
        if (!opened.IsOk)
        {
            return ApiAnswer.Failed<string>(opened.Error);
        }

        await KnowAsync(user, guild, opened.Value.Id, cancellationToken);
        return ApiAnswer.Ok(opened.Value.Id);
    }

    /// <summary>The opening of a conversation, which begins with the first who asks, and how many come before it.</summary>
    private (Opening Opening, long Ahead) OpeningOf(string user, string guild)
    {
        lock (_lock)
        {
            if (!_openings.TryGetValue(user, out var opening) || (opening.EndedAt is { } ended && time.GetElapsedTime(ended) > FailureKept))
            {
                opening = new Opening(_asked++);
                _openings[user] = opening;
                _ = RunAsync(user, guild, opening, _end.Token);
            }

            return (opening, Math.Max(0, opening.Number - _ended));
        }
    }

    private async Task RunAsync(string user, string guild, Opening opening, CancellationToken end)
    {
        // It has its place, and whoever asked goes on at once.
        var turn = _turn.WaitAsync(end);
        await Task.Yield();
        ApiAnswer<string> answer;
        try
        {
            await turn;
            try
            {
                answer = await OpenAsync(user, guild, isDue: true, end);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception exception)
        {
            // Nothing was said there yet, so that it may be opened again.
            answer = ApiAnswer.Failed<string>(new ApiError(ApiErrorKind.Later, exception.GetType().Name));
        }

        lock (_lock)
        {
            _ended++;
            opening.EndedAt = time.GetTimestamp();
        }

        // One that was opened is known from now on, and one that was put off is asked for again.
        if (answer.Error is null or { Kind: ApiErrorKind.Later })
        {
            Forget(user, opening);
        }

        opening.End(answer);
    }

    private void Forget(string user, Opening opening)
    {
        lock (_lock)
        {
            if (_openings.GetValueOrDefault(user) == opening)
            {
                _openings.Remove(user);
            }
        }
    }

    private string? Remember(string user, string? channel)
    {
        if (channel is null)
        {
            return null;
        }

        // Emptied when it is full: cheaper than to keep an order, and a refill is one read each.
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        return _known[user] = channel;
    }

    /// <summary>An opening in the queue.</summary>
    /// <param name="number">Its place among all that were ever asked for.</param>
    private sealed class Opening(long number)
    {
        private readonly TaskCompletionSource<ApiAnswer<string>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Number => number;

        public long? EndedAt { get; set; }

        public Task<ApiAnswer<string>> Answer => _answer.Task;

        public void End(ApiAnswer<string> answer) => _answer.SetResult(answer);
    }
}
