using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Rest;
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
            .AddRest(options)
            .AddConversations()
            .AddSingleton<CommandRegistration>()
            .AddHostedService<DiscordStart>()
            .AddHostedService<LostPromises>()
            .AddGateway(options)
            .AddSingleton<IReadiness, DiscordReadiness>();
    }

    /// <summary>What answers in Discord. Whoever calls it brings the handler, its stores and <see cref="IDiscordApi"/>.</summary>
    internal static IServiceCollection AddConversations(this IServiceCollection services) =>
        services
            .AddConversing()
            .AddSingleton<Self>()
            .AddSingleton<Guilds>()
            .AddSingleton<Members>()
            .AddSingleton<GuildNames>()
            .AddSingleton<HomeGuilds>()
            .AddSingleton<DirectConversations>()
            .AddSingleton<Places>()
            .AddSingleton<Posting>()
            .AddSingleton<Invitations>()
            .AddSingleton<PrivateAnswers>()
            .AddSingleton<PublicPosts>()
            .AddSingleton<Forms>()
            .AddSingleton<Replies>()
            .AddSingleton<Asking>()
            .AddSingleton<Exchanges>()
            .AddSingleton<Suggestions>()
            .AddSingleton<Answering>()
            .AddSingleton<Interactions>()
            .AddSingleton<Arrivals>()
            .AddSingleton<Lines>()
            .AddSingleton<GuildNews>()
            .AddSingleton<IInbox, Inbox>()
            .AddSingleton<IMessenger, DiscordMessenger>();
}
