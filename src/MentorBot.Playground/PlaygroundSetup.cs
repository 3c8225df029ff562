using MentorBot.Core;
using MentorBot.Core.Commands;
using MentorBot.Core.Schedules;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;
using MentorBot.Playground.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Playground;

public static class PlaygroundSetup
{
    /// <summary>Serves the playground beside the bot, from the same dispatcher that every other adapter asks.</summary>
    /// <param name="isAlone">
    /// Whether no chat platform is on beside it. Then the bot's clock can be moved; on a platform live people who wait for what
    /// was promised to them at its time.
    /// </param>
    public static IServiceCollection AddPlayground(this IServiceCollection services, PlaygroundOptions options, bool isAlone)
    {
        if (!options.Enabled)
        {
            return services;
        }

        services.AddSingleton(options);
        services.AddSingleton<ChatRoom>();
        services.AddSingleton<Conversation>();
        services.AddSingleton<Completion>();
        services.AddSingleton<Moments>();
        services.AddSingleton<IMessenger, PlaygroundMessenger>();
        services.AddSingleton(provider => new ChatApi(
            provider.GetRequiredService<ChatRoom>(),
            provider.GetRequiredService<Conversation>(),
            provider.GetRequiredService<Completion>(),
            provider.GetRequiredService<Moments>(),
            provider.GetService<ClockApi>()));
        services.AddSingleton(provider => new PlaygroundServer(
            options,
            provider.GetRequiredService<ChatRoom>(),
            provider.GetRequiredService<ChatApi>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<PlaygroundServer>());
        return isAlone ? services.AddClock(options) : services;
    }

    private static IServiceCollection AddClock(this IServiceCollection services, PlaygroundOptions options)
    {
        var clock = new PlaygroundClock(new ClockFile(options), new TimeProviderClock(TimeProvider.System));
        services.AddSingleton(clock);
        services.AddSingleton<IClock>(clock);
        services.AddSingleton<ZoneOfPersona>();
        services.AddSingleton<ClockJump>();
        services.AddSingleton<ClockApi>();
        services.AddSingleton(provider => new ClockDesk(
            clock,
            provider.GetRequiredService<ClockJump>(),
            provider.GetRequiredService<ChatRoom>(),
            provider.GetRequiredService<ILogger<ClockDesk>>(),
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        return services;
    }
}
