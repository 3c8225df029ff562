using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Gateway;

namespace MentorBot.Discord;

/// <summary>Says whether Discord can reach the bot, for whoever looks after it: here, or on the node that holds the gateway.</summary>
internal sealed class DiscordReadiness(Self self, GatewayReceiver gateway) : IReadiness
{
    public string Reached => gateway.IsHolder ? "Discord is connected" : "another node holds the connection to Discord";

    public string? WhyNot() => this switch
    {
        _ when gateway.Problem is { } problem => problem,
        _ when self.App is null => "Discord has not answered yet",
        _ when gateway is { IsHolder: true, IsConnected: false } => "no connection to Discord is open",
        _ when gateway is { IsHolder: false, IsElsewhere: false } => "it is not known yet which node holds the connection to Discord",
        _ => null,
    };
}
