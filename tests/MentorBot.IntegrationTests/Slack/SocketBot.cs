using System.Collections.Concurrent;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Slack.Api;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving.Sockets;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The receiver with sockets to a simulated Slack and an inbox that a test looks into.</summary>
internal sealed class SocketBot : IAsyncDisposable
{
    public static readonly SocketOptions Quick = new()
    {
        Connections = 1,
        Stagger = TimeSpan.FromMilliseconds(50),
        FirstBackoff = TimeSpan.FromMilliseconds(40),
        LongestBackoff = TimeSpan.FromMilliseconds(200),
        SlowRetry = TimeSpan.FromMilliseconds(600),
    };

    private readonly HttpClient _http = ApiTransport.CreateClient();
    private readonly LogLines _log = new();

    private SocketBot(SlackSimulator slack, SocketOptions options, string? appToken)
    {
        var settings = new SlackOptions { BotToken = slack.BotToken, AppToken = appToken ?? slack.AppToken, ApiUrl = slack.ApiUrl.ToString() };
        Api = SlackApi.Create(settings, new ApiOptions { LimitFactor = 0 }, new Installation(_log.For<Installation>()), _http, TimeProvider.System, _log.For<SlackApi>());
        Receiver = new SocketModeReceiver(Api, Inbox, options, TimeProvider.System, _log.For<SocketModeReceiver>());
    }

    public TestInbox Inbox { get; } = new();

    public ISlackApi Api { get; }

    public SocketModeReceiver Receiver { get; }

    public IReadOnlyList<string> Errors => [.. _log.Lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Message)];

    public IReadOnlyList<string> Lines => [.. _log.Lines.Select(line => line.Message)];

    /// <summary>Starts it and waits for its sockets.</summary>
    public static async Task<SocketBot> ConnectAsync(SlackSimulator slack, SocketOptions? options = null)
    {
        var bot = await StartAsync(slack, options);
        await slack.WaitForSocketsAsync((options ?? Quick).Connections);
        return bot;
    }

    public static async Task<SocketBot> StartAsync(SlackSimulator slack, SocketOptions? options = null, string? appToken = null)
    {
        var bot = new SocketBot(slack, options ?? Quick, appToken);
        await bot.Receiver.StartAsync(CancellationToken.None);
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.StopAsync(CancellationToken.None);
        Receiver.Dispose();
        _http.Dispose();
    }

    private sealed class LogLines
    {
        public ConcurrentQueue<(LogLevel Level, string Message)> Lines { get; } = new();

        public ILogger<T> For<T>() => new Logger<T>(this);

        private sealed class Logger<T>(LogLines lines) : ILogger<T>
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Lines.Enqueue((logLevel, formatter(state, exception)));
        }
    }
}
