using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>One time that a cadence came round: what people answered, who did not, and the words that were approved.</summary>
/// <param name="Date">The occurrence's own date, also where a holiday moved it.</param>
/// <param name="Answers">One a person, in the order in which they first came.</param>
/// <param name="Missing">Who took part and had not answered when the window closed; an answer that comes later takes its person out.</param>
/// <param name="ClosedAt">When the window closed; null while it is open.</param>
/// <param name="Approved">The words that somebody approved for posting; null where nothing is approved, or nothing needs to be.</param>
public sealed record Round(
    long Cadence,
    LocalDate Date,
    ImmutableArray<RoundAnswer> Answers,
    ImmutableArray<RoundGap> Missing,
    Instant? ClosedAt,
    ApprovedWords? Approved)
{
    /// <summary>When its question was sent; null where it never was, so that nobody is waited for.</summary>
    public Instant? AskedAt { get; init; }
}

/// <summary>What one person wrote.</summary>
/// <param name="Words">The text of each placeholder of the cadence's template that they filled in.</param>
public sealed record RoundAnswer(PersonId Person, IReadOnlyDictionary<string, string> Words, Instant SentAt, Instant? EditedAt);

/// <summary>Somebody who took part and did not answer.</summary>
/// <param name="IsAway">Whether they were away, or it was no working day of theirs: then nobody waited for them.</param>
public sealed record RoundGap(PersonId Person, bool IsAway);

/// <summary>The text of a report by placeholder of the cadence's template, as a person approved it.</summary>
public sealed record ApprovedWords(IReadOnlyDictionary<string, string> Words, PersonId? By, Instant At);
