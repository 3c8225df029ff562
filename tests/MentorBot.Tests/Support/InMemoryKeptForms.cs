using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryKeptForms : IKeptForms
{
    public ConcurrentDictionary<(PersonId Person, string Token), IReadOnlyDictionary<string, string>> Kept { get; } = new();

    public Task SaveAsync(PersonId person, string token, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken)
    {
        Storable.Check(token);

        // A copy, as a database would hold: a caller's later changes are not kept until they are saved.
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
}
