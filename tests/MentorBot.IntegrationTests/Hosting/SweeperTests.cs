using MentorBot.Core;
using MentorBot.Core.Schedules;
using MentorBot.Hosting;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class SweeperTests() : StorageTest(new Sqlite())
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new(Monday.ToDateTimeOffset());

    [Fact]
    public async Task RemovesWhatIsOlderThanThirtyDaysAndKeepsTheRest()
    {
        var ada = await PersonAsync("ada");
        await KeptForms.SaveAsync(ada, "old", Values(("text", "words")), Monday - Duration.FromDays(30) - Duration.FromMilliseconds(1), Ct);
        await KeptForms.SaveAsync(ada, "young", Values(("text", "words")), Monday - Duration.FromDays(30), Ct);
        var old = await Posts.AddAsync(Draft(ada) with { CreatedAt = Monday - Duration.FromDays(31) }, Ct);
        var young = await Posts.AddAsync(Draft(ada) with { CreatedAt = Monday - Duration.FromDays(29) }, Ct);
        using var sweeper = Sweeper();

        await sweeper.StartAsync(Ct);
        await Eventually.HoldsAsync("the old ones are gone", Patience, async () => await Posts.FindAsync(old, Ct) is null);
        (await KeptForms.FindAsync(ada, "old", Ct)).ShouldBeNull();
        (await KeptForms.FindAsync(ada, "young", Ct)).ShouldNotBeNull();
        (await Posts.FindAsync(young, Ct)).ShouldNotBeNull();
        await sweeper.StopAsync(Ct);
    }

    [Fact]
    public async Task LooksAgainADayLater()
    {
        var ada = await PersonAsync("ada");
        await KeptForms.SaveAsync(ada, "form", Values(("text", "words")), Monday - Duration.FromDays(29), Ct);
        using var sweeper = Sweeper();
        await sweeper.StartAsync(Ct);

        await Eventually.HoldsAsync("the form is gone", Patience, async () =>
        {
            // The first look may still be under way, so the days go by until one sees it.
            _time.Advance(TimeSpan.FromDays(1));
            return await KeptForms.FindAsync(ada, "form", Ct) is null;
        });
        await sweeper.StopAsync(Ct);
    }

    [Fact]
    public async Task TheLedgerOfMoreThanAYearAgoGoesAndWhatWaitsStays()
    {
        var ada = await PersonAsync("ada");
        var schedule = await new Schedules(Database, new TimeProviderClock(_time)).AddAsync(Nudge(ada), Ct);
        foreach (var (days, status) in new[] { (401, "Sent"), (401, "Merged"), (401, "Skipped"), (401, "Failed"), (401, "Held"), (400, "Sent") })
        {
            var due = Monday - Duration.FromDays(days);
            var count = (await ListAsync<long>("SELECT COUNT(*) FROM outbox"))[0];
            await new Outbox(Database).AddAsync(new EntryKey(schedule.Id, "nudge", schedule.Recipient, due.InUtc().Date, (int)count), due, askedFor: false, "by hand", Ct);
            await ChangeAsync("UPDATE outbox SET status = @status WHERE sequence = @count", new { status, count });
        }

        using var sweeper = Sweeper();
        await sweeper.StartAsync(Ct);

        await Eventually.HoldsAsync("the old ones are gone", Patience, async () => (await ListAsync<long>("SELECT COUNT(*) FROM outbox"))[0] == 2);
        (await ListAsync<string>("SELECT status FROM outbox ORDER BY status")).ShouldBe(["Held", "Sent"]);
        await sweeper.StopAsync(Ct);
    }

    [Fact]
    public async Task ReceiptsGoOnceNoPlatformDeliversAgain()
    {
        await Receipts.TryTakeAsync("old", Monday - Duration.FromHours(25) - Duration.FromMilliseconds(1), Ct);
        await Receipts.TryTakeAsync("young", Monday - Duration.FromHours(25), Ct);
        using var sweeper = Sweeper();

        await sweeper.StartAsync(Ct);
        await Eventually.HoldsAsync("the old one is gone", Patience, async () => (await ListAsync<string>("SELECT key FROM receipts")) is ["young"]);
        await sweeper.StopAsync(Ct);
    }

    private Sweeper Sweeper() => new(
        KeptForms, Posts, new DueSchedules(Database, NullLogger<DueSchedules>.Instance), Receipts, _time, NullLogger<Sweeper>.Instance);
}
