using System.Diagnostics;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.Benchmarks;

/// <summary>The engine of due work on one database, with a clock that stands still and a sink for a platform.</summary>
internal sealed class DueBot : IScheduledFeature, IMessenger, IClock, IAsyncDisposable
{
    /// <summary>A Wednesday morning, at which everybody works.</summary>
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 4, 10, 0);

    private readonly ServiceProvider _services;
    private readonly Dictionary<long, int> _seconds = [];
    private readonly Lock _lock = new();
    private Instant _now = Start;

    public DueBot(StorageOptions options) => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IClock>(this)
        .AddStorage(options)
        .AddDueWork()
        .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
        .AddSingleton<IScheduledFeature>(this)
        .AddSingleton<IMessenger>(this)
        .BuildServiceProvider();

    public string Name => "bench";

    public string Platform => "bench";

    public LaneLimit Limit { get; set; } = LaneLimit.None;

    /// <summary>What the sink takes in each second of its own clock.</summary>
    public int Allowed { get; set; } = int.MaxValue;

    public int Refused { get; private set; }

    public int Arrived { get; private set; }

    /// <summary>When the first message arrived.</summary>
    public long FirstAt { get; private set; }

    public Database Database => _services.GetRequiredService<Database>();

    public Ticker Ticker => _services.GetRequiredService<Ticker>();

    public Pump Pump => _services.GetRequiredService<Pump>();

    public Instant GetCurrentInstant() => _now;

    public void MoveTo(Instant now) => _now = now;

    /// <summary>Replaces all schedules by new ones, of which some come due in an hour and the rest in a year.</summary>
    /// <returns>The instant at which they come due.</returns>
    public async Task<Instant> FillAsync(int schedules, int due)
    {
        var soon = Start + Duration.FromHours(1);
        await Database.WriteAsync(
            async session =>
            {
                // One statement fills the table on both engines; what is measured afterwards is not how it came in.
                await session.ExecuteAsync(
                    Database.Engine.IsShared
                        ? "TRUNCATE outbox, schedules, identities, people, lanes CASCADE"
                        : "DELETE FROM outbox; DELETE FROM schedules; DELETE FROM identities; DELETE FROM people; DELETE FROM lanes;");
                const string Numbers = "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < @schedules)";
                await session.ExecuteAsync($"{Numbers} INSERT INTO people (id) SELECT id FROM n", new { schedules });
                await session.ExecuteAsync(
                    $"{Numbers} INSERT INTO identities (platform, workspace, user_id, person_id, name) SELECT 'bench', 'T1', 'U' || id, id, 'Somebody' FROM n", new { schedules });
                return await session.ExecuteAsync(
                    $"""
                    {Numbers} INSERT INTO schedules
                        (feature, subject, kind, platform, workspace, person_id, is_direct, rule, start_date, time_of_day, zone, follows_zone, working_days_only, asked_for,
                         lateness, state, next_date, next_due_at)
                    SELECT 'bench', id, 'nudge', 'bench', 'T1', id, FALSE, 'FREQ=DAILY', '2026-03-04', '11:00:00', 'Etc/UTC', TRUE, TRUE, FALSE,
                        'PlanNudge', 'Active', CASE WHEN id <= @due THEN '2026-03-04' ELSE '2027-03-04' END, CASE WHEN id <= @due THEN @soon ELSE @later + id END
                    FROM n
                    """,
                    new { schedules, due, soon, later = (soon + Duration.FromDays(365)).ToUnixTimeMilliseconds() });
            },
            CancellationToken.None);
        // What filling it left behind is not to be written out while a tick is measured.
        await using var connection = await Database.Engine.OpenAsync(CancellationToken.None);
        foreach (var sql in Database.Engine.IsShared ? new[] { "VACUUM ANALYZE", "CHECKPOINT" } : ["PRAGMA wal_checkpoint(TRUNCATE)"])
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = (sql, 300);
            await command.ExecuteNonQueryAsync();
        }

        return soon;
    }

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule.Kind);

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new ComposedMessage([new Paragraph("A nudge")]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken) => Task.CompletedTask;

    public LaneLimit LimitOf(Workspace workspace) => Limit;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
            var taken = _seconds[second] = _seconds.GetValueOrDefault(second) + 1;
            FirstAt = Arrived++ == 0 ? Stopwatch.GetTimestamp() : FirstAt;
            Refused += taken > Allowed ? 1 : 0;
        }

        return Task.FromResult<SendOutcome>(new Delivered(null));
    }

    public Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);

    public Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult(Presence.No);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
