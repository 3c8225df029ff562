using MentorBot.Core.Features.Plans;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class EnrolmentStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly LocalDate Second = new(2026, 3, 2);
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task FindsAnEnrolmentAsItWasAdded()
    {
        var enrolment = OnPlan(await PersonAsync("ada"));
        var id = await AddAsync(enrolment with { Id = 99 });

        var found = (await Enrolments.FindAsync(id, Ct))!;
        found.ShouldBe(enrolment with { Id = id, Answers = found.Answers, Marks = found.Marks });
        found.Answers.ShouldBe(enrolment.Answers);
        found.Marks.ShouldBeEmpty();
        (await Enrolments.FindAsync(id + 100, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task TwoWindowsEnrolOnce()
    {
        var ada = await PersonAsync("ada");
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Enrolments.AddAsync(OnPlan(ada), Ct))));
        ids.Count(id => id is not null).ShouldBe(1);
        (await Enrolments.AddAsync(OnPlan(ada, "thirty"), Ct)).ShouldNotBeNull();
        (await Enrolments.AddAsync(OnPlan(ada, place: new Place(OtherTeam, "C1")), Ct)).ShouldNotBeNull();
        (await Enrolments.AddAsync(OnPlan(await PersonAsync("bob")), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task CanBeginAgainOnceItHasEnded()
    {
        var ada = await PersonAsync("ada");
        var id = await AddAsync(OnPlan(ada));
        await Enrolments.PauseAsync(id, Second, Monday, Ct);
        (await Enrolments.AddAsync(OnPlan(ada), Ct)).ShouldBeNull();

        (await Enrolments.EndAsync(id, EnrolmentState.Stopped, Later, Ct)).ShouldBeTrue();
        (await Enrolments.EndAsync(id, EnrolmentState.Finished, Later + Duration.FromHours(1), Ct)).ShouldBeFalse();

        var ended = (await Enrolments.FindAsync(id, Ct))!;
        (ended.State, ended.EndedAt).ShouldBe((EnrolmentState.Stopped, Later));
        (await Enrolments.AddAsync(OnPlan(ada), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ListsWhatIsOpenInAWorkspace()
    {
        var ada = await PersonAsync("ada");
        var first = await AddAsync(OnPlan(ada));
        var second = await AddAsync(OnPlan(ada, "thirty"));
        var ended = await AddAsync(OnPlan(ada, "five"));
        await AddAsync(OnPlan(ada, place: new Place(OtherTeam, "C1")));
        await AddAsync(OnPlan(await PersonAsync("bob")));
        await Enrolments.PauseAsync(second, Second, Monday, Ct);
        await Enrolments.EndAsync(ended, EnrolmentState.Finished, Monday, Ct);

        var open = await Enrolments.OpenAsync(Team, ada, Ct);
        open.Select(one => (one.Id, one.State, one.Marks.Length)).ShouldBe([(first, EnrolmentState.Running, 0), (second, EnrolmentState.Paused, 1)]);
    }

    [Fact]
    public async Task OfferingTwiceIsOnce()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => Enrolments.OfferAsync(id, [1, 2], Second, Monday + Duration.FromMinutes(i), Ct))));
        await Enrolments.OfferAsync(id, [2], Second.PlusDays(1), Later, Ct);

        (await MarksAsync(id)).Select(mark => (mark.Kind, mark.Part, mark.On)).ShouldBe(
            [(MarkKind.Offered, 1, Second), (MarkKind.Offered, 2, Second), (MarkKind.Offered, 2, Second.PlusDays(1))], ignoreOrder: true);
    }

    [Fact]
    public async Task ThePartIsDoneOnce()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        var done = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Enrolments.DoneAsync(id, 1, Second.PlusDays(i), Monday, Ct))));
        done.Count(one => one).ShouldBe(1);
        (await MarksAsync(id)).Length.ShouldBe(1);
        (await Enrolments.DoneAsync(id, 2, Second, Monday, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task ADayIsPutOffOnceAndNeverWhereItIsDone()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        var skipped = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Enrolments.SkipAsync(id, 1, Second, Monday, Ct))));
        skipped.Count(one => one).ShouldBe(1);

        (await Enrolments.DoneAsync(id, 1, Second, Later, Ct)).ShouldBeTrue();
        (await MarksAsync(id)).ShouldBe([new PlanMark(MarkKind.Done, 1, Second, Later)]);
        (await Enrolments.SkipAsync(id, 1, Second, Later, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task DoneOnALaterDayKeepsTheDaysThatWerePutOff()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        await Enrolments.SkipAsync(id, 1, Second, Monday, Ct);
        await Enrolments.DoneAsync(id, 1, Second.PlusDays(1), Later, Ct);
        (await MarksAsync(id)).Select(mark => mark.Kind).ShouldBe([MarkKind.Skipped, MarkKind.Done]);
    }

    [Fact]
    public async Task PausesAndResumes()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        (await Enrolments.ResumeAsync(id, Second, Monday, Ct)).ShouldBeFalse();
        (await Enrolments.PauseAsync(id, Second, Monday, Ct)).ShouldBeTrue();
        (await Enrolments.PauseAsync(id, Second, Later, Ct)).ShouldBeFalse();
        (await Enrolments.SkipAsync(id, 1, Second, Later, Ct)).ShouldBeFalse();
        (await Enrolments.ResumeAsync(id, Second.PlusDays(7), Later, Ct)).ShouldBeTrue();

        var found = (await Enrolments.FindAsync(id, Ct))!;
        found.State.ShouldBe(EnrolmentState.Running);
        found.Marks.ShouldBe([new PlanMark(MarkKind.Paused, 0, Second, Monday), new PlanMark(MarkKind.Resumed, 0, Second.PlusDays(7), Later)]);
    }

    [Fact]
    public async Task NothingHappensToWhatHasEnded()
    {
        var id = await AddAsync(OnPlan(await PersonAsync("ada")));
        await Enrolments.EndAsync(id, EnrolmentState.Finished, Monday, Ct);
        await Enrolments.OfferAsync(id, [1], Second, Monday, Ct);
        (await Enrolments.DoneAsync(id, 1, Second, Monday, Ct)).ShouldBeFalse();
        (await Enrolments.SkipAsync(id, 1, Second, Monday, Ct)).ShouldBeFalse();
        (await Enrolments.PauseAsync(id, Second, Monday, Ct)).ShouldBeFalse();
        (await MarksAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task GoesWithThePerson()
    {
        var ada = await PersonAsync("ada");
        var id = await AddAsync(OnPlan(ada));
        await Enrolments.OfferAsync(id, [1], Second, Monday, Ct);
        await Evidence.SaveAsync(Proof(ada, subject: id), Ct);
        (await Enrolments.ExportAsync(ada, Ct)).Select(row => row["kind"]).ShouldBe(["plan", "day"]);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await ListAsync<long>("SELECT COUNT(*) FROM plan_marks")).ShouldBe([0]);
        (await ListAsync<long>("SELECT COUNT(*) FROM evidence")).ShouldBe([0]);
    }

    [Fact]
    public async Task KeepsOnePieceOfEvidenceForAPart()
    {
        var ada = await PersonAsync("ada");
        var id = await Evidence.SaveAsync(Proof(ada), Ct);
        await Evidence.SaveAsync(Proof(ada, part: 2), Ct);
        (await Evidence.SaveAsync(Proof(ada) with { Date = Second.PlusDays(9), What = "Wrote it up well", Link = null, SavedAt = Later }, Ct)).ShouldBe(id);

        (await Evidence.OfSubjectAsync(ada, "plan", 1, Ct)).ShouldBe(
        [
            Proof(ada) with { Id = id, What = "Wrote it up well", Link = null, SavedAt = Later },
            Proof(ada, part: 2) with { Id = id + 1 },
        ]);
        (await Evidence.OfSubjectAsync(await PersonAsync("bob"), "plan", 1, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesTheNewDayOfANoteThatIsSentAgain()
    {
        var ada = await PersonAsync("ada");
        var note = Proof(ada) with { Source = "note" };
        var id = await Evidence.SaveAsync(note, Ct);
        (await Evidence.SaveAsync(note with { Date = Second.PlusDays(9) }, Ct)).ShouldBe(id);

        (await Evidence.OfSubjectAsync(ada, "note", 1, Ct)).ShouldHaveSingleItem().Date.ShouldBe(Second.PlusDays(9));
    }

    [Fact]
    public async Task KeepsAnyNumberOfPiecesThatCameFromNothing()
    {
        var ada = await PersonAsync("ada");
        var first = Proof(ada, subject: null) with { Source = "own" };
        await Evidence.SaveAsync(first, Ct);
        await Evidence.SaveAsync(first with { Date = Second.PlusDays(1) }, Ct);
        await Evidence.SaveAsync(first with { Date = Second.PlusDays(2), Workspace = OtherTeam }, Ct);

        (await Evidence.BetweenAsync(Team, ada, Second, Second.PlusDays(5), Ct)).Select(one => one.Date).ShouldBe([Second, Second.PlusDays(1)]);
        (await Evidence.BetweenAsync(Team, ada, Second.PlusDays(1), Second.PlusDays(1), Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ShowsTheNewestEvidenceOfSomeDaysPageByPage()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var ids = new List<long>();
        foreach (var (part, days) in new[] { (1, 0), (2, 3), (3, 3), (4, 1), (5, 9) })
        {
            ids.Add(await Evidence.SaveAsync(Proof(ada, part) with { Date = Second.PlusDays(days) }, Ct));
        }

        await Evidence.SaveAsync(Proof(bob), Ct);
        await Evidence.SaveAsync(Proof(ada, part: 9) with { Workspace = OtherTeam }, Ct);
        var days4 = new DateInterval(Second, Second.PlusDays(4));

        (await Evidence.NewestAsync(Team, ada, days4, 0, 3, Ct)).Select(one => one.Id).ShouldBe([ids[2], ids[1], ids[3]]);
        (await Evidence.NewestAsync(Team, ada, days4, 3, 3, Ct)).Select(one => one.Id).ShouldBe([ids[0]]);
        (await Evidence.NewestAsync(Team, ada, days4, 2_000_000, 3, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangesAndDeletesOnesOwnEvidenceOnly()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var proof = Proof(ada);
        proof = proof with { Id = await Evidence.SaveAsync(proof, Ct) };
        var changed = proof with { Date = Second.PlusDays(1), Title = "Another", What = null, Impact = "All", Number = null, Link = "https://example.org/2", SavedAt = Later };

        (await Evidence.FindAsync(Team, ada, proof.Id, Ct)).ShouldBe(proof);
        (await Evidence.FindAsync(Team, bob, proof.Id, Ct)).ShouldBeNull();
        (await Evidence.FindAsync(OtherTeam, ada, proof.Id, Ct)).ShouldBeNull();
        (await Evidence.ChangeAsync(changed with { Person = bob }, Ct)).ShouldBeFalse();
        (await Evidence.ChangeAsync(changed with { Workspace = OtherTeam }, Ct)).ShouldBeFalse();
        (await Evidence.FindAsync(Team, ada, proof.Id, Ct)).ShouldBe(proof);
        (await Evidence.ChangeAsync(changed, Ct)).ShouldBeTrue();
        (await Evidence.FindAsync(Team, ada, proof.Id, Ct)).ShouldBe(changed);

        (await Evidence.DeleteAsync(Team, bob, proof.Id, Ct)).ShouldBeFalse();
        (await Evidence.DeleteAsync(OtherTeam, ada, proof.Id, Ct)).ShouldBeFalse();
        (await Evidence.DeleteAsync(Team, ada, proof.Id, Ct)).ShouldBeTrue();
        (await Evidence.DeleteAsync(Team, ada, proof.Id, Ct)).ShouldBeFalse();
        (await Evidence.FindAsync(Team, ada, proof.Id, Ct)).ShouldBeNull();
    }

    private async Task<long> AddAsync(Enrolment enrolment) => (await Enrolments.AddAsync(enrolment, Ct)).ShouldNotBeNull();

    private async Task<PlanMark[]> MarksAsync(long id) => [.. (await Enrolments.FindAsync(id, Ct))!.Marks];
}

public sealed class EnrolmentStoreOnSqliteTests() : EnrolmentStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class EnrolmentStoreOnPostgreSqlTests(PostgresServer server) : EnrolmentStoreContract(new PostgreSql(server));
