using MentorBot.Core.Content;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class KpiStoreContract(Engine engine) : StorageTest(engine)
{
    private static readonly LocalDate Second = new(2026, 3, 2);

    [Fact]
    public async Task FindsABoardAsItWasAdded()
    {
        var added = Board(await PersonAsync("ada"));
        (await Kpis.AddAsync(added, Ct)).ShouldBeTrue();

        var found = await FoundAsync();

        (found with { Id = 0, Kpis = [] }).ShouldBe(added with { Kpis = [] });
        found.Kpis.Select(kpi => kpi with { Id = 0 }).ShouldBe(added.Kpis);
        (await Kpis.InAsync(new Place(OtherTeam, "C1"), Ct)).ShouldBeNull();
        (await Kpis.InAsync(new Place(Team, "C2"), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task AChannelHasOneBoard()
    {
        var ada = await PersonAsync("ada");
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Kpis.AddAsync(Board(ada), Ct))));

        added.Count(one => one).ShouldBe(1);
        (await FoundAsync()).Kpis.Length.ShouldBe(3);
        (await Kpis.AddAsync(Board(ada) with { Place = new Place(OtherTeam, "C1") }, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task ChangesItsKpisOneByOneAndTakesNoMoreThanAFormCanAskFor()
    {
        await Kpis.AddAsync(Board(await PersonAsync("ada")), Ct);
        var board = await FoundAsync();
        var changed = board.Kpis[1] with { Title = "Uptime of all", Target = new KpiTarget(Comparison.Between, -1.5m, 0.000001m), Unit = "" };

        (await Kpis.ChangeKpiAsync(board.Id, changed, Ct)).ShouldBeTrue();
        (await Kpis.ChangeKpiAsync(board.Id + 1, changed, Ct)).ShouldBeFalse();
        await Kpis.RemoveKpiAsync(board.Id + 1, board.Kpis[2].Id, Ct);
        await Kpis.RemoveKpiAsync(board.Id, board.Kpis[0].Id, Ct);
        (await FoundAsync()).Kpis.ShouldBe([changed, board.Kpis[2]]);

        var added = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => Kpis.AddKpiAsync(board.Id, changed with { Title = $"{number}" }, Ct))));
        added.Count(one => one).ShouldBe(KpiBoard.MostKpis - 2);
        (await Kpis.AddKpiAsync(board.Id + 1, changed, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task KeepsOneReadingOfAKpiADay()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        await Kpis.AddAsync(Board(ada), Ct);
        var board = await FoundAsync();
        var (speed, uptime) = (board.Kpis[0].Id, board.Kpis[1].Id);

        (await Kpis.RecordAsync(board.Id, [Reading(speed, Second, 220, ada), Reading(uptime, Second, 99.990m, ada), Reading(999, Second, 1, ada)], Ct)).ShouldBe(2);
        (await Kpis.RecordAsync(board.Id, [Reading(speed, Second, 210.5m, bob)], Ct)).ShouldBe(1);
        (await Kpis.RecordAsync(board.Id + 1, [Reading(speed, Second, 1, bob)], Ct)).ShouldBe(0);
        (await Kpis.RecordAsync(board.Id, [Reading(speed, Second.PlusDays(1), 180, ada)], Ct)).ShouldBe(1);
        (await Kpis.RecordAsync(board.Id, [Reading(speed, Second.PlusDays(-9), 300, ada)], Ct)).ShouldBe(1);

        (await Kpis.BetweenAsync(board.Id, Second, Second.PlusDays(1), Ct)).ShouldBe(
            [Reading(speed, Second, 210.5m, bob), Reading(uptime, Second, 99.99m, ada), Reading(speed, Second.PlusDays(1), 180, ada)]);
        (await Kpis.LastAsync(board.Id, 2, Ct)).ShouldBe(
            [Reading(speed, Second, 210.5m, bob), Reading(uptime, Second, 99.99m, ada), Reading(speed, Second.PlusDays(1), 180, ada)]);
        (await Kpis.LastAsync(board.Id, 3, Ct)).Where(reading => reading.Kpi == speed).Select(reading => reading.On).ShouldBe([Second.PlusDays(-9), Second, Second.PlusDays(1)]);
        (await Kpis.BetweenAsync(board.Id, Second.PlusDays(-9), Second.PlusDays(1), Ct)).Select(reading => reading.On).ShouldBe([Second.PlusDays(-9), Second, Second, Second.PlusDays(1)]);
        (await Kpis.LastAsync(board.Id + 1, 2, Ct)).ShouldBeEmpty();

        (await Kpis.DeleteReadingAsync(board.Id + 1, speed, Second, Ct)).ShouldBeFalse();
        (await Kpis.DeleteReadingAsync(board.Id, speed, Second, Ct)).ShouldBeTrue();
        (await Kpis.DeleteReadingAsync(board.Id, speed, Second, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task TakesReadingsAwayWithWhatTheyAreOf()
    {
        var ada = await PersonAsync("ada");
        await Kpis.AddAsync(Board(ada), Ct);
        var board = await FoundAsync();
        await Kpis.RecordAsync(board.Id, [.. board.Kpis.Select(kpi => Reading(kpi.Id, Second, 1, ada))], Ct);

        await Kpis.RemoveKpiAsync(board.Id, board.Kpis[0].Id, Ct);
        (await Kpis.LastAsync(board.Id, 9, Ct)).Count.ShouldBe(2);
        await Kpis.RemoveAsync(board.Id, Ct);

        (await Kpis.InAsync(Channel, Ct)).ShouldBeNull();
        (await ListAsync<long>("SELECT kpi_id FROM kpi_readings")).ShouldBeEmpty();
    }

    [Fact]
    public async Task OutlivesWhoSetItUpAndWhoRecorded()
    {
        var ada = await PersonAsync("ada");
        await Kpis.AddAsync(Board(ada), Ct);
        var board = await FoundAsync();
        await Kpis.RecordAsync(board.Id, [Reading(board.Kpis[0].Id, Second, 180, ada)], Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await FoundAsync()).Owner.ShouldBeNull();
        (await Kpis.LastAsync(board.Id, 9, Ct)).ShouldBe([Reading(board.Kpis[0].Id, Second, 180, null)]);
    }

    private static KpiReading Reading(long kpi, LocalDate on, decimal value, PersonId? by) => new(kpi, on, value, by, Monday);

    private async Task<KpiBoard> FoundAsync() => (await Kpis.InAsync(Channel, Ct)).ShouldNotBeNull();
}

public sealed class KpiStoreOnSqliteTests() : KpiStoreContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class KpiStoreOnPostgreSqlTests(PostgresServer server) : KpiStoreContract(new PostgreSql(server));
