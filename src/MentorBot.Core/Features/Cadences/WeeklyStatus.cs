using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Cadences;

/// <summary>A weekly status as it could be posted, and how much of what people wrote is in it.</summary>
/// <param name="Words">By placeholder of the template; one that nobody wrote anything for is missing.</param>
/// <param name="Answers">How many answered for the week.</param>
/// <param name="StandUps">How many stand-up answers of those who did not.</param>
/// <param name="Evidence">How many notes of the reader's own evidence.</param>
internal sealed record WeeklyDraft(ImmutableDictionary<string, string> Words, int Answers, int StandUps, int Evidence)
{
    public bool IsEmpty => Answers + StandUps + Evidence == 0;
}

/// <summary>
/// Drafts the weekly status of a channel. Who answered for the week has said it in their own words; for all others their
/// stand-ups of the seven days speak. Evidence is private, so that only the owner's own comes into the draft that they read.
/// </summary>
internal sealed class WeeklyStatus(ContentLibrary library, ICadenceStore cadences, IEvidenceStore evidence, IPeopleStore people, WorkingTimes times)
{
    public const string Week = "week";
    public const string Summary = "summary";
    public const string Risks = "risks";
    public const string Milestones = "milestones";

    private const string Progress = "progress";
    private const string Plan = "plan";
    private const string Blockers = "blockers";
    private const int DaysBack = 6;

    private static readonly LocalDatePattern DayAndMonth = LocalDatePattern.Create("d MMMM", CultureInfo.InvariantCulture);

    /// <summary>The template of what is posted; null where the content has none any more.</summary>
    public Content.Cadence? Template => library.Pack.Find<Content.Cadence>(CadenceWords.ItemOf(CadenceKind.WeeklyStatus));

    /// <summary>The draft that its owner reads, approves or leaves.</summary>
    public async Task<Composition> DraftAsync(Cadence cadence, LocalDate date, OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (cadence.Owner is not { } owner || entry.Key.Recipient is PersonRecipient { Person: var reader } && reader != owner)
        {
            return new NothingToSend("somebody else looks after it now");
        }

        if ((await cadences.RoundAsync(cadence.Id, date, cancellationToken))?.Approved is not null)
        {
            return new NothingToSend("it is approved already");
        }

        return Template is { } template
            ? WeeklyStatusView.Draft(cadence, date, template, await ReadAsync(cadence, date, owner, cancellationToken))
            : new NothingToSend("its template is not in the content any more");
    }

    /// <summary>What the channel reads: what somebody approved, and nothing else.</summary>
    public async Task<Composition> ReportAsync(Cadence cadence, LocalDate date, CancellationToken cancellationToken)
    {
        if ((await cadences.RoundAsync(cadence.Id, date, cancellationToken))?.Approved is not { } approved)
        {
            return new NothingToSend("nobody has approved it");
        }

        var by = approved.By is { } id ? await people.FindAsync(cadence.Place.Workspace, id, cancellationToken) : null;
        return Template is { } template
            ? new ComposedMessage(WeeklyStatusView.Report(cadence, date, template, approved.Words, by?.Name))
            : new NothingToSend("its template is not in the content any more");
    }

    /// <summary>What somebody could answer for the week, from their own stand-ups and, for its owner, their own evidence.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PrefillAsync(Cadence cadence, LocalDate date, PersonId person, CancellationToken cancellationToken)
    {
        var standUps = (await StandUpsAsync(cadence.Place, date, cancellationToken)).Where(said => said.Person == person).ToList();

        // Whoever puts the status together reads the answer: other people's evidence stays theirs.
        var proof = person == cadence.Owner ? await EvidenceAsync(cadence, date, person, cancellationToken) : [];
        return Words(await FirstDayAsync(cadence, date, cancellationToken), [.. standUps, .. proof], _ => null);
    }

    /// <summary>The draft of a week.</summary>
    /// <param name="reader">Who will read it: only where they are the owner their own evidence is in it.</param>
    public async Task<WeeklyDraft> ReadAsync(Cadence cadence, LocalDate date, PersonId reader, CancellationToken cancellationToken)
    {
        var answers = (await cadences.RoundAsync(cadence.Id, date, cancellationToken))?.Answers ?? [];
        var answered = answers.Select(answer => answer.Person).ToHashSet();
        var standUps = (await StandUpsAsync(cadence.Place, date, cancellationToken)).Where(said => !answered.Contains(said.Person)).ToList();
        var proof = reader == cadence.Owner && !answered.Contains(reader) ? await EvidenceAsync(cadence, date, reader, cancellationToken) : [];
        var weekly = answers.Select(answer => new Said(date, answer.Person, Of(answer, Summary), Of(answer, Risks), Of(answer, Milestones)));

        var said = standUps.Concat(proof).OrderBy(one => one.On).Concat(weekly).ToList();
        var names = new Dictionary<PersonId, string?>();
        foreach (var person in said.Select(one => one.Person).Distinct())
        {
            names[person] = (await people.FindAsync(cadence.Place.Workspace, person, cancellationToken))?.Name;
        }

        var words = Words(await FirstDayAsync(cadence, date, cancellationToken), said, names.GetValueOrDefault);
        return new WeeklyDraft(
            said.Count > 0 && !words.ContainsKey(Risks) ? words.Add(Risks, "Nobody named any this week.") : words,
            answers.Length,
            standUps.Count,
            proof.Count);
    }

    private static ImmutableDictionary<string, string> Words(LocalDate firstDay, IReadOnlyList<Said> said, Func<PersonId, string?> nameOf)
    {
        var (done, risks, next) = (new NamedPoints(), new NamedPoints(), new NamedPoints());
        foreach (var one in said)
        {
            done.Add(one.Done, nameOf(one.Person));
            risks.Add(one.Risks, nameOf(one.Person));
        }

        // What somebody planned before their last plan is done, or in that plan again.
        foreach (var last in said.Where(one => one.Next is not null).GroupBy(one => one.Person).Select(own => own.Last()).OrderBy(one => one.On))
        {
            next.Add(last.Next, nameOf(last.Person));
        }

        return new[] { (Summary, done), (Risks, risks), (Milestones, next) }
            .Where(section => !section.Item2.IsEmpty)
            .ToImmutableDictionary(section => section.Item1, section => section.Item2.ToText(), StringComparer.Ordinal)
            .Add(Week, DayAndMonth.Format(firstDay));
    }

    /// <summary>The first of the seven days that is one of the team's week.</summary>
    private async Task<LocalDate> FirstDayAsync(Cadence cadence, LocalDate date, CancellationToken cancellationToken)
    {
        var working = (await times.OfAsync(cadence.Place.Workspace, cancellationToken)).Calendar.WorkingDays;
        return Enumerable.Range(0, DaysBack + 1).Select(days => date.PlusDays(days - DaysBack)).First(day => working.Contains(day.DayOfWeek) || day == date);
    }

    /// <summary>What was answered in the stand-ups of a place in the seven days up to a date, in order.</summary>
    private async Task<IReadOnlyList<Said>> StandUpsAsync(Place place, LocalDate date, CancellationToken cancellationToken)
    {
        var said = new List<Said>();
        foreach (var standUp in (await cadences.AllAsync(place.Workspace, cancellationToken)).Where(one => one.Place == place && one.Kind == CadenceKind.StandUp))
        {
            foreach (var round in await cadences.RoundsAsync(standUp.Id, date.PlusDays(-DaysBack), date, cancellationToken))
            {
                said.AddRange(round.Answers.Select(answer => new Said(round.Date, answer.Person, Of(answer, Progress), Of(answer, Blockers), Of(answer, Plan))));
            }
        }

        return [.. said.OrderBy(one => one.On)];
    }

    private async Task<IReadOnlyList<Said>> EvidenceAsync(Cadence cadence, LocalDate date, PersonId person, CancellationToken cancellationToken) =>
        [.. (await evidence.BetweenAsync(cadence.Place.Workspace, person, date.PlusDays(-DaysBack), date, cancellationToken))
            .Select(proof => new Said(proof.Date, person, InWords(proof), null, null))];

    private static string InWords(EvidenceRecord proof)
    {
        var what = (proof.What ?? proof.Title).ReplaceLineEndings(" ").Trim();
        return proof.Number is { } number ? $"{what} ({number.ReplaceLineEndings(" ").Trim()})" : what;
    }

    private static string? Of(RoundAnswer answer, string placeholder) =>
        answer.Words.GetValueOrDefault(placeholder) is { } words && !string.IsNullOrWhiteSpace(words) ? words : null;

    /// <summary>What one person wrote on one day, sorted into the sections of the status.</summary>
    private sealed record Said(LocalDate On, PersonId Person, string? Done, string? Risks, string? Next);
}
