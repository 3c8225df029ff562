using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Schedules;

/// <summary>What a feature makes of an entry at the moment at which it is to go out: a closed set.</summary>
public abstract record Composition;

/// <param name="Blocks">The message on its own.</param>
/// <param name="Brief">The message as one part of a digest; null where the message itself is short enough.</param>
public sealed record ComposedMessage(ImmutableArray<Block> Blocks, ImmutableArray<Block>? Brief = null) : Composition;

/// <summary>There is nothing to say after all, such as when the step is done already.</summary>
public sealed record NothingToSend(string Reason) : Composition;

/// <summary>An entry to compose.</summary>
/// <param name="AskToEase">
/// Whether the recipient has ignored the last three nudges, so that this message should ask "less often, another time, or
/// stop?". It is asked once.
/// </param>
public sealed record ComposeRequest(OutboxEntry Entry, Schedule Schedule, bool AskToEase);

/// <summary>A feature that comes by itself. It decides what is said; when, how often and whether at all is the engine's.</summary>
public interface IScheduledFeature
{
    /// <summary>The <see cref="Schedule.Feature"/> that it answers for.</summary>
    string Name { get; }

    /// <summary>What people call one of its schedules, in a word or three, such as the title of a plan.</summary>
    Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken);

    /// <summary>
    /// Composes the message from the feature's rows as they are now. May be called again for the same entry, so it changes
    /// nothing. An exception counts as a failed attempt of this entry and holds up no other.
    /// </summary>
    Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Hears what became of an entry: sent, merged, skipped or failed; <see cref="OutboxEntry.Reason"/> says why, and
    /// <paramref name="failure"/> where a platform refused it. Called at least once for each entry, after a crash perhaps twice. This
    /// is where an owner is told of a failure, and where a person whose direct messages are closed is told in another place.
    /// </summary>
    Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken);
}
