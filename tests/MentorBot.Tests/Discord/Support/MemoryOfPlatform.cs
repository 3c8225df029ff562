using System.Collections.Concurrent;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;

namespace MentorBot.Tests.Discord.Support;

internal sealed class MemoryOfPlatform : IPlatformMemory
{
    public ConcurrentDictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(All.GetValueOrDefault(name));

    public Task KeepAsync(string name, string? value, CancellationToken cancellationToken)
    {
        if (value is null)
        {
            All.TryRemove(name, out _);
        }
        else
        {
            All[name] = value;
        }

        return Task.CompletedTask;
    }

    public Task<bool> TryKeepAsync(string name, string value, Identity about, CancellationToken cancellationToken)
    {
        All[name] = value;
        return Task.FromResult(true);
    }

    public Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken) =>
        Task.FromResult(read is null ? All.TryAdd(name, value) : All.TryUpdate(name, value, read));
}
