using MentorBot.Slack.Api;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Takes in what happens in the workspace: who opens the home, where the bot is brought in, who has changed, and that the app is gone.</summary>
internal sealed class WorkspaceNews(Installation installation, ISlackApi api, Profiles profiles, Homes homes, Arrivals arrivals)
{
    public async Task HandleAsync(SlackEvent told, EventCallback callback, CancellationToken cancellationToken)
    {
        switch (told)
        {
            case { Type: "app_home_opened", Tab: "home", UserId: { } user }:
                await homes.RefreshAsync(user, callback.TeamId, cancellationToken);
                break;
            case { Type: "member_joined_channel", UserId: { } user, ChannelId: { } channel } when user == installation.Self?.UserId:
                await arrivals.JoinAsync(channel, callback.TeamId, cancellationToken);
                break;
            case { Type: "member_left_channel", UserId: { } user, ChannelId: { } channel } when user == installation.Self?.UserId:
                arrivals.Leave(channel);
                break;
            case { Type: "channel_left" or "group_left", ChannelId: { } channel }:
                arrivals.Leave(channel);
                break;
            case { Type: "user_change", UserId: { } user }:
                profiles.Renew(user);
                break;
            case { Type: "app_uninstalled" }:
            case { Type: "tokens_revoked", Tokens.Bot.Count: > 0 }:
                // Slack: it may have been an older token; a call with this one tells, and whatever finds it dead is noted there.
                await api.AuthTestAsync(cancellationToken);
                break;
        }
    }
}
