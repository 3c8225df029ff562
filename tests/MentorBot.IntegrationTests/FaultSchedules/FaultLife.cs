using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>One life of the whole bot, in this process and in fast time, but for the platform that it is on.</summary>
internal sealed class FaultLife : IAsyncDisposable
{
    private static readonly ContentLibrary Library = new(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance);

    private readonly ServiceProvider _services;
    private readonly string _database;
    private readonly CancellationTokenSource _stop = new();
    private Task _due = Task.CompletedTask;

    /// <param name="addPlatform">Adds the platform's adapter.</param>
    public FaultLife(FaultTime time, string database, ILoggerProvider log, Action<IServiceCollection> addPlatform)
    {
        _database = database;
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={database}" })
            .AddSingleton(Library)
            .AddSingleton<IScheduledFeature, FaultNudges>()

            // A lane's lease is counted in fast time, and a request's patience in real time.
            .AddSingleton(new PumpOptions { Lease = Duration.FromSeconds(12), SendPatience = Duration.FromSeconds(1.2), LookAfter = Duration.FromSeconds(4), FirstBackoff = Duration.FromSeconds(2) })
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(log))
            .AddMetrics();
        addPlatform(services);
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        await _services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        _due = SendDueAsync();
    }

    /// <summary>Has the adapter know something as if from an earlier life.</summary>
    public Task KeepAsync(string name, string value) => _services.GetRequiredService<IPlatformMemory>().KeepAsync(name, value, CancellationToken.None);

    /// <summary>Has the bot write to somebody in some seconds, or later where the machine was so busy that they were over before it was noted.</summary>
    public async Task NudgeAsync(Identity to, string name, long subject, int seconds)
    {
        var person = await _services.GetRequiredService<IPeopleStore>().FindOrAddAsync(to, name, CancellationToken.None);
        var schedules = _services.GetRequiredService<ISchedules>();
        for (var left = seconds; ; left *= 2)
        {
            var at = _services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().LocalDateTime.PlusSeconds(left);
            var when = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), at.Date, at.TimeOfDay.With(TimeAdjusters.TruncateToSecond), DateTimeZone.Utc);
            var added = await schedules.AddAsync(
                new Schedule(0, FaultNudges.FeatureName, subject, "nudge", new PersonRecipient(to.Workspace, person.Id), person.Id, when) { LateLimit = ScheduleKind.PlanNudge }, CancellationToken.None);
            if (added.NextDate == at.Date)
            {
                return;
            }

            await schedules.EndAsync([added.Id], "noted too late", CancellationToken.None);
        }
    }

    /// <summary>Ends in order: what is in hand is finished.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _due;
        await _services.GetRequiredService<Pump>().StopAsync(CancellationToken.None);
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>It is dead, and cut off from all by now.</summary>
    /// <param name="remains">Where the database is then, as it was at that moment.</param>
    public void Die(string remains)
    {
        using var left = new SqliteConnection($"Data Source={_database};Pooling=False");
        using var kept = new SqliteConnection($"Data Source={remains};Pooling=False");
        left.Open();
        kept.Open();
        left.BackupDatabase(kept);
        _stop.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _due;
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SendDueAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
            await _services.GetRequiredService<Pump>().StartDueAsync(CancellationToken.None);
            await Task.Delay(40, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
