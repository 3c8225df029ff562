using MentorBot.Core.Commands;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.Playground;

public static class PlaygroundSetup
{
    /// <summary>Serves the playground beside the bot, from the same dispatcher that every other adapter asks.</summary>
    public static IServiceCollection AddPlayground(this IServiceCollection services, PlaygroundOptions options)
    {
        if (!options.Enabled)
        {
            return services;
        }

        services.AddSingleton(options);
        services.AddSingleton<ChatRoom>();
        services.AddSingleton<Conversation>();
        services.AddSingleton<Completion>();
        services.AddSingleton<ChatApi>();
        services.AddSingleton(provider => new PlaygroundServer(
            options,
            provider.GetRequiredService<ChatRoom>(),
            provider.GetRequiredService<ChatApi>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<PlaygroundServer>());
        return services;
    }
}
