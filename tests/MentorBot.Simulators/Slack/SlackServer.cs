using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.Simulators.Slack;

/// <summary>The port on which the simulated Slack listens: Web API, sockets, response urls and uploads.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    private readonly SlackSimulator _slack;
    private readonly WebApplication _app;
    private readonly Dictionary<string, int> _tickets = new(StringComparer.Ordinal);
    private int _lastTicket;

    public SlackServer(SlackSimulator slack)
    {
        _slack = slack;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Root { get; private set; } = "";

    public async Task StartAsync()
    {
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Root = Address.GetLeftPart(UriPartial.Authority);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

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

        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        var refusal = _slack.Faults.TakeUpgradeRefusal();
        if (!isGood || refusal is not null || upgrade is not { IsUpgradableRequest: true } || key.Length == 0)
        {
            context.Response.StatusCode = refusal ?? (isGood ? StatusCodes.Status400BadRequest : StatusCodes.Status408RequestTimeout);
            return;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it protects nothing.
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await using var stream = await upgrade.UpgradeAsync();
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
