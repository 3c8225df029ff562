using MentorBot.Core.Schedules;
using MentorBot.Slack.Receiving;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.Slack.Conversations;

/// <summary>Registers what answers in Slack. Whoever calls it brings the handler, its stores and <see cref="Api.ISlackApi"/>.</summary>
internal static class ConversationSetup
{
    public static IServiceCollection AddConversations(this IServiceCollection services) =>
        services
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
            .AddSingleton<Turns>()
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
            .AddSingleton<Seen>()
            .AddSingleton<Gate>()
            .AddSingleton<IInbox, Inbox>()
            .AddSingleton<IMessenger, SlackMessenger>();
}
