using MentorBot.Core.Commands;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ReceiptsContract(Engine engine) : StorageTest(engine)
{
    [Fact]
    public async Task OnlyTheFirstTakesAKey()
    {
        (await Receipts.TryTakeAsync("slack:Ev1", Monday, Ct)).ShouldBeTrue();
        (await Receipts.TryTakeAsync("slack:Ev1", Monday + Duration.FromMinutes(5), Ct)).ShouldBeFalse();
        (await Receipts.TryTakeAsync("slack:ev1", Monday, Ct)).ShouldBeTrue();
        (await Receipts.TryTakeAsync($"discord:{new string('9', 192)}", Monday, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task OneOfManyNodesTakesIt()
    {
        var other = new Receipts(await OpenAsync(Options));

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            (number % 2 == 0 ? Receipts : other).TryTakeAsync("slack:Ev1", Monday, Ct))));

        taken.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task ForgetsWhatWasTakenBeforeAnInstant()
    {
        await Receipts.TryTakeAsync("old", Monday - Duration.FromMilliseconds(1), Ct);
        await Receipts.TryTakeAsync("young", Monday, Ct);

        (await Receipts.DeleteAsync(Monday, Ct)).ShouldBe(1);

        (await Receipts.TryTakeAsync("old", Monday, Ct)).ShouldBeTrue();
        (await Receipts.TryTakeAsync("young", Monday, Ct)).ShouldBeFalse();
    }

    [Fact]
    public void OutlastsTheLongestRedelivery() => IReceipts.Kept.ShouldBeGreaterThan(Duration.FromHours(24));
}

public sealed class ReceiptsOnSqliteTests() : ReceiptsContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ReceiptsOnPostgreSqlTests(PostgresServer server) : ReceiptsContract(new PostgreSql(server));
