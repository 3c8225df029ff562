using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryReceipts : IReceipts
{
    private readonly ConcurrentDictionary<string, Instant> _taken = new(StringComparer.Ordinal);

    public bool IsBroken { get; set; }

    public Task<bool> TryTakeAsync(string key, Instant now, CancellationToken cancellationToken) =>
        IsBroken ? throw new IOException("away") : Task.FromResult(_taken.TryAdd(key, now));

    public Task<int> DeleteAsync(Instant before, CancellationToken cancellationToken) => Task.FromResult(0);
}
