using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Tests.Support;

/// <summary>The promises of one host: whatever another node than the one that asks has left is there to be taken over.</summary>
internal sealed class InMemoryPromises : IPromiseStore
{
    private readonly ConcurrentDictionary<string, (Promise Promise, string Node, int LetGo)> _open = new(StringComparer.Ordinal);
    private int _added;
    private int _letGo;

    public IReadOnlyList<Promise> Open => [.. _open.Values.Select(one => one.Promise)];

    /// <summary>How many there ever were.</summary>
    public int Added => Volatile.Read(ref _added);

    /// <summary>How often somebody said that they are still at one.</summary>
    public int Held { get; private set; }

    /// <summary>What the storing of one waits for.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    public void Leave(Promise promise) => _open[promise.Id] = (promise, "dead", ++_letGo);

    public async Task AddAsync(Promise promise, string node, CancellationToken cancellationToken)
    {
        await Before;
        Storable.Check(promise.About, promise.Form, promise.Way);
        _open[promise.Id] = (promise, node, 0);
        Interlocked.Increment(ref _added);
    }

    public Task HoldAsync(string id, string node, CancellationToken cancellationToken)
    {
        Held++;
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(string id, string node, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(id, out var one) && one.Node == node)
        {
            _open[id] = one with { Node = string.Empty, LetGo = ++_letGo };
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        _open.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<Promise?> TakeAsync(string platform, string node, CancellationToken cancellationToken)
    {
        var taken = _open.Values.OrderBy(one => one.LetGo).FirstOrDefault(one => one.Promise.To.Workspace.Platform == platform && one.Node != node);
        if (taken.Promise is { } promise)
        {
            _open[promise.Id] = (promise, node, 0);
        }

        return Task.FromResult<Promise?>(taken.Promise);
    }
}
