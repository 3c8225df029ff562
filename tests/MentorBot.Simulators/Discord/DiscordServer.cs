using MentorBot.Simulators.Loopback;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>The ports on which the simulated Discord listens: REST, the gateway, and the gateway for those that resume.</summary>
internal sealed class DiscordServer : IAsyncDisposable
{
    private readonly DiscordSimulator _discord;
    private readonly LoopbackServer _server;

    public DiscordServer(DiscordSimulator discord)
    {
        _discord = discord;
        _server = new LoopbackServer(ports: 3, AnswerAsync);
    }

    public Uri Api { get; private set; } = new("http://127.0.0.1/");

    public int GatewayPort { get; private set; }

    public int ResumePort { get; private set; }

    public async Task StartAsync()
    {
        await _server.StartAsync();
        Api = _server.Addresses[0];
        GatewayPort = _server.Addresses[1].Port;
        ResumePort = _server.Addresses[2].Port;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var port = context.Connection.LocalPort;
        if (port == Api.Port)
        {
            return _discord.Api.AnswerAsync(context);
        }

        if (_discord.IsDown)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        // Some clients make a path of the address.
        if (context.Request.Path.Value is "/" or "" or "/gateway" or "/gateway/")
        {
            return _discord.Gateway.ConnectAsync(context, port == ResumePort);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
