using MentorBot.Core.Features.Cadences;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class CadenceStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly LocalDate Second = new(2026, 3, 2);
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task FindsACadenceAsItWasAdded()
    {
        var standUp = StandUp(await PersonAsync("ada"));
        var monthly = standUp with
        {
            Kind = CadenceKind.MonthlyMeeting,
            When = standUp.When with { Rule = Recurrence.Of("FREQ=MONTHLY;BYDAY=1TU") },
            RemindsAt = null,
            Meeting = new MeetingTime(2, new LocalTime(14, 0), Duration.FromMinutes(45)),
            State = CadenceState.Paused,
        };
        foreach (var cadence in (Cadence[])[standUp, monthly])
        {
            var id = await AddAsync(cadence with { Id = 99 });
            (await Cadences.FindAsync(id, Ct)).ShouldBe(cadence with { Id = id });
        }

        (await Cadences.FindAsync(100, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task AChannelHasOneOfEachKindAtATime()
    {
        var ada = await PersonAsync("ada");
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Cadences.AddAsync(StandUp(ada), Ct))));
        var id = ids.OfType<long>().ShouldHaveSingleItem();
        (await Cadences.AddAsync(StandUp(ada) with { Kind = CadenceKind.WeeklyStatus }, Ct)).ShouldNotBeNull();
        (await Cadences.AddAsync(StandUp(ada) with { Place = new Place(Team, "C2") }, Ct)).ShouldNotBeNull();
        (await Cadences.AddAsync(StandUp(ada) with { Place = new Place(OtherTeam, "C1") }, Ct)).ShouldNotBeNull();

        (await Cadences.MoveAsync(id, CadenceState.Running, CadenceState.Paused, Ct)).ShouldBeTrue();
        (await Cadences.AddAsync(StandUp(ada), Ct)).ShouldBeNull();
        (await Cadences.MoveAsync(id, CadenceState.Running, CadenceState.Ended, Ct)).ShouldBeFalse();
        (await Cadences.MoveAsync(id, CadenceState.Paused, CadenceState.Ended, Ct)).ShouldBeTrue();
        (await Cadences.AddAsync(StandUp(ada), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ListsThoseOfAPlaceOfAPersonAndOfAWorkspace()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var monthly = await AddAsync(StandUp(ada) with { Kind = CadenceKind.MonthlyMeeting });
        var standUp = await AddAsync(StandUp(bob));
        var ended = await AddAsync(StandUp(ada) with { Kind = CadenceKind.WeeklyStatus });
        await Cadences.MoveAsync(ended, CadenceState.Running, CadenceState.Ended, Ct);
        var elsewhere = await AddAsync(StandUp(ada) with { Place = new Place(OtherTeam, "C1") });
        await Cadences.JoinAsync(standUp, new Participant(ada, null, Monday), Ct);

        Ids(await Cadences.InAsync(Channel, Ct)).ShouldBe([standUp, monthly]);
        Ids(await Cadences.OfAsync(Team, ada, Ct)).ShouldBe([monthly, standUp]);
        Ids(await Cadences.OfAsync(Team, bob, Ct)).ShouldBe([standUp]);
        Ids(await Cadences.OfAsync(OtherTeam, ada, Ct)).ShouldBe([elsewhere]);
        Ids(await Cadences.AllAsync(Team, Ct)).ShouldBe([monthly, standUp, ended]);
    }

    [Fact]
    public async Task ChangesWhatMayBeChanged()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        var before = (await Cadences.FindAsync(id, Ct))!;
        var changed = before with
        {
            When = new LocalSchedule(Recurrence.Of("FREQ=DAILY;BYDAY=MO"), Second, new LocalTime(8, 0), DateTimeZoneProviders.Tzdb["Asia/Tokyo"]),
            ClosesAt = new LocalTime(9, 0),
            RemindsAt = null,
            Meeting = new MeetingTime(0, new LocalTime(9, 0), Duration.FromHours(1)),
        };
        (await Cadences.ChangeAsync(changed with { Owner = bob, State = CadenceState.Ended, Place = new Place(Team, "C7") }, Ct)).ShouldBeTrue();
        (await Cadences.FindAsync(id, Ct)).ShouldBe(changed);

        await Cadences.MoveAsync(id, CadenceState.Running, CadenceState.Ended, Ct);
        (await Cadences.ChangeAsync(changed, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task GoesFromTheOwnerItHasToAnother()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        await Cadences.OrphanToldAsync(id, Ct);
        (await Cadences.FindAsync(id, Ct))!.OrphanTold.ShouldBeFalse();
        (await Cadences.GiveAsync(id, bob, ada, Ct)).ShouldBeFalse();
        (await Cadences.GiveAsync(id, null, bob, Ct)).ShouldBeFalse();
        (await Cadences.GiveAsync(id, ada, null, Ct)).ShouldBeTrue();
        await Cadences.OrphanToldAsync(id, Ct);
        (await Cadences.FindAsync(id, Ct)).ShouldSatisfyAllConditions(found => found!.Owner.ShouldBeNull(), found => found!.OrphanTold.ShouldBeTrue());
        var taken = await Task.WhenAll(new[] { ada, bob }.Select(person => Task.Run(() => Cadences.GiveAsync(id, null, person, Ct))));
        taken.Count(isTaken => isTaken).ShouldBe(1);
        (await Cadences.FindAsync(id, Ct))!.OrphanTold.ShouldBeFalse();

        var owner = (await Cadences.FindAsync(id, Ct))!.Owner;
        await Cadences.MoveAsync(id, CadenceState.Running, CadenceState.Ended, Ct);
        (await Cadences.GiveAsync(id, owner, null, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeepsWhenSomebodyFirstHeardThatTheyWereAdded()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        await Cadences.JoinAsync(id, new Participant(bob, ada, Monday), Ct);
        (await Cadences.ParticipantsAsync(id, Ct)).ShouldHaveSingleItem().Knows.ShouldBeFalse();
        await Cadences.ToldAsync(id, ada, Monday, Ct);
        await Cadences.ToldAsync(id, bob, Later, Ct);
        await Cadences.ToldAsync(id, bob, Monday, Ct);
        (await Cadences.ParticipantsAsync(id, Ct)).ShouldBe([new Participant(bob, ada, Monday, Later)]);
    }

    [Fact]
    public async Task PeopleTakePartOnce()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        (await Cadences.JoinAsync(id, new Participant(bob, ada, Later), Ct)).ShouldBeTrue();
        (await Cadences.JoinAsync(id, new Participant(bob, null, Monday), Ct)).ShouldBeFalse();
        (await Cadences.JoinAsync(id, new Participant(ada, null, Monday), Ct)).ShouldBeTrue();
        (await Cadences.ParticipantsAsync(id, Ct)).ShouldBe([new Participant(ada, null, Monday), new Participant(bob, ada, Later)]);
        (await Cadences.LeaveAsync(id, bob, Ct)).ShouldBeTrue();
        (await Cadences.LeaveAsync(id, bob, Ct)).ShouldBeFalse();
        (await Cadences.ParticipantsAsync(id, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task KeepsOneAnswerOfAPersonWithWhenItFirstCame()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        (await Cadences.RoundAsync(id, Second, Ct)).ShouldBeNull();
        await Cadences.AnswerAsync(id, Second, Answer(bob, "first", Monday), Ct);
        await Cadences.AnswerAsync(id, Second, Answer(ada, "hers", Later), Ct);
        await Cadences.AnswerAsync(id, Second, Answer(bob, "second", Later), Ct);

        var round = (await Cadences.RoundAsync(id, Second, Ct))!;
        (round.Cadence, round.Date, round.ClosedAt, round.Approved).ShouldBe((id, Second, null, null));
        round.Answers.Select(answer => (answer.Person, answer.Words["plan"], answer.SentAt, answer.EditedAt)).ShouldBe(
            [(bob, "second", Monday, Later), (ada, "hers", Later, null)]);
    }

    [Fact]
    public async Task FindsTheLastAnswerBeforeADay()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        await Cadences.AnswerAsync(id, Second, Answer(ada, "monday", Monday), Ct);
        await Cadences.AnswerAsync(id, Second.PlusDays(2), Answer(ada, "wednesday", Later), Ct);
        await Cadences.AnswerAsync(id, Second.PlusDays(1), Answer(bob, "his", Later), Ct);

        var last = (await Cadences.LastAnswerAsync(id, ada, Second.PlusDays(2), Ct))!.Value;
        (last.Date, last.Answer.Words["plan"]).ShouldBe((Second, "monday"));
        (await Cadences.LastAnswerAsync(id, ada, Second, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task KeepsWhenARoundWasFirstAskedFor()
    {
        var id = await AddAsync(StandUp(await PersonAsync("ada")));
        await Cadences.AskAsync(id, Second, Monday, Ct);
        await Cadences.AskAsync(id, Second, Later, Ct);
        var round = (await Cadences.RoundAsync(id, Second, Ct))!;
        (round.AskedAt, round.ClosedAt).ShouldBe((Monday, null));
        await Cadences.CloseAsync(id, Second, [], Later, Ct);
        (await Cadences.RoundAsync(id, Second, Ct))!.AskedAt.ShouldBe(Monday);
    }

    [Fact]
    public async Task ClosesARoundOnceAndWhoAnswersLateIsNotMissing()
    {
        var (ada, bob, cy) = (await PersonAsync("ada"), await PersonAsync("bob"), await PersonAsync("cy"));
        var id = await AddAsync(StandUp(ada));
        await Cadences.AnswerAsync(id, Second, Answer(ada, "done", Monday), Ct);
        await Cadences.CloseAsync(id, Second, [new RoundGap(ada, false), new RoundGap(bob, false), new RoundGap(cy, true), new RoundGap(new PersonId(999), false)], Monday, Ct);
        await Cadences.CloseAsync(id, Second, [], Later, Ct);

        var round = (await Cadences.RoundAsync(id, Second, Ct))!;
        round.ClosedAt.ShouldBe(Monday);
        round.Missing.ShouldBe([new RoundGap(bob, false), new RoundGap(cy, true)]);

        await Cadences.AnswerAsync(id, Second, Answer(bob, "late", Later), Ct);
        (await Cadences.RoundAsync(id, Second, Ct))!.Missing.ShouldBe([new RoundGap(cy, true)]);
    }

    [Fact]
    public async Task NobodyIsBothMissingAndAnswered()
    {
        var ada = await PersonAsync("ada");
        var id = await AddAsync(StandUp(ada));
        foreach (var day in Enumerable.Range(0, 20).Select(Second.PlusDays))
        {
            await Task.WhenAll(
                Task.Run(() => Cadences.AnswerAsync(id, day, Answer(ada, "just in time", Monday), Ct)),
                Task.Run(() => Cadences.CloseAsync(id, day, [new RoundGap(ada, false)], Monday, Ct)));
        }

        var rounds = await Cadences.RoundsAsync(id, Second, Second.PlusDays(30), Ct);
        rounds.Count.ShouldBe(20);
        rounds.ShouldAllBe(round => round.Answers.Length == 1 && round.Missing.Length == 0 && round.ClosedAt == Monday);
    }

    [Fact]
    public async Task KeepsTheWordsThatWereApprovedLast()
    {
        var ada = await PersonAsync("ada");
        var id = await AddAsync(StandUp(ada) with { Kind = CadenceKind.WeeklyStatus });
        await Cadences.ApproveAsync(id, Second, new ApprovedWords(Values(("summary", "draft")), ada, Monday), Ct);
        await Cadences.ApproveAsync(id, Second, new ApprovedWords(Values(("summary", "final")), ada, Later), Ct);
        var approved = (await Cadences.RoundAsync(id, Second, Ct))!.Approved!;
        (approved.Words["summary"], approved.By, approved.At).ShouldBe(("final", ada, Later));

        await Erasure.EraseAsync(ada, Later, Ct);
        var left = (await Cadences.RoundAsync(id, Second, Ct))!.Approved!;
        (left.Words["summary"], left.By).ShouldBe(("final", null));
    }

    [Fact]
    public async Task ListsTheRoundsOfARangeInOrder()
    {
        var ada = await PersonAsync("ada");
        var (id, other) = (await AddAsync(StandUp(ada)), await AddAsync(StandUp(ada) with { Kind = CadenceKind.WeeklyStatus }));
        foreach (var days in (int[])[3, 0, 1, 7])
        {
            await Cadences.AnswerAsync(id, Second.PlusDays(days), Answer(ada, $"{days}", Monday), Ct);
            await Cadences.AnswerAsync(other, Second.PlusDays(days), Answer(ada, "other", Monday), Ct);
        }

        var rounds = await Cadences.RoundsAsync(id, Second.PlusDays(1), Second.PlusDays(7), Ct);
        rounds.Select(round => (round.Date, round.Answers.Single().Words["plan"])).ShouldBe([(Second.PlusDays(1), "1"), (Second.PlusDays(3), "3"), (Second.PlusDays(7), "7")]);
    }

    [Fact]
    public async Task OutlivesItsOwnerAndForgetsWhatTheySaid()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await AddAsync(StandUp(ada));
        await Cadences.JoinAsync(id, new Participant(ada, null, Monday), Ct);
        await Cadences.JoinAsync(id, new Participant(bob, ada, Monday), Ct);
        await Cadences.AnswerAsync(id, Second, Answer(ada, "hers", Monday), Ct);
        await Cadences.AnswerAsync(id, Second, Answer(bob, "his", Monday), Ct);
        await Cadences.CloseAsync(id, Second.PlusDays(1), [new RoundGap(ada, false), new RoundGap(bob, false)], Monday, Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await Cadences.FindAsync(id, Ct))!.Owner.ShouldBeNull();
        (await Cadences.ParticipantsAsync(id, Ct)).ShouldBe([new Participant(bob, null, Monday)]);
        (await Cadences.RoundAsync(id, Second, Ct))!.Answers.ShouldHaveSingleItem().Person.ShouldBe(bob);
        (await Cadences.RoundAsync(id, Second.PlusDays(1), Ct))!.Missing.ShouldBe([new RoundGap(bob, false)]);
    }

    private static RoundAnswer Answer(PersonId person, string plan, Instant at) => new(person, Values(("plan", plan)), at, null);

    private static long[] Ids(IReadOnlyList<Cadence> cadences) => [.. cadences.Select(cadence => cadence.Id)];

    private async Task<long> AddAsync(Cadence cadence) => (await Cadences.AddAsync(cadence, Ct)).ShouldNotBeNull();
}

public sealed class CadenceStoreOnSqliteTests() : CadenceStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class CadenceStoreOnPostgreSqlTests(PostgresServer server) : CadenceStoreContract(new PostgreSql(server));
