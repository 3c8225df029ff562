using System.Collections.Concurrent;
using MentorBot.Core.Platforms;

namespace MentorBot.Tests.Discord.Support;

/// <summary>What an adapter keeps, for as long as the test runs.</summary>
internal sealed class KeptInMemory : IPlatformMemory
{
    private readonly ConcurrentDictionary<string, string> _kept = new(StringComparer.Ordinal);

    /// <summary>The database is gone.</summary>
    public bool IsDown { get; set; }

    /// <summary>What each change waits for.</summary>
    public Task Busy { get; set; } = Task.CompletedTask;

    public string? this[string name] => _kept.GetValueOrDefault(name);

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => IsDown ? throw new IOException("The database is gone.") : Task.FromResult(_kept.GetValueOrDefault(name));

    public Task KeepAsync(string name, string? value, CancellationToken cancellationToken)
    {
        if (value is null)
        {
            _kept.TryRemove(name, out _);
        }
        else
        {
            _kept[name] = value;
        }

        return Task.CompletedTask;
    }

    public async Task<bool> TryKeepAsync(string name, string value, Core.People.Identity about, CancellationToken cancellationToken)
    {
        await KeepAsync(name, value, cancellationToken);
        return true;
    }

    public async Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken)
    {
        await Busy.WaitAsync(cancellationToken);
        if (IsDown)
        {
            throw new IOException("The database is gone.");
        }

        return read is null ? _kept.TryAdd(name, value) : _kept.TryUpdate(name, value, read);
    }
}
