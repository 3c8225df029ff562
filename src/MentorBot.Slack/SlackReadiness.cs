using MentorBot.Core.Platforms;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving.Sockets;

namespace MentorBot.Slack;

/// <summary>Says whether Slack can reach the bot, for whoever looks after it.</summary>
internal sealed class SlackReadiness : IReadiness
{
    private readonly Installation _installation;
    private readonly SocketModeReceiver? _sockets;

    /// <param name="sockets">Null in HTTP mode, where Slack comes to the bot.</param>
    public SlackReadiness(Installation installation, SocketModeReceiver? sockets)
    {
        _installation = installation;
        _sockets = sockets;
    }

    public string Reached => "Slack is connected";

    public string? WhyNot() => this switch
    {
        { _installation.IsGone: true } => "MentorBot was removed from the Slack workspace",
        { _installation.Self: null } => "Slack has not answered yet",
        { _sockets.IsConnected: false } => "no connection to Slack is open",
        _ => null,
    };
}
