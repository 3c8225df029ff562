using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.Core.Schedules;

/// <summary>Registers the engine of due work; a host without scheduler registers it, too, and never starts it.</summary>
public static class ScheduleSetup
{
    public static IServiceCollection AddDueWork(this IServiceCollection services) =>
        services
            .AddSingleton<WorkingTimes>()
            .AddSingleton<Ticker>()
            .AddSingleton<PumpOptions>()
            .AddSingleton(new Random())
            .AddSingleton<Backoff>()
            .AddSingleton<Composer>()
            .AddSingleton<Settlement>()
            .AddSingleton<Courier>()
            .AddSingleton<Reviser>()
            .AddSingleton<LaneClaims>()
            .AddSingleton<Func<LaneRun>>(provider => () => ActivatorUtilities.CreateInstance<LaneRun>(provider))
            .AddSingleton<Pump>();
}
