using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>How patient the pump is.</summary>
public sealed record PumpOptions
{
    /// <summary>How long a node has a lane without renewing it.</summary>
    public Duration Lease { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long a request may take; well below <see cref="Lease"/>, so that none outlives the node's right to the lane.</summary>
    public Duration SendPatience { get; init; } = Duration.FromSeconds(10);

    /// <summary>How long after an unanswered request, or after one whose node has died, it is looked for: it may still be on its way.</summary>
    public Duration LookAfter { get; init; } = Duration.FromSeconds(5);

    /// <summary>How often an entry is tried in all.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The wait after the first failed attempt; each further one doubles it.</summary>
    public Duration FirstBackoff { get; init; } = Duration.FromSeconds(5);

    public Duration LongestBackoff { get; init; } = Duration.FromMinutes(15);

    /// <summary>How many entries are read at once.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>How many requests may be on the wire at once.</summary>
    public int Wires { get; init; } = 256;
}
