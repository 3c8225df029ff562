using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Slack.Api;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Receiving.Http;
using MentorBot.Slack.Receiving.Sockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack;

/// <summary>Turns Slack on beside the bot, from the same dispatcher that every other adapter asks.</summary>
public static class SlackSetup
{
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        if (!options.IsOn())
        {
            return services;
        }

        services
            .AddSingleton(options)
            .AddSingleton(new ApiOptions())
            .AddSingleton(_ => ApiTransport.CreateClient())
            .AddSingleton<ISlackApi>(provider => SlackApi.Create(
                options,
                provider.GetRequiredService<ApiOptions>(),
                provider.GetRequiredService<Installation>(),
                provider.GetRequiredService<HttpClient>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SlackApi>>()))
            .AddConversations()
            .AddHostedService<SlackStart>();
        if (options.IsSocketMode)
        {
            services
                .AddSingleton(new SocketOptions())
                .AddSingleton<SocketModeReceiver>()
                .AddHostedService(provider => provider.GetRequiredService<SocketModeReceiver>());
        }
        else
        {
            services
                .AddSingleton(new HttpOptions())
                .AddSingleton(provider => new RequestSignature(options.SigningSecret!, provider.GetRequiredService<IClock>()))
                .AddSingleton<HttpReceiver>()
                .AddHostedService(provider => provider.GetRequiredService<HttpReceiver>());
        }

        services.AddHostedService<LostPromises>();
        return services.AddSingleton<IReadiness>(provider => new SlackReadiness(provider.GetRequiredService<Installation>(), provider.GetService<SocketModeReceiver>()));
    }

    /// <summary>What answers in Slack. Whoever calls it brings the handler, its stores and <see cref="ISlackApi"/>.</summary>
    internal static IServiceCollection AddConversations(this IServiceCollection services) =>
        services
            .AddConversing()
            .AddSingleton<Installation>()
            .AddSingleton<Profiles>()
            .AddSingleton<DirectConversations>()
            .AddSingleton<Memberships>()
            .AddSingleton<Senders>()
            .AddSingleton<Posting>()
            .AddSingleton<PrivateFiles>()
            .AddSingleton<PrivateAnswers>()
            .AddSingleton<LateAnswers>()
            .AddSingleton<PublicPosts>()
            .AddSingleton<Modals>()
            .AddSingleton<Homes>()
            .AddSingleton<Replies>()
            .AddSingleton<SlashCommands>()
            .AddSingleton<BlockActions>()
            .AddSingleton<ViewSubmissions>()
            .AddSingleton<Shortcuts>()
            .AddSingleton<Interactions>()
            .AddSingleton<Lines>()
            .AddSingleton<Arrivals>()
            .AddSingleton<WorkspaceNews>()
            .AddSingleton<Redeliveries>()
            .AddSingleton<Events>()
            .AddSingleton<Pledges>()
            .AddSingleton<Answering>()
            .AddSingleton<Gate>()
            .AddSingleton<IInbox, Inbox>()
            .AddSingleton<IMessenger, SlackMessenger>();

    /// <summary>Where Slack delivers over HTTP; nothing where it is off or a socket brings what it delivers.</summary>
    public static void MapSlack(this IEndpointRouteBuilder routes) => routes.ServiceProvider.GetService<HttpReceiver>()?.MapTo(routes);
}
