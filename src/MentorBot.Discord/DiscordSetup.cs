using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.Discord;

/// <summary>Turns Discord on beside the bot, from the same dispatcher that every other adapter asks.</summary>
public static class DiscordSetup
{
    public static IServiceCollection AddDiscord(this IServiceCollection services, DiscordOptions options)
    {
        if (!options.IsOn())
        {
            return services;
        }

        return services
            .AddSingleton(options)
            .AddConversations()
            .AddSingleton<IReadiness, DiscordReadiness>();
    }

    /// <summary>What answers in Discord. Whoever calls it brings the handler, its stores and Discord's API.</summary>
    internal static IServiceCollection AddConversations(this IServiceCollection services) =>
        services.AddSingleton<Self>();
}
