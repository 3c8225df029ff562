using MentorBot.Core.Features.Cadences;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryCadences : ICadenceStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Cadence> _all = [];
    private readonly Dictionary<long, List<Participant>> _participants = [];
    private readonly SortedDictionary<(long Cadence, LocalDate Date), Round> _rounds = [];

    public Cadence this[long id] => _all[id];

    public Task<long?> AddAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_all.Values.Any(one => one.State != CadenceState.Ended && one.Place == cadence.Place && one.Kind == cadence.Kind))
            {
                return Task.FromResult<long?>(null);
            }

            var id = _all.Count + 1;
            _all[id] = cadence with { Id = id };
            _participants[id] = [];
            return Task.FromResult<long?>(id);
        }
    }

    public Task<Cadence?> FindAsync(long id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_all.GetValueOrDefault(id));
        }
    }

    public Task<IReadOnlyList<Cadence>> InAsync(Place place, CancellationToken cancellationToken) =>
        List(one => one.State != CadenceState.Ended && one.Place == place, one => (int)one.Kind);

    public Task<IReadOnlyList<Cadence>> OfAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        List(one => one.State != CadenceState.Ended && one.Place.Workspace == workspace && (one.Owner == person || _participants[one.Id].Any(participant => participant.Person == person)), one => one.Id);

    public Task<IReadOnlyList<Cadence>> AllAsync(Workspace workspace, CancellationToken cancellationToken) =>
        List(one => one.Place.Workspace == workspace, one => one.Id);

    public Task<bool> ChangeAsync(Cadence cadence, CancellationToken cancellationToken) =>
        Change(cadence.Id, one => one.State != CadenceState.Ended, one => cadence with { Owner = one.Owner, OrphanTold = one.OrphanTold, Place = one.Place, Kind = one.Kind, State = one.State, CreatedAt = one.CreatedAt });

    public Task<bool> GiveAsync(long id, PersonId? from, PersonId? to, CancellationToken cancellationToken) =>
        Change(id, one => one.State != CadenceState.Ended && one.Owner == from, one => one with { Owner = to, OrphanTold = false });

    public Task OrphanToldAsync(long id, CancellationToken cancellationToken) =>
        Change(id, one => one.Owner is null, one => one with { OrphanTold = true });

    public Task<bool> MoveAsync(long id, CadenceState from, CadenceState to, CancellationToken cancellationToken) =>
        Change(id, one => one.State == from, one => one with { State = to });

    public Task<IReadOnlyList<Participant>> ParticipantsAsync(long cadence, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Participant>>([.. _participants.GetValueOrDefault(cadence, [])]);
        }
    }

    public Task<bool> JoinAsync(long cadence, Participant participant, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isNew = _participants[cadence].All(one => one.Person != participant.Person);
            if (isNew)
            {
                _participants[cadence].Add(participant);
            }

            return Task.FromResult(isNew);
        }
    }

    public Task ToldAsync(long cadence, PersonId person, Instant at, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _participants[cadence] = [.. _participants[cadence].Select(one => one.Person == person && one.ToldAt is null ? one with { ToldAt = at } : one)];
            return Task.CompletedTask;
        }
    }

    public Task<bool> LeaveAsync(long cadence, PersonId person, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_participants.GetValueOrDefault(cadence, []).RemoveAll(one => one.Person == person) > 0);
        }
    }

    public Task AskAsync(long cadence, LocalDate date, Instant at, CancellationToken cancellationToken) =>
        ChangeRound(cadence, date, round => round with { AskedAt = round.AskedAt ?? at });

    public Task AnswerAsync(long cadence, LocalDate date, RoundAnswer answer, CancellationToken cancellationToken)
    {
        Storable.Check(answer.Words.Values);
        return ChangeRound(cadence, date, round =>
        {
            var known = round.Answers.FirstOrDefault(one => one.Person == answer.Person);
            return round with
            {
                Answers = known is null
                    ? round.Answers.Add(answer)
                    : round.Answers.Replace(known, answer with { SentAt = known.SentAt, EditedAt = answer.EditedAt ?? answer.SentAt }),
                Missing = round.Missing.RemoveAll(gap => gap.Person == answer.Person),
            };
        });
    }

    public Task<(LocalDate Date, RoundAnswer Answer)?> LastAnswerAsync(long cadence, PersonId person, LocalDate before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rounds.Values
                .Where(round => round.Cadence == cadence && round.Date < before)
                .SelectMany(round => round.Answers.Where(answer => answer.Person == person).Select(answer => ((LocalDate, RoundAnswer)?)(round.Date, answer)))
                .LastOrDefault());
        }
    }

    public Task CloseAsync(long cadence, LocalDate date, IReadOnlyCollection<RoundGap> missing, Instant at, CancellationToken cancellationToken) =>
        ChangeRound(cadence, date, round => round.ClosedAt is not null
            ? round
            : round with { ClosedAt = at, Missing = [.. missing.Where(gap => round.Answers.All(answer => answer.Person != gap.Person))] });

    public Task ApproveAsync(long cadence, LocalDate date, ApprovedWords words, CancellationToken cancellationToken)
    {
        Storable.Check(words.Words.Values);
        return ChangeRound(cadence, date, round => round with { Approved = words });
    }

    public Task<Round?> RoundAsync(long cadence, LocalDate date, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rounds.GetValueOrDefault((cadence, date)));
        }
    }

    public Task<IReadOnlyList<Round>> RoundsAsync(long cadence, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Round>>([.. _rounds.Values.Where(round => round.Cadence == cadence && round.Date >= from && round.Date <= to)]);
        }
    }

    /// <summary>Takes a person out, as the real store's foreign keys do.</summary>
    public void Erase(PersonId person)
    {
        lock (_lock)
        {
            foreach (var one in _all.Values.Where(one => one.Owner == person).ToList())
            {
                _all[one.Id] = one with { Owner = null };
            }

            foreach (var (id, participants) in _participants)
            {
                _participants[id] = [.. participants.Where(one => one.Person != person).Select(one => one.AddedBy == person ? one with { AddedBy = null } : one)];
            }

            foreach (var (key, round) in _rounds.ToList())
            {
                _rounds[key] = round with
                {
                    Answers = round.Answers.RemoveAll(answer => answer.Person == person),
                    Missing = round.Missing.RemoveAll(gap => gap.Person == person),
                    Approved = round.Approved?.By == person ? round.Approved with { By = null } : round.Approved,
                };
            }
        }
    }

    private Task<IReadOnlyList<Cadence>> List(Func<Cadence, bool> wanted, Func<Cadence, long> order)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Cadence>>([.. _all.Values.Where(wanted).OrderBy(order)]);
        }
    }

    private Task<bool> Change(long id, Func<Cadence, bool> when, Func<Cadence, Cadence> change)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var found) || !when(found))
            {
                return Task.FromResult(false);
            }

            _all[id] = change(found);
            return Task.FromResult(true);
        }
    }

    private Task ChangeRound(long cadence, LocalDate date, Func<Round, Round> change)
    {
        lock (_lock)
        {
            _rounds[(cadence, date)] = change(_rounds.GetValueOrDefault((cadence, date)) ?? new Round(cadence, date, [], [], null, null));
            return Task.CompletedTask;
        }
    }
}
