using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Slack.Manifest;
using MentorBot.Slack.Receiving.Http;
using MentorBot.Slack.Receiving.Sockets;
using MentorBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>One life of the whole bot, in this process and in fast time, that ends in order or all of a sudden.</summary>
internal sealed class FaultBot : IAsyncDisposable
{
    private static readonly ContentLibrary Library = new(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance);

    private readonly SlackSimulator _slack;
    private readonly string _database;
    private readonly FaultLine _line = new();
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _endpoints;
    private Task _due = Task.CompletedTask;

    private FaultBot(SlackSimulator slack, FaultTime time, string database, ILoggerProvider log, bool isOverHttp)
    {
        _slack = slack;
        _database = database;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={database}" })
            .AddSingleton(Library)
            .AddSingleton<IScheduledFeature, FaultNudges>()
            .AddSlack(new SlackOptions { BotToken = slack.BotToken, AppToken = isOverHttp ? null : slack.AppToken, SigningSecret = isOverHttp ? slack.SigningSecret : null, ApiUrl = slack.ApiUrl.ToString() })
            .AddSingleton(_ => new HttpClient(_line) { Timeout = Timeout.InfiniteTimeSpan })

            // A lane's lease is counted in fast time, and a request's patience and pings in real time.
            .AddSingleton(new PumpOptions { Lease = Duration.FromSeconds(12), SendPatience = Duration.FromSeconds(1.2), LookAfter = Duration.FromSeconds(4), FirstBackoff = Duration.FromSeconds(2) })
            .AddSingleton(new SocketOptions
            {
                Stagger = TimeSpan.FromSeconds(1),
                PingInterval = TimeSpan.FromMilliseconds(150),
                PongPatience = TimeSpan.FromMilliseconds(250),
                Steady = TimeSpan.FromSeconds(3),
                LongestBackoff = TimeSpan.FromSeconds(4),
                SlowRetry = TimeSpan.FromSeconds(6),
            })
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(log))
            .AddMetrics()
            .BuildServiceProvider();
    }

    public static async Task<FaultBot> StartAsync(SlackSimulator slack, FaultTime time, string database, ILoggerProvider log, bool isOverHttp = false)
    {
        var bot = new FaultBot(slack, time, database, log, isOverHttp);
        await bot._services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        foreach (var service in bot._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        if (isOverHttp)
        {
            await bot.ListenAsync();
        }

        bot._due = bot.SendDueAsync();
        return bot;
    }

    /// <summary>Has the bot write to somebody in some seconds.</summary>
    public async Task NudgeAsync(SlackPerson to, long subject, int seconds)
    {
        var workspace = new Workspace("slack", _slack.TeamId);
        var person = await _services.GetRequiredService<IPeopleStore>().FindOrAddAsync(new Identity(workspace, to.Id), to.Name, CancellationToken.None);
        var at = _services.GetRequiredService<IClock>().GetCurrentInstant().InUtc().LocalDateTime.PlusSeconds(seconds);
        var when = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), at.Date, at.TimeOfDay.With(TimeAdjusters.TruncateToSecond), DateTimeZone.Utc);
        await _services.GetRequiredService<ISchedules>().AddAsync(
            new Schedule(0, FaultNudges.FeatureName, subject, "nudge", new PersonRecipient(workspace, person.Id), person.Id, when) { LateLimit = ScheduleKind.PlanNudge }, CancellationToken.None);
    }

    /// <summary>Ends in order: what is in hand is finished.</summary>
    public async Task StopAsync()
    {
        // As the host does: the server, which brings work, ends before what does it.
        await (_endpoints?.StopAsync() ?? Task.CompletedTask);
        await _stop.CancelAsync();
        await _due;
        await _services.GetRequiredService<Pump>().StopAsync(CancellationToken.None);
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends as by a power cut: from one moment on nothing leaves it, nothing reaches it, and nothing is written.</summary>
    /// <param name="remains">Where the database is then, as it was at that moment.</param>
    public void Crash(string remains)
    {
        _slack.LoseApp(_line.Cut);
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
        _line.Bury();
        await _due;
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await (_endpoints?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _endpoints = builder.Build();
        _endpoints.UseRouting();
        _services.GetRequiredService<HttpReceiver>().MapTo(_endpoints);
        await _endpoints.StartAsync();
        _slack.UseHttp(new Uri(new Uri(_endpoints.Urls.First()), SlackManifest.RequestPath));
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
