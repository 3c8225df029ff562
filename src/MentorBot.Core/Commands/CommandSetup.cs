using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Registers the one handler of all that comes in. Whoever calls it brings features, metrics and the stores.</summary>
public static class CommandSetup
{
    public static IServiceCollection AddDispatcher(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<IClock, TimeProviderClock>()
            .AddSingleton<PeopleDirectory>()
            .AddSingleton<MentorMetrics>()
            .AddSingleton<FeatureMap>()
            .AddSingleton<ValueReader>()
            .AddSingleton<RateLimit>()
            .AddSingleton<Reception>()
            .AddSingleton<CommandDesk>()
            .AddSingleton<FormDesk>()
            .AddSingleton<Dispatcher>()
            .AddSingleton<SpokenLines>();
    }

    /// <summary>What every chat platform's adapter needs to answer, and all share.</summary>
    public static IServiceCollection AddConversing(this IServiceCollection services)
    {
        services.TryAddSingleton<Seen>();
        services.TryAddSingleton<OnceADay>();
        services.TryAddSingleton<Turns<string>>();
        services.TryAddSingleton<Promises>();
        services.TryAddSingleton<PostOnce>();
        services.TryAddSingleton<Sorry>();
        return services;
    }
}
