using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Storage;

/// <summary>Sole tasks where one host runs: it has every task, each once at a time, and nobody can take one away.</summary>
internal sealed class SoleTasksOfOneHost : ISoleTasks
{
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    public Task<ISoleTask?> TryTakeAsync(string name, CancellationToken cancellationToken)
    {
        var task = new Held(this, name);
        return Task.FromResult<ISoleTask?>(_held.TryAdd(name, task) ? task : null);
    }

    private sealed class Held(SoleTasksOfOneHost tasks, string name) : ISoleTask
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            tasks._held.TryRemove(KeyValuePair.Create(name, this));
            return ValueTask.CompletedTask;
        }
    }
}
