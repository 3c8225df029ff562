using System.Collections.Concurrent;
using MentorBot.Core.Features.Posts;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryPosts : IPostStore
{
    private long _last;

    public ConcurrentDictionary<long, Post> All { get; } = new();

    public Task<long> AddAsync(Post post, CancellationToken cancellationToken)
    {
        Storable.Check(post.Words);
        var id = Interlocked.Increment(ref _last);
        All[id] = post with { Id = id };
        return Task.FromResult(id);
    }

    public Task<Post?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(id));

    public Task ReviseAsync(long id, IReadOnlyDictionary<string, string> answers, string? words, CancellationToken cancellationToken)
    {
        Storable.Check(words);
        All[id] = All[id] with { Answers = answers, Words = words };
        return Task.CompletedTask;
    }

    public Task<bool> TryPublishAsync(long id, CancellationToken cancellationToken) =>
        Task.FromResult(All.TryGetValue(id, out var post) && post.State == PostState.Draft && All.TryUpdate(id, post with { State = PostState.Posted }, post));

    public Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        All.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<int> DeleteDraftsAsync(Instant before, CancellationToken cancellationToken) =>
        Task.FromResult(All.Values.Where(post => post.State == PostState.Draft && post.CreatedAt < before).Count(post => All.TryRemove(post.Id, out _)));
}
