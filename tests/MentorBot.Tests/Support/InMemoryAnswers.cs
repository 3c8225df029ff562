using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryAnswers : IRememberedAnswers
{
    public ConcurrentDictionary<(PersonId Person, string Item), IReadOnlyDictionary<string, string>> All { get; } = new();

    public Task<IReadOnlyDictionary<string, string>> FindAsync(PersonId person, string itemId, CancellationToken cancellationToken) =>
        Task.FromResult(All.GetValueOrDefault((person, itemId), ImmutableDictionary<string, string>.Empty));

    public Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> answers, Instant at, CancellationToken cancellationToken)
    {
        Storable.Check(answers.Values);
        All[(person, itemId)] = answers;
        return Task.CompletedTask;
    }
}
