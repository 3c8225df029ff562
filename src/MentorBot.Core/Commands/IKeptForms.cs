using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Keeps what people submitted until it is carried out, so that neither a failure nor a restart loses it.</summary>
public interface IKeptForms
{
    /// <summary>Keeps the values of a form, in place of those that were kept of it before.</summary>
    Task SaveAsync(PersonId person, string token, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken);

    /// <summary>What is kept of a form; null when nothing is.</summary>
    Task<IReadOnlyDictionary<string, string>?> FindAsync(PersonId person, string token, CancellationToken cancellationToken);

    Task RemoveAsync(PersonId person, string token, CancellationToken cancellationToken);

    /// <summary>Removes what was kept before an instant and never taken up again; returns how many forms.</summary>
    Task<int> RemoveAsync(Instant before, CancellationToken cancellationToken);
}
