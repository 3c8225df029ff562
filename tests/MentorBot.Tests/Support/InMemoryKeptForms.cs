using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryKeptForms : IKeptForms
{
    private readonly ConcurrentDictionary<(PersonId Person, string Token), Instant> _keptAt = new();

    public ConcurrentDictionary<(PersonId Person, string Token), IReadOnlyDictionary<string, string>> Kept { get; } = new();

    public Task SaveAsync(PersonId person, string token, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken)
    {
        Storable.Check(token);

        // A copy, as a database would hold: a caller's later changes are not kept until they are saved.
        _keptAt[(person, token)] = at;
        Kept[(person, token)] = new Dictionary<string, string>(values, StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>?> FindAsync(PersonId person, string token, CancellationToken cancellationToken) =>
        Task.FromResult(Kept.GetValueOrDefault((person, token)));

    public Task RemoveAsync(PersonId person, string token, CancellationToken cancellationToken)
    {
        Kept.TryRemove((person, token), out _);
        return Task.CompletedTask;
    }

    public Task<int> RemoveAsync(Instant before, CancellationToken cancellationToken) =>
        Task.FromResult(_keptAt.Where(pair => pair.Value < before).Count(pair => Kept.TryRemove(pair.Key, out _)));
}
