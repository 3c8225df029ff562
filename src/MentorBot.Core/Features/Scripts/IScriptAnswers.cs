using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Scripts;

/// <summary>One blank as a person filled it in last.</summary>
public sealed record ScriptAnswer(string ItemId, string Placeholder, string Value, Instant UsedAt);

/// <summary>Remembers how a person filled in blanks, to suggest it the next time.</summary>
public interface IScriptAnswers
{
    /// <summary>All that the person filled in, the newest first.</summary>
    Task<IReadOnlyList<ScriptAnswer>> RecentAsync(PersonId person, CancellationToken cancellationToken);

    /// <summary>Remembers the values of one item by placeholder, each in place of the one before.</summary>
    Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken);
}
