using MentorBot.Core.Features.Checklists;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ChecklistStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly ItemDetail Nothing = new(null, null, null);
    private static readonly LocalDate Day = new(2026, 3, 2);
    private static readonly Instant Later = Monday + Duration.FromHours(1);

    [Fact]
    public async Task FindsWhatSomebodyHasToDo()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var shared = await Checklists.StartAsync(Run(bob, items: 5), Ct);
        var own = await Checklists.StartAsync(Run(ada, shared: false), Ct);
        var closed = await Checklists.StartAsync(Run(bob), Ct);
        var elsewhere = await Checklists.StartAsync(Run(bob, place: new Place(OtherTeam, "C1")), Ct);
        foreach (var (run, number, who, due) in new (long, int, PersonId?, LocalDate?)[]
        {
            (shared, 1, ada, null), (shared, 2, ada, Day.PlusDays(2)), (shared, 3, bob, Day), (shared, 4, ada, Day),
            (own, 1, null, Day.PlusDays(1)), (own, 2, null, null), (own, 3, bob, Day.PlusDays(3)), (closed, 1, ada, Day), (elsewhere, 1, ada, Day),
        })
        {
            (await Checklists.DetailAsync(run, number, 0, new ItemDetail(null, who, due), bob, Ct)).ShouldBeTrue();
        }

        await Checklists.TickAsync(shared, 4, bob, Monday, Ct);
        await Checklists.CloseAsync(closed, Monday, Ct);

        (await Checklists.ItemsOfAsync(ada, Team, 10, Ct)).ShouldBe(
        [
            new ItemToDo(own, "Before a release", 1, "Step 1", Day.PlusDays(1)),
            new ItemToDo(shared, "Before a release", 2, "Step 2", Day.PlusDays(2)),
            new ItemToDo(own, "Before a release", 3, "Step 3", Day.PlusDays(3)),
            new ItemToDo(shared, "Before a release", 1, "Step 1", null),
        ]);
        (await Checklists.ItemsOfAsync(ada, Team, 1, Ct)).Select(item => item.Run).ShouldBe([own]);
        (await Checklists.ItemsOfAsync(bob, Team, 10, Ct)).Select(item => item.Number).ShouldBe([3]);
    }

    [Fact]
    public async Task FindsARunAsItWasStarted()
    {
        var run = Run(starter: null, items: 2) with { Starter = await KnownAsync("ada") };

        var id = await Checklists.StartAsync(run with { Id = 99, ClosedAt = Later }, Ct);

        var found = await Checklists.FindAsync(id, Ct);
        found.ShouldBe(run with { Id = id, Items = found!.Items });
        found.Items.ShouldBe(
        [
            new RunItem(1, "Step 1", "Reason 1", null, null, null, null, null),
            new RunItem(2, "Step 2", "Reason 2", null, null, null, null, null),
        ]);
        (await Checklists.FindAsync(id + 100, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ShowsWhoTickedAsTheWorkspaceKnowsThem()
    {
        var ada = await KnownAsync("ada");
        var id = await Checklists.StartAsync(Run(ada.Id), Ct);

        (await Checklists.TickAsync(id, 2, ada.Id, Later, Ct)).ShouldBeTrue();

        (await Checklists.FindAsync(id, Ct))!.Items[1].ShouldBe(new RunItem(2, "Step 2", "Reason 2", Later, ada, null, null, null));
    }

    [Fact]
    public async Task TheFirstTickIsTheOneThatCounts()
    {
        var (ada, bob) = (await KnownAsync("ada"), await KnownAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada.Id), Ct);
        await Checklists.TickAsync(id, 1, ada.Id, Monday, Ct);

        (await Checklists.TickAsync(id, 1, bob.Id, Later, Ct)).ShouldBeFalse();

        (await Checklists.FindAsync(id, Ct))!.Items[0].DoneBy.ShouldBe(ada);
    }

    [Fact]
    public async Task TheLastTickClosesTheRun()
    {
        var ada = await PersonAsync("ada");
        var id = await Checklists.StartAsync(Run(ada, items: 2), Ct);

        await Checklists.TickAsync(id, 2, ada, Monday, Ct);
        (await Checklists.FindAsync(id, Ct))!.ClosedAt.ShouldBeNull();
        await Checklists.TickAsync(id, 1, ada, Later, Ct);
        (await Checklists.FindAsync(id, Ct))!.ClosedAt.ShouldBe(Later);
    }

    [Fact]
    public async Task TwoPeopleTickingAtOnceLoseNothing()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada, items: 20), Ct);

        // Both try every item, in opposite orders: each is ticked once, and the last one closes.
        var ticks = await Task.WhenAll(Enumerable.Range(1, 20).SelectMany(number => new[]
        {
            Task.Run(() => Checklists.TickAsync(id, number, ada, Later, Ct)),
            Task.Run(() => Checklists.TickAsync(id, 21 - number, bob, Later, Ct)),
        }));

        ticks.Count(ticked => ticked).ShouldBe(20);
        var run = await Checklists.FindAsync(id, Ct);
        run!.Items.ShouldAllBe(item => item.DoneAt != null && item.DoneBy != null);
        run.ClosedAt.ShouldBe(Later);
    }

    [Fact]
    public async Task TheLastTwoTicksAtOnceCloseTheRun()
    {
        var ada = await PersonAsync("ada");
        foreach (var _ in Enumerable.Range(0, 10))
        {
            var id = await Checklists.StartAsync(Run(ada, items: 2), Ct);

            await Task.WhenAll(
                Task.Run(() => Checklists.TickAsync(id, 1, ada, Monday, Ct)),
                Task.Run(() => Checklists.TickAsync(id, 2, ada, Monday, Ct)));

            (await Checklists.FindAsync(id, Ct))!.ClosedAt.ShouldBe(Monday);
        }
    }

    [Fact]
    public async Task UnticksOnlyWhatIsTicked()
    {
        var ada = await PersonAsync("ada");
        var id = await Checklists.StartAsync(Run(ada), Ct);
        await Checklists.TickAsync(id, 1, ada, Monday, Ct);

        (await Checklists.UntickAsync(id, 1, Ct)).ShouldBeTrue();
        (await Checklists.UntickAsync(id, 1, Ct)).ShouldBeFalse();

        (await Checklists.FindAsync(id, Ct))!.Items[0].ShouldBe(new RunItem(1, "Step 1", "Reason 1", null, null, null, null, null));
    }

    [Fact]
    public async Task AClosedRunTakesNoTicks()
    {
        var ada = await PersonAsync("ada");
        var id = await Checklists.StartAsync(Run(ada), Ct);
        await Checklists.TickAsync(id, 1, ada, Monday, Ct);
        await Checklists.CloseAsync(id, Later, Ct);

        (await Checklists.TickAsync(id, 2, ada, Later, Ct)).ShouldBeFalse();
        (await Checklists.UntickAsync(id, 1, Ct)).ShouldBeFalse();

        await Checklists.ReopenAsync(id, Ct);
        (await Checklists.TickAsync(id, 2, ada, Later, Ct)).ShouldBeTrue();
        (await Checklists.FindAsync(id, Ct))!.ClosedAt.ShouldBeNull();
    }

    [Fact]
    public async Task ClosingTwiceKeepsTheFirstTime()
    {
        var id = await Checklists.StartAsync(Run(await PersonAsync("ada")), Ct);

        await Checklists.CloseAsync(id, Monday, Ct);
        await Checklists.CloseAsync(id, Later, Ct);

        (await Checklists.FindAsync(id, Ct))!.ClosedAt.ShouldBe(Monday);
    }

    [Fact]
    public async Task WritesAndTakesAwayDetails()
    {
        var bob = await KnownAsync("bob");
        var id = await Checklists.StartAsync(Run(await PersonAsync("ada")), Ct);

        (await Checklists.DetailAsync(id, 3, 0, new ItemDetail("Ask Kim first", bob.Id, new LocalDate(2026, 3, 6)), bob.Id, Ct)).ShouldBeTrue();
        (await Checklists.FindAsync(id, Ct))!.Items[2]
            .ShouldBe(new RunItem(3, "Step 3", "Reason 3", null, null, "Ask Kim first", bob, new LocalDate(2026, 3, 6)) { NotedBy = bob, Revision = 1 });

        (await Checklists.DetailAsync(id, 3, 1, Nothing, bob.Id, Ct)).ShouldBeTrue();
        (await Checklists.FindAsync(id, Ct))!.Items[2].ShouldBe(new RunItem(3, "Step 3", "Reason 3", null, null, null, null, null) { Revision = 2 });
    }

    [Fact]
    public async Task WritesOverNothingThatSomebodyElseWroteMeanwhile()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada), Ct);

        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            Task.Run(() => Checklists.DetailAsync(id, 1, 0, Nothing with { Note = $"note {number}" }, number % 2 == 0 ? ada : bob, Ct))));

        written.Count(one => one).ShouldBe(1);
        (await Checklists.FindAsync(id, Ct))!.Items[0].Note.ShouldBe($"note {Array.IndexOf(written, true)}");
    }

    [Fact]
    public async Task ANoteBelongsToWhoeverChangedItLast()
    {
        var (ada, bob) = (await KnownAsync("ada"), await KnownAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada.Id), Ct);

        await Checklists.DetailAsync(id, 1, 0, Nothing with { Note = "Ask Kim" }, ada.Id, Ct);
        await Checklists.DetailAsync(id, 1, 1, Nothing with { Note = "Ask Kim", Assignee = bob.Id }, bob.Id, Ct);
        (await Checklists.FindAsync(id, Ct))!.Items[0].NotedBy.ShouldBe(ada);

        await Checklists.DetailAsync(id, 1, 2, Nothing with { Note = "Ask Lee" }, bob.Id, Ct);
        (await Checklists.FindAsync(id, Ct))!.Items[0].NotedBy.ShouldBe(bob);
    }

    [Fact]
    public async Task ListsTheRunsThatConcernAPersonInAPlace()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var elsewhere = Channel with { Channel = "C2" };
        var shared = await Checklists.StartAsync(Run(bob, at: Monday), Ct);
        var hers = await Checklists.StartAsync(Run(ada, shared: false, place: elsewhere, at: Later), Ct);
        await Checklists.StartAsync(Run(bob, shared: false), Ct);
        await Checklists.StartAsync(Run(bob, place: elsewhere), Ct);
        await Checklists.StartAsync(Run(bob, place: new Place(OtherTeam, "C1")), Ct);
        await Checklists.StartAsync(Run(ada, shared: false, place: new Place(OtherTeam, "C1")), Ct);
        await Checklists.CloseAsync(await Checklists.StartAsync(Run(ada), Ct), Later, Ct);
        await Checklists.TickAsync(shared, 1, ada, Later, Ct);

        (await Checklists.OpenAsync(ada, Channel, 10, Ct)).ShouldBe(
        [
            new RunSummary(hers, "release", "Before a release", false, Later, 0, 3),
            new RunSummary(shared, "release", "Before a release", true, Monday, 1, 3),
        ]);
        (await Checklists.OpenAsync(ada, Channel, 1, Ct)).Select(run => run.Id).ShouldBe([hers]);
    }

    [Fact]
    public async Task ShowsThemInAnExport()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var started = await Checklists.StartAsync(Run(ada), Ct);
        var joined = await Checklists.StartAsync(Run(bob), Ct);
        await Checklists.TickAsync(joined, 2, ada, Later, Ct);
        await Checklists.DetailAsync(joined, 2, 0, new ItemDetail("Done with Kim", bob, null), ada, Ct);
        await Checklists.TickAsync(joined, 3, ada, Later, Ct);
        await Checklists.DetailAsync(joined, 3, 0, new ItemDetail("Bob's own words", null, null), bob, Ct);

        var rows = await Checklists.ExportAsync(ada, Ct);

        rows.Count.ShouldBe(3);
        rows[2]["note"].ShouldBeNull();
        rows[0]["kind"].ShouldBe("run");
        rows[0]["run"].ShouldBe(started);
        rows[1].ShouldBe(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = "item",
            ["run"] = joined,
            ["number"] = 2,
            ["text"] = "Step 2",
            ["note"] = "Done with Kim",
            ["ticked"] = true,
            ["tickedAt"] = "2026-03-02T10:00:00Z",
            ["assigned"] = false,
            ["due"] = null,
        });
    }
}

public sealed class ChecklistStoreOnSqliteTests() : ChecklistStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ChecklistStoreOnPostgreSqlTests(PostgresServer server) : ChecklistStoreContract(new PostgreSql(server));
