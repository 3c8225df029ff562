using System.Diagnostics;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Node;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Kills real nodes, at random moments and at named points, while they send 5,000 nudges to a recorder.</summary>
public abstract class KillContract(Engine engine, int nodes, int pace) : StorageTest(engine)
{
    // Once nobody is killed any more there is no need to be slow.
    private const int FastPace = 1_000;

    private const int Nudges = 5_000;
    private const int Lanes = 4;
    private const int RandomKills = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Each point twice: at its first time, and in the middle of things.
    private static readonly (string Point, int Times)[] NamedKills = [.. Faults.Points.SelectMany(point => new[] { (point, 1), (point, 4) })];

    [Fact]
    public async Task EachNudgeArrivesExactlyOnceHoweverOftenNodesAreKilled()
    {
        await AddNudgesAsync();
        await using var recorder = await Recorder.StartAsync();
        var random = new Random(2026);
        var running = new Queue<Process>();
        var killedAtWork = 0;
        try
        {
            foreach (var (point, times) in NamedKills)
            {
                while (running.Count < nodes - 1)
                {
                    running.Enqueue(await StartAsync(recorder, pace));
                }

                // The other nodes may have all lanes, so that this one never comes to its point: then it is killed where it stands.
                using var dying = await StartAsync(recorder, pace, point, times.ToString());
                if (!dying.WaitForExit(nodes == 1 ? 10_000 : 1_500))
                {
                    dying.Kill();
                    await dying.WaitForExitAsync();
                }
            }

            for (var kill = 0; kill < RandomKills; kill++)
            {
                while (running.Count < nodes)
                {
                    running.Enqueue(await StartAsync(recorder, pace));
                }

                await Task.Delay(random.Next(20, 250));
                using var victim = running.Dequeue();
                victim.Kill();
                await victim.WaitForExitAsync();
                killedAtWork += recorder.Arrived.Count < Nudges ? 1 : 0;
            }

            foreach (var _ in running.ToArray())
            {
                using var slow = running.Dequeue();
                slow.Kill();
                await slow.WaitForExitAsync();
                running.Enqueue(await StartAsync(recorder, FastPace));
            }

            if (running.Count == 0)
            {
                running.Enqueue(await StartAsync(recorder, FastPace));
            }

            await Eventually.HoldsAsync("all nudges are settled", Patience, async () => (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'Sent'"))[0] == Nudges);
        }
        finally
        {
            foreach (var process in running)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }

        // All of it must have happened while there was work, or it proves nothing.
        killedAtWork.ShouldBe(RandomKills);
        recorder.Arrived.GroupBy(message => message.Text).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        recorder.Arrived.Count.ShouldBe(Nudges);
        (await ListAsync<string>("SELECT DISTINCT status FROM outbox")).ShouldBe(["Sent"]);
        (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE reason = @reason", new { reason = OutboxReasons.FoundAfterwards }))[0].ShouldBeGreaterThan(0);
    }

    private async Task<Process> StartAsync(Recorder recorder, int messagesASecond, params string[] fault)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "MentorBot.Node.dll"),
            Options.Provider.ToString(),
            Options.ConnectionString,
            recorder.Address,
            Path.Combine(AppContext.BaseDirectory, "data"),
            messagesASecond.ToString(),
            .. fault]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        // One that dies at a point may do so before it is ready.
        if (await process.StandardOutput.ReadLineAsync() is not "ready" and { } line)
        {
            throw new InvalidOperationException($"A node did not start: {line} {await process.StandardOutput.ReadToEndAsync()}");
        }

        return process;
    }

    private async Task AddNudgesAsync()
    {
        // Due five minutes ago and good until tomorrow, at hours that are always open.
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var due = (now - Duration.FromMinutes(5)).InUtc();
        var when = new LocalSchedule(Recurrence.Of("FREQ=DAILY;COUNT=1"), due.Date, due.TimeOfDay, DateTimeZone.Utc);
        var lanes = Enumerable.Range(1, Lanes).Select(lane => new Workspace("recorder", $"T{lane}")).ToArray();
        foreach (var lane in lanes)
        {
            await new TeamTimes(Database, new MovedClock(now)).ChangeAsync(
                lane,
                new TeamTime { Working = new DailyHours(LocalTime.Midnight, LocalTime.Midnight), WorkingDays = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)] },
                Ct);
        }

        await Database.WriteAsync(
            async session =>
            {
                for (var number = 1; number <= Nudges; number++)
                {
                    var lane = lanes[number % Lanes];
                    var person = await session.FirstAsync<PersonId>("INSERT INTO people DEFAULT VALUES RETURNING id");
                    await session.ExecuteAsync(
                        "INSERT INTO identities (platform, workspace, user_id, person_id, name) VALUES (@Platform, @Id, @user, @person, @user)",
                        new { lane.Platform, lane.Id, user = $"U{number}", person });
                    await Schedules.AddAsync(
                        session, new Schedule(0, "nudge", number, "nudge", new PersonRecipient(lane, person), person, when) { Lateness = ScheduleKind.Weekly }, now - Duration.FromMinutes(10));
                }

                return Nudges;
            },
            Ct);
    }
}

// One after the other: both on two cores would only take turns.
[Collection(PostgresServer.Collection)]
public sealed class KillOnSqliteTests() : KillContract(new Sqlite(), nodes: 1, pace: 40);

[Collection(PostgresServer.Collection)]
public sealed class KillOnPostgreSqlTests(PostgresServer server) : KillContract(new PostgreSql(server), nodes: 3, pace: 10);
