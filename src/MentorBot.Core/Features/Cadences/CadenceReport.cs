using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>What came of somebody's part in a round.</summary>
internal enum Attendance
{
    Answered,

    /// <summary>Answered after the window had closed.</summary>
    Late,

    Missing,

    /// <summary>They were away, so that nobody waited for them.</summary>
    Away,
}

/// <summary>Somebody's part in a round.</summary>
/// <param name="Answer">What they sent, and when; null where they sent nothing.</param>
/// <param name="Words">What the reader may read of it.</param>
internal sealed record ReportedPart(PersonId Person, string Name, Attendance How, RoundAnswer? Answer, IReadOnlyDictionary<string, string> Words);

/// <summary>A round as the reader may know of it.</summary>
/// <param name="Author">Who approved the words that were posted; null where there are none, or they are gone.</param>
internal sealed record ReportedRound(Cadence Cadence, Round Round, ImmutableArray<ReportedPart> Parts, ApprovedWords? Posted, string? Author)
{
    public LocalDate Date => Round.Date;

    /// <summary>Whether its window is open and nothing of it is posted.</summary>
    public bool IsOpen => Round is { ClosedAt: null, Approved: null };

    public IReadOnlyList<string> Names(Attendance how) => [.. Parts.Where(part => part.How == how).Select(part => part.Name)];
}

/// <summary>How often somebody answered.</summary>
/// <param name="Answered">In all, those late included.</param>
internal sealed record Tally(string Name, int Answered, int Late, int Missing, int Away);

/// <summary>What is asked of a report.</summary>
/// <param name="Channel">The channel that it is about; null for all that the reader may see.</param>
/// <param name="About">The one person that it is about; null for everybody.</param>
internal sealed record ReportQuestion(DateInterval Days, Place? Channel, Person? About);

/// <summary>The rounds of cadences within some days, in order.</summary>
internal sealed record CadenceReport(ReportQuestion Question, ImmutableArray<ReportedRound> Rounds)
{
    public IReadOnlyList<Tally> Tallies =>
    [
        .. Rounds.SelectMany(round => round.Parts)
            .GroupBy(part => part.Person)
            .Select(parts => new Tally(
                parts.First().Name,
                parts.Count(part => part.Answer is not null),
                parts.Count(part => part.How == Attendance.Late),
                parts.Count(part => part.How == Attendance.Missing),
                parts.Count(part => part.How == Attendance.Away)))
            .OrderBy(tally => tally.Name, StringComparer.OrdinalIgnoreCase),
    ];
}

/// <summary>Reads reports, with no more in them than their reader may know: what their own channel reads, who answered elsewhere, and the reader's own.</summary>
internal sealed class CadenceReports(ICadenceStore cadences, IPeopleStore people, OwnCadences own)
{
    /// <summary>The cadences that a question is about, those that have ended too.</summary>
    public async Task<IReadOnlyList<Cadence>> AskedForAsync(Caller caller, ReportQuestion question, CancellationToken cancellationToken)
    {
        var all = await cadences.AllAsync(caller.Workspace, cancellationToken);
        if (question.Channel is { } channel)
        {
            return [.. all.Where(cadence => cadence.Place == channel)];
        }

        // A channel may be closed to others. Of themselves everybody may know; who answered is for leads and for those who take part.
        if (caller.Role >= Role.Lead || question.About?.Id == caller.Person.Id)
        {
            return all;
        }

        var theirs = new List<Cadence>();
        foreach (var cadence in all)
        {
            if (cadence.Owner == caller.Person.Id || cadence.Place == caller.Place || await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken))
            {
                theirs.Add(cadence);
            }
        }

        return theirs;
    }

    public async Task<CadenceReport> ReadAsync(Caller caller, ReportQuestion question, IReadOnlyList<Cadence> asked, CancellationToken cancellationToken)
    {
        var names = new KnownNames(people, caller.Workspace);
        var rounds = new List<ReportedRound>();
        foreach (var cadence in asked)
        {
            foreach (var round in await own.KeptRoundsAsync(cadence, question.Days, cancellationToken))
            {
                if (await OfAsync(caller, question, cadence, round, names, cancellationToken) is { } reported)
                {
                    rounds.Add(reported);
                }
            }
        }

        return new CadenceReport(question, [.. rounds.OrderBy(round => round.Date).ThenBy(round => round.Cadence.Kind).ThenBy(round => round.Cadence.Place.Channel, StringComparer.Ordinal)]);
    }

    /// <summary>A round as the reader may know of it; null where nobody whom they ask about had a part in it.</summary>
    private static async Task<ReportedRound?> OfAsync(Caller caller, ReportQuestion question, Cadence cadence, Round round, KnownNames names, CancellationToken cancellationToken)
    {
        // Only who stands in a channel is known to read it. The answers for a weekly status are its owner's to read, and an open round was posted nowhere yet.
        var isHere = caller.Place == cadence.Place;
        var isPosted = isHere && round.ClosedAt is not null && cadence.Kind != CadenceKind.WeeklyStatus;
        var parts = ImmutableArray.CreateBuilder<ReportedPart>();
        foreach (var answer in round.Answers.Where(answer => IsAskedAbout(answer.Person)))
        {
            parts.Add(new ReportedPart(
                answer.Person,
                await names.OfAsync(answer.Person, cancellationToken),
                answer.SentAt > round.ClosedAt ? Attendance.Late : Attendance.Answered,
                answer,
                isPosted || answer.Person == caller.Person.Id ? answer.Words : ImmutableDictionary<string, string>.Empty));
        }

        foreach (var gap in round.Missing.Where(gap => IsAskedAbout(gap.Person)))
        {
            parts.Add(new ReportedPart(
                gap.Person,
                await names.OfAsync(gap.Person, cancellationToken),
                gap.IsAway ? Attendance.Away : Attendance.Missing,
                null,
                ImmutableDictionary<string, string>.Empty));
        }

        if (parts.Count == 0 && question.About is not null)
        {
            return null;
        }

        var posted = question.About is not null || round.Approved is not { } approved ? null
            : isHere || approved.By == caller.Person.Id ? approved
            : approved with { Words = ImmutableDictionary<string, string>.Empty };
        return new ReportedRound(cadence, round, parts.ToImmutable(), posted, posted?.By is { } by ? await names.OfAsync(by, cancellationToken) : null);

        bool IsAskedAbout(PersonId person) => question.About is null || person == question.About.Id;
    }
}
