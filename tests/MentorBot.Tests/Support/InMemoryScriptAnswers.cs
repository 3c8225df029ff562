using System.Collections.Concurrent;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryScriptAnswers : IScriptAnswers
{
    public ConcurrentDictionary<(PersonId Person, string Item, string Placeholder), ScriptAnswer> All { get; } = new();

    public Task<IReadOnlyList<ScriptAnswer>> RecentAsync(PersonId person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ScriptAnswer>>([.. All.Where(pair => pair.Key.Person == person).Select(pair => pair.Value).OrderByDescending(answer => answer.UsedAt)]);

    public Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken)
    {
        Storable.Check(values.Values);
        foreach (var (placeholder, value) in values)
        {
            All[(person, itemId, placeholder)] = new ScriptAnswer(itemId, placeholder, value, at);
        }

        return Task.CompletedTask;
    }
}
