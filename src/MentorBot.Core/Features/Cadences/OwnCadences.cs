using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Lets people at the cadences of their workspace, and those who may change them at changing them.</summary>
internal sealed class OwnCadences(ICadenceStore cadences, CadenceSchedules schedules, IPeopleStore people, WorkingTimes times, IClock clock)
{
    /// <summary>Takes over a cadence that nobody looks after.</summary>
    public static readonly Route<long> TakeOver = new("cadence.take");

    public ICadenceStore Store => cadences;

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Goes on with a cadence that has not ended and is the caller's affair: they stand in its channel, take part, or may change it.</summary>
    public Task<Answer> WithAsync(Caller caller, long id, Func<Cadence, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithAnyAsync(
            caller,
            id,
            async cadence => caller.Place == cadence.Place || MayChange(caller, cadence) || await TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken) ? await then(cadence) : Elsewhere(),
            cancellationToken);

    /// <summary>Goes on with a cadence of the caller's workspace that has not ended, wherever they are.</summary>
    public async Task<Answer> WithAnyAsync(Caller caller, long id, Func<Cadence, Task<Answer>> then, CancellationToken cancellationToken) =>
        await cadences.FindAsync(id, cancellationToken) is { State: not CadenceState.Ended } cadence && cadence.Place.Workspace == caller.Workspace
            ? await then(cadence)
            : Reply.Say((Line)"That one is not there any more, so nothing was changed. " + Line.Code($"{CommandDefinition.Root} cadence list") + " shows what there is.");

    /// <summary>Goes on with a cadence that the caller may change.</summary>
    public Task<Answer> WithOwnAsync(Caller caller, long id, Func<Cadence, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithAnyAsync(
            caller,
            id,
            async cadence => MayChange(caller, cadence) ? await then(cadence) : await WhoMayAsync(caller, cadence, cancellationToken),
            cancellationToken);

    /// <summary>The answer to whoever is neither in its channel nor takes part: a channel may be closed to them.</summary>
    public static Reply Elsewhere() => Reply.Say((Line)"That one is for its own channel and for who takes part in it, so nothing was changed. In its channel, " + Line.Code($"{CommandDefinition.Root} cadence list") + " shows it.");

    public static bool MayChange(Caller caller, Cadence cadence) => cadence.Owner == caller.Person.Id || caller.Role == Role.Admin;

    public async Task<bool> TakesPartAsync(long cadence, PersonId person, CancellationToken cancellationToken) =>
        (await cadences.ParticipantsAsync(cadence, cancellationToken)).Any(one => one.Person == person);

    public async Task<RoundTimes> RoundsAsync(Cadence cadence, CancellationToken cancellationToken) =>
        new(cadence, await times.OfAsync(cadence.Place.Workspace, cancellationToken));

    /// <summary>Changes a cadence and what comes of it by itself; false where it is gone.</summary>
    public async Task<bool> ChangeAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        if (!await cadences.ChangeAsync(cadence, cancellationToken))
        {
            return false;
        }

        await schedules.SyncAsync(cadence, cancellationToken);
        return true;
    }

    /// <summary>Gives a cadence to somebody, or to nobody; false where it has ended, or somebody else has got it meanwhile.</summary>
    public async Task<bool> GiveAsync(Cadence cadence, PersonId? to, CancellationToken cancellationToken)
    {
        var given = await cadences.GiveAsync(cadence.Id, cadence.Owner, to, cancellationToken);
        await schedules.SyncAsync(cadence, cancellationToken);
        return given;
    }

    /// <summary>Moves a cadence to a state; false where it is there already. What comes by itself follows either way.</summary>
    public async Task<bool> MoveAsync(Cadence cadence, CadenceState to, CancellationToken cancellationToken)
    {
        var moved = cadence.State != to && await cadences.MoveAsync(cadence.Id, cadence.State, to, cancellationToken);

        // The bot may have stopped between the two the last time.
        await schedules.SyncAsync(cadence, cancellationToken);
        return moved;
    }

    public async Task<bool> JoinAsync(Cadence cadence, Participant participant, CancellationToken cancellationToken)
    {
        var joined = await cadences.JoinAsync(cadence.Id, participant, cancellationToken);
        await schedules.SyncAsync(cadence, cancellationToken);
        return joined;
    }

    public async Task<bool> LeaveAsync(Cadence cadence, PersonId person, CancellationToken cancellationToken)
    {
        var left = await cadences.LeaveAsync(cadence.Id, person, cancellationToken);
        await schedules.SyncAsync(cadence, cancellationToken);
        return left;
    }

    /// <summary>Whether nobody waits for somebody on a day: they are away, it is no working day of theirs, or they paused everything.</summary>
    public async Task<bool> IsAwayAsync(Cadence cadence, PersonId person, LocalDate on, CancellationToken cancellationToken)
    {
        var time = await times.OfAsync(cadence.Place.Workspace, person, cancellationToken);
        return time.Paused || !time.Calendar.IsAtWork(on);
    }

    /// <summary>
    /// The rounds of some days, as they are read: one whose window is over is closed, also where nothing noted that, such as
    /// in a pause.
    /// </summary>
    public async Task<IReadOnlyList<Round>> KeptRoundsAsync(Cadence cadence, DateInterval days, CancellationToken cancellationToken)
    {
        var rounds = await RoundsAsync(cadence, cancellationToken);
        var calendars = new Dictionary<PersonId, WorkCalendar>();
        var kept = new List<Round>();
        foreach (var round in await cadences.RoundsAsync(cadence.Id, days.Start, days.End, cancellationToken))
        {
            var time = rounds.OfKept(round.Date, round.Date);
            var closed = round with { ClosedAt = round.ClosedAt ?? (time.Closes <= Now ? time.Closes : null) };
            kept.Add(closed with { Missing = await WithAbsencesAsync(cadence, closed.Missing, time.On, calendars, cancellationToken) });
        }

        return kept;
    }

    /// <summary>Who was asked, took part and gave no answer: as it was noted when the round closed, or as it is now.</summary>
    public async Task<IReadOnlyList<RoundGap>> GapsAsync(Cadence cadence, Round? round, LocalDate on, CancellationToken cancellationToken)
    {
        if (round?.ClosedAt is not null)
        {
            return await WithAbsencesAsync(cadence, round.Missing, on, [], cancellationToken);
        }

        if (round?.AskedAt is null)
        {
            return [];
        }

        var gaps = new List<RoundGap>();
        foreach (var participant in (await cadences.ParticipantsAsync(cadence.Id, cancellationToken)).Where(one => one.Knows))
        {
            if (round.Answers.All(answer => answer.Person != participant.Person))
            {
                gaps.Add(new RoundGap(participant.Person, await IsAwayAsync(cadence, participant.Person, on, cancellationToken)));
            }
        }

        return gaps;
    }

    public Task<Person?> PersonAsync(Cadence cadence, PersonId? person, CancellationToken cancellationToken) => person is { } id
        ? people.FindAsync(cadence.Place.Workspace, id, cancellationToken)
        : Task.FromResult<Person?>(null);

    /// <summary>What somebody is called; people who are gone are somebody.</summary>
    public async Task<string> NameAsync(Cadence cadence, PersonId? person, CancellationToken cancellationToken) =>
        (await PersonAsync(cadence, person, cancellationToken))?.Name ?? KnownNames.Gone;

    /// <summary>The gaps of a closed round, with those as away who have said so since.</summary>
    /// <param name="calendars">Those that were read already: a person is missing in many rounds.</param>
    private async Task<ImmutableArray<RoundGap>> WithAbsencesAsync(
        Cadence cadence, ImmutableArray<RoundGap> missing, LocalDate on, Dictionary<PersonId, WorkCalendar> calendars, CancellationToken cancellationToken)
    {
        var gaps = ImmutableArray.CreateBuilder<RoundGap>();
        foreach (var gap in missing)
        {
            if (!gap.IsAway && !calendars.ContainsKey(gap.Person))
            {
                calendars[gap.Person] = (await times.OfAsync(cadence.Place.Workspace, gap.Person, cancellationToken)).Calendar;
            }

            gaps.Add(gap.IsAway ? gap : gap with { IsAway = calendars[gap.Person].IsAway(on) });
        }

        return gaps.ToImmutable();
    }

    private async Task<Answer> WhoMayAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        var what = CadenceWords.Named(cadence);
        if (await PersonAsync(cadence, cadence.Owner, cancellationToken) is { } owner)
        {
            return Reply.Say((Line)"Nothing was changed: only " + Line.Bold(owner.Name) + ", who looks after " + what + ", and admins may do that. Please ask one of them." + caller.OrElsewhere);
        }

        var nobody = new Paragraph((Line)"Nothing was changed: nobody looks after " + what + " at the moment. Whoever takes part in it, and every admin, can take it over." + caller.OrElsewhere);
        return await TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken)
            ? Reply.Of(nobody, new Buttons([new Button("Take over", TakeOver.Token(cadence.Id), ButtonStyle.Primary)]))
            : Reply.Of(nobody);
    }
}
