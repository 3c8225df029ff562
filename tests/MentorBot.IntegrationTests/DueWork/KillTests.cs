using System.Globalization;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Node;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Kills real nodes, at random moments and at named points, while they send 5,000 nudges to a recorder.</summary>
/// <param name="windows">In about how many windows of the recorder's limit the nodes send between two kills.</param>
public abstract class KillContract(Engine engine, int nodes, int windows) : StorageTest(engine)
{
    private const int Nudges = 5_000;
    private const int Lanes = 6;
    private const int RandomKills = 50;

    // A fifth is left for the end, so that no kill finds that all is done.
    private const double Spent = 0.8;
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Each point twice: at its first time, and in the middle of things. First all at their first time, so that enough is left.
    private static readonly int[] Times = [1, 4];

    private readonly Random _random = new(2026);
    private int _killsLeft = (Faults.Points.Count * Times.Length) + RandomKills;

    [Fact]
    public async Task EachNudgeArrivesExactlyOnceHoweverOftenNodesAreKilled()
    {
        await AddNudgesAsync();
        await using var recorder = await Recorder.StartAsync();
        using var crew = new Crew(Options, recorder);

        // While one node fills the outbox the others would take the batches that its point is in.
        foreach (var (point, times) in From(Faults.TickPoints))
        {
            crew.Start(Pace(recorder), point, times);
            await StruckAsync(crew);
        }

        var faults = new Queue<(string Point, int Times)>(From(Faults.LanePoints));
        while (faults.Count > 0 || crew.Count > 0)
        {
            while (crew.Count < nodes && faults.TryDequeue(out var fault))
            {
                crew.Start(Pace(recorder), fault.Point, fault.Times);
            }

            await StruckAsync(crew);
        }

        for (var kill = 0; kill < RandomKills; kill++)
        {
            // Whoever sends is killed, some at once and some a moment later.
            var before = recorder.Arrived.Count;
            await KeptUpAsync(crew, "another message arrives", () => Pace(recorder), () => Task.FromResult(recorder.Arrived.Count > before));
            await Task.Delay(_random.Next(100));
            crew.Kill(recorder.Arrived.Last().Node);
            _killsLeft--;

            // It must have happened while there was work, or it proves nothing.
            recorder.Arrived.Count.ShouldBeLessThan(Nudges);
        }

        crew.KillAll();
        await KeptUpAsync(crew, "all nudges are settled", () => MostAtOnce, async () => (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'Sent'"))[0] == Nudges);

        crew.Problems.ShouldBeEmpty();
        recorder.Arrived.GroupBy(message => message.Text).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        recorder.Arrived.Count.ShouldBe(Nudges);
        (await ListAsync<string>("SELECT DISTINCT status FROM outbox")).ShouldBe(["Sent"]);
        (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE reason = @reason", new { reason = OutboxReasons.FoundAfterwards }))[0].ShouldBeGreaterThan(0);
    }

    private static IEnumerable<(string Point, int Times)> From(IEnumerable<string> points) => Times.SelectMany(times => points.Select(point => (point, times)));

    private async Task StruckAsync(Crew crew)
    {
        var before = crew.Count;
        await Eventually.HoldsAsync("a node comes to its point", Patience, () => Task.FromResult(crew.Count < before));
        _killsLeft -= before - crew.Count;
    }

    /// <summary>Waits with all nodes up: one that is gone is started, as a service's manager would, unless it said what was wrong.</summary>
    private async Task KeptUpAsync(Crew crew, string what, Func<int> pace, Func<Task<bool>> check)
    {
        try
        {
            await Eventually.HoldsAsync(what, Patience, async () =>
            {
                while (crew.Count < nodes)
                {
                    crew.Problems.ShouldBeEmpty();
                    crew.Start(pace());
                }

                return await check();
            });
        }
        catch (TimeoutException exception)
        {
            // Whether the nodes or the work stood still can't be told from the message alone.
            var states = await ListAsync<string>("SELECT status || ' ' || COALESCE(reason, '') || ': ' || COUNT(*) || ', from ' || MIN(not_before) FROM outbox GROUP BY status, reason");
            throw new TimeoutException($"{exception.Message} Live: {crew.Count}. Outbox: {string.Join("; ", states)}. Nodes said: {string.Join("; ", crew.Problems)}", exception);
        }
    }

    /// <summary>How many messages a lane may send in a window, so that the work lasts until the last kill and nobody waits for it.</summary>
    private int Pace(Recorder recorder)
    {
        var left = (Nudges - recorder.Arrived.Count) * Spent;
        return Math.Clamp((int)(left / (_killsLeft + 1) / Lanes / windows), 1, MostAtOnce);
    }

    private async Task AddNudgesAsync()
    {
        // Due five minutes ago and good until tomorrow, at hours that are always open.
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var due = (now - Duration.FromMinutes(5)).InUtc();
        foreach (var lane in Enumerable.Range(1, Lanes))
        {
            await new TeamTimes(Database, new MovedClock(now)).ChangeAsync(
                new Workspace("recorder", $"T{lane}"),
                new TeamTime { Working = new DailyHours(LocalTime.Midnight, LocalTime.Midnight), WorkingDays = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)] },
                Ct);
        }

        const string Numbers = "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < @Nudges)";
        var values = new { Nudges, date = due.Date, time = due.TimeOfDay.ToString("HH:mm:ss", CultureInfo.InvariantCulture), at = due.ToInstant() };
        await ChangeAsync($"{Numbers} INSERT INTO people (id) SELECT id FROM n", values);
        await ChangeAsync(
            $"""
            {Numbers} INSERT INTO identities (platform, workspace, user_id, person_id, name)
            SELECT 'recorder', 'T' || (1 + id % {Lanes}), 'U' || id, id, 'U' || id FROM n
            """,
            values);
        await ChangeAsync(
            $"""
            {Numbers} INSERT INTO schedules
                (feature, subject, kind, platform, workspace, person_id, is_direct, rule, start_date, time_of_day, zone, follows_zone, working_days_only, asked_for,
                 lateness, state, next_date, next_due_at)
            SELECT 'nudge', id, 'nudge', 'recorder', 'T' || (1 + id % {Lanes}), id, FALSE, 'FREQ=DAILY;COUNT=1', @date, @time, 'UTC', FALSE, FALSE, FALSE,
                'Weekly', 'Active', @date, @at
            FROM n
            """,
            values);
    }
}

// Beside the tests that wait for PostgreSQL, most of which is waiting.
public sealed class KillOnSqliteTests() : KillContract(new Sqlite(), nodes: 1, windows: 2);

[Collection(PostgresServer.Collection)]
public sealed class KillOnPostgreSqlTests(PostgresServer server) : KillContract(new PostgreSql(server), nodes: 3, windows: 4);
