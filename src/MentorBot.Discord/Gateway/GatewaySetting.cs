using System.Net.WebSockets;

namespace MentorBot.Discord.Gateway;

/// <summary>What a connection to the gateway is made with.</summary>
internal sealed record GatewaySetting(string Token, GatewayOptions Options, GatewayDial Dial)
{
    /// <summary>The token is a secret.</summary>
    public override string ToString() => nameof(GatewaySetting);

    public static async Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // Discord's own heartbeat tells a dead link.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
