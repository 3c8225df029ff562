using MentorBot.Simulators.Loopback;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>The port on which the simulated Slack listens: Web API, sockets, response urls and uploads.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    private readonly SlackSimulator _slack;
    private readonly LoopbackServer _server;
    private readonly Dictionary<string, int> _tickets = new(StringComparer.Ordinal);
    private int _lastTicket;

    public SlackServer(SlackSimulator slack)
    {
        _slack = slack;
        _server = new LoopbackServer(ports: 1, AnswerAsync);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Root { get; private set; } = "";

    public async Task StartAsync()
    {
        await _server.StartAsync();
        Address = _server.Addresses[0];
        Root = Address.GetLeftPart(UriPartial.Authority);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Slack: the address of a socket is for one connection.</summary>
    public string NewSocketUrl()
    {
        var ticket = $"{Interlocked.Increment(ref _lastTicket):x8}-5eed-4000-8000-000000000000";
        lock (_tickets)
        {
            _tickets.Add(ticket, _slack.Sockets.Lives);
        }

        return $"ws://127.0.0.1:{Address.Port}/link/?ticket={ticket}&app_id={_slack.AppId}";
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return _slack.Api.AnswerAsync(context, path["/api/".Length..]);
        }

        if (path.StartsWith("/link/", StringComparison.Ordinal))
        {
            return ConnectAsync(context);
        }

        if (path.StartsWith("/upload/", StringComparison.Ordinal))
        {
            return Uploads.TakeAsync(_slack, context, path["/upload/".Length..]);
        }

        return ResponseUrls.AnswerAsync(_slack, context, path);
    }

    private async Task ConnectAsync(HttpContext context)
    {
        int life;
        bool isGood;
        lock (_tickets)
        {
            isGood = _tickets.Remove(context.Request.Query["ticket"].ToString(), out life) && life == _slack.Sockets.Lives;
        }

        var refusal = _slack.Faults.TakeUpgradeRefusal();
        if (!isGood || refusal is not null || !LoopbackServer.AsksForSocket(context))
        {
            context.Response.StatusCode = refusal ?? (isGood ? StatusCodes.Status400BadRequest : StatusCodes.Status408RequestTimeout);
            return;
        }

        await using var stream = await LoopbackServer.UpgradeAsync(context);
        var socket = _slack.Sockets.Connect(context, stream, _slack.SocketMode.OnText, life);
        var running = socket.RunAsync(context.RequestAborted);
        try
        {
            if (await _slack.Sockets.GreetAsync(socket))
            {
                _slack.SocketMode.SendUndelivered();
            }

            await running;
        }
        finally
        {
            _slack.Sockets.Remove(socket);
        }
    }
}
