using MentorBot.Core.Schedules;
using MentorBot.Hosting;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public sealed class RecomputeTests() : DueTest(new Sqlite())
{
    [Fact]
    public async Task WhereTheDatabaseIsAwayAtTheStartItIsDoneASecondLater()
    {
        var work = new AwayAtFirst(Work);
        using var loop = new PumpLoop(Node, work, Clock, NullLogger<PumpLoop>.Instance);

        await loop.StartAsync(Ct);
        await Eventually.HoldsAsync(
            "the version is noted", TimeSpan.FromSeconds(20), async () => (await ListAsync<string>("SELECT version FROM zone_rules")).SequenceEqual([DateTimeZoneProviders.Tzdb.VersionId]));
        await loop.StopAsync(Ct);

        work.Calls.ShouldBe(2);
    }

    /// <summary>A database that does not answer the first time.</summary>
    private sealed class AwayAtFirst(IDueWork work) : IDueWork
    {
        public int Calls { get; private set; }

        public Task<int> TakeAsync(Instant now, int limit, Func<DueBatch, IReadOnlyList<ScheduleStep>> decide, CancellationToken cancellationToken) =>
            work.TakeAsync(now, limit, decide, cancellationToken);

        public Task<Instant?> NextInstantAsync(IReadOnlyCollection<string> platforms, CancellationToken cancellationToken) => work.NextInstantAsync(platforms, cancellationToken);

        public Task<int> ForgetAsync(Instant before, CancellationToken cancellationToken) => work.ForgetAsync(before, cancellationToken);

        public Task<int> RecomputeAsync(string zoneVersion, Instant now, CancellationToken cancellationToken) =>
            ++Calls == 1 ? throw new TimeoutException("away") : work.RecomputeAsync(zoneVersion, now, cancellationToken);
    }
}
