using System.Net;
using System.Net.Sockets;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.Playground;

/// <summary>The playground's own small web server, which lives as long as the bot.</summary>
public sealed partial class PlaygroundServer : IHostedService, IAsyncDisposable
{
    private const int LargestBody = 64 * 1024;

    private readonly PlaygroundOptions _options;
    private readonly ChatRoom _room;
    private readonly ChatApi _api;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly TaskCompletionSource _isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _app;

    internal PlaygroundServer(PlaygroundOptions options, ChatRoom room, ChatApi api, ILoggerFactory loggers)
    {
        _options = options;
        _room = room;
        _api = api;
        _loggers = loggers;
        _log = loggers.CreateLogger<PlaygroundServer>();
    }

    /// <summary>Where the page is, once it is served.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var address = Check(_options);
        _app = Build(address);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new PlaygroundException($"The playground can't listen on {_options.Url} (Playground:Url): {exception.Message}", exception);
        }

        // Only now: a bot that can't serve the room must not touch what another one keeps of it.
        OpenRoom();
        _isOpen.SetResult();
        Address = new Uri(_app.Urls.First());
        LogStarted(Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _room.HangUp();
        if (_app is not null)
        {
            await _app.StopAsync(cancellationToken);
        }

        // What was still at work has had the time that the host gives it.
        await _stopping.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private void OpenRoom()
    {
        try
        {
            _room.Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlaygroundException($"The playground can't keep its log at {_options.LogFile} (Playground:LogFile): {exception.Message}", exception);
        }
    }

    private static BindingAddress Check(PlaygroundOptions options)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(options.Url);
        }
        catch (FormatException exception)
        {
            throw new PlaygroundException($"Playground:Url is '{options.Url}', which is no address. Write it as http://127.0.0.1:5081.", exception);
        }

        if (address.Scheme != Uri.UriSchemeHttp)
        {
            throw new PlaygroundException($"Playground:Url is '{options.Url}', but the playground speaks plain http. Put a proxy before it for anything else.");
        }

        if (!IsLoopback(address.Host) && !options.AllowRemote)
        {
            throw new PlaygroundException(
                $"Playground:Url is '{options.Url}', which other machines can reach, and whoever reaches the playground can be anybody in it. "
                + "Use a loopback address such as http://127.0.0.1:5081, or set Playground:AllowRemote to true if that is what you want.");
        }

        return address;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private WebApplication Build(BindingAddress address)
    {
        // Empty, so that neither the host's addresses nor its configuration files reach this second server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_loggers);
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            Listen(kestrel, address);
        });

        var app = builder.Build();
        var guard = new RequestGuard(_options, _loggers.CreateLogger<RequestGuard>());
        app.Use(guard.InvokeAsync);
        app.Use(async (context, next) =>
        {
            await _isOpen.Task.WaitAsync(context.RequestAborted);
            await next(context);
        });
        app.UseRouting();
        app.MapPageFiles();
        _api.Map(app, _stopping.Token);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address)
    {
        if (IPAddress.TryParse(address.Host, out var ip))
        {
            kestrel.Listen(ip, address.Port);
        }
        else if (IsLoopback(address.Host))
        {
            kestrel.ListenLocalhost(address.Port);
        }
        else
        {
            kestrel.ListenAnyIP(address.Port);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The playground is open at {Address}")]
    private partial void LogStarted(Uri address);

    /// <summary>The bot's own host decides when to stop, so this one listens to no signals.</summary>
    private sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
