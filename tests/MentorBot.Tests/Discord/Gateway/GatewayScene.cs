using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Core;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;
using NodaTime;
using Delivery = MentorBot.Discord.Receiving.Delivery;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>A connection to a scripted gateway, with a clock that the test moves.</summary>
internal sealed class GatewayScene : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private int _waits;

    public TimerClock Time { get; } = new();

    public KeptInMemory Memory { get; init; } = new();

    public CollectingLog Log { get; } = new();

    public ScriptedGateway Gateway { get; } = new();

    public ConcurrentQueue<Delivery> Deliveries { get; } = new();

    public ApiAnswer<GatewayInfo> Info { get; set; } = ApiAnswer.Ok(new GatewayInfo("wss://gateway.test", 1, 1_000, Duration.FromHours(1)));

    public AppInfo App { get; set; } = new("10", "Mentor", "11", null);

    public GatewayOptions Options { get; init; } = new();

    public GatewayConnection Connection { get; private set; } = null!;

    public Task<Farewell?> Running { get; private set; } = Task.FromResult<Farewell?>(null);

    public int Asked { get; private set; }

    public IReadOnlyList<string> Errors => [.. Log.Errors.Select(line => line.Message)];

    public GatewaySetting Setting => new("the-token", Options, Gateway.DialAsync);

    /// <summary>A connection that whoever asked for it runs.</summary>
    public GatewayConnection Connect()
    {
        var clock = new TimeProviderClock(Time);
        Connection = new GatewayConnection(new Api(this), new GatewaySession(Memory, Options, clock), new IdentifyBudget(Memory, Options, clock), Setting, Time, Log.For<GatewayConnection>());
        return Connection;
    }

    public GatewayScene Start()
    {
        Connect();
        Running = Task.Run(async () =>
        {
            await Connection.Session.TakeUpAsync(_end.Token);
            return await Connection.RunAsync(delivery =>
            {
                Deliveries.Enqueue(delivery);
                return true;
            }, _end.Token);
        });
        return this;
    }

    /// <summary>The next socket, and how long the bot waited before it opened it.</summary>
    public async Task<(ScriptedSocket Socket, TimeSpan Waited)> NextAsync()
    {
        var began = Time.GetTimestamp();
        for (var step = 0; step < 20_000; step++)
        {
            if (Gateway.TryNext(out var socket))
            {
                return (socket!, Time.GetElapsedTime(began));
            }

            Running.IsCompleted.ShouldBeFalse("It gave up.");
            await Task.Delay(1);
            Pass();
        }

        throw new TimeoutException("No socket was opened.");
    }

    /// <summary>Lets some time pass; all of a wait where the connection has said that it waits, since it has no other timer then.</summary>
    private void Pass()
    {
        var waits = Log.Lines.Count(line => line.Message.Contains("the next one is opened in", StringComparison.Ordinal) && !line.Message.EndsWith(" in 0 s", StringComparison.Ordinal));
        if (waits > _waits && Time.AdvanceToNext())
        {
            _waits = waits;
        }
        else
        {
            Time.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>The next socket, which is opened without any wait.</summary>
    public async Task<ScriptedSocket> AtOnceAsync()
    {
        ScriptedSocket? socket = null;
        await Until.HoldsAsync(() => socket is not null || Gateway.TryNext(out socket));
        return socket!;
    }

    /// <summary>A socket with a session that is ready.</summary>
    public async Task<ScriptedSocket> ReadyAsync(string session = "s1", int interval = 40_000)
    {
        var (socket, _) = await NextAsync();
        await ReadyAsync(socket, session, interval);
        return socket;
    }

    /// <summary>Has a socket begin with a session that is ready.</summary>
    public async Task ReadyAsync(ScriptedSocket socket, string session = "s1", int interval = 40_000)
    {
        socket.Hello(interval);
        (await socket.HearsAsync()).ShouldContain("\"op\":2");
        socket.Ready(session);
        await Until.HoldsAsync(() => Connection.IsReady);
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Running;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Knows where the gateway is.</summary>
    private sealed class Api(GatewayScene scene) : IDiscordApi
    {
        public Task<ApiAnswer<GatewayInfo>> GatewayAsync(CancellationToken cancellationToken)
        {
            scene.Asked++;
            return Task.FromResult(scene.Info);
        }

        public Task<ApiAnswer<AppInfo>> AppAsync(CancellationToken cancellationToken) => Task.FromResult(ApiAnswer.Ok(scene.App));

        public Task<ApiAnswer<Nothing>> OverwriteCommandsAsync(string app, ImmutableArray<CommandBody> commands, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<Nothing>> RespondAsync(string interaction, string token, InteractionResponse response, ImmutableArray<FileBlock> files, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<PostedMessage>> EditOriginalAsync(string app, string token, DiscordMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<Nothing>> DeleteOriginalAsync(string app, string token, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<PostedMessage>> FollowUpAsync(string app, string token, DiscordMessage message, bool ephemeral, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<PostedMessage>> CreateMessageAsync(string channel, DiscordMessage message, long? key, bool isDue, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<PostedMessage>> EditMessageAsync(string channel, string message, DiscordMessage with, long? key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, long key, Instant oldest, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<ChannelReference>> OpenDirectAsync(string user, bool isDue, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<GuildReference>> GuildAsync(string guild, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiAnswer<GuildMember>> MemberAsync(string guild, string user, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
