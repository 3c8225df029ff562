using MentorBot.Core.Schedules;
using NodaTime;
using Quartz;

namespace MentorBot.Hosting;

/// <summary>Lets the bot come by itself: a tick on every minute, and the pump beside it. Only the host has it, never <c>chat</c>.</summary>
internal static class DueWorkHost
{
    private const string EveryMinute = "0 * * * * ?";

    public static IServiceCollection AddDueWorkHost(this IServiceCollection services)
    {
        services.AddQuartz(quartz =>
        {
            var job = new JobKey("tick");
            quartz.AddJob<TickJob>(tick => tick.WithIdentity(job));
            // A minute that was missed is not made up for: the next tick takes whatever is due by then.
            quartz.AddTrigger(trigger => trigger.ForJob(job).WithCronSchedule(EveryMinute, cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            // What came due while the bot was down is judged at once.
            quartz.AddTrigger(trigger => trigger.ForJob(job).StartNow());
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<PumpLoop>();
        return services;
    }
}

/// <summary>The clock's hand: one tick. Two at once would only wait for each other.</summary>
[DisallowConcurrentExecution]
internal sealed partial class TickJob(Ticker ticker, ILogger<TickJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ticker.TickAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The database may be away for a moment; nothing is lost, as the next tick takes the same again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A tick failed; the next one takes the same again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Starts the pump on whatever is due, every second until the bot stops.</summary>
internal sealed partial class PumpLoop(Pump pump, IDueWork work, IClock clock, ILogger<PumpLoop> log) : BackgroundService
{
    // Real seconds: due instants are the bot's clock, which may be moved; how often to look is not.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _isBroken;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await pump.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isRecomputed = false;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            isRecomputed = isRecomputed || await TryAsync(() => work.RecomputeAsync(DateTimeZoneProviders.Tzdb.VersionId, clock.GetCurrentInstant(), stoppingToken), stoppingToken);
            await TryAsync(() => pump.StartDueAsync(stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
            _isBroken = false;
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Said once, not each second, until it works again.
            if (!_isBroken)
            {
                LogFailed(exception);
            }

            _isBroken = true;
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The pump could not look for what is due; it looks again each second")]
    private partial void LogFailed(Exception exception);
}
