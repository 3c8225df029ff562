using System.Diagnostics;
using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.Benchmarks.Platforms;

/// <summary>Nudges to many people, all due at once, through the engine and a platform within its limits.</summary>
internal sealed class FanOut : IScheduledFeature, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mentorbot-bench-");
    private readonly ServiceProvider _services;
    private readonly Workspace _workspace;
    private int _people;

    /// <param name="add">The platform.</param>
    public FanOut(TimeProvider time, Workspace workspace, Action<IServiceCollection> add)
    {
        _workspace = workspace;
        var services = new ServiceCollection()
            .AddSingleton(time)
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "bench.db")}" })
            .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
            .AddSingleton<IScheduledFeature>(this)
            .AddLogging()
            .AddMetrics();
        add(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>A clock at which everybody works, whenever this is run: it begins on a Wednesday morning.</summary>
    public static TimeProvider WorkingHours() => new WorkingTime();

    public string Name => "bench";

    public async Task StartAsync()
    {
        await _services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One nudge to each; returns how many came due, how long the tick took, and how long all of it.</summary>
    /// <param name="users">Whom the bot has not heard of before.</param>
    /// <param name="before">What is done once it knows them.</param>
    public async Task<(int Taken, TimeSpan Ticked, TimeSpan Took)> SendAsync(IReadOnlyCollection<string> users, Func<Task>? before = null)
    {
        await FillAsync(users);
        await (before?.Invoke() ?? Task.CompletedTask);
        var watch = Stopwatch.StartNew();
        var taken = await _services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
        var ticked = watch.Elapsed;
        var pump = _services.GetRequiredService<Pump>();
        await pump.PumpAsync(CancellationToken.None);

        // What was put off is due again in a while.
        while (await CountAsync("status IN ('Pending', 'Held', 'Sending', 'Uncertain')") > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            await pump.PumpAsync(CancellationToken.None);
        }

        return (taken, ticked, watch.Elapsed);
    }

    /// <summary>How many nudges nobody tries to send any more, though they have not arrived.</summary>
    public Task<long> LostAsync() => CountAsync("status = 'Failed'");

    public static void Print(string what, FormattableString figure) => Console.WriteLine($"{what,-60}{figure.ToString(CultureInfo.InvariantCulture),12}");

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule.Kind);

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new ComposedMessage([new Paragraph("Step 3 of 7: write down what went well today."), new Paragraph("It takes five minutes.")]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<long> CountAsync(string which) => _services.GetRequiredService<Database>().ReadAsync(
        session => session.FirstAsync<long>($"SELECT COUNT(*) FROM outbox WHERE {which}"), CancellationToken.None);

    /// <summary>A schedule for each, that comes due now.</summary>
    private async Task FillAsync(IReadOnlyCollection<string> users)
    {
        var now = _services.GetRequiredService<IClock>().GetCurrentInstant();
        var local = now.InUtc().LocalDateTime;
        var values = new
        {
            people = System.Text.Json.JsonSerializer.Serialize(users.Select(user => new { id = ++_people, user })),
            platform = _workspace.Platform,
            team = _workspace.Id,
            date = NodaTime.Text.LocalDatePattern.Iso.Format(local.Date),
            time = NodaTime.Text.LocalTimePattern.ExtendedIso.Format(local.TimeOfDay.With(TimeAdjusters.TruncateToSecond)),
            now = now.ToUnixTimeMilliseconds(),
        };
        await _services.GetRequiredService<Database>().WriteAsync(
            async session =>
            {
                const string From = "FROM json_each(@people)";
                await session.ExecuteAsync($"INSERT INTO people (id) SELECT json_extract(value, '$.id') {From}", values);
                await session.ExecuteAsync(
                    $"INSERT INTO identities (platform, workspace, user_id, person_id, name) SELECT @platform, @team, json_extract(value, '$.user'), json_extract(value, '$.id'), 'Somebody' {From}", values);
                return await session.ExecuteAsync(
                    $"""
                    INSERT INTO schedules
                        (feature, subject, kind, platform, workspace, person_id, is_direct, rule, start_date, time_of_day, zone, follows_zone, working_days_only, asked_for,
                         lateness, state, next_date, next_due_at)
                    SELECT 'bench', json_extract(value, '$.id'), 'nudge', @platform, @team, json_extract(value, '$.id'), FALSE, 'FREQ=DAILY', @date, @time, 'Etc/UTC', FALSE, FALSE, TRUE,
                        'PlanNudge', 'Active', @date, @now
                    {From}
                    """,
                    values);
            },
            CancellationToken.None);
    }

    private sealed class WorkingTime : TimeProvider
    {
        private readonly TimeSpan _ahead = new DateTimeOffset(2030, 11, 6, 10, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}
