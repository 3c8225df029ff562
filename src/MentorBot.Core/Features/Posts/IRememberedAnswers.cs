using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>Remembers how a person filled in the blanks of an item last, to suggest it the next time.</summary>
public interface IRememberedAnswers
{
    /// <summary>The answers by placeholder; empty where the person never filled the item in.</summary>
    Task<IReadOnlyDictionary<string, string>> FindAsync(PersonId person, string itemId, CancellationToken cancellationToken);

    /// <summary>Remembers the answers to an item, all in place of those before.</summary>
    Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> answers, Instant at, CancellationToken cancellationToken);
}
